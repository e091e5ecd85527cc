"""`build_definitions()`, and nothing else."""

from typing import Any

import dagster as dg

import assets.cleaned
import assets.duplicates
import assets.enriched
import assets.parsed
import assets.raw
import assets.recurring
import assets.report
import assets.stories
import assets.tables
from pipeline import telling
from pipeline.jobs import housekeeping, refresh
from pipeline.policies import with_policies
from pipeline.resources import resources
from pipeline.schedules import schedules
from pipeline.sensors import sensors
from pipeline.settings import Settings


def build_definitions(settings: Settings | None = None, **instead: Any) -> dg.Definitions:
    """Everything that Dagster serves, for the given settings (the environment's by default); `instead` puts other resources in place."""
    settings = settings or Settings()
    modules = (
        assets.raw, assets.parsed, assets.recurring, assets.cleaned, assets.enriched, assets.duplicates, assets.stories, assets.tables, assets.report,
    )  # fmt: skip
    return dg.Definitions(
        assets=dg.map_asset_specs(with_policies, dg.load_assets_from_modules(modules)),
        jobs=[refresh, housekeeping],
        schedules=schedules(settings),
        sensors=sensors(settings),
        resources={**resources(settings), **instead},
        executor=dg.in_process_executor,
        loggers={"console": telling.console},
    )


defs = build_definitions()
