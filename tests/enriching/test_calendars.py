"""Days are counted within the years that news speaks of; what lies beyond is no date, and never an error."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assets.enriching.candidates import date_signs
from assets.enriching.dates import calendar
from assets.enriching.dates.calendar import Interval, OffCalendar
from assets.enriching.dates.mentions import DateMention, find_dates
from assets.enriching.layout.codepoints import spell
from checks.years import SPOKEN_OF

DAYS = st.one_of(
    st.dates(), st.sampled_from([date.min, date.max, date(1000, 1, 1), date(2999, 12, 31), date(2024, 2, 29)])
)
COUNTS = st.one_of(st.integers(0, 999), st.integers(0, 10**30))
UNITS = st.sampled_from(["day", "week", "month", "year", "decade"])
PERIODS = st.sampled_from(["week", "weekend", "month", "year", "decade", "century"])
WHICH = st.sampled_from(sorted(calendar.STEPS))
MONTHS = st.integers(1, 12)


def found(text: str, seen: date | None) -> list[DateMention]:
    return find_dates(text, seen, next(date_signs(spell([text]))))


def placed(count: Callable[..., Any], *parts: Any) -> Interval | None:
    """What a function counts to; None where that is off the calendar."""
    try:
        made = count(*parts)
    except OffCalendar:
        return None
    if isinstance(made, tuple) and isinstance(made[0], str):
        made = made[1]
    return (made, made) if isinstance(made, date) else made


def assert_is_of_the_calendar(days: Interval | None) -> None:
    if days is not None:
        first, last = days
        assert first <= last
        assert SPOKEN_OF[0] <= first.year
        assert last.year <= SPOKEN_OF[1]


@given(seen=DAYS, count=COUNTS, unit=UNITS, period=PERIODS, which=WHICH, month=MONTHS, ahead=st.booleans())
@example(date(2026, 3, 12), 999, "decade", "century", "next", 2, False)
@example(date(2026, 3, 12), 999, "decade", "century", "last", 2, False)
def test_whatever_is_counted_ends_in_a_day_of_the_calendar_or_in_none(
    seen: date, count: int, unit: str, period: str, which: str, month: int, ahead: bool
) -> None:
    edges = {"last": "last", "next": "next"}.get(which, "")
    for days in (
        placed(calendar.day, seen, count),
        placed(calendar.day, seen, -count),
        placed(calendar.month, seen.year + count, month),
        placed(calendar.month, seen.year, month - count),
        placed(calendar.year, count),
        placed(calendar.nearest_day, month, 1 + count % 31, None, seen),
        placed(calendar.nearest_day, month, 1 + count % 31, count, seen),
        placed(calendar.nearest_month, month, seen, edges),
        placed(calendar.weekday, count % 7, seen, edges, ahead),
        placed(calendar.relative, which, period, seen),
        placed(calendar.step_back, count, unit, seen),
        placed(calendar.span, which, count, unit, seen),
    ):
        assert_is_of_the_calendar(days)


PHRASES = st.one_of(
    st.builds("{} {} {}s".format, st.sampled_from(["the next", "the last", "past", "next"]), COUNTS, UNITS),
    st.builds("{} {}s ago".format, COUNTS, st.one_of(UNITS, st.just("centurie"))),
    st.builds("{} {}".format, st.sampled_from(["last", "next", "this", "past", "previous"]), PERIODS),
    st.builds(
        "{} {}".format,
        st.sampled_from(["last", "next", "this"]),
        st.sampled_from(["January", "December", "Monday", "Sunday"]),
    ),
    st.builds(
        "the {} of {} {}".format,
        st.sampled_from(["end", "middle"]),
        st.sampled_from(["last", "next"]),
        st.just("year"),
    ),
    st.builds("{}/{}/{}".format, st.integers(0, 99), st.integers(0, 99), st.integers(0, 99999)),
    st.builds(
        "{} {} {}".format, st.integers(0, 99), st.sampled_from(["February", "May"]), st.integers(0, 99999)
    ),
    st.builds("{}-{:02}-{:02}".format, st.integers(0, 99999), st.integers(0, 99), st.integers(0, 99)),
    st.builds("in {} {}s".format, COUNTS, UNITS),
    st.builds("the year {}".format, COUNTS),
    st.builds("{} quarter of {}".format, st.sampled_from(["first", "fourth"]), st.integers(0, 99999)),
    st.just("29 February"),
)


@given(phrases=st.lists(PHRASES, min_size=1, max_size=6), seen=st.one_of(st.none(), DAYS))
@example(["the next 999 decades", "the year 0", "in 99999999 years", "99 centuries ago"], date(2026, 3, 12))
def test_no_words_of_time_stop_a_text_from_being_read(phrases: list[str], seen: date | None) -> None:
    text = f"The dyke will stand for {', and on '.join(phrases)}, engineers said on Thursday."
    for mention in found(text, seen):
        assert text[mention.start : mention.end]
        assert (mention.earliest is None) == (mention.latest is None)
        if mention.earliest is not None and mention.latest is not None:
            assert_is_of_the_calendar((mention.earliest, mention.latest))


@pytest.mark.parametrize(
    "text", ["for the next 999 decades", "some 999 decades ago", "over the past 998 decades"]
)
def test_what_no_calendar_holds_is_no_date(text: str) -> None:
    (mention,) = found(f"{text}, and on 4 May 2026", date(2026, 3, 12))
    assert mention.earliest == date(2026, 5, 4)


@pytest.mark.parametrize(
    ("text", "year"),
    [("900 years ago", 1126), ("the next 90 decades", 2026), ("about 100 decades ago", 1026)],
)
def test_far_years_that_news_speaks_of_are_dates(text: str, year: int) -> None:
    ((mention),) = found(f"It was said {text}.", date(2026, 3, 12))
    assert mention.earliest is not None
    assert mention.earliest.year == year


@pytest.mark.parametrize(
    ("seen", "shift"),
    [(date.min, -7), (date.max, 7), (date.min, 1), (date(1000, 1, 1), -1), (date(2999, 12, 31), 1)],
)
def test_a_day_off_the_calendar_is_none(seen: date, shift: int) -> None:
    assert placed(calendar.day, seen, shift) is None
