"""Find the runs of capitalised words that names are made of."""

import re
from dataclasses import dataclass
from typing import Final

from assets.enriching.names.name_words import NameGrammar


def _class_of(test: str) -> str:
    """A character class of the code points below U+2000 for which the str method `test` holds."""
    points = [point for point in range(0x2000) if getattr(chr(point), test)()]
    ranges: list[list[int]] = []
    for point in points:
        if ranges and point == ranges[-1][1] + 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return "".join(f"\\u{low:04x}-\\u{high:04x}" for low, high in ranges)


UPPER: Final = _class_of("isupper")
# It begins with the class, not with the look-behind: so the search skips from capital to capital.
CAPITAL: Final = re.compile(
    rf"[{UPPER}](?<!\w.)(?:\.(?:[{UPPER}]\.){{0,5}}(?![a-z])|\w*+(?:['’](?![sS]\b)\w++)*)", re.DOTALL
)

# What may stand between two capitalised words of one name.
CLOSE: Final = frozenset({" ", "-", "&", "\n", "\r\n", "\u00a0", "\u2011"})
HYPHENS: Final = ("-", "\u2011")
WIDEST: Final = 10  # code points between two words of one name
TOGETHER, PARTICLE, LINK, APART = range(4)


@dataclass(slots=True)
class Word:
    """A capitalised word: where it stands, and how it hangs on the one before it."""

    text: str
    start: int
    end: int
    hangs: int  # TOGETHER, PARTICLE, LINK or APART
    hyphen: bool  # joined to the one before by a hyphen


def runs(grammar: NameGrammar, text: str) -> list[list[Word]]:
    """The capitalised words of a text, in runs that names do not reach beyond."""
    found: list[list[Word]] = []
    run: list[Word] = []
    before = -WIDEST  # where the word before ended
    for match in CAPITAL.finditer(text):
        start, end = match.span()
        if start - before >= WIDEST:
            hangs, gap = APART, ""
        elif (gap := text[before:start]) == " ":
            hangs = TOGETHER
        else:
            hangs = _hang(grammar, gap, run[-1].text)
        word = Word(text[start:end], start, end, hangs, gap in HYPHENS)
        before = end
        if hangs == APART:
            run = [word]
            found.append(run)
        else:
            run.append(word)
    return found


def _hang(grammar: NameGrammar, gap: str, before: str) -> int:
    if gap in CLOSE:
        return TOGETHER
    if gap == ". ":
        return TOGETHER if len(before) == 1 or before in grammar.shortened else APART
    if not gap or gap[0] not in " -":
        return APART
    inner = gap.strip(" ")
    if gap[0] == "-" or gap[-1] == "-":
        return PARTICLE if gap.strip() in grammar.particles else APART
    return PARTICLE if inner in grammar.particles else LINK if inner in grammar.links else APART
