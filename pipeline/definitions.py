"""`build_definitions()`, and nothing else."""

from typing import Any

import dagster as dg

from assets.cleaned import cleaned
from assets.duplicates import duplicates
from assets.enriched import enriched
from assets.parsed import parsed
from assets.raw import raw
from assets.recurring import recurring
from assets.report import report
from assets.stories import stories
from assets.tables import tables
from pipeline import console
from pipeline.jobs import housekeeping, refresh
from pipeline.policies import with_policies
from pipeline.resources import resources
from pipeline.schedules import schedules
from pipeline.sensors import sensors
from pipeline.settings import Settings


def build_definitions(settings: Settings | None = None, **instead: Any) -> dg.Definitions:
    """Everything that Dagster serves, for the given settings (by default the environment's); `instead` takes the place of resources."""
    settings = settings or Settings()
    stages = [raw, parsed, recurring, cleaned, enriched, duplicates, stories, tables, report]
    return dg.Definitions(
        assets=dg.map_asset_specs(with_policies, stages),
        jobs=[refresh, housekeeping],
        schedules=schedules(settings),
        sensors=sensors(settings),
        resources={**resources(settings), **instead},
        executor=dg.in_process_executor,
        loggers={"console": console.console},
    )


defs = build_definitions()
