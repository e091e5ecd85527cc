"""Collect what is found in many documents column by column, and hand it out as one list per document."""

from collections.abc import Sequence
from itertools import accumulate, chain
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from assets.enriching.layout.codepoints import BREAK
from assets.enriching.layout.passages import Galley, Passage

Places = npt.NDArray[np.int64]
FIELDS: Final = ("headline", "deck", "body")


class Sheet:
    """Rows of one kind from many documents: append to `rows`, then call `turn` once per document."""

    def __init__(self, *columns: str) -> None:
        self.columns = columns
        self.rows: list[tuple[Any, ...]] = []
        self.ends: list[int] = []

    def turn(self) -> None:
        """Close the document."""
        self.ends.append(len(self.rows))

    def frame(self, **types: Any) -> pl.DataFrame:
        """The rows, with the number of their document in `doc`; columns not in `types` hold whole numbers."""
        columns = list(zip(*self.rows, strict=True)) or [()] * len(self.columns)
        named = {
            name: _series(name, values, types.get(name, pl.Int64))
            for name, values in zip(self.columns, columns, strict=True)
        }
        ends = np.array(self.ends, dtype=np.int64)
        return pl.DataFrame({"doc": np.repeat(np.arange(len(ends)), np.diff(ends, prepend=0)), **named})


def _series(name: str, values: Sequence[Any], kind: Any) -> pl.Series:
    """A column; lists of words are handed over as one list and cut again, for a Series of each would take
    longer than finding them did."""
    if kind != pl.List(pl.String):
        return pl.Series(name, values, kind)
    flat = pl.DataFrame(
        {
            "row": np.repeat(np.arange(len(values)), np.array(list(map(len, values)), dtype=np.int64)),
            name: pl.Series(list(chain(*values)), dtype=pl.String),
        }
    )
    return flat.group_by("row", maintain_order=True).agg(name)[name]


class Ground:
    """Where the passages and lines of many documents lie, their galleys laid end to end."""

    def __init__(self, galleys: Sequence[Galley]) -> None:
        lengths = [len(galley.text) + len(BREAK) for galley in galleys]
        self.bases: Places = np.array(list(accumulate(lengths, initial=0)), dtype=np.int64)
        bases = self.bases.tolist()
        starts: list[int] = []
        shifts: list[int] = []
        fields: list[str] = []
        numbers: list[int | None] = []
        line_starts: list[int] = []
        line_nos: list[int] = []
        self.mended: dict[int, Passage] = {}  # by its number
        for base, galley in zip(bases, galleys, strict=False):
            for start, passage in zip(galley.starts, galley.passages, strict=True):
                shift = base + start - passage.char_start
                if passage.stretches:
                    self.mended[len(starts)] = passage
                starts.append(base + start)
                shifts.append(shift)
                fields.append(passage.field)
                numbers.append(passage.paragraph_no)
                line_starts += (
                    [at + shift for at in passage.line_starts]
                    if not passage.stretches
                    else [base + start, *(base + start + end for _, end in passage.gaps)]
                )
                line_nos += passage.line_nos
        self.starts, self.shifts = np.array(starts, dtype=np.int64), np.array(shifts, dtype=np.int64)
        self.line_starts, self.line_nos = (
            np.array(line_starts, dtype=np.int64),
            np.array(line_nos, dtype=np.int64),
        )
        self.fields = pl.Series("field", fields, dtype=pl.String)
        self.numbers = pl.Series("paragraph_no", numbers, dtype=pl.Int32)

    def stand(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows (doc, start, end in the galley) gain field, line_no, char_start, char_end, paragraph_no."""
        if not rows.height:
            kinds = {
                "field": pl.String,
                "line_no": pl.Int64,
                "char_start": pl.Int64,
                "char_end": pl.Int64,
                "paragraph_no": pl.Int32,
            }
            return rows.with_columns(pl.lit(None, dtype=kind).alias(name) for name, kind in kinds.items())
        base = self.bases[rows["doc"].to_numpy()]
        at = rows["start"].to_numpy() + base
        passage = np.searchsorted(self.starts, at, side="right") - 1
        line = np.searchsorted(self.line_starts, at, side="right") - 1
        # Subtracted from a place in the galley, it gives the place in the file.
        moved = self.shifts[passage] - base
        starts, ends = rows["start"].to_numpy() - moved, rows["end"].to_numpy() - moved
        self._mend(passage, starts, ends)
        return rows.with_columns(
            self.fields[passage],
            pl.Series("line_no", self.line_nos[line]),
            pl.Series("char_start", starts),
            pl.Series("char_end", ends),
            self.numbers[passage],
        )

    def _mend(self, passages: Places, starts: Places, ends: Places) -> None:
        """Put places right, in place, that lie in passages whose characters are mended."""
        if not self.mended:
            return
        for row in np.flatnonzero(np.isin(passages, list(self.mended))).tolist():
            passage = self.mended[int(passages[row])]
            begin, end = (int(place[row]) - passage.char_start for place in (starts, ends))
            starts[row], ends[row] = passage.stand(begin, end)

    def place(self, docs: pl.Series, starts: pl.Series, ends: pl.Series) -> tuple[pl.Series, pl.Series]:
        """Places in galleys, each with its end → places in files; null stays null."""
        base = self.bases[docs.to_numpy()]
        known, until = starts.fill_null(0).to_numpy(), ends.fill_null(0).to_numpy()
        passage = np.searchsorted(self.starts, known + base, side="right") - 1
        if not len(starts):
            return pl.Series([], dtype=pl.Int64), pl.Series([], dtype=pl.Int64)
        moved = self.shifts[passage] - base
        begin, end = known - moved, until - moved
        self._mend(passage, begin, end)
        placed = pl.select(
            pl.when(starts.is_not_null()).then(pl.Series("begin", begin)),
            pl.when(starts.is_not_null()).then(pl.Series("end", end)),
        )
        return placed["begin"], placed["end"]


def hand_out(rows: pl.DataFrame, count: int, name: str, shape: pl.Struct) -> pl.Series:
    """Rows (doc, and the fields of `shape`) → a list of structs for each of `count` documents, in order; an
    empty one for those without."""
    lists = rows.select("doc", pl.struct([field.name for field in shape.fields]).cast(shape).alias(name))
    lists = lists.group_by("doc", maintain_order=True).agg(name)
    every = pl.DataFrame({"doc": np.arange(count)}).join(lists, on="doc", how="left", maintain_order="left")
    return every[name].fill_null([])
