"""Policies: owners and kinds of upkeep, applied once by selection, never repeated in an asset."""

import dagster as dg

OWNERS = ["team:newsroom-data"]
REPOSITORY = "https://github.com/clean-copy/clean-copy"


def with_policies(spec: dg.AssetSpec) -> dg.AssetSpec:
    """What holds for every asset."""
    return spec.replace_attributes(owners=OWNERS)
