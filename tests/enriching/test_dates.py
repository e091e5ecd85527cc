from datetime import date

import pytest

from assets.enriching.candidates import date_signs
from assets.enriching.dates.mentions import find_dates
from assets.enriching.layout.codepoints import spell
from checks.vocabulary import GRANULARITIES

SEEN = date(2025, 1, 15)  # a Wednesday
PERIODS = ("week", "weekend", "month", "year", "decade", "century")


def placed(text: str, seen: date | None = SEEN) -> list[tuple[str, str, str, str]]:
    return [
        (text[d.start : d.end], str(d.earliest), str(d.latest), d.granularity)
        for d in find_dates(text, seen, next(date_signs(spell([text]))))
    ]


@pytest.mark.parametrize(
    ("text", "surface", "earliest", "latest", "granularity"),
    [
        ("said on Monday", "Monday", "2025-01-13", "2025-01-13", "day"),
        ("said Wednesday", "Wednesday", "2025-01-15", "2025-01-15", "day"),
        ("will meet on Friday", "Friday", "2025-01-17", "2025-01-17", "day"),
        ("last Friday", "last Friday", "2025-01-10", "2025-01-10", "day"),
        ("on Jan. 17.", "Jan. 17", "2025-01-17", "2025-01-17", "day"),
        ("on 17 January", "17 January", "2025-01-17", "2025-01-17", "day"),
        ("on January 17th with", "January 17th", "2025-01-17", "2025-01-17", "day"),
        ("on 28 December", "28 December", "2024-12-28", "2024-12-28", "day"),
        ("May 5, 2020", "May 5, 2020", "2020-05-05", "2020-05-05", "day"),
        ("28/01/2025", "28/01/2025", "2025-01-28", "2025-01-28", "day"),
        ("12/31/2024", "12/31/2024", "2024-12-31", "2024-12-31", "day"),
        ("In December 2024, an", "December 2024", "2024-12-01", "2024-12-31", "month"),
        ("in Moscow in October last year", "October last year", "2024-10-01", "2024-10-31", "month"),
        ("talks in January, mindful", "January", "2025-01-01", "2025-01-31", "month"),
        ("by the end of January.", "the end of January", "2025-01-31", "2025-01-31", "day"),
        ("Last year, Putin", "Last year", "2024-01-01", "2024-12-31", "year"),
        ("in 2018, effectively", "2018", "2018-01-01", "2018-12-31", "year"),
        ("in the 1990s", "the 1990s", "1990-01-01", "1999-12-31", "decade"),
        ("In the last 3 years, no", "the last 3 years", "2022-01-15", "2025-01-15", "span"),
        ("two weeks ago", "two weeks ago", "2024-12-29", "2025-01-04", "week"),
        ("third quarter of 2024", "third quarter of 2024", "2024-07-01", "2024-09-30", "quarter"),
        ("opened yesterday", "yesterday", "2025-01-14", "2025-01-14", "day"),
        ("Jan. 13-17 in", "Jan. 13-17", "2025-01-13", "2025-01-17", "span"),
    ],
)
def test_date_is_placed(text: str, surface: str, earliest: str, latest: str, granularity: str) -> None:
    assert placed(text) == [(surface, earliest, latest, granularity)]


@pytest.mark.parametrize(
    "text",
    [
        "You may go.",
        "They march on.",
        "2000 people came",
        "$2000",
        "on 30 February",
        "April Ryan spoke",
        "2,018 votes",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert placed(text) == []


def test_without_publication_only_stated_dates_are_placed() -> None:
    assert placed("on Friday, 17 January 2025, and last year", None) == [
        ("17 January 2025", "2025-01-17", "2025-01-17", "day"),
        ("last year", "None", "None", "year"),
    ]


@pytest.mark.parametrize("published", [None, date(2025, 1, 15)])
def test_every_period_has_a_name_in_the_vocabulary(published: date | None) -> None:
    periods = [
        f"{which} {unit}" for which in ("last", "this", "next", "past", "previous") for unit in PERIODS
    ]
    counted = [
        f"{count} {unit} ago"
        for count in ("a", "two")
        for unit in ("day", "week", "month", "year", "decade", "decades")
    ]
    spans = [f"the last three {unit}s" for unit in ("day", "week", "month", "year", "decade")]
    edges = [f"the {edge} of this {unit}" for edge in ("start", "middle", "end") for unit in PERIODS]
    found = {
        named
        for phrase in (*periods, *counted, *spans, *edges)
        for *_, named in placed(f"It changed {phrase}.", published)
    }
    assert found - set(GRANULARITIES) == set()
    assert {"century", "decade", "year", "month", "week", "day", "span"} <= found


@pytest.mark.parametrize(
    ("text", "earliest"),
    [
        ("It must be done by the end of the week.", "2025-01-19"),
        ("The ship, built by the old firm, had left on Tuesday.", "2025-01-14"),
        ("It will stay until Friday.", "2025-01-17"),
    ],
)
def test_end_of_a_week_and_what_is_behind_or_ahead(text: str, earliest: str) -> None:
    assert [day for _, day, _, _ in placed(text)] == [earliest]
