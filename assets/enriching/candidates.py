"""Find where in many texts somebody may speak or a date may stand, so that the rules read only there."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
import polars as pl

from assets.enriching.dates.holidays import holidays
from assets.enriching.layout.codepoints import Letters, Places

BEFORE: Final = " \n\u00a0—("  # a word of speech
UNITS: Final = ("day", "week", "month", "year", "decade")
COUNTS: Final = (
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *map(str, range(2, 100)),
)
DATES: Final = (
    *("Jan", "Feb", "Mar", "May", "Apr", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    *(
        "nday",
        "sday",
        "rday",
        "iday",
        "oday",
        "onight",
        "morrow",
        " ago",
        "\nago",
        "\u00a0ago",
        " quarter",
        "-quarter",
    ),
    *(" century", "-century", "year-earlier", "ast night", "this morning", "this afternoon", "this evening"),
    *(
        "Q1",
        "Q2",
        "Q3",
        "Q4",
        "half of the year",
        "half of last",
        "half of this",
        "half of next",
        *(f"{mark}{tens}0s" for mark in "’'" for tens in range(2, 10)),
    ),
    *(f" {unit}{plural} {side}" for unit in UNITS for plural in ("", "s") for side in ("earlier", "later")),
    *(f"in {count} days" for count in COUNTS),
    *holidays(),
    *("next ", "last ", "past ", "revious "),
    *("this week", "this month", "this year", "this decade", "this century"),
    *("of the year", "of this year", "of last year", "of next year"),
    *("of the month", "of this month", "of last month", "of next month"),
    *("of the week", "of this week", "of last week", "of next week"),
)
YEAR: Final = 4  # digits
FIRST_BYTE: Final = -64  # the least that begins a code point in UTF-8, as a number with a sign


def speech_signs(letters: Letters, told: Iterable[str]) -> Iterator[list[int]]:
    """Where in each text, in order, one of the words `told` begins, which may say that somebody speaks."""
    # the first text, too, begins behind a break
    patterns = [f"{before}{word}" for before in BEFORE for word in sorted(told)]
    return _by_text(_find(f"\n{letters.text}", patterns), letters)


def date_signs(letters: Letters) -> Iterator[list[int]]:
    """Where in each text, in order, something stands that dates have."""
    numbers = (letters.codes >= ord("0")) & (letters.codes <= ord("9"))
    edges = np.flatnonzero(numbers[1:] != numbers[:-1]) + 1
    # A text may begin with a number, but none ends with one.
    edges = np.concatenate([np.zeros(len(edges) % 2, np.int64), edges])
    begins, ends = edges[::2], edges[1::2]
    years = begins[ends - begins >= YEAR]
    return _by_text(np.sort(np.concatenate([_find(letters.text, DATES), years])), letters)


def _by_text(places: Places, letters: Letters) -> Iterator[list[int]]:
    bounds = np.searchsorted(places, letters.starts).tolist()
    return (
        (places[low:high] - base).tolist()
        for base, (low, high) in zip(letters.starts.tolist(), pairwise(bounds), strict=False)
    )


def _find(text: str, patterns: Sequence[str]) -> Places:
    """Where any of the patterns begins, whatever its case."""
    if not patterns:
        return np.array([], dtype=np.int64)
    found = pl.Series([text]).str.find_many(list(patterns), ascii_case_insensitive=True)
    in_bytes = found.explode(empty_as_null=False).to_numpy()
    begins = np.flatnonzero(np.frombuffer(text.encode(), dtype=np.int8) >= FIRST_BYTE)  # of code points
    places: Places = np.searchsorted(begins, in_bytes)
    return places
