"""`@whole` makes an asset of a pure function over all documents, called again only when they have changed."""

import inspect
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, Protocol

import dagster as dg
import duckdb
import polars as pl

from assets import publishing
from assets.display import lineage, showing
from assets.display.lineage import Columns
from assets.framework import faults, fingerprints, upgrade
from assets.framework.chunk import NotMade
from assets.framework.kept import Kept, kept
from assets.framework.quarantine import REJECTED, SETTLED_BY, Quarantine, rejected_rows
from assets.framework.resources import Tools
from assets.framework.stage import Craft, Described, Events, Options, declared
from assets.framework.standing import Standing
from assets.framework.withheld import code as code_of_file
from assets.framework.withheld import withheld
from checks.contracts.base import Contract, shape
from checks.halving import POISON, first_at_fault
from checks.verdict import BrokenShape, Verdict, judge

Earlier = Literal["by any code", "by this code"]


class Index(Protocol):
    """What a craft knows of the set from its last call."""

    def told(self) -> str | None:
        """What an operator may want to know of this call."""


OpenIndex = Callable[[duckdb.DuckDBPyConnection, Path], Index]


def whole(
    *,
    contract: type[Contract],
    craft: Craft,
    kinds: set[str],
    reads: Columns,
    earlier: Earlier | None = None,
    options: Options | None = None,
    index: OpenIndex | None = None,
    after: Sequence[str] = (),
    counting: dict[str, pl.Expr] | None = None,
    measuring: dict[str, pl.Expr] | None = None,
    group: str = "corpus",
) -> Callable[[Described], dg.AssetsDefinition]:
    """Make an asset of a function whose name is its table, whose parameters are its inputs and whose
    docstring its description.

    `craft(*inputs)` takes a stage as a LazyFrame, one row per article (the version readers see), another
    whole table as a DataFrame, and gives the whole table. With `earlier` it also takes what the table held
    (None at first), with `options` a frame that an operator wrote (or None). Of what the table held, names
    stay good (`by any code`); what was computed is good no longer once the code is another one, or all is
    asked for anew (`by this code`). With `index` it takes, last, what that makes of a DuckDB database that is
    kept from call to call, and a folder for files: what it must know of the set to look at nothing but what
    changed. `reads` names the columns of each input that it reads: what the UI shows
    of where a column comes from. `after` names tables that must be there before `options` is asked.
    `counting` and `measuring` are plots and figures for the UI, as of `@stage`, over the whole table. `group`
    is where it stands in the UI: groups follow one another.

    What is made of clean copy leaves out the versions that are withheld from the published file. A document
    that makes the craft fail waits in quarantine, and the table is made without it.
    """

    def decorate(described: Described) -> dg.AssetsDefinition:
        name, inputs = described.__name__, list(inspect.signature(described).parameters)

        upgrade.declare(name, partial(fingerprints.of_code, craft, contract))

        def work(tools: Tools) -> _Work:
            plots, figures = counting or {}, measuring or {}
            return _Work(name, inputs, contract, craft, earlier, options, index, plots, figures, tools)

        @dg.multi_asset(name=name, **declared(described, contract, craft, reads, group, kinds, after))
        @faults.told
        def run(context: dg.AssetExecutionContext) -> Events:
            yield from work(Tools(context)).events()

        if set(inputs) & set(publishing.STAGES):
            _FROM_CLEAN_COPY.append(work)
        return run

    return decorate


def follow(tools: Tools) -> None:
    """Make anew, in their order, the tables of the set that are made of clean copy.

    Some versions of it are withheld now, or no longer.
    """
    for work in _FROM_CLEAN_COPY:
        work(tools).remake()


Input = pl.LazyFrame | pl.DataFrame
FAILED = "craft_failed"
OF_ARTICLES = ("article_a", "article_b", "medoid_article_id")  # columns of whole tables that name articles


@dataclass
class _Work:
    """One run of one whole table."""

    name: str
    inputs: list[str]
    contract: type[Contract]
    craft: Craft
    earlier: Earlier | None
    options: Options | None
    index: OpenIndex | None
    counting: dict[str, pl.Expr]
    measuring: dict[str, pl.Expr]
    tools: Tools

    def __post_init__(self) -> None:
        self.quarantine = Quarantine(self.tools.lake, self.name, self.contract.__name__, self.tools.run_id)

    def events(self) -> Events:
        """Make the table anew where its inputs changed, then tell Dagster what came of it."""
        try:
            anew = self.remake()
        except BrokenShape as broken:
            message = (
                f"{fingerprints.address(self.craft)} makes rows of another shape than its contract. "
                f"{showing.quoted(str(broken))}. {self.name} is left as it was."
            )
            yield self.check(message, dg.AssetCheckSeverity.ERROR)
            raise dg.Failure(message, allow_retries=False) from broken
        yield dg.MaterializeResult(
            asset_key=self.name,
            metadata={
                "made anew": anew,
                "in quarantine": self.quarantine.open().height,
                **self.shown(),
                **lineage.of_stage(self.name),
            },
            data_version=dg.DataVersion(self.tools.lake.fingerprint(self.name)),
        )
        yield self.check(None, dg.AssetCheckSeverity.WARN)

    def shown(self) -> Mapping[str, Any]:
        """Rows, figures, the first rows and plots of the table; looked for once a state of it."""
        standing = Standing(self.tools, f"{self.name}_figures")
        code = fingerprints.of_modules(showing.__name__)
        asked = map(str, (*self.measuring.items(), *self.counting.items()))
        state = fingerprints.digest(self.tools.lake.state(self.name), code, *asked)
        noted = standing.of(state)
        if noted is None:
            told = dg.AssetMaterialization(self.name, metadata=self.looked_at())
            noted = {"told": dg.serialize_value(told)}
            standing.note(state, **noted)
        return dg.deserialize_value(noted["told"], dg.AssetMaterialization).metadata

    def looked_at(self) -> dict[str, Any]:
        """The same, from the table itself."""
        found = self.tools.lake.rows(self.name)
        assert found is not None  # it was just written, or found as it should be
        rows = found.collect()
        fullest = rows.sort(pl.sum_horizontal(pl.all().is_null()), maintain_order=True)
        figures = {title: rows.select(value).item() for title, value in self.measuring.items() if rows.height}
        return {
            "dagster/row_count": rows.height,
            **{title: round(value, 4) for title, value in figures.items() if value is not None},
            **showing.rows(self.recognised(fullest.head(5))),
            **{title: showing.counted(rows, title, values) for title, values in self.counting.items()},
        }

    def recognised(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows with the paths and the headline of the articles that they name, where they name some."""
        naming = [column for column in OF_ARTICLES if column in rows.columns]
        if not naming or "cleaned" not in self.inputs or rows.is_empty():
            return rows
        lake = self.tools.lake
        named = pl.concat([rows[column] for column in naming])
        keys = lake.served("cleaned").filter(pl.col("article_id").is_in(named.implode()))
        known = lake.current("cleaned", keys).select("article_id", *showing.KNOWN).collect()
        rows = rows.join(known, left_on=naming[0], right_on="article_id", how="left")
        for column in naming[1:]:
            other = known.select("article_id", other="path")
            rows = rows.join(other, left_on=column, right_on="article_id", how="left")
        return rows

    def remake(self) -> bool:
        """Make and judge the table, unless it was made from just this. Returns whether it was made."""
        standing = Standing(self.tools, self.name)
        chosen = self.options(self.tools) if self.options else None
        written = chosen.sort(chosen.columns).write_csv() if chosen is not None else ""
        code = fingerprints.of_code(self.craft, self.contract)
        done = not self.tools.scope.force and standing.of(self.state(code, written)) is not None
        started, before = time.monotonic(), standing.last()
        anew = not done and self.make_anew(code, written, chosen)
        if not anew:
            self.tools.log.info(f"{self.name}: nothing new.")
        if not done:
            whole = anew and before.get("code") != code  # else it went on from what there was
            documents = self.tools.lake.keys("raw").height if whole else 0
            more = upgrade.noted(self.name, before, documents, started)
            standing.note(self.state(code, written), **more)
        return anew

    def state(self, code: str, written: str) -> str:
        """All that the table depends on, as far as the logs of the lake tell it."""
        withheld_by = publishing.STAGES if set(self.inputs) & set(publishing.STAGES) else ()
        looked_at = (*self.inputs, self.name, *withheld_by, *SETTLED_BY)
        return fingerprints.digest(code, code_of_file(), written, self.tools.lake.state(*looked_at))

    def make_anew(self, code: str, written: str, chosen: pl.DataFrame | None) -> bool:
        """Make and judge the table, unless its inputs have the rows that it was made from."""
        lake = self.tools.lake
        inputs = [self.input(table) for table in self.inputs]
        made_from = f"{code} {fingerprints.digest(*(mark for _, mark in inputs), written)}"
        if lake.made_from(self.name) == made_from and not self.tools.scope.force:
            return False
        more = ([self.before(code)] if self.earlier else []) + ([chosen] if self.options else [])
        frames = [frame for frame, _ in inputs]
        failed_with_this = fingerprints.digest(code, FAILED)
        blamed = self.quarantine.open().filter(made_from=failed_with_this).select(REJECTED)
        if blamed.height:
            blamed = blamed.join(_versions(frames), on="version_id", how="semi")
        frames = [_leave(frame, blamed["version_id"]) for frame in frames]
        with kept(self.tools, self.name, code) if self.index else nullcontext() as database:
            made, failed = self.make(frames, more, database)
            self.commit(made, made_from, blamed, self.blamed(failed, failed_with_this))
            if database:
                database.connection.execute("COMMIT")
        return True

    def commit(self, made: pl.DataFrame, made_from: str, blamed: pl.DataFrame, failed: pl.DataFrame) -> None:
        """Hold the table to its contract, and write what keeps it."""
        lake, settings = self.tools.lake, self.tools.settings
        verdict = judge(made, self.contract)
        bad = self.described(verdict, made_from)
        if bad.height > settings.reject_count and bad.height > settings.reject_share * made.height:
            self.quarantine.enter(bad)
            raise dg.Failure(
                f"{bad.height:,} of {made.height:,} rows of {self.name} break {self.contract.__name__}. "
                "The table is left as it was.",
                allow_retries=False,
            )
        self.settle(bad, blamed, failed)
        lake.replace(self.name, verdict.valid.select(shape(self.contract).names()), made_from)
        self.tools.log.info(f"{self.name}: {showing.number_of(verdict.valid.height, 'row')}, made anew.")

    def before(self, code: str) -> pl.DataFrame | None:
        """What the table holds, for the craft to go on from; None where that is nothing, or no good now."""
        lake = self.tools.lake
        by_this_code = (lake.made_from(self.name) or "").startswith(f"{code} ")
        computed_anew = self.tools.scope.force or not by_this_code
        if self.earlier == "by this code" and computed_anew:
            return None
        rows = lake.rows(self.name)
        return None if rows is None else rows.collect()

    def make(
        self,
        inputs: Sequence[Input],
        more: Sequence[object],
        database: Kept | None = None,
    ) -> tuple[pl.DataFrame, dict[str, str]]:
        """Run the craft; where it fails, with an empty `database` (the one there was may be torn), then
        without the documents that it fails on.

        What it writes into `database` is not committed yet.

        Returns its rows, and the error of each such document, by `version_id`.

        Raises:
            Exception: the craft's own, when it fails on more than a few documents: it is at fault then.
        """
        failed: dict[str, str] = {}
        while True:
            try:
                rest = [_leave(frame, list(failed)) for frame in inputs]
                return self.call(rest, more, database.handed if database else None), failed
            except (OSError, MemoryError):
                raise
            except (Exception, pl.exceptions.PanicException) as error:
                if database:
                    may_be_torn = not database.from_nothing
                    database.empty()
                    if may_be_torn:
                        self.tools.log.warning(
                            f"{self.name}: {type(error).__name__}: {error}. {database.file} may be torn. "
                            "It is made again, which takes a while."
                        )
                        continue
                if len(failed) == POISON:
                    raise
                self.tools.log.warning(
                    f"{self.name}: {type(error).__name__}: looking for the document that this comes from."
                )
                documents = _versions(rest)["version_id"].sort().to_list()
                if not documents:
                    raise
                at_fault = first_at_fault(documents, partial(self.passes, rest, more))
                failed[at_fault] = f"{type(error).__name__}: {error}"

    def call(
        self,
        inputs: Sequence[Input],
        more: Sequence[object],
        database: tuple[duckdb.DuckDBPyConnection, Path] | None,
    ) -> pl.DataFrame:
        """Run the craft once."""
        if self.index is None or database is None:
            return self.craft(*inputs, *more)
        index = self.index(*database)
        made = self.craft(*inputs, *more, index)
        if told := index.told():
            self.tools.log.info(f"{self.name}: {told}")
        return made

    def passes(self, inputs: Sequence[Input], more: Sequence[object], documents: Sequence[str]) -> bool:
        """Whether the craft does its work on some documents alone."""
        try:
            with TemporaryDirectory() as aside, duckdb.connect() as connection:
                some = [_keep(frame, documents) for frame in inputs]
                self.call(some, more, (connection, Path(aside)))
        except (Exception, pl.exceptions.PanicException):
            return False
        return True

    def blamed(self, failed: dict[str, str], made_from: str) -> pl.DataFrame:
        """The documents that the craft fails on, for the quarantine: out until its code or they change."""
        raw = self.tools.lake.current("raw").filter(pl.col("version_id").is_in(list(failed)))
        documents = raw.select("path", "article_id", "version_id").collect()
        craft = fingerprints.address(self.craft)
        return rejected_rows(
            {
                **document,
                "made_from": made_from,
                "rules": [FAILED],
                "message": f"{document['path']}: {craft} failed with it: "
                f"{failed[document['version_id']]}. {self.name} is made without it.",
            }
            for document in documents.iter_rows(named=True)
        )

    def settle(self, *rejected: pl.DataFrame) -> None:
        """Open what is rejected now, close what was and is not any more."""
        wrong = pl.concat(rejected)
        self.quarantine.enter(wrong)
        held = self.quarantine.open()
        stands = held.join(wrong, on=["version_id", "made_from"], how="semi", nulls_equal=True)
        closed = held.join(stands, on="quarantine_id", how="anti")
        self.quarantine.resolve(closed, "replaced" if wrong.height else "passed")

    def input(self, table: str) -> tuple[Input, str]:
        """An input and a hash of what it holds: a stage's served rows, or another whole table."""
        lake = self.tools.lake
        rows = lake.rows(table)
        if rows is None:
            raise NotMade(table)
        if "batch" not in rows.collect_schema():
            return rows.collect(), lake.fingerprint(table)
        keys = lake.served(table, withheld(lake) if table in publishing.STAGES else None)
        return lake.current(table, keys), lake.fingerprint(table, keys)

    def described(self, verdict: Verdict, made_from: str) -> pl.DataFrame:
        """The rejected rows, for the quarantine."""
        broken = f"A row of {self.name} breaks {self.contract.__name__}"
        return rejected_rows(
            {
                "made_from": made_from,
                "rules": rules,
                "message": f"{broken}: {', '.join(rules)}",
                "row": showing.as_json(row),
            }
            for row, rules in zip(verdict.rejected.iter_rows(named=True), verdict.rules, strict=True)
        )

    def check(self, stopped: str | None, severity: dg.AssetCheckSeverity) -> dg.AssetCheckResult:
        """The contract check: it speaks of the open quarantine, or of why the run stopped."""
        held = self.quarantine.open()
        kept = f"Every row keeps {self.contract.__name__}."
        left_out = (
            f"{showing.number_of(held.height, 'row')} of {self.name} left out: they break "
            f"{self.contract.__name__}, or the craft fails on their document."
        )
        return dg.AssetCheckResult(
            asset_key=self.name,
            check_name="contract",
            passed=stopped is None and held.is_empty(),
            severity=severity,
            description=stopped or (kept if held.is_empty() else left_out),
            metadata=showing.quarantined(held, self.name),
        )


_FROM_CLEAN_COPY: list[Callable[[Tools], _Work]] = []


def _leave(frame: Input, out: Sequence[str] | pl.Series) -> Input:
    """The rows of a stage without some versions; other tables as they are."""
    if not len(out) or isinstance(frame, pl.DataFrame):
        return frame
    return frame.filter(~pl.col("version_id").is_in(list(out)))


def _keep(frame: Input, only: Sequence[str]) -> Input:
    """The rows of a stage that are of some versions; other tables as they are."""
    return frame if isinstance(frame, pl.DataFrame) else frame.filter(pl.col("version_id").is_in(list(only)))


def _versions(inputs: Sequence[Input]) -> pl.DataFrame:
    """The documents (version_id) of the first input that has some."""
    return next(frame for frame in inputs if isinstance(frame, pl.LazyFrame)).select("version_id").collect()
