"""Policies: owners and how fresh the articles must be, applied once by selection, never repeated in an
asset."""

from datetime import timedelta

import dagster as dg

from assets.display import lineage
from pipeline.settings import Settings

OWNERS = ["team:newsroom-data"]


def with_policies(spec: dg.AssetSpec, settings: Settings) -> dg.AssetSpec:
    """What holds for every asset; of the articles also for how long they may go without a run.

    Dagster's daemon judges that by the clock, whether a run comes or not. Whether new articles came is
    another question, which the check `fresh` answers in each run.
    """
    policy = None
    if spec.key == lineage.key("articles"):
        window = max(timedelta(hours=settings.fresh_hours), timedelta(minutes=1))  # Dagster wants a minute
        policy = dg.FreshnessPolicy.time_window(fail_window=window)
    return spec.replace_attributes(owners=OWNERS, freshness_policy=policy)
