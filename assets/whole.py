"""`@whole` makes an asset of a pure function over the whole set of documents, done again only when the set has changed."""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import dagster as dg
import polars as pl

from assets import fingerprints, showing
from assets.quarantine import Quarantine, rejected_rows
from assets.resources import KEYS, Tools
from checks.contracts.base import Contract, shape
from checks.verdict import BrokenShape, judge

Craft = Callable[..., pl.DataFrame]


def whole(
    *, contract: type[Contract], craft: Craft, kinds: set[str], earlier: bool = False, options: Callable[[Tools], pl.DataFrame | None] | None = None
) -> Callable[[Callable[..., None]], dg.AssetsDefinition]:
    """Make an asset of a function whose name is its table, whose parameters are its inputs and whose docstring its description.

    `craft(*inputs)` takes a stage as a LazyFrame, one row per article (the version readers see), another whole table as a DataFrame,
    and gives the whole table.
    With `earlier` it also takes what the table held (None at first), with `options` a frame that an operator wrote.
    """

    def decorate(described: Callable[..., None]) -> dg.AssetsDefinition:
        name = described.__name__
        inputs = list(inspect.signature(described).parameters)
        check = dg.AssetCheckSpec("contract", asset=name, blocking=True, description=f"Every row of {name} keeps the contract {contract.__name__}.")
        spec = dg.AssetSpec(
            name,
            deps=inputs,
            group_name="corpus",
            kinds=kinds,
            description=inspect.getdoc(described),
            metadata={"dagster/column_schema": showing.column_schema(contract)},
            code_version=fingerprints.of_code(craft, contract),
        )

        @dg.multi_asset(name=name, specs=[spec], check_specs=[check], required_resource_keys=KEYS)
        def run(context: dg.AssetExecutionContext) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult[Any]]:
            tools = Tools(context)
            quarantine = Quarantine(tools.lake, name, contract.__name__, tools.run_id)
            try:
                news = _remake(name, inputs, contract, craft, earlier, options, tools, quarantine)
            except BrokenShape as broken:
                told = f"{name} makes rows of another shape than its contract: {broken}. The table stays as it was."
                yield _check(name, False, dg.AssetCheckSeverity.ERROR, told, quarantine)
                raise dg.Failure(told, allow_retries=False) from broken
            rows = tools.lake.rows(name)
            held = quarantine.open()
            assert rows is not None  # _remake has just written it, or found it
            yield dg.MaterializeResult(
                asset_key=name,
                metadata={
                    "dagster/row_count": rows.select(pl.len()).collect().item(),
                    "made anew": news,
                    "in quarantine": held.height,
                    **showing.rows(rows.head(5).collect()),
                },
                data_version=dg.DataVersion(tools.lake.fingerprint(name)),
            )
            told = f"Every row keeps {contract.__name__}." if held.is_empty() else f"{held.height:,} rows of {name} break {contract.__name__}; they are left out of the table."
            yield _check(name, held.is_empty(), dg.AssetCheckSeverity.WARN, told, quarantine)

        return run

    return decorate


def _remake(
    name: str, inputs: list[str], contract: type[Contract], craft: Craft, earlier: bool, options: Callable[[Tools], pl.DataFrame | None] | None,
    tools: Tools, quarantine: Quarantine,
) -> bool:  # fmt: skip
    """Compute, judge and commit the table, unless it was made from just this. Returns whether it was made anew."""
    lake = tools.lake
    frames, marks = zip(*(_input(tools, table) for table in inputs), strict=True)
    chosen = options(tools) if options is not None else None
    written = chosen.sort(chosen.columns).write_csv() if chosen is not None else ""
    made_from = fingerprints.digest(fingerprints.of_code(craft, contract), *marks, written)
    if lake.made_from(name) == made_from and not tools.scope.force:
        tools.log.info(f"{name}: nothing new.")
        return False
    before = lake.rows(name) if earlier else None
    extra = ([before.collect() if before is not None else None] if earlier else []) + ([chosen] if options is not None else [])
    made = craft(*frames, *extra)
    verdict = judge(made.select(shape(contract).names()), contract)
    bad = [
        {"made_from": made_from, "rules": row["rules"], "message": f"A row of {name} breaks {contract.__name__}: {', '.join(row['rules'])}", "row": showing.as_json(row)}
        for row in verdict.rejected.iter_rows(named=True)
    ]
    quarantine.resolve(quarantine.open(), "replaced" if bad else "passed")
    quarantine.enter(rejected_rows(bad))
    if len(bad) > tools.settings.reject_count and len(bad) > tools.settings.reject_share * made.height:
        raise dg.Failure(f"{len(bad):,} of {made.height:,} rows of {name} break {contract.__name__}. The table stays as it was.", allow_retries=False)
    lake.replace(name, verdict.valid, made_from)
    tools.log.info(f"{name}: {verdict.valid.height:,} rows, made anew.")
    return True


def _input(tools: Tools, table: str) -> tuple[pl.LazyFrame | pl.DataFrame, str]:
    """An input and a hash of what it holds: a stage's served rows, or another whole table."""
    rows = tools.lake.rows(table)
    if rows is None:
        raise dg.Failure(f"{table} has not been made yet: materialize it first.", allow_retries=False)
    if "batch" not in rows.collect_schema():
        return rows.collect(), tools.lake.fingerprint(table)
    keys = tools.lake.served(table)
    return tools.lake.current(table, keys), tools.lake.fingerprint(table, keys)


def _check(name: str, passed: bool, severity: dg.AssetCheckSeverity, told: str, quarantine: Quarantine) -> dg.AssetCheckResult:
    held = quarantine.open()
    return dg.AssetCheckResult(asset_key=name, check_name="contract", passed=passed, severity=severity, description=told, metadata=showing.quarantined(held, name))
