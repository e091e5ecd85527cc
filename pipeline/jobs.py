"""Jobs: one over everything, one that keeps house."""

import dagster as dg

from pipeline.housekeeping import keep_house

refresh = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all(),
    executor_def=dg.in_process_executor,
    description=(
        "Everything, from the raw folder to the report: what is new is worked on, the rest is left as it is."
    ),
)


@dg.op(required_resource_keys={"settings", "lock"})
def tidy(context: dg.OpExecutionContext) -> None:
    """Compact and vacuum the lake; forget Dagster's runs of long ago; clear what killed runs left."""
    failed = keep_house(context.resources.settings, context.instance, context.log.info)
    if failed:
        raise dg.Failure("; ".join(failed), allow_retries=False)


@dg.job(
    executor_def=dg.in_process_executor,
    description="Compacts and vacuums the lake and deletes old runs. Nothing that a reader sees changes.",
)
def housekeeping() -> None:
    """Keep house."""
    tidy()
