"""Plots: few enough bars, and every article in one of them."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assets.reporting.plotting import BARS, histogram, over_time

DAYS = st.dictionaries(
    st.dates(date(1, 1, 1), date(9999, 1, 1)), st.integers(1, 1000), min_size=1, max_size=30
)


@given(DAYS)
def test_every_article_is_in_a_bar(counts: dict[date, int]) -> None:
    _, bars = over_time(counts.items())
    assert sum(bar.value for bar in bars) == sum(counts.values())
    assert 1 <= len(bars) <= BARS + 1


def test_the_unit_grows_with_the_span() -> None:
    first = date(2026, 1, 15)
    units = [over_time([(first, 1), (first + timedelta(days=span), 2)])[0] for span in (3, 100, 700, 9000)]
    assert units == ["day", "week", "month", "year"]


def test_days_without_articles_are_empty_bars() -> None:
    _, bars = over_time([(date(2026, 2, 27), 3), (date(2026, 3, 2), 1)])
    assert [(bar.label, bar.value) for bar in bars] == [
        ("2026-02-27", 3),
        ("2026-02-28", 0),
        ("2026-03-01", 0),
        ("2026-03-02", 1),
    ]


def test_nothing_gives_no_bar() -> None:
    assert over_time([]) == ("day", [])


def test_shares_fall_into_twenty_bins() -> None:
    bars = histogram([(0, 2), (19, 5)])
    assert [bars[0].value, bars[19].value, len(bars)] == [2, 5, 20]
