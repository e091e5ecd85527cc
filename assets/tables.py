"""`tables`: everything becomes one DuckDB file, checked before readers see it."""

from collections.abc import Iterator
from typing import Any

import dagster as dg
import duckdb

from assets import publishing
from assets.display import figures, lineage, showing
from assets.framework import faults
from assets.framework.edition import Broken, Edition
from assets.framework.resources import KEYS, Tools
from checks.contracts.published import PUBLISHED
from checks.promise import Outcome
from checks.promises.catalog import promises

PROMISES = promises(fresh_hours=72)  # the names alone; a run asks for them again with its own settings


def key(table: str) -> dg.AssetKey:
    """A published table's asset."""
    return dg.AssetKey(["warehouse", table])


@dg.multi_asset(
    name="tables",
    specs=[
        dg.AssetSpec(
            key(table),
            deps=publishing.TABLES.get(table, ()),
            group_name="warehouse",
            kinds={"duckdb", "table"},
            description=contract.__doc__,
            metadata={
                "dagster/column_schema": showing.column_schema(contract, lineage.sources_of_table(table)),
                "dagster/table_name": f"cleancopy.main.{table}",
                **showing.code(contract, *figures.statements(table)),
            },
        )
        for table, contract in PUBLISHED.items()
    ],
    check_specs=[
        *(
            dg.AssetCheckSpec("contract", asset=key(t), blocking=True, description=f"Every row keeps the contract {c.__name__}.")
            for t, c in PUBLISHED.items()
        ),
        *(dg.AssetCheckSpec(p.name, asset=key(p.table), blocking=True, description=p.told) for p in PROMISES),
    ],
    can_subset=False,
    required_resource_keys={*KEYS, "warehouse"},
)
@faults.told
def tables(context: dg.AssetExecutionContext) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult[Any]]:
    """Build the file aside, hold it to its promises, swap it in; or leave it as it is when nothing changed."""
    tools = Tools(context)
    warehouse = context.resources.warehouse
    try:
        made_from, outcomes = Edition(tools, warehouse).publish()
    except Broken as broken:
        yield from map(_result, broken.outcomes)
        raise dg.Failure(str(broken), allow_retries=False) from broken
    with warehouse.read() as connection:
        for table in PUBLISHED:
            shown = {**_shown(connection, table), "file": dg.MetadataValue.path(str(tools.settings.database))}
            yield dg.MaterializeResult(asset_key=key(table), metadata=shown, data_version=dg.DataVersion(made_from))
    yield from map(_result, outcomes)


def _shown(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, Any]:
    """Rows, figures, a plot, the newest rows, and what the columns are made of."""
    ((rows,),) = connection.sql(f"SELECT count(*) FROM {table}").fetchall()
    return {"dagster/row_count": rows, **figures.of(connection, table), **lineage.of_table(table), "sql": f"FROM {table} LIMIT 20"}


def _result(outcome: Outcome) -> dg.AssetCheckResult:
    """An outcome as Dagster shows it: what was promised, how many rows break it, the first of them, and the SQL that lists all."""
    promise = outcome.promise
    metadata: dict[str, Any] = {"failing rows": outcome.failing, "sql": " ".join(promise.sql.split())}
    if not outcome.rows.is_empty():
        metadata["first rows"] = dg.MetadataValue.md(showing.table(outcome.rows))
        metadata |= showing.concerned(outcome.rows["path"].drop_nulls() if "path" in outcome.rows.columns else [])
    told = outcome.done or f"{showing.number_of(outcome.failing, 'row')} against it"
    return dg.AssetCheckResult(
        asset_key=key(promise.table),
        check_name=promise.name,
        passed=outcome.passed,
        severity=dg.AssetCheckSeverity[outcome.severity],
        description=promise.told if outcome.passed else f"{told[:1].upper()}{told[1:]}. What is promised: {promise.told}",
        metadata=metadata,
    )
