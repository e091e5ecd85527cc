"""`tables`: everything becomes one DuckDB file, checked before readers see it."""

from collections.abc import Iterator, Mapping
from typing import Any

import dagster as dg
import duckdb

from assets.display import figures, lineage, showing
from assets.framework import faults, notes
from assets.framework.edition import Broken, Edition
from assets.framework.fingerprints import digest, of_modules
from assets.framework.resources import KEYS, HeldForWriting, Tools
from assets.framework.standing import Standing
from checks.contracts.published import PUBLISHED, about
from checks.promises.catalog import promises
from checks.vocabulary import INTERNAL, schema_of

WAITS = "publication_waits"  # in the data folder: why what is new is not published yet
PROMISES = promises(fresh_hours=72)  # the names alone; a run asks for them again with its own settings


@dg.multi_asset(
    name="tables",
    specs=[
        dg.AssetSpec(
            lineage.key(table),
            deps=lineage.inputs_of_table(table),
            group_name="machinery" if table in INTERNAL else "warehouse",
            kinds={"duckdb", "table"},
            description=about(contract),
            skippable=True,  # while a client has the file open for writing
            metadata={
                "dagster/column_schema": showing.column_schema(contract, lineage.sources_of_table(table)),
                "dagster/table_name": f"cleancopy.{schema_of(table)}.{table}",
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
            dg.AssetCheckSpec(
                p.name, asset=lineage.key(p.table), blocking=p.severity == "ERROR", description=p.told
            )
            for p in PROMISES
        ),
        figures.WHAT_CHANGED,
    ],
    can_subset=False,
    required_resource_keys={*KEYS, "warehouse"},
)
@faults.told
def tables(context: dg.AssetExecutionContext) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult[Any]]:
    """Build the file aside, hold it to its promises, swap it in;
    or leave it as it is when nothing changed."""
    tools = Tools(context)
    waits, found = tools.settings.home / WAITS, Standing(tools, "checks")
    edition = Edition(tools, context.resources.warehouse)
    try:
        yield from _published(edition, found)
    except Broken as broken:
        yield from map(figures.result, broken.outcomes)
        raise dg.Failure(str(broken), allow_retries=False) from broken
    except HeldForWriting as held:
        notes.write(waits, f"{held}\n")
        tools.log.warning(f"tables: {held}")
        then = {
            (table, name): (failing, severity)
            for table, name, failing, severity in found.last().get("broken", [])
        }
        yield from map(figures.result, edition.noted(then, "as it was found of the file that is still there"))
        yield figures.waits(str(held))
    else:
        waits.unlink(missing_ok=True)


def _published(
    edition: Edition, found: Standing
) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult[Any]]:
    tools, warehouse = edition.tools, edition.warehouse
    made_from, outcomes = edition.publish()
    if found.of(made_from) is None:
        broken = [[o.promise.table, o.promise.name, o.failing, o.severity] for o in outcomes if not o.passed]
        found.note(made_from, broken=broken)
    file = dg.MetadataValue.path(str(tools.settings.database))
    with warehouse.read() as connection:
        pinned = warehouse.pinned
        of_tables = {table: {"pinned": pinned} for table in PUBLISHED} if pinned else shown(tools, connection)
        for table in (*(t for t in PUBLISHED if t not in lineage.OF_THE_FILE), *lineage.OF_THE_FILE):
            yield dg.MaterializeResult(
                asset_key=lineage.key(table),
                metadata={**of_tables[table], "file": file},
                data_version=dg.DataVersion(made_from),
            )
        changed = figures.pinned(pinned) if pinned else figures.what_changed(connection)
    yield from map(figures.result, outcomes)
    yield changed


def shown(tools: Tools, connection: duckdb.DuckDBPyConnection) -> dict[str, Mapping[str, Any]]:
    """What each table shows of itself; looked for once a release."""
    standing = Standing(tools, "figures")
    ((release,),) = connection.sql("SELECT max_by(release_id, number) FROM releases").fetchall()
    state = digest(release, of_modules(figures.__name__, lineage.__name__, showing.__name__))
    noted = standing.of(state)
    if noted is None:
        noted = {table: dg.serialize_value(_told(table, connection)) for table in PUBLISHED}
        standing.note(state, **noted)
    return {
        table: dg.deserialize_value(told, dg.AssetMaterialization).metadata for table, told in noted.items()
    }


def _told(table: str, connection: duckdb.DuckDBPyConnection) -> dg.AssetMaterialization:
    return dg.AssetMaterialization(lineage.key(table), metadata=figures.shown(connection, table))
