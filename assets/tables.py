"""`tables`: everything becomes one DuckDB file, checked before readers see it."""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from assets import publishing
from assets.display import figures, lineage, showing
from assets.framework import faults
from assets.framework.edition import Broken, Edition
from assets.framework.resources import KEYS, Tools
from checks.contracts.published import PUBLISHED, about
from checks.promises.catalog import promises

PROMISES = promises(fresh_hours=72)  # the names alone; a run asks for them again with its own settings


@dg.multi_asset(
    name="tables",
    specs=[
        dg.AssetSpec(
            lineage.key(table),
            deps=publishing.TABLES.get(table, ()),
            group_name="warehouse",
            kinds={"duckdb", "table"},
            description=about(contract),
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
            dg.AssetCheckSpec(
                "contract",
                asset=lineage.key(t),
                blocking=True,
                description=f"Every row keeps the contract {c.__name__}.",
            )
            for t, c in PUBLISHED.items()
        ),
        *(
            dg.AssetCheckSpec(p.name, asset=lineage.key(p.table), blocking=True, description=p.told)
            for p in PROMISES
        ),
    ],
    can_subset=False,
    required_resource_keys={*KEYS, "warehouse"},
)
@faults.told
def tables(context: dg.AssetExecutionContext) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult[Any]]:
    """Build the file aside, hold it to its promises, swap it in;
    or leave it as it is when nothing changed."""
    tools = Tools(context)
    warehouse = context.resources.warehouse
    try:
        made_from, outcomes = Edition(tools, warehouse).publish()
    except Broken as broken:
        yield from map(figures.result, broken.outcomes)
        raise dg.Failure(str(broken), allow_retries=False) from broken
    with warehouse.read() as connection:
        for table in PUBLISHED:
            shown = {
                **figures.shown(connection, table),
                "file": dg.MetadataValue.path(str(tools.settings.database)),
            }
            yield dg.MaterializeResult(
                asset_key=lineage.key(table), metadata=shown, data_version=dg.DataVersion(made_from)
            )
    yield from map(figures.result, outcomes)
