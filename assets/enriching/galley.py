"""Lay out a document's headline, deck and body as passages whose offsets are the file's."""

import itertools
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypedDict

import polars as pl

WIDEST_GAP = 16  # code points: two lines of a paragraph that lie further apart have something dropped between them


class Line(TypedDict):
    """A kept line, as it comes out of `cleaned`."""

    line_no: int
    char_start: int
    text: str
    role: str
    paragraph_no: int | None


@dataclass(frozen=True, slots=True)
class Passage:
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


BREAK = "\n\n"  # between passages: no annotation reaches over it, but for a quotation that goes on in the next paragraph


def kept_lines(cleaned: pl.DataFrame) -> pl.Series:
    """The lines of each document that annotations stand on: headline, deck, and what is in the body."""
    line = pl.element().struct
    stands = line.field("in_body") | line.field("role").is_in(["headline", "deck"])
    wanted = ("line_no", "char_start", "text", "role", "paragraph_no")
    lines = pl.col("lines").list.eval(pl.struct(line.field(name) for name in wanted).filter(stands))
    return cleaned.select(lines).to_series()


def lay_out(lines: list[Line]) -> Galley:
    """Join the lines of one document to passages."""
    newline = _newline(lines)
    return Galley([_passage(group, newline) for group in _paragraphs(lines)])


def _paragraphs(lines: list[Line]) -> Iterator[list[Line]]:
    """The lines of each passage; lines far apart are never of one."""
    group: list[Line] = []
    for line in lines:
        if not line["text"]:
            continue
        if group and not (
            line["paragraph_no"] is not None
            and line["paragraph_no"] == group[-1]["paragraph_no"]
            and line["char_start"] - group[-1]["char_start"] - len(group[-1]["text"]) <= WIDEST_GAP
        ):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _newline(lines: list[Line]) -> str:
    """How the file ends its lines, as far as its kept lines tell: the trimmed white space between them is not ours to see."""
    gaps = [
        after["char_start"] - before["char_start"] - len(before["text"])
        for before, after in itertools.pairwise(lines)
        if after["line_no"] == before["line_no"] + 1
    ]
    return "\n" if not gaps or min(gaps) < 2 else "\r\n"


def _passage(lines: list[Line], newline: str) -> Passage:
    first = lines[0]
    parts = [first["text"]]
    for before, line in itertools.pairwise(lines):
        gap = line["char_start"] - before["char_start"] - len(before["text"])
        same_line = line["line_no"] == before["line_no"]
        parts.append(" " * gap if same_line else newline.rjust(gap)[-gap:] if gap else "")
        parts.append(line["text"])
    return Passage(
        field=first["role"] if first["role"] in ("headline", "deck") else "body",
        paragraph_no=first["paragraph_no"],
        char_start=first["char_start"],
        text="".join(parts),
        line_nos=tuple(line["line_no"] for line in lines),
        line_starts=tuple(line["char_start"] for line in lines),
    )
