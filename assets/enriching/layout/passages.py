"""Lay out a document's headline, deck and body as passages whose offsets are the file's."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, pairwise, repeat
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from assets.enriching.layout.codepoints import BREAK
from assets.parsing import markdown, mending

Places = npt.NDArray[np.int64]
# code points: two lines of a paragraph that lie further apart have something dropped between them
WIDEST_GAP = 16
BEYOND = float("inf")


class Line(NamedTuple):
    """A kept line, as it comes out of `cleaned`."""

    line_no: int
    char_start: int
    text: str
    role: str
    paragraph_no: int | None
    # what the file has between it and the next line of its passage, be it white space or what was dropped
    gap: str | None = None
    mended: str | None = None  # the text as it is read, where that differs

    @property
    def read(self) -> str:
        """The text as it is read."""
        return self.text if self.mended is None else self.mended


class Stretch(NamedTuple):
    """Code points of a passage's text, and those of the file that are read so: as many, one for one, or, of
    mended characters, another number."""

    start: int
    end: int
    char_start: int
    char_end: int


class Passage(NamedTuple):
    """A headline, a deck or a paragraph of the body.

    `found[i]` is code point `char_start + i` of the file; `text[i]` is what is read there: between lines,
    nothing but white space. Where characters are mended, `stretches` says what of `text` is which part of the
    file.
    """

    field: str
    paragraph_no: int | None
    char_start: int
    text: str
    found: str
    line_nos: tuple[int, ...]
    line_starts: tuple[int, ...]
    gaps: tuple[tuple[int, int], ...] = ()  # where in `text` lines are joined
    stretches: tuple[Stretch, ...] = ()  # empty where each code point of `text` is one of the file

    def stand(self, start: int, end: int) -> tuple[int, int]:
        """Where in the file `text[start:end]` begins and ends."""
        if not self.stretches:
            return self.char_start + start, self.char_start + end
        first, last = (
            self.stretches[max(bisect_right(self.stretches, (at, BEYOND)) - 1, 0)]
            for at in (start, max(end - 1, start))
        )
        return _place(first, start, False), _place(last, end, True)

    def joined(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` begins and ends once the lines are joined by a space each."""
        return (
            start - sum(high - low - 1 for low, high in self.gaps if high <= start),
            end - sum(high - low - 1 for low, high in self.gaps if low < end),
        )

    def surface(self, start: int, end: int) -> str:
        """`text[start:end]` as it stands in the file."""
        begins, ends = self.stand(start, end)
        return self.found[begins - self.char_start : ends - self.char_start]

    def line_at(self, offset: int) -> int:
        """The number of the line that holds code point `offset` of the passage."""
        return self.line_nos[bisect_right(self.line_starts, self.stand(offset, offset)[0]) - 1]


def _place(stretch: Stretch, at: int, is_end: bool) -> int:
    """Where a place in a stretch of text stands in the file."""
    start, end, char_start, char_end = stretch
    if end - start == char_end - char_start:
        return char_start + at - start
    return char_end if is_end else char_start


@dataclass(slots=True)
class Galley:
    """The passages of one document, in reading order, and their text, as read and as in the file."""

    passages: list[Passage]
    text: str = ""
    found: str = ""
    starts: list[int] = field(default_factory=list)  # where each passage begins in `text`
    gaps: list[tuple[int, int]] = field(default_factory=list)  # where in `text` lines are joined
    is_mended: bool = False  # `found` is then no measure: ask `surface`

    def __post_init__(self) -> None:
        start = 0
        for passage in self.passages:
            self.starts.append(start)
            self.gaps += [(start + low, start + high) for low, high in passage.gaps]
            start += len(passage.text) + len(BREAK)
        self.text = BREAK.join([passage.text for passage in self.passages])
        self.found = BREAK.join([passage.found for passage in self.passages])
        self.is_mended = any(passage.stretches for passage in self.passages)

    @property
    def headline(self) -> tuple[int, int]:
        """Where in `text` the headline begins and ends; (0, 0) where there is none."""
        for passage, start in zip(self.passages, self.starts, strict=True):
            if passage.field == "headline":
                return start, start + len(passage.text)
        return 0, 0

    @property
    def body(self) -> str:
        """The paragraphs alone, one a line."""
        return "\n".join([passage.text for passage in self.passages if passage.field == "body"])

    def said(self, start: int, end: int) -> str:
        """`text[start:end]` as the article has it: its lines joined by a space each."""
        parts = []
        first, last = bisect_right(self.gaps, (start, start)), bisect_left(self.gaps, (end, end))
        for low, high in self.gaps[first:last]:
            parts += [self.text[start:low], " "]
            start = high
        return "".join([*parts, self.text[start:end]])

    def surface(self, start: int, end: int) -> str:
        """`text[start:end]` as it stands in the file."""
        if not self.is_mended:
            return self.found[start:end]
        parts = []
        while start < end:
            passage, begins = self._passage_at(start)
            stops = min(end, begins + len(passage.text))
            parts.append(passage.surface(start - begins, stops - begins))
            start = begins + len(passage.text) + len(BREAK)
        return BREAK.join(parts)

    def stand(self, start: int, end: int) -> dict[str, str | int]:
        """Where `text[start:end]` stands in the file: field, line_no, char_start, char_end."""
        passage, begins = self._passage_at(start)
        char_start, char_end = passage.stand(start - begins, end - begins)
        return {
            "field": passage.field,
            "line_no": passage.line_at(start - begins),
            "char_start": char_start,
            "char_end": char_end,
        }

    def _passage_at(self, start: int) -> tuple[Passage, int]:
        """The passage that holds code point `start` of `text`, and where it begins."""
        place = bisect_right(self.starts, start) - 1
        return self.passages[place], self.starts[place]

    def paragraph_at(self, start: int) -> int | None:
        """The number of the body's paragraph that holds code point `start` of `text`."""
        return self.passages[bisect_right(self.starts, start) - 1].paragraph_no


def kept_lines(cleaned: pl.DataFrame) -> list[list[Line]]:
    """The lines of each document that annotations stand on: headline, deck, and what is in the body."""
    every = cleaned.select(pl.col("lines").explode(empty_as_null=False, keep_nulls=False)).to_series().struct
    names = ("line_no", "char_start", "text", "role", "paragraph_no", "space", "in_body", "mended")
    lines = pl.DataFrame([every.field(name) for name in names])
    is_text = pl.col("in_body") | pl.col("role").is_in(["headline", "deck"])
    stands = lines.select(is_text & (pl.col("text") != "")).to_series()
    docs = np.repeat(np.arange(cleaned.height), cleaned["lines"].list.len().fill_null(0))[stands]
    kept = lines.filter(stands)
    gaps = _gaps(lines, kept, stands.arg_true().to_numpy(), docs)
    columns = (kept[name].to_list() for name in ("line_no", "char_start", "text", "role", "paragraph_no"))
    rows = map(Line._make, zip(*columns, gaps, kept["mended"].to_list(), strict=True))
    return [list(islice(rows, size)) for size in np.bincount(docs, minlength=cleaned.height).tolist()]


def _gaps(lines: pl.DataFrame, kept: pl.DataFrame, places: Places, docs: Places) -> list[str | None]:
    """What the file has between each kept line and the next one; None where that is of another passage."""
    apart = pl.col("char_start").shift(-1) - pl.col("char_start") - pl.col("text").str.len_chars()
    joined = (pl.col("paragraph_no") == pl.col("paragraph_no").shift(-1)) & (apart <= WIDEST_GAP)
    joins = kept.select(joined.fill_null(False)).to_series().to_numpy()[:-1] & (docs[:-1] == docs[1:])
    gaps: list[str | None] = [None] * kept.height
    for at in np.flatnonzero(joins).tolist():
        first, last = places[at], places[at + 1]
        dropped = lines[first + 1 : last].select("text", "space").iter_rows() if last > first + 1 else ()
        gaps[at] = kept["space"][at] + "".join(chain.from_iterable(dropped))
    return gaps


def lay_out(lines: list[Line]) -> Galley:
    """Join the lines of one document to passages."""
    return Galley(list(map(_passage, _paragraphs(lines), repeat(_newline(lines)))))


def _paragraphs(lines: list[Line]) -> Iterator[list[Line]]:
    """The lines of each passage."""
    group: list[Line] = []
    for line in lines:
        group.append(line)
        if line.gap is None:
            yield group
            group = []


def _newline(lines: list[Line]) -> str:
    """How the file ends its lines, as far as its kept lines tell."""
    gaps = [
        after.char_start - at - len(text)
        for (no, at, text, *_), after in pairwise(lines)
        if after.line_no == no + 1
    ]
    return "\n" if not gaps or min(gaps) < 2 else "\r\n"


def _passage(lines: list[Line], newline: str) -> Passage:
    first = lines[0]
    place = first.role if first.role in ("headline", "deck") else "body"
    if len(lines) == 1:
        nos, starts = (first.line_no,), (first.char_start,)
        stretches = _stretches(lines, (0,))
        return Passage(
            place, first.paragraph_no, first.char_start, first.read, first.text, nos, starts, (), stretches
        )
    read, found, gaps, begins = [first.read], [first.text], [], [0]
    at = len(first.read)
    for before, line in pairwise(lines):
        gap = before.gap or ""
        size = len(gap)
        white = " " * size
        if size and line.line_no != before.line_no:
            white = newline.rjust(size)[-size:]
        read += [white, line.read]
        found += [gap, line.text]
        gaps.append((at, at + size))
        begins.append(at + size)
        at += size + len(line.read)
    return Passage(
        field=place,
        paragraph_no=first.paragraph_no,
        char_start=first.char_start,
        text="".join(read),
        found="".join(found),
        line_nos=tuple(line.line_no for line in lines),
        line_starts=tuple(line.char_start for line in lines),
        gaps=tuple(gaps),
        stretches=_stretches(lines, begins),
    )


def _stretches(lines: list[Line], begins: Sequence[int]) -> tuple[Stretch, ...]:
    """What of a passage's text, whose lines begin at those places, is which part of the file; nothing where
    no character is mended but spaces, each of which is one."""
    if all(
        line.mended is None or (len(line.mended) == len(line.text) and not _edits(line)) for line in lines
    ):
        return ()
    found: list[Stretch] = []
    for line, at in zip(lines, begins, strict=True):
        if found and found[-1].end < at:  # white space between two lines
            found.append(Stretch(found[-1].end, at, found[-1].char_end, line.char_start))
        done = 0
        for edit in (*_edits(line), mending.Edit(len(line.text), len(line.text), "")):
            same, read = edit.start - done, len(edit.text)
            for size, low, high in ((same, done, edit.start), (read, edit.start, edit.end)):
                if size:
                    found.append(Stretch(at, at + size, line.char_start + low, line.char_start + high))
                at += size
            done = edit.end
    return tuple(found)


def _edits(line: Line) -> list[mending.Edit]:
    """What in a line is read otherwise than it stands there."""
    return markdown.edits_between(line.text, line.mended)
