"""Find where in many texts somebody may speak or a date may stand: all patterns at once, so that the rules read only there."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
import polars as pl

from assets.enriching.cues import TOLD
from assets.enriching.letters import Letters, Places, spell

SPEECH: Final = [f"{before}{word}" for before in " \n\u00a0—(" for word in sorted(TOLD)]
DATES: Final = (
    *("Jan", "Feb", "Mar", "May", "Apr", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    *("nday", "sday", "rday", "iday", "oday", "onight", "morrow", " ago", "\nago", "\u00a0ago", " quarter"),
    *("next ", "last ", "past ", "revious ", "this week", "this month", "this year", "this decade", "this century"),
    *(f"of {which} {unit}" for which in ("the", "this", "last", "next") for unit in ("year", "month", "week")),
)
YEAR: Final = 4  # digits
FIRST_BYTE: Final = -64  # the least that begins a code point in UTF-8, as a number with a sign


class Signs(NamedTuple):
    """Places in a text, in order: where words begin that may say that somebody speaks, and what stands in dates."""

    speech: list[int]
    dates: list[int]


def find_signs(letters: Letters) -> Iterator[Signs]:
    """The signs in each text."""
    whole = f"\n{letters.text}"  # so that the first text, too, begins behind a break
    speech, dates = _find(whole, SPEECH), _find(whole, DATES) - 1
    numbers = (letters.codes >= ord("0")) & (letters.codes <= ord("9"))
    edges = np.flatnonzero(numbers[1:] != numbers[:-1]) + 1  # a text may begin with a number, but none ends with one
    edges = np.concatenate([np.zeros(len(edges) % 2, np.int64), edges])
    begins, ends = edges[::2], edges[1::2]
    dates = np.sort(np.concatenate([dates, begins[ends - begins >= YEAR]]))
    bounds = [np.searchsorted(found, letters.starts).tolist() for found in (speech, dates)]
    for at, base in enumerate(letters.starts[:-1].tolist()):
        yield Signs(*((found[low[at] : low[at + 1]] - base).tolist() for found, low in zip((speech, dates), bounds, strict=True)))


def signs_of(text: str) -> Signs:
    """The signs in one text."""
    return next(find_signs(spell([text])))


def _find(text: str, patterns: Sequence[str]) -> Places:
    """Where any of the patterns begins, whatever its case."""
    found = pl.Series([text]).str.find_many(list(patterns), ascii_case_insensitive=True).explode(empty_as_null=False)
    begins = np.flatnonzero(np.frombuffer(text.encode(), dtype=np.int8) >= FIRST_BYTE)  # of code points
    places: Places = np.searchsorted(begins, found.to_numpy())
    return places
