"""`@stage` makes an incremental asset of a pure function over chunks of documents, and of a contract."""

import inspect
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import dagster as dg
import polars as pl

from assets.display import lineage, showing
from assets.display.lineage import Columns
from assets.framework import faults, fingerprints, upgrade
from assets.framework.chunk import WORK, Done, Order, others
from assets.framework.pending import asked_for, asked_for_some, cut, expected, pending
from assets.framework.quarantine import SETTLED_BY, Quarantine, rejected_rows
from assets.framework.resources import KEYS, Tools
from assets.framework.standing import Standing
from checks.contracts.base import Contract, shape

PROMISE = (
    "Made by `{craft}`, held to the contract `{contract}` before it is written. What breaks it waits in "
    "[quarantine](/assets/warehouse/quarantine) until it passes; the check `contract` says what and why. "
    "Under a column's name stand the columns that it is made of."
)

Craft = Callable[..., pl.DataFrame]
Sees = Callable[..., pl.LazyFrame]
Described = Callable[..., None]
Options = Callable[[Tools], pl.DataFrame | None]
Events = Iterator[dg.AssetCheckResult | dg.MaterializeResult[Any] | dg.AssetObservation]


def stage(
    *,
    contract: type[Contract],
    craft: Craft,
    kinds: set[str],
    reads: Columns,
    sees: Sees | None = None,
    beside: Callable[[], str] | None = None,
    options: Options | None = None,
    counting: dict[str, pl.Expr] | None = None,
    measuring: dict[str, pl.Expr] | None = None,
) -> Callable[[Described], dg.AssetsDefinition]:
    """Make an asset of a function whose name is its table, whose parameters are its inputs and whose
    docstring its description.

    `reads` names the columns of each input that the craft reads: what the UI shows of where a column comes
    from.

    The first input is taken in chunks of documents, the others whole. `craft(chunk, *others)` gives one row
    per document; `sees(first, *others)`, where given, says in a column `seen` per `version_id` what of the
    others a row depends on; `beside()` is a hash of what it looks at that is no input. `options(tools)`,
    where given, is a frame that an operator chose (or None): the craft takes it last, and when it changes
    every row is made anew. `counting` names plots for the UI (`things by kind`), each of how often the values
    of an expression occur in the rows that came in last; `measuring` names figures of them, each one number,
    that the UI plots over runs.
    """

    def decorate(described: Described) -> dg.AssetsDefinition:
        name, inputs = described.__name__, list(inspect.signature(described).parameters)

        def code() -> str:
            return fingerprints.digest(fingerprints.of_code(craft, contract), beside() if beside else "")

        upgrade.declare(name, code)

        @dg.multi_asset(name=name, **declared(described, contract, craft, reads, "documents", kinds))
        @faults.told
        def run(context: dg.AssetExecutionContext) -> Events:
            plots, figures, tools = counting or {}, measuring or {}, Tools(context)
            work = _Work(name, inputs, contract, craft, sees, beside, options, plots, figures, tools)
            yield from work.events()

        return run

    return decorate


def declared(
    described: Described,
    contract: type[Contract],
    craft: Craft,
    reads: Columns,
    group: str,
    kinds: set[str],
    after: Sequence[str] = (),
) -> dict[str, Any]:
    """What Dagster is told of an asset that a craft makes: its table, its inputs, its columns, its check.

    Raises:
        ValueError: `reads` names other inputs than the function's parameters, or a column that one does not
            have.
    """
    name, inputs = described.__name__, list(inspect.signature(described).parameters)
    if sorted(reads) != sorted(inputs):
        raise ValueError(
            f"assets/{name}.py: `reads` must say what is read of just {', '.join(inputs)}, "
            f"and names {', '.join(reads)}."
        )
    lineage.declare(name, contract, reads)
    promise = PROMISE.format(craft=fingerprints.address(craft), contract=contract.__name__)
    spec = dg.AssetSpec(
        name,
        deps=[*inputs, *after],
        group_name=group,
        kinds=kinds,
        description=f"{inspect.getdoc(described)}\n\n{promise}",
        metadata={
            "dagster/column_schema": showing.column_schema(contract, lineage.sources_of_stage(name)),
            **showing.code(described, craft, contract),
        },
        code_version=fingerprints.of_code(craft, contract),
    )
    promised = f"Every row of {name} keeps the contract {contract.__name__}."
    check = dg.AssetCheckSpec("contract", asset=name, blocking=True, description=promised)
    return {"specs": [spec], "check_specs": [check], "required_resource_keys": KEYS}


def _to_go(started: float, done: int, of: int) -> str:
    """How long the rest takes, by what is done; nothing where all is."""
    if done >= of:
        return ""
    return f"; about {upgrade.duration((time.monotonic() - started) / done * (of - done))} to go"


class _Halt(Exception):
    """The run must stop here; the message says why and what to do."""


@dataclass
class _Work:
    """One run of one stage."""

    name: str
    inputs: list[str]
    contract: type[Contract]
    craft: Craft
    sees: Sees | None
    beside: Callable[[], str] | None
    options: Options | None
    counting: dict[str, pl.Expr]
    measuring: dict[str, pl.Expr]
    tools: Tools
    quarantine: Quarantine = field(init=False)
    added: int = 0
    rejected: int = 0
    height: int = 0  # current rows of the table …
    fingerprint: str = ""  # … and what they are, as the work left them

    def __post_init__(self) -> None:
        self.quarantine = Quarantine(self.tools.lake, self.name, self.contract.__name__, self.tools.run_id)

    def events(self) -> Events:
        """Work, then tell Dagster what came of it; a run that must stop says why in its check first."""
        try:
            self.work()
        except _Halt as halt:
            self.height = self.tools.lake.keys(self.name).height
            yield self.check(str(halt), halted=True)
            raise dg.Failure(str(halt), metadata=self.counts(), allow_retries=False) from halt
        yield dg.MaterializeResult(
            asset_key=self.name,
            metadata={
                **self.counts(),
                **self.tools.engine.about(),
                **self.shown(),
                **lineage.of_stage(self.name),
            },
            data_version=dg.DataVersion(self.fingerprint),
        )
        yield self.check(f"Every row keeps {self.contract.__name__}.", halted=False)

    def work(self) -> None:
        """Make and judge what is pending, unless nothing can be: nothing has changed since all was done."""
        lake, standing = self.tools.lake, Standing(self.tools, self.name)
        chosen = self.options(self.tools) if self.options else None
        asked = asked_for_some(self.tools)
        done = None if asked else standing.of(self.state(chosen))
        if done is not None:
            self.height, self.fingerprint = done["height"], done["fingerprint"]
            self.tools.log.info(f"{self.name}: nothing new.")
            return
        started, before = time.monotonic(), standing.last()
        self.make(chosen)
        self.height, self.fingerprint = lake.keys(self.name).height, lake.fingerprint(self.name)
        if not asked:
            more = upgrade.noted(self.name, before, self.added + self.rejected, started)
            standing.note(self.state(chosen), height=self.height, fingerprint=self.fingerprint, **more)

    def state(self, chosen: pl.DataFrame | None) -> str:
        """All that what is pending depends on."""
        looked_at = (*self.inputs, self.name, *SETTLED_BY)
        beside = self.beside() if self.beside else ""
        return fingerprints.digest(self.code(chosen), beside, self.tools.lake.state(*looked_at))

    def code(self, chosen: pl.DataFrame | None) -> str:
        """A hash of the code and of what an operator chose."""
        code = fingerprints.of_code(self.craft, self.contract)
        return code if chosen is None else fingerprints.digest(code, chosen.write_csv())

    def make(self, chosen: pl.DataFrame | None) -> None:
        """Make and judge what is pending, chunk by chunk, each committed before the next."""
        lake, log = self.tools.lake, self.tools.log
        order = self.order(chosen)
        waiting = self.pending(chosen, order)
        batch = lake.prepare(self.name, pl.Schema({**shape(self.contract), "made_from": pl.String()}))
        chunks = [
            chunk.with_columns(into=pl.lit(batch + number, pl.Int64))
            for number, chunk in enumerate(cut(waiting, self.tools.settings.chunk))
        ]
        documents = showing.number_of(waiting.height, "document")
        done, started = 0, time.monotonic()
        few = [chunk.select("version_id", "batch", "made_from", "into") for chunk in chunks]
        # closed at once where the run ends: left to the end of the process, its workers would end untidily
        with closing(self.tools.engine.map(WORK, few, [lake, order])) as results:
            for chunk, made in zip(chunks, results, strict=True):
                self.commit(chunk, Done.together(made.parts, made.killed))
                done += chunk.height
                log.info(
                    f"{self.name}: {done:,} of {documents}, {self.rejected:,} rejected"
                    f"{_to_go(started, done, waiting.height)}."
                )
        if not chunks:
            log.info(f"{self.name}: nothing new.")
        self.resolve_overtaken()

    def order(self, chosen: pl.DataFrame | None) -> Order:
        """What every chunk is to be made by."""
        beside = tuple(self.inputs[1:])
        return Order(
            stage=self.name,
            contract=fingerprints.address(self.contract),
            craft=fingerprints.address(self.craft),
            upstream=self.inputs[0],
            others=beside,
            state=self.tools.lake.state(*beside),
            chosen=(chosen,) if self.options else (),
        )

    def pending(self, chosen: pl.DataFrame | None, order: Order) -> pl.DataFrame:
        """The keys of the documents to work on, with `made_from` as their rows will have it."""
        lake = self.tools.lake
        upstream = lake.keys(self.inputs[0])
        seen = None
        if self.sees is not None and upstream.height:
            first = lake.current(self.inputs[0], upstream)
            seen = self.sees(first, *others(lake, order)).collect(engine="streaming")
        wanted = expected(upstream, self.code(chosen), seen)
        asked = asked_for(self.tools, wanted)
        return pending(wanted, lake.keys(self.name), self.quarantine.settled()) if asked is None else asked

    def commit(self, chunk: pl.DataFrame, done: Done) -> None:
        """Quarantine what broke a rule, then make part of the table what kept them all."""
        lake = self.tools.lake
        if done.broken is not None:
            lake.discard(self.name, done.written)
            raise _Halt(
                f"{self.at_fault()} makes rows of another shape than its contract. "
                f"{showing.quoted(done.broken)}. {self.name} is left as it was."
            )
        bad = self.described(chunk, done)
        self.rejected += bad.height
        try:
            self.hold_to_limits(bad, self.added + done.height + self.rejected)
        except _Halt:
            lake.discard(self.name, done.written)
            raise
        self.quarantine.enter(bad)
        if done.written:
            lake.commit(self.name, done.written)
            passed = chunk.join(bad, on="version_id", how="anti")
            self.quarantine.resolve(
                self.quarantine.open().join(passed, on="version_id", how="semi"), "passed"
            )
            self.added += done.height

    def hold_to_limits(self, bad: pl.DataFrame, total: int) -> None:
        """Stop where more documents are rejected than the settings allow: no bad file, but a bad day."""
        settings = self.tools.settings
        if self.rejected <= settings.reject_count or self.rejected <= settings.reject_share * total:
            return
        self.quarantine.enter(bad, settled=False)
        raise _Halt(
            f"{self.rejected:,} of {total:,} documents break {self.contract.__name__}, "
            f"more than CLEANCOPY_REJECT_SHARE={settings.reject_share:g} "
            f"and CLEANCOPY_REJECT_COUNT={settings.reject_count} allow. "
            "Nothing of this chunk is written and its documents stay pending. "
            "Look at the rules they broke, below or in quarantine, "
            "then mend the cause or raise the limits, and run again."
        )

    def described(self, chunk: pl.DataFrame, done: Done) -> pl.DataFrame:
        """The rejected documents as rows for the quarantine, and those that the craft itself failed on."""
        if not done.rules and not done.failed:
            return rejected_rows([])
        known = {row["version_id"]: row for row in chunk.iter_rows(named=True)}
        raw = self.tools.lake.current("raw").join(chunk.lazy(), on="version_id", how="semi")
        paths = dict(raw.select("version_id", "path").collect().rows())
        rejected = chain.from_iterable(frame.iter_rows(named=True) for frame in done.rejected)
        broken = [
            (row["version_id"], rules, f"breaks {self.contract.__name__}: {', '.join(rules)}", row)
            for row, rules in zip(rejected, done.rules, strict=True)
        ]
        broken += [
            (version, ["craft_failed"], f"{self.at_fault()} failed on it: {error}", {})
            for version, error in done.failed.items()
        ]
        return rejected_rows(
            {
                "path": paths[version],
                "article_id": known[version]["article_id"],
                "version_id": version,
                "made_from": known[version]["made_from"],
                "rules": rules,
                "message": f"{paths[version]}: {reason}",
                "row": showing.as_json(row),
            }
            for version, rules, reason, row in broken
        )

    def resolve_overtaken(self) -> None:
        """Close the open rows of versions that a later version of their document has overtaken."""
        held = self.quarantine.open()
        if held.is_empty():
            return
        overtaken = self.quarantine.superseded(held, self.tools.lake.served(self.name))
        self.quarantine.resolve(overtaken, "superseded")

    def at_fault(self) -> str:
        """The craft, by its address."""
        return fingerprints.address(self.craft)

    def counts(self) -> dict[str, Any]:
        """The figures of this run."""
        return {
            "dagster/row_count": self.height,
            "new documents": self.added,
            "rejected documents": self.rejected,
            "in quarantine": self.quarantine.open().height,
        }

    def shown(self) -> dict[str, Any]:
        """What came in last, for the eye."""
        last = self.tools.lake.newest(self.name).drop("made_from", "batch").sort("version_id").collect()
        plots = {title: showing.counted(last, title, values) for title, values in self.counting.items()}
        figures = {title: last.select(value).item() for title, value in self.measuring.items() if last.height}
        figures = {title: round(value, 4) for title, value in figures.items() if value is not None}
        return {**figures, **showing.documents(self.recognised(last.tail(5))), **plots}

    def recognised(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows with the path and headline of those that they are made of, where they have none themselves."""
        lake, above = self.tools.lake, self.inputs[0]
        has = shape(lineage.stage(above).contract)
        wanted = [column for column in showing.KNOWN if column not in rows.columns and column in has]
        if not wanted or rows.is_empty():
            return rows
        keys = lake.keys(above).join(rows, on="version_id", how="semi")
        known = lake.current(above, keys).select("version_id", *wanted).collect()
        return rows.join(known, on="version_id", how="left")

    def check(self, message: str, halted: bool) -> dg.AssetCheckResult:
        """The contract check: it speaks of the open quarantine, so it does not heal by running again."""
        held = self.quarantine.open()
        if not halted and held.height:
            message = (
                f"Rejected: {showing.number_of(held.height, 'document')}. "
                "The others are in the table; these wait in quarantine until they pass."
            )
        return dg.AssetCheckResult(
            asset_key=self.name,
            check_name="contract",
            passed=held.is_empty() and not halted,
            severity=dg.AssetCheckSeverity.ERROR if halted else dg.AssetCheckSeverity.WARN,
            description=message,
            metadata=showing.quarantined(held, self.name),
        )
