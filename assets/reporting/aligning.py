"""Lay quotations of the same words side by side, and see where each was cut."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

WORD: Final = re.compile(r"\S+")
INNER: Final = re.compile(r"\w+")
MOST: Final = 400  # words of one quotation that are compared


@dataclass(frozen=True)
class Cut:
    """A quotation as one outlet cut it."""

    runs: list[tuple[str, bool]]  # its text in pieces, each with whether all the others have it too
    opens_late: bool  # another quotes words before these
    ends_early: bool  # another quotes words after these


def align(texts: list[str]) -> list[Cut]:
    """Mark in each text what not all the others have. Case, marks and white space do not count."""
    spans = [[(m.start(), m.end()) for m in WORD.finditer(text)][:MOST] for text in texts]
    words = [
        ["".join(INNER.findall(text[a:b])).casefold() for a, b in places]
        for text, places in zip(texts, spans, strict=True)
    ]
    cuts = []
    for mine, text in enumerate(texts):
        shared, late, early = set(range(len(words[mine]))), False, False
        for other in range(len(texts)):
            if other != mine:
                found, before, after = _against(words[mine], words[other])
                shared &= found
                late, early = late or before, early or after
        cuts.append(Cut(_runs(text, spans[mine], shared), late, early))
    return cuts


def _against(mine: list[str], other: list[str]) -> tuple[set[int], bool, bool]:
    """The places of my words that the other has, and whether it goes on before and after them."""
    blocks = [b for b in SequenceMatcher(None, mine, other, autojunk=False).get_matching_blocks() if b.size]
    if not blocks:
        return set(), False, False
    first, last = blocks[0], blocks[-1]
    before = first.a == 0 and first.b > 0
    after = last.a + last.size == len(mine) and last.b + last.size < len(other)
    return {block.a + step for block in blocks for step in range(block.size)}, before, after


def _runs(text: str, spans: list[tuple[int, int]], shared: set[int]) -> list[tuple[str, bool]]:
    """The text, cut where shared passes into not shared; white space goes with the piece before it."""
    edges = [place for place in range(len(spans)) if not place or (place in shared) != (place - 1 in shared)]
    ends = [spans[place][0] for place in edges[1:]] + [len(text)]
    starts = [0, *ends[:-1]]
    return [(text[a:b], place in shared) for place, a, b in zip(edges, starts, ends, strict=True)]
