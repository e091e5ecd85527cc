"""Plots: few enough bars, and every article in one of them."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assets.reporting.plotting import BARS, TRACKS, histogram, over_time, timeline

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


def told(hours: float | None, outlet: str | None) -> dict[str, object]:
    start = datetime(2026, 10, 14, 6, tzinfo=UTC)
    return {"published_at": None if hours is None else start + timedelta(hours=hours), "outlet": outlet}


def test_a_story_runs_from_its_first_article_to_its_last_by_outlet() -> None:
    articles = [told(4, "echo"), told(0, "mail"), told(1, None), told(3, "mail"), told(None, "times")]
    found = timeline(articles)
    assert found is not None
    first, last, tracks = found
    assert last - first == timedelta(hours=4)
    assert [(track.outlet, track.places) for track in tracks] == [
        ("mail", [0.0, 75.0]),
        ("no outlet", [25.0]),
        ("echo", [100.0]),
    ]


def test_a_story_of_one_moment_has_no_line_of_time_and_one_of_many_outlets_few_tracks() -> None:
    assert timeline([told(1, "mail"), told(1, "echo")]) is None
    many = timeline([told(hours, f"outlet {hours}") for hours in range(40)])
    assert many is not None
    assert len(many[2]) == TRACKS
    assert many[2][-1].outlet == "29 more outlets"
