"""Cut a sentence into words and marks, with what it quotes standing as one."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, repeat
from typing import Any, Final, NamedTuple

from assets.enriching.names.entities import Entity, Mention
from assets.enriching.speech.quotation_marks import Quoted
from assets.enriching.speech.speech_verbs import SpeechGrammar

PART: Final = re.compile(r"([^\W_]++(?:['’\-.,][^\W_]++)*|[,;:.!?()\[\]—–―…]|--|(?<=\s)-(?=\s))")
FAMILY: Final = 32  # code points that hold what somebody is to another: her youngest son
# of a clause: a longer sentence is no sentence, and who speaks in it is looked for piece by piece
MOST_PARTS: Final = 400
QUOTE: Final = "“”"
Spans = list[tuple[int, int]]


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
# makes a Part of its fields without a call of Python's: there is one for every word
_part: Final[Any] = partial(tuple.__new__, Part)


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
    person: Mention | None = None  # the first person it names, relatives of another left out
    second: Entity | None = None  # the next person it names
    organisations: Sequence[Entity] = ()  # that it names


def cut_clauses(
    grammar: SpeechGrammar,
    text: str,
    sentences: Spans,
    quotations: list[Quoted],
    mentions: list[Mention],
    begins: set[int],
    signs: list[int],
) -> Iterator[Clause]:
    """The sentences of a text, those joined that a quotation runs through, cut into parts.

    `begins`: where paragraphs do; `signs`: where words do that may say that somebody speaks.
    """
    lowered = text.replace("İ", "i").lower()  # the one letter whose small form is two
    opens, starts = [quoted.start for quoted in quotations], [mention.start for mention in mentions]
    tellers = _words_at(grammar, lowered, signs)
    teller, mark, name = next(tellers, len(text)), 0, 0
    for start, end in _join(sentences, quotations):
        first_mark, mark = mark, bisect_left(opens, end, mark)
        first_name, name = name, bisect_left(starts, end, name)
        held, named = quotations[first_mark:mark], mentions[first_name:name]
        told = bool(held)
        while teller < end:
            told, teller = True, next(tellers, len(text))
        person, second = _first_two(grammar, lowered, start, named) if named else (None, None)
        houses = [one.entity for one in named if one.entity.kind == "organisation"] if named else ()
        if not told:
            yield Clause(start, end, [], start in begins, [], [], False, person, second, houses)
            continue
        parts = _parts(lowered, start, end, held, named)
        first = _clause(grammar, start, end, parts[:MOST_PARTS], start in begins, person)
        first.second, first.organisations = second, houses
        yield first
        for at in range(MOST_PARTS, len(parts), MOST_PARTS):
            some = parts[at : at + MOST_PARTS]
            yield _clause(grammar, some[0].start, some[-1].end, some, False, None)


def _first_two(
    grammar: SpeechGrammar, text: str, begin: int, named: list[Mention]
) -> tuple[Mention | None, Entity | None]:
    """The first person that a sentence names who is nobody's relative, and the next other one."""
    person: Mention | None = None
    for one in named:
        if one.entity.kind != "person":
            continue
        if person is None:
            person = None if _is_kin(grammar, text, begin, one.start) else one
        elif one.entity is not person.entity:
            return person, one.entity
    return person, None


def _is_kin(grammar: SpeechGrammar, text: str, begin: int, start: int) -> bool:
    """True for Erik in `as her son, Erik, knew`: he is named as what he is to the one spoken of."""
    before = text[max(begin, start - FAMILY) : start].replace(",", "").split()
    return (
        start - begin > FAMILY // 2
        and not grammar.kin.isdisjoint(before[-1:])
        and not grammar.whose.isdisjoint(before[-4:-1])
    )


def _words_at(grammar: SpeechGrammar, text: str, places: list[int]) -> Iterator[int]:
    """Those of the places where a word of speech stands, not the beginning of another."""
    return (at for at in places if (word := PART.match(text, at)) is not None and word[0] in grammar.told)


def _clause(
    grammar: SpeechGrammar, start: int, end: int, parts: list[Part], opens: bool, person: Mention | None
) -> Clause:
    quotes, cues, tells = [], [], False
    for place, part in enumerate(parts):
        if part[4] is not None:
            quotes.append(place)
        elif part[0] in grammar.told:
            tells = tells or part[0] in grammar.cues
            if part[3] is None:
                cues.append(place)
    return Clause(start, end, parts, opens, cues, quotes, tells, person)


def _join(sentences: Spans, quotations: list[Quoted]) -> Spans:
    """Join the sentences whose border lies within a quotation."""
    joined: Spans = []
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
        outside = [
            m
            for m in mentions
            if (at := bisect_right(ends, m.start)) == len(ends) or m.start < quotations[at].start
        ]
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
