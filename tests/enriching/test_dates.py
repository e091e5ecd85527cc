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


@pytest.mark.parametrize(
    ("text", "surface", "earliest", "latest"),
    [
        ("The minister announced Saturday that tolls would rise.", "Saturday", "2025-01-11", "2025-01-11"),
        ("What’s next: Sunday, a second vote.", "Sunday", "2025-01-19", "2025-01-19"),
        ("What’s next\n\nSunday: a second vote.", "Sunday", "2025-01-19", "2025-01-19"),
        ("The strike begins Thursday.", "Thursday", "2025-01-16", "2025-01-16"),
        ("The strike is set for Thursday.", "Thursday", "2025-01-16", "2025-01-16"),
        ("On Thursday he sailed.", "Thursday", "2025-01-09", "2025-01-09"),
        ("He resigned in April.", "April", "2024-04-01", "2024-04-30"),
        ("The bridge will open in October.", "October", "2025-10-01", "2025-10-31"),
        ("Until April there was no way across.", "April", "2024-04-01", "2024-04-30"),
        ("The fair is on Saturday, March 9.", "March 9", "2024-03-09", "2024-03-09"),
        ("They wed on Tuesday, 10 June.", "10 June", "2025-06-10", "2025-06-10"),
        ("She died last Oct. 23.", "last Oct. 23", "2024-10-23", "2024-10-23"),
        ("Shops were shut on Boxing Day.", "Boxing Day", "2024-12-26", "2024-12-26"),
        ("It rained on Good Friday.", "Good Friday", "2024-03-29", "2024-03-29"),
        ("It will rain on Easter Monday.", "Easter Monday", "2025-04-21", "2025-04-21"),
        ("in the first week of February", "the first week of February", "2025-02-01", "2025-02-07"),
        ("Third-quarter profit rose.", "Third-quarter", "2024-07-01", "2024-09-30"),
        ("in the second quarter of last year", "the second quarter of last year", "2024-04-01", "2024-06-30"),
        ("in the second half of 2024", "the second half of 2024", "2024-07-01", "2024-12-31"),
        ("built between 1996 and 2011", "between 1996 and 2011", "1996-01-01", "2011-12-31"),
        ("a 19th-century mill", "19th-century", "1801-01-01", "1900-12-31"),
        ("It turns 18 in three days.", "in three days", "2025-01-18", "2025-01-18"),
        ("It burned last night.", "last night", "2025-01-14", "2025-01-14"),
        ("Sales rose from a year earlier.", "a year earlier", "2024-01-01", "2024-12-31"),
        ("in June.", "June", "2025-06-01", "2025-06-30"),
    ],
)
def test_tense_weekday_and_custom_place_a_date(text: str, surface: str, earliest: str, latest: str) -> None:
    assert [found[:3] for found in placed(text)] == [(surface, earliest, latest)]


def test_a_year_earlier_is_counted_from_the_quarter_before_it() -> None:
    found = placed("Profit in the third quarter fell. Sales were 3% lower than a year earlier.")
    assert found[-1][1:] == ("2023-07-01", "2023-09-30", "quarter")


def test_two_years_later_is_counted_from_the_date_before_it() -> None:
    assert placed("It opened in 1998. Two years later it closed.", None)[-1][1:3] == (
        "2000-01-01",
        "2000-12-31",
    )


def test_text_of_long_ago_keeps_its_year() -> None:
    assert placed("In 1870 the mill burned. In March it was rebuilt.")[-1][1] == "1870-03-01"


@pytest.mark.parametrize(
    "text",
    [
        "The bus left at 1945 GMT.",
        "It struck at 2005 local time.",
        "Flight 1549 was late.",
        "Sheffield Wednesday lost.",
        "Bloody Sunday is remembered.",
        "They met at Sunday school.",
        "They decorated a Christmas tree.",
        "June Holm and Jan Veld sang.",
        "Mrs June was there.",
        "Holm threw for 80 yards in the third quarter.",
    ],
)
def test_clock_name_game_and_feast_before_a_noun_are_no_dates(text: str) -> None:
    assert placed(text) == []
