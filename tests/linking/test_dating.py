"""An undated article takes its week from its story; no day that one article names can stop the others."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assets.enriching import enrich
from assets.linking import Index, settle
from assets.linking.shapes import PAIR
from assets.linking.telling import event_day, phase
from tests.enriching.copy_from_gold import article

DAYS = st.one_of(st.dates(), st.sampled_from([date.min, date.max, date(1000, 1, 1), date(2999, 12, 31)]))
MOMENTS = st.one_of(st.datetimes(timezones=st.just(UTC)), st.just(datetime(1, 1, 1, tzinfo=UTC)), st.none())


def settled(undated: str, sibling: str, published: str = "2026-03-12") -> list[dict[str, Any]]:
    """The dates of an undated article of a story that has a dated one."""
    cleaned = pl.concat(
        [article(undated, path="undated.txt"), article(sibling, path="dated.txt", published=published)]
    )
    enriched = enrich(cleaned)
    members = cleaned.select("article_id", "version_id", story_id=pl.lit("one"))
    return settle(enriched.lazy(), cleaned.lazy(), members).to_dicts()


@pytest.mark.parametrize(
    "words", ["for the next 999 decades", "in the year 0", "as it did 999 decades ago", "in 99999999 years"]
)
def test_words_that_no_calendar_holds_do_not_stop_a_story_from_being_dated(words: str) -> None:
    (row,) = settled(
        f"The dyke will stand {words}, engineers said on Thursday.",
        "The clay was paid, engineers said on Thursday.",
    )
    assert row["published_earliest"].date() == date(2026, 3, 12)
    assert ("Thursday", date(2026, 3, 12), "story") in [
        (d["surface"], d["earliest"], d["anchor"]) for d in row["date_mentions"]
    ]


def test_a_day_that_one_end_of_the_week_alone_can_place_stays_open() -> None:
    undated = (
        "The leap day party will be on 29 February, the mayor said on Monday, 28 December, and on "
        "Monday again."
    )
    (row,) = settled(
        f"On Monday it was agreed. {undated}", "The mayor spoke on Monday.", published="2026-12-28"
    )
    (leap,) = [found for found in row["date_mentions"] if found["surface"] == "29 February"]
    assert (leap["earliest"], leap["latest"], leap["anchor"]) == (None, None, "none")
    starts = [found["char_start"] for found in row["date_mentions"]]
    assert starts == sorted(starts)


@settings(max_examples=60)
@given(days=st.lists(DAYS, max_size=4), moments=st.lists(MOMENTS, min_size=1, max_size=4))
@example([date.max, date.min], [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)])
def test_no_date_stops_a_story_from_being_told(days: list[date], moments: list[datetime | None]) -> None:
    mentions = [{"granularity": "day", "earliest": day, "surface": ""} for day in days]
    articles = [
        {
            "headline": None,
            "published_on": at and at.date(),
            "published_earliest": at,
            "published_latest": at,
            "date_mentions": mentions,
        }
        for at in moments
    ]
    day = event_day(articles)
    assert day is None or day in days
    assert {phase(one, other) for one in articles for other in (day, *days)} <= {
        "preview",
        "report",
        "follow_up",
    }


@settings(max_examples=60)
@given(moments=st.lists(MOMENTS, min_size=2, max_size=5))
@example([datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC), None])
def test_no_date_stops_documents_from_being_compared(moments: list[datetime | None]) -> None:
    term = {"weight": 9.0, "headline": False, "opening": True}
    terms = [[{"term": word, "count": 1} | term for word in ("seagrass", "orrin")]] * len(moments)
    bounds = [at and min(at, datetime(9999, 12, 30, tzinfo=UTC)) + timedelta(days=1) for at in moments]
    schema = {"earliest": pl.Datetime("us", "UTC"), "latest": pl.Datetime("us", "UTC")}
    documents = pl.DataFrame({"earliest": moments, "latest": bounds}, schema=schema).with_columns(
        article_id=pl.Series(range(len(moments))).cast(pl.String),
        version_id=pl.Series(range(len(moments))).cast(pl.String),
        mark=pl.lit(""),
        terms=pl.Series(terms),
        language=pl.lit("en"),
        word_count=400,
    )
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        index = Index(connection, Path(folder))
        touched = index.update(pl.Series([], dtype=pl.String), [documents], PAIR.to_frame())
        found = index.among(touched)
    pairs = {tuple(sorted((int(a), int(b)))) for a, b, _ in found.iter_rows()}
    near = [
        (a, b)
        for a, one in enumerate(moments)
        for b, other in enumerate(moments)
        if a < b and (one is None or other is None or abs(one - other) < timedelta(days=13))
    ]
    assert set(near) <= pairs
