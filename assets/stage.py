"""`@stage` makes an incremental asset of a pure function over chunks of documents and the contract its rows must keep."""

import inspect
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import dagster as dg
import polars as pl

from assets import fingerprints, showing
from assets.quarantine import Quarantine, rejected_rows
from assets.resources import KEYS, Tools
from checks.contracts.base import Contract, shape
from checks.verdict import BrokenShape, judge

CHUNK_BYTES = 64_000_000  # a chunk of large files ends here, however few they are
POISON = 8  # documents of one chunk that may fail a craft on their own; more of them is a defect of the craft

Craft = Callable[..., pl.DataFrame]
Sees = Callable[..., pl.LazyFrame]


def stage(*, contract: type[Contract], craft: Craft, sees: Sees | None = None, kinds: set[str]) -> Callable[[Callable[..., None]], dg.AssetsDefinition]:
    """Make an asset of a function whose name is its table, whose parameters are its inputs and whose docstring its description.

    The first input is taken in chunks of documents, the others whole. `craft(chunk, *others)` gives one row per document;
    `sees(first, *others)`, where given, says in a column `seen` per `version_id` what of the others a row depends on.
    """

    def decorate(described: Callable[..., None]) -> dg.AssetsDefinition:
        name = described.__name__
        inputs = list(inspect.signature(described).parameters)
        check = dg.AssetCheckSpec("contract", asset=name, blocking=True, description=f"Every row of {name} keeps the contract {contract.__name__}.")
        spec = dg.AssetSpec(
            name,
            deps=inputs,
            group_name="documents",
            kinds=kinds,
            description=inspect.getdoc(described),
            metadata={"dagster/column_schema": showing.column_schema(contract)},
            code_version=fingerprints.of_code(craft, contract),
        )

        @dg.multi_asset(name=name, specs=[spec], check_specs=[check], required_resource_keys=KEYS)
        def run(context: dg.AssetExecutionContext) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult[Any]]:
            yield from _Work(name, inputs, contract, craft, sees, Tools(context)).events()

        return run

    return decorate


def attempt(craft: str, rows: pl.DataFrame, *others: pl.DataFrame) -> tuple[list[pl.DataFrame], dict[str, str]]:
    """Run a craft (`module:function`) on rows; where it fails, halve them until the documents at fault stand alone.

    Returns the rows made, in pieces, and the error of each document that failed, by `version_id`.

    Raises:
        Exception: the craft's own, when more than a few documents fail: then the craft is at fault.
    """
    module, _, name = craft.partition(":")
    function: Craft = getattr(import_module(module), name)
    made: list[pl.DataFrame] = []
    failed: dict[str, str] = {}
    waiting = [rows]
    while waiting:
        part = waiting.pop()
        try:
            made.append(function(part, *others))
        except Exception as error:
            if part.height > 1:
                half = part.height // 2
                waiting += [part[half:], part[:half]]
                continue
            failed[part["version_id"][0]] = f"{type(error).__name__}: {error}"
            if len(failed) > POISON:
                raise
    return made, failed


@dataclass
class _Work:
    """One run of one stage."""

    name: str
    inputs: list[str]
    contract: type[Contract]
    craft: Craft
    sees: Sees | None
    tools: Tools
    quarantine: Quarantine = field(init=False)
    added: int = 0
    rejected: int = 0
    last: pl.DataFrame | None = None

    def __post_init__(self) -> None:
        self.quarantine = Quarantine(self.tools.lake, self.name, self.contract.__name__, self.tools.run_id)

    def events(self) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult[Any]]:
        """Work, then tell Dagster what came of it; a run that must stop says why in its check first."""
        try:
            self.work()
        except _Halt as halt:
            yield self.check(str(halt), halted=True)
            raise dg.Failure(str(halt), metadata=self.counts(), allow_retries=False) from halt
        yield dg.MaterializeResult(
            asset_key=self.name,
            metadata={**self.counts(), **self.shown()},
            data_version=dg.DataVersion(self.tools.lake.fingerprint(self.name)),
        )
        yield self.check(f"Every row keeps {self.contract.__name__}.", halted=False)

    def work(self) -> None:
        """Make and judge what is pending, chunk by chunk, each committed before the next."""
        lake, settings = self.tools.lake, self.tools.settings
        others = [lake.current(name).collect() if "batch" in _columns(lake, name) else _whole(lake, name) for name in self.inputs[1:]]
        pending = self.pending(others)
        chunks = cut(pending, settings.chunk)
        if not chunks:
            self.tools.log.info(f"{self.name}: nothing new.")
        upstream = (lake.current(self.inputs[0], chunk).drop("made_from", "batch").sort("version_id").collect() for chunk in chunks)
        results = self.tools.engine.map("assets.stage:attempt", upstream, len(chunks), [fingerprints.address(self.craft), *others])
        done = 0
        for chunk, (made, failed) in zip(chunks, results, strict=True):
            self.commit(chunk, made, failed)
            done += chunk.height
            self.tools.log.info(f"{self.name}: {done:,} of {pending.height:,} documents, {self.rejected:,} rejected.")
        if pending.height or not self.quarantine.open().is_empty():
            self.resolve_superseded()
        if self.added == 0 and not _columns(lake, self.name):
            lake.append(self.name, empty(self.contract))

    def pending(self, others: list[pl.DataFrame]) -> pl.DataFrame:
        """The upstream rows (`version_id, article_id, made_from` as it will be, `batch, size`) that this table does not hold as they should be."""
        lake = self.tools.lake
        upstream = lake.keys(self.inputs[0])
        seen = pl.Series("seen", [""] * upstream.height)
        if self.sees is not None and upstream.height:
            told = self.sees(lake.current(self.inputs[0], upstream), *others).select("version_id", "seen")
            seen = upstream.lazy().join(told, on="version_id", how="left", maintain_order="left").collect(engine="streaming")["seen"]
        code = fingerprints.of_code(self.craft, self.contract)
        expected = [fingerprints.digest(code, above, what or "") for above, what in zip(upstream["made_from"], seen, strict=True)]
        upstream = upstream.with_columns(made_from=pl.Series(expected, dtype=pl.String))
        within = in_scope(self.tools, upstream)
        if within is not None:
            return within
        settled = pl.concat([lake.keys(self.name).select("version_id", "made_from"), self.quarantine.known()])
        return upstream.join(settled, on=["version_id", "made_from"], how="anti").sort("batch", "version_id")

    def commit(self, chunk: pl.DataFrame, made: list[pl.DataFrame], failed: dict[str, str]) -> None:
        """Judge one chunk; quarantine what broke a rule, then append what kept them all."""
        try:
            rows = pl.concat([part.select(shape(self.contract).names()) for part in made]) if made else empty(self.contract)
            verdict = judge(rows, self.contract)
        except (BrokenShape, pl.exceptions.PolarsError) as broken:
            raise _Halt(f"{self.name} makes rows of another shape than its contract: {broken}. This is a defect of {fingerprints.address(self.craft)}.") from broken
        lost = set(chunk["version_id"]) - set(rows["version_id"]) - set(failed)
        if lost or rows.height + len(failed) != chunk.height:
            raise _Halt(f"{fingerprints.address(self.craft)} must give one row per document; it lost {len(lost)} of {chunk.height}: {sorted(lost)[:3]}.")
        bad = self.describe(chunk, verdict.rejected, failed)
        self.rejected += bad.height
        total = self.added + verdict.valid.height + self.rejected
        settings = self.tools.settings
        if self.rejected > settings.reject_count and self.rejected > settings.reject_share * total:
            self.quarantine.enter(bad, settled=False)
            raise _Halt(
                f"{self.rejected:,} of {total:,} documents break {self.contract.__name__}, more than CLEANCOPY_REJECT_SHARE={settings.reject_share:g} "
                f"and CLEANCOPY_REJECT_COUNT={settings.reject_count} allow. Nothing of this chunk is written and its documents stay pending. "
                f"Look at the rules they broke (below, or in quarantine), then mend the cause or raise the limits."
            )
        self.quarantine.enter(bad)
        if verdict.valid.height:
            marked = verdict.valid.join(chunk.select("version_id", "made_from"), on="version_id", maintain_order="left")
            self.tools.lake.append(self.name, marked.sort("version_id"))
            held = self.quarantine.open()
            if not held.is_empty():
                self.quarantine.resolve(held.join(verdict.valid.select("version_id"), on="version_id", how="semi"), "passed")
            self.added += verdict.valid.height
            self.last = verdict.valid.tail(5)

    def describe(self, chunk: pl.DataFrame, rejected: pl.DataFrame, failed: dict[str, str]) -> pl.DataFrame:
        """The rejected documents as rows for the quarantine, those that the craft itself failed on among them."""
        made_from = dict(chunk.select("version_id", "made_from").iter_rows())
        articles = dict(chunk.select("version_id", "article_id").iter_rows())
        paths = dict(self.tools.lake.current(self.inputs[0], chunk).select("version_id", "path").collect().iter_rows()) if failed else {}
        rows = [
            {
                "path": row.get("path"),
                "article_id": row["article_id"],
                "version_id": row["version_id"],
                "made_from": made_from[row["version_id"]],
                "rules": row["rules"],
                "message": f"{row.get('path') or row['version_id']} breaks {self.contract.__name__}: {', '.join(row['rules'])}",
                "row": showing.as_json(row),
            }
            for row in rejected.iter_rows(named=True)
        ]
        for version, error in failed.items():
            message = f"{paths[version]}: {fingerprints.address(self.craft)} failed on it: {error}"
            rule = f"craft_failed: {error.partition(':')[0]}"
            rows.append({"path": paths[version], "article_id": articles[version], "version_id": version, "made_from": made_from[version], "rules": [rule], "message": message, "row": json.dumps({})})
        return rejected_rows(rows)

    def resolve_superseded(self) -> None:
        """Close the open rows of versions that a later version of their document has overtaken."""
        held = self.quarantine.open()
        if held.is_empty():
            return
        served = self.tools.lake.served(self.name).select("article_id", passed="version_id")
        latest = observed(self.tools).select("article_id", latest="version_id")
        overtaken = held.join(served, on="article_id").join(latest, on="article_id").filter(pl.col("passed") == pl.col("latest"), pl.col("version_id") != pl.col("latest"))
        self.quarantine.resolve(held.join(overtaken.select("quarantine_id"), on="quarantine_id", how="semi"), "superseded")

    def counts(self) -> dict[str, Any]:
        """The figures of this run."""
        return {
            "dagster/row_count": self.tools.lake.keys(self.name).height,
            "new documents": self.added,
            "rejected documents": self.rejected,
            "in quarantine": self.quarantine.open().height,
        }

    def shown(self) -> dict[str, Any]:
        """What came in last, for the eye."""
        lake = self.tools.lake
        last = self.last
        if last is None:
            keys = lake.keys(self.name)
            last = lake.current(self.name, keys.tail(5)).drop("made_from", "batch").collect()
        return showing.documents(last)

    def check(self, told: str, halted: bool) -> dg.AssetCheckResult:
        """The contract check: it speaks of the open quarantine, so it does not heal by running again."""
        held = self.quarantine.open()
        passed = held.is_empty() and not halted
        if not halted and not passed:
            told = f"{held.height:,} rejected so far and not resolved. The other rows are in the table; these wait in quarantine until they pass."
        return dg.AssetCheckResult(
            asset_key=self.name,
            check_name="contract",
            passed=passed,
            severity=dg.AssetCheckSeverity.ERROR if halted else dg.AssetCheckSeverity.WARN,
            description=told,
            metadata=showing.quarantined(held, self.name),
        )


class _Halt(Exception):
    """The run must stop here; the message says why and what to do."""


def cut(pending: pl.DataFrame, size: int) -> list[pl.DataFrame]:
    """Slice keys into chunks of at most `size` documents and, one document aside, `CHUNK_BYTES`."""
    if pending.is_empty():
        return []
    if "size" not in pending.columns:
        return list(pending.iter_slices(size))
    edges, count, held = [0], 0, 0
    for position, length in enumerate(pending["size"]):
        if count == size or (count and held + length > CHUNK_BYTES):
            edges.append(position)
            count = held = 0
        count, held = count + 1, held + length
    return [pending[a:b] for a, b in zip(edges, [*edges[1:], pending.height], strict=True)]


def in_scope(tools: Tools, keys: pl.DataFrame) -> pl.DataFrame | None:
    """The documents that an operator asked to be done again, whether pending or not; None where nothing was asked."""
    scope = tools.scope
    if scope.path:
        keys = keys.filter(article_id=fingerprints.digest(scope.path))
        if keys.is_empty():
            raise dg.Failure(f"No document has the path {scope.path!r}. Paths are written as in articles.path: below the raw folder.", allow_retries=False)
    elif scope.outlet:
        of_outlet = tools.lake.current("raw").filter(outlet=scope.outlet).select("article_id").unique()
        keys = keys.lazy().join(of_outlet, on="article_id", how="semi").collect()
        if keys.is_empty():
            raise dg.Failure(f"No document is of the outlet {scope.outlet!r}.", allow_retries=False)
    elif not scope.force:
        return None
    return keys.sort("batch", "version_id")


def observed(tools: Tools) -> pl.DataFrame:
    """The version of each article that was observed last: `article_id, version_id`."""
    return tools.lake.served("raw").select("article_id", "version_id")


def empty(contract: type[Contract]) -> pl.DataFrame:
    """No rows, in the contract's shape."""
    return pl.DataFrame(schema=shape(contract))


def _columns(lake: Any, table: str) -> list[str]:
    rows = lake.rows(table)
    return [] if rows is None else rows.collect_schema().names()


def _whole(lake: Any, table: str) -> pl.DataFrame:
    rows = lake.rows(table)
    if rows is None:
        raise dg.Failure(f"{table} has not been made yet: materialize it first.", allow_retries=False)
    frame: pl.DataFrame = rows.collect()
    return frame
