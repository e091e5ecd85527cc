"""Cut a sentence into words and marks, with what it quotes standing as one."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, repeat
from typing import Any, Final, NamedTuple

from assets.enriching.cues import CUES
from assets.enriching.entities import Mention
from assets.enriching.marks import Quoted

PART: Final = re.compile(r"([^\W_]++(?:['’\-.][^\W_]++)*+|[,;:.!?()\[\]—–―…]|--|(?<=\s)-(?=\s))")
TELLING: Final = frozenset(f"{cue}{mark}" for cue in (*CUES, "according") for mark in ("", ",", ".", ":", ";", ")", "?", "!"))
TOLD: Final = frozenset((*CUES, "according"))
MOST_PARTS: Final = 400  # of a clause: a longer sentence is no sentence, and who speaks in it is looked for piece by piece
QUOTE: Final = "“”"


class Part(NamedTuple):
    """A word or mark of a clause, a mention, or a whole quotation."""

    text: str  # lower case; QUOTE for a quotation
    start: int
    end: int
    mention: Mention | None
    quoted: Quoted | None

    @property
    def is_word(self) -> bool:
        """True for a word or a mention."""
        return self[0][0].isalnum()


NOTHING: Final = repeat(None)
_part: Final[Any] = partial(tuple.__new__, Part)  # makes a Part of its fields without a call of Python's: there is one for every word


@dataclass(slots=True)
class Clause:
    """A sentence that may hold quotations, each whole."""

    start: int
    end: int
    parts: list[Part]  # none where nobody is quoted and nothing says that somebody speaks
    opens_paragraph: bool
    cues: list[int]  # the places of words that may say that somebody speaks
    quotes: list[int]  # the places of quotations
    tells: bool  # one of the parts is such a word, be it in a name
    person: Mention | None = None  # the first person it names


def cut_clauses(
    text: str, sentences: list[tuple[int, int]], quotations: list[Quoted], mentions: list[Mention], begins: set[int]
) -> list[Clause]:
    """The sentences of a text, those joined that a quotation runs through, cut into parts. `begins`: where paragraphs do."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters have a small one of two
        lowered = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    starts = [mention.start for mention in mentions]
    opens = [quoted.start for quoted in quotations]
    clauses = []
    for start, end in _join(sentences, quotations):
        held = quotations[bisect_left(opens, start) : bisect_right(opens, end - 1)]
        named = mentions[bisect_left(starts, start) : bisect_right(starts, end - 1)]
        first = next((mention for mention in named if mention.entity.kind == "person"), None)
        told = bool(held) or not TELLING.isdisjoint(lowered[start:end].split())
        parts = _parts(lowered, start, end, held, named) if told else []
        clauses.append(_clause(start, end, parts[:MOST_PARTS], start in begins, first))
        for at in range(MOST_PARTS, len(parts), MOST_PARTS):
            some = parts[at : at + MOST_PARTS]
            clauses.append(_clause(some[0].start, some[-1].end, some, False, None))
    return clauses


def _clause(start: int, end: int, parts: list[Part], opens: bool, person: Mention | None) -> Clause:
    if not parts:
        return Clause(start, end, parts, opens, [], [], False, person)
    telling = [place for place, part in enumerate(parts) if part[0] in TOLD]
    cues = [place for place in telling if parts[place].mention is None and parts[place].quoted is None]
    tells = any(parts[place].text in CUES for place in telling)
    quotes = [place for place, part in enumerate(parts) if part[4] is not None]
    return Clause(start, end, parts, opens, cues, quotes, tells, person)


def _join(sentences: list[tuple[int, int]], quotations: list[Quoted]) -> list[tuple[int, int]]:
    """Join the sentences whose border lies within a quotation."""
    joined: list[tuple[int, int]] = []
    place = 0
    for start, end in sentences:
        while place < len(quotations) and quotations[place].end <= start:
            place += 1
        if joined and place < len(quotations) and quotations[place].start < start < quotations[place].end:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _parts(text: str, start: int, end: int, quotations: list[Quoted], mentions: list[Mention]) -> list[Part]:
    solid = [_part((QUOTE, quoted.start, quoted.end, None, quoted)) for quoted in quotations]
    outside = mentions
    if quotations:
        ends = [quoted.end for quoted in quotations]  # which are in order, and never one within another
        outside = [m for m in mentions if (at := bisect_right(ends, m.start)) == len(ends) or m.start < quotations[at].start]
    solid += [_part((m.surface.lower(), m.start, m.end, m, None)) for m in outside]
    if quotations:
        solid.sort(key=lambda part: part.start)
    parts: list[Part] = []
    at = start
    for block in solid:
        if block.start >= at:
            parts += _cut(text, at, block.start)
            parts.append(block)
            at = block.end
    parts += _cut(text, at, end)
    return parts


def _cut(text: str, start: int, end: int) -> Iterable[Part]:
    """The words and marks of a stretch of text in lower case."""
    if end - start < 2 and (end == start or text[start].isspace()):
        return ()
    if text[start] == "-":  # it matters what stands before
        found = [match.span() for match in PART.finditer(text, start, end)]
        return [_part((text[low:high], low, high, None, None)) for low, high in found]
    pieces = PART.split(text[start:end])  # what lies between parts, a part, what lies between …
    ends = list(accumulate(map(len, pieces), initial=start))
    return map(_part, zip(pieces[1::2], ends[1::2], ends[2::2], NOTHING, NOTHING, strict=False))
