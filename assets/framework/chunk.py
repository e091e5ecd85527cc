"""Work on one chunk of documents, in whichever process an engine chose: read its rows, make, judge, write."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from assets.framework import fingerprints
from assets.framework.attempt import Attempt, attempt
from checks.contracts.base import shape
from checks.verdict import BrokenShape, judge

if TYPE_CHECKING:  # Dagster takes seconds to import, and no craft needs it
    from assets.framework.resources import Lake, Written

WORK: Final = "assets.framework.chunk:work"  # as another process finds it


@dataclass(frozen=True, eq=False)
class Order:
    """What a stage asks for of every chunk. It names the tables: who works on a chunk reads them itself."""

    stage: str
    contract: str  # module:name
    craft: str  # module:name
    upstream: str  # the table whose rows a chunk is of
    others: tuple[str, ...]  # tables that the craft takes whole
    # of these in their order: a mark that is another one when the table is
    state: str
    chosen: tuple[pl.DataFrame | None, ...]  # what an operator chose, if the craft takes it


@dataclass
class Done:
    """What came of a chunk: files with its rows, not yet part of the table, and what was rejected."""

    written: list["Written"] = field(default_factory=list)
    rejected: list[pl.DataFrame] = field(default_factory=list)
    rules: list[list[str]] = field(default_factory=list)  # that each rejected row breaks
    failed: dict[str, str] = field(default_factory=dict)  # by version_id: the craft's own error
    broken: str | None = None  # the craft makes no rows of its contract: why

    @property
    def height(self) -> int:
        """The rows that were written."""
        return sum(file.rows for file in self.written)

    @classmethod
    def together(cls, parts: Sequence["Done"], killed: dict[str, str]) -> "Done":
        """What came of the parts of one chunk, and of the documents over which processes were killed."""
        done = cls(failed=dict(killed))
        for part in parts:
            done.written += part.written
            done.rejected += part.rejected
            done.rules += part.rules
            done.failed |= part.failed
            done.broken = done.broken or part.broken
        return done


def introduce(lake: "Lake", order: Order) -> dict[str, str]:
    """What a process that works by this order has, by name: one that has something otherwise must not."""
    made_by = (order.craft.partition(":")[0], order.contract.partition(":")[0])
    return {"code": fingerprints.of_files(*made_by), "lake": lake.state(order.upstream, *order.others)}


def work(lake: "Lake", keys: pl.DataFrame, order: Order) -> Done:
    """Make the rows of a chunk of documents, judge them, and write those that keep the contract beside the
    table.

    `keys` has `version_id` and `batch` of the upstream rows, and of the rows to come `made_from` and the
    number `into` of their batch.

    Raises:
        Exception: the craft's own, when so many documents fail that the craft is at fault.
    """
    rows = lake.current(order.upstream, keys).drop("made_from", "batch").sort("version_id").collect()
    result = attempt(order.craft, rows, *others(lake, order), *order.chosen)
    contract = fingerprints.resolve(order.contract)
    try:
        made = _together(result, keys, contract, order.craft)
        verdict = judge(made, contract)
    except BrokenShape as broken:
        return Done(broken=str(broken))
    done = Done(failed=result.failed)
    if verdict.rules:
        done.rejected, done.rules = [verdict.rejected], verdict.rules
    if verdict.valid.height:
        marks = keys.select("version_id", "made_from", batch="into")
        marked = verdict.valid.join(marks, on="version_id", how="left", maintain_order="left")
        done.written.append(lake.write(order.stage, marked.sort("version_id")))
    return done


def _together(result: Attempt, keys: pl.DataFrame, contract: Any, craft: str) -> pl.DataFrame:
    """The craft's rows in one frame. Raises BrokenShape where they are not one per document."""
    try:
        rows = pl.concat(result.made) if result.made else pl.DataFrame(schema=shape(contract))
        lost = set(keys["version_id"]) - set(rows["version_id"]) - set(result.failed)
    except pl.exceptions.PolarsError as error:
        raise BrokenShape(f"{craft} makes rows that do not fit together: {error}") from error
    given = rows.height + len(result.failed)
    if lost or given != keys.height:
        raise BrokenShape(
            f"{craft} must give one row per document, and gave {given} rows "
            f"of {keys.height} documents; without one: {sorted(lost)[:3]}"
        )
    return rows


class NotMade(Exception):
    """A table that is wanted whole is not there yet."""

    def __init__(self, table: str) -> None:
        super().__init__(f"{table} has not been made yet: materialize it first.")


_read: dict[tuple[str, str], list[pl.DataFrame]] = {}


def others(lake: "Lake", order: Order) -> list[pl.DataFrame]:
    """The tables that the craft takes whole; read once for all the chunks that this process works on.

    Raises:
        NotMade: one has not been made yet.
    """
    key = (lake.root, order.state)
    if key not in _read:
        _read.clear()
        _read[key] = [whole_table(lake, name) for name in order.others]
    return _read[key]


def whole_table(lake: "Lake", table: str) -> pl.DataFrame:
    """All current rows of a table that a stage takes whole. Raises NotMade where there is none."""
    rows = lake.rows(table)
    if rows is None:
        raise NotMade(table)
    return lake.current(table).collect() if "batch" in rows.collect_schema() else rows.collect()
