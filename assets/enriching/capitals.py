"""Find the runs of capitalised words that names are made of."""

import re
from dataclasses import dataclass
from typing import Final

from assets.enriching.lexicon import listed


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
CAPITAL: Final = re.compile(rf"(?<![\w])(?:(?:[{UPPER}]\.){{1,6}}(?![a-z])|[{UPPER}]\w*+(?:['’](?![sS]\b)\w++)*+)")

# What may stand between two capitalised words of one name.
CLOSE: Final = frozenset({" ", "-", "\n", "\r\n", "\u00a0", "\u2011"})
PARTICLES: Final = frozenset(word.replace("_", " ") for word in listed("particles"))
LINKS: Final = frozenset(word.replace("_", " ") for word in listed("links"))
SHORTENED: Final = listed("shortened")
TOGETHER, PARTICLE, LINK, APART = range(4)


@dataclass(slots=True)
class Word:
    """A capitalised word: where it stands, and how it hangs on the one before it."""

    text: str
    start: int
    end: int
    hangs: int  # TOGETHER, PARTICLE, LINK or APART
    hyphen: bool  # joined to the one before by a hyphen


def runs(text: str) -> list[list[Word]]:
    """The capitalised words of a text, in runs that names do not reach beyond."""
    found: list[list[Word]] = []
    before: Word | None = None
    for match in CAPITAL.finditer(text):
        start, end = match.span()
        word = Word(match.group(), start, end, APART, False)
        if before is not None and start - before.end < 10:
            gap = text[before.end : start]
            word.hangs = _hang(gap, before)
            word.hyphen = gap in ("-", "\u2011")
        if word.hangs == APART:
            found.append([])
        found[-1].append(word)
        before = word
    return found


def _hang(gap: str, before: Word) -> int:
    if gap in CLOSE:
        return TOGETHER
    if gap == ". ":
        return TOGETHER if len(before.text) == 1 or before.text in SHORTENED else APART
    if not gap or gap[0] not in " -":
        return APART
    inner = gap.strip(" ")
    if gap[0] == "-" or gap[-1] == "-":
        return PARTICLE if gap.strip() in PARTICLES else APART
    return PARTICLE if inner in PARTICLES else LINK if inner in LINKS else APART
