"""`@whole` makes an asset of a pure function over the whole set of documents, done again only when the set has changed."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass

import dagster as dg
import polars as pl

from assets import faults, fingerprints, lineage, showing
from assets.quarantine import Quarantine, rejected_rows
from assets.resources import Tools
from assets.stage import Craft, Described, Events, Options, declared
from checks.contracts.base import Contract, shape
from checks.verdict import BrokenShape, Verdict, judge


def whole(
    *, contract: type[Contract], craft: Craft, kinds: set[str], earlier: bool = False, options: Options | None = None
) -> Callable[[Described], dg.AssetsDefinition]:
    """Make an asset of a function whose name is its table, whose parameters are its inputs and whose docstring its description.

    `craft(*inputs)` takes a stage as a LazyFrame, one row per article (the version readers see), another whole table as a DataFrame,
    and gives the whole table. With `earlier` it also takes what the table held (None at first), with `options` a frame that an
    operator wrote (or None).
    """

    def decorate(described: Described) -> dg.AssetsDefinition:
        name, inputs = described.__name__, list(inspect.signature(described).parameters)

        @dg.multi_asset(name=name, **declared(described, contract, craft, "corpus", kinds))
        @faults.told
        def run(context: dg.AssetExecutionContext) -> Events:
            yield from _Work(name, inputs, contract, craft, earlier, options, Tools(context)).events()

        return run

    return decorate


@dataclass
class _Work:
    """One run of one whole table."""

    name: str
    inputs: list[str]
    contract: type[Contract]
    craft: Craft
    earlier: bool
    options: Options | None
    tools: Tools

    def __post_init__(self) -> None:
        self.quarantine = Quarantine(self.tools.lake, self.name, self.contract.__name__, self.tools.run_id)

    def events(self) -> Events:
        """Make the table anew where its inputs changed, then tell Dagster what came of it."""
        try:
            anew = self.remake()
        except BrokenShape as broken:
            craft = fingerprints.address(self.craft)
            told = f"{craft} makes rows of another shape than its contract. {broken}. {self.name} is left as it was."
            yield self.check(told, dg.AssetCheckSeverity.ERROR)
            raise dg.Failure(told, allow_retries=False) from broken
        rows = self.tools.lake.rows(self.name)
        assert rows is not None  # it was just written, or found as it should be
        height = rows.select(pl.len()).collect().item()
        yield dg.MaterializeResult(
            asset_key=self.name,
            metadata={
                "dagster/row_count": height,
                "made anew": anew,
                "in quarantine": self.quarantine.open().height,
                **showing.rows(rows.head(5).collect()),
                **lineage.of_stage(self.name),
            },
            data_version=dg.DataVersion(self.tools.lake.fingerprint(self.name)),
        )
        yield self.check(None, dg.AssetCheckSeverity.WARN)

    def remake(self) -> bool:
        """Compute, judge and commit the table, unless it was made from just this. Returns whether it was made anew."""
        lake, settings = self.tools.lake, self.tools.settings
        inputs = [self.input(table) for table in self.inputs]
        chosen = self.options(self.tools) if self.options else None
        written = chosen.sort(chosen.columns).write_csv() if chosen is not None else ""
        code = fingerprints.of_code(self.craft, self.contract)
        made_from = fingerprints.digest(code, *(mark for _, mark in inputs), written)
        if lake.made_from(self.name) == made_from and not self.tools.scope.force:
            self.tools.log.info(f"{self.name}: nothing new.")
            return False
        before = lake.rows(self.name) if self.earlier else None
        more = ([before.collect() if before is not None else None] if self.earlier else []) + ([chosen] if self.options else [])
        made = self.craft(*(frame for frame, _ in inputs), *more)
        verdict = judge(made, self.contract)
        bad = self.described(verdict, made_from)
        self.quarantine.resolve(self.quarantine.open(), "replaced" if bad.height else "passed")
        self.quarantine.enter(bad)
        if bad.height > settings.reject_count and bad.height > settings.reject_share * made.height:
            told = f"{bad.height:,} of {made.height:,} rows of {self.name} break {self.contract.__name__}. The table is left as it was."
            raise dg.Failure(told, allow_retries=False)
        lake.replace(self.name, verdict.valid.select(shape(self.contract).names()), made_from)
        self.tools.log.info(f"{self.name}: {showing.number_of(verdict.valid.height, 'row')}, made anew.")
        return True

    def input(self, table: str) -> tuple[pl.LazyFrame | pl.DataFrame, str]:
        """An input and a hash of what it holds: a stage's served rows, or another whole table."""
        lake = self.tools.lake
        rows = lake.rows(table)
        if rows is None:
            raise dg.Failure(f"{table} has not been made yet: materialize it first.", allow_retries=False)
        if "batch" not in rows.collect_schema():
            return rows.collect(), lake.fingerprint(table)
        keys = lake.served(table)
        return lake.current(table, keys), lake.fingerprint(table, keys)

    def described(self, verdict: Verdict, made_from: str) -> pl.DataFrame:
        """The rejected rows, for the quarantine."""
        broken = f"A row of {self.name} breaks {self.contract.__name__}: "
        return rejected_rows(
            {"made_from": made_from, "rules": rules, "message": broken + ", ".join(rules), "row": showing.as_json(row)}
            for row, rules in zip(verdict.rejected.iter_rows(named=True), verdict.rules, strict=True)
        )

    def check(self, told: str | None, severity: dg.AssetCheckSeverity) -> dg.AssetCheckResult:
        """The contract check: it speaks of the open quarantine, or of why the run stopped."""
        held = self.quarantine.open()
        kept = f"Every row keeps {self.contract.__name__}."
        left_out = f"{held.height:,} rows of {self.name} break {self.contract.__name__}; they are left out of the table."
        return dg.AssetCheckResult(
            asset_key=self.name,
            check_name="contract",
            passed=told is None and held.is_empty(),
            severity=severity,
            description=told or (kept if held.is_empty() else left_out),
            metadata=showing.quarantined(held, self.name),
        )
