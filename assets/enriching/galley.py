"""Lay out a document's headline, deck and body as passages whose offsets are the file's."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise, repeat
from typing import NamedTuple

import polars as pl

from assets.enriching.letters import BREAK

WIDEST_GAP = 16  # code points: two lines of a paragraph that lie further apart have something dropped between them


class Line(NamedTuple):
    """A kept line, as it comes out of `cleaned`."""

    line_no: int
    char_start: int
    text: str
    role: str
    paragraph_no: int | None


class Passage(NamedTuple):
    """A headline, a deck or a paragraph of the body: `text[i]` is code point `char_start + i` of the file."""

    field: str
    paragraph_no: int | None
    char_start: int
    text: str
    line_nos: tuple[int, ...]
    line_starts: tuple[int, ...]

    def line_at(self, offset: int) -> int:
        """The number of the line that holds code point `offset` of the passage."""
        return self.line_nos[bisect_right(self.line_starts, self.char_start + offset) - 1]


@dataclass(slots=True)
class Galley:
    """The passages of one document, in reading order, and their text in one string."""

    passages: list[Passage]
    text: str = ""
    starts: list[int] = field(default_factory=list)  # where each passage begins in `text`

    def __post_init__(self) -> None:
        start = 0
        for passage in self.passages:
            self.starts.append(start)
            start += len(passage.text) + len(BREAK)
        self.text = BREAK.join(passage.text for passage in self.passages)

    @property
    def body(self) -> str:
        """The paragraphs alone, one a line."""
        return "\n".join([passage.text for passage in self.passages if passage.field == "body"])

    def stand(self, start: int, end: int) -> dict[str, str | int]:
        """Where `text[start:end]` stands in the file: field, line_no, char_start, char_end."""
        place = bisect_right(self.starts, start) - 1
        passage, begins = self.passages[place], self.starts[place]
        shift = passage.char_start - begins
        return {
            "field": passage.field,
            "line_no": passage.line_at(start - begins),
            "char_start": start + shift,
            "char_end": end + shift,
        }

    def paragraph_at(self, start: int) -> int | None:
        """The number of the body's paragraph that holds code point `start` of `text`."""
        return self.passages[bisect_right(self.starts, start) - 1].paragraph_no


def kept_lines(cleaned: pl.DataFrame) -> list[list[Line]]:
    """The lines of each document that annotations stand on: headline, deck, and what is in the body."""
    line = pl.element().struct
    stands = line.field("in_body") | line.field("role").is_in(["headline", "deck"])
    kept = cleaned.select(pl.col("lines").list.eval(pl.struct(line.field(name) for name in Line._fields).filter(stands))).to_series()
    every = kept.explode(empty_as_null=False, keep_nulls=False).struct.unnest()
    rows = map(Line._make, zip(*(column.to_list() for column in every.select(Line._fields)), strict=True))
    return [list(islice(rows, size)) for size in kept.list.len()]


def lay_out(lines: list[Line]) -> Galley:
    """Join the lines of one document to passages."""
    return Galley(list(map(_passage, _paragraphs(lines), repeat(_newline(lines)))))


def _paragraphs(lines: list[Line]) -> Iterator[list[Line]]:
    """The lines of each passage; lines far apart are never of one."""
    group: list[Line] = []
    for line in lines:
        if not line.text:
            continue
        if group:
            before = group[-1]
            if (
                line.paragraph_no is None
                or line.paragraph_no != before.paragraph_no
                or line.char_start - before.char_start - len(before.text) > WIDEST_GAP
            ):
                yield group
                group = []
        group.append(line)
    if group:
        yield group


def _newline(lines: list[Line]) -> str:
    """How the file ends its lines, as far as its kept lines tell: the trimmed white space between them is not ours to see."""
    gaps = [after.char_start - at - len(text) for (no, at, text, _, _), after in pairwise(lines) if after.line_no == no + 1]
    return "\n" if not gaps or min(gaps) < 2 else "\r\n"


def _passage(lines: list[Line], newline: str) -> Passage:
    first = lines[0]
    place = first.role if first.role in ("headline", "deck") else "body"
    if len(lines) == 1:
        return Passage(place, first.paragraph_no, first.char_start, first.text, (first.line_no,), (first.char_start,))
    parts = [first.text]
    for before, line in pairwise(lines):
        gap = line.char_start - before.char_start - len(before.text)
        parts.append(" " * gap if line.line_no == before.line_no else newline.rjust(gap)[-gap:] if gap else "")
        parts.append(line.text)
    starts = tuple(line.char_start for line in lines)
    return Passage(place, first.paragraph_no, first.char_start, "".join(parts), tuple(line.line_no for line in lines), starts)
