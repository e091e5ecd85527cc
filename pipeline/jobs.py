"""Jobs: one over everything, one that keeps house."""

from datetime import UTC, datetime, timedelta

import dagster as dg

from assets import faults
from pipeline.lake import Lake
from pipeline.settings import Settings

refresh = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all(),
    executor_def=dg.in_process_executor,
    description="Everything, from the raw folder to the report: what is new is worked on, the rest is left as it is.",
)


@dg.op(required_resource_keys={"lake", "settings", "lock"})
def tidy(context: dg.OpExecutionContext) -> None:
    """Compact and vacuum the lake; forget Dagster's runs of long ago."""
    with faults.named(context.resources.settings):
        _tidy(context, context.resources.lake, context.resources.settings)


def _tidy(context: dg.OpExecutionContext, lake: Lake, settings: Settings) -> None:
    for table in lake.tables():
        done = lake.compact(table)
        context.log.info(f"{table}: " + ", ".join(f"{number:,} {what}" for what, number in done.items()))
    before = datetime.now(UTC) - timedelta(days=settings.keep_days)
    old = context.instance.get_run_records(filters=dg.RunsFilter(created_before=before))
    for record in old:
        context.instance.delete_run(record.dagster_run.run_id)
    context.log.info(f"{len(old):,} runs older than CLEANCOPY_KEEP_DAYS={settings.keep_days} deleted, with their event logs.")


@dg.job(
    executor_def=dg.in_process_executor,
    description="Compacts and vacuums the lake and deletes old runs. Nothing that a reader sees changes.",
)
def housekeeping() -> None:
    """Keep house."""
    tidy()
