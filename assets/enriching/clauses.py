"""Cut a sentence into words and marks, with what it quotes standing as one."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

from assets.enriching.cues import CUES
from assets.enriching.entities import Mention
from assets.enriching.marks import Quoted

PART: Final = re.compile(r"[^\W_]++(?:['’\-.][^\W_]++)*+|[,;:.!?()\[\]—–―…]|--|(?<=\s)-(?=\s)")
TELLING: Final = frozenset(f"{cue}{mark}" for cue in (*CUES, "according") for mark in ("", ",", ".", ":", ";", ")", "?", "!"))
QUOTE: Final = "“”"


@dataclass(slots=True)
class Part:
    """A word or mark of a clause, a mention, or a whole quotation."""

    text: str  # lower case; QUOTE for a quotation
    start: int
    end: int
    mention: Mention | None = None
    quoted: Quoted | None = None

    @property
    def is_word(self) -> bool:
        """True for a word or a mention."""
        return self.quoted is None and self.text[0].isalnum()


@dataclass(slots=True)
class Clause:
    """A sentence that may hold quotations, each whole."""

    start: int
    end: int
    parts: list[Part]  # none where nobody is quoted and nothing says that somebody speaks
    opens_paragraph: bool
    person: Mention | None = None  # the first person it names


def cut_clauses(
    text: str, sentences: list[tuple[int, int]], quotations: list[Quoted], mentions: list[Mention], begins: set[int]
) -> list[Clause]:
    """The sentences of a text, those joined that a quotation runs through, cut into parts. `begins`: where paragraphs do."""
    lowered = text.lower() if len(text.lower()) == len(text) else text
    starts = [mention.start for mention in mentions]
    opens = [quoted.start for quoted in quotations]
    clauses = []
    for start, end in _join(sentences, quotations):
        held = quotations[bisect_left(opens, start) : bisect_right(opens, end - 1)]
        named = mentions[bisect_left(starts, start) : bisect_right(starts, end - 1)]
        first = next((mention for mention in named if mention.entity.kind == "person"), None)
        told = bool(held) or not TELLING.isdisjoint(lowered[start:end].split())
        clauses.append(Clause(start, end, _parts(text, start, end, held, named) if told else [], start in begins, first))
    return clauses


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
    solid: list[Part] = [Part(QUOTE, quoted.start, quoted.end, quoted=quoted) for quoted in quotations]
    outside = [m for m in mentions if not any(quoted.start <= m.start < quoted.end for quoted in quotations)] if quotations else mentions
    solid += [Part(mention.surface.lower(), mention.start, mention.end, mention=mention) for mention in outside]
    solid.sort(key=lambda part: part.start)
    parts: list[Part] = []
    at = start
    for block in solid:
        if block.start >= at:
            parts += [Part(m.group().lower(), m.start(), m.end()) for m in PART.finditer(text, at, block.start)]
            parts.append(block)
            at = block.end
    parts += [Part(m.group().lower(), m.start(), m.end()) for m in PART.finditer(text, at, end)]
    return parts
