"""Date undated articles by their story: the Friday they speak of is the one that their siblings name."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

import polars as pl

from assets.enriching.craft import dates_of
from assets.enriching.layout.passages import kept_lines, lay_out
from assets.parsing.calendar import names
from checks.shapes import DATE_MENTION

_DAYS: Final = names("en", "weekday", "wide")
WEEKDAYS: Final = tuple(sorted(_DAYS, key=_DAYS.__getitem__))  # from Monday
BARE: Final = re.compile(rf"(?:{'|'.join(WEEKDAYS)})", re.IGNORECASE)
WEEK: Final = timedelta(days=7)
_COLUMNS: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "article_id": pl.String,
    "version_id": pl.String,
    "published_earliest": pl.Datetime("us", "UTC"),
    "published_latest": pl.Datetime("us", "UTC"),  # the first moment after
    # placed anew; those that the story settles have the anchor `story`
    "date_mentions": pl.List(DATE_MENTION),
}
DATED: Final = pl.Schema(_COLUMNS)
Row = dict[str, Any]


def settle(enriched: pl.LazyFrame, cleaned: pl.LazyFrame, members: pl.DataFrame) -> pl.DataFrame:
    """The undated articles that a sibling's date settles: rows of `DATED`.

    `members` (story_id, article_id, version_id) of one story tell one event. An article without publication
    bounds that names a bare weekday ("on Friday") was published within the week from that day, where a dated
    sibling names a day that is such a weekday. The basis of these bounds is `weekday_plus_story`;
    `published_at` stays unknown.
    """
    dated = members.lazy().join(cleaned.select("version_id", "published_earliest"), on="version_id").collect()
    open_ones = dated.filter(pl.col("published_earliest").is_null().any().over("story_id"))
    mentioned = enriched.select("version_id", "date_mentions")
    documents = open_ones.lazy().join(mentioned, on="version_id").collect()
    settled: list[Row] = []
    for story in documents.sort("story_id", "article_id").partition_by("story_id"):
        settled += _by_siblings(story.to_dicts())
    days = {row["version_id"]: row["day"] for row in settled}
    texts = cleaned.select("version_id", "lines").filter(pl.col("version_id").is_in(list(days))).collect()
    mentions = {
        version: _place_anew(lines, days[version])
        for version, lines in zip(texts["version_id"], kept_lines(texts), strict=True)
    }
    rows = [row | _bounds(row["day"]) | {"date_mentions": mentions[row["version_id"]]} for row in settled]
    frame = pl.DataFrame([{name: row[name] for name in DATED} for row in rows], schema=DATED)
    return frame.sort("article_id")


def _by_siblings(articles: list[Row]) -> Iterable[Row]:
    """The undated articles of a story, each with the `day` of the first weekday that it names."""
    votes: Counter[date] = Counter()
    for article in articles:
        placed = [mention for mention in article["date_mentions"] if mention["earliest"]]
        votes.update({mention["earliest"] for mention in placed if mention["granularity"] == "day"})
    for article in articles:
        if article["published_earliest"] is not None:
            continue
        surfaces = [mention["surface"] for mention in article["date_mentions"]]
        named = next((surface.lower() for surface in surfaces if BARE.fullmatch(surface)), None)
        days = [day for day in votes if named is not None and day.weekday() == WEEKDAYS.index(named)]
        if days:
            yield article | {"day": min(days, key=lambda day: (-votes[day], day))}


def _bounds(day: date) -> Row:
    start = datetime.combine(day, time(), UTC)
    return {"published_earliest": start, "published_latest": start + WEEK}


def _place_anew(lines: Any, day: date) -> list[Row]:
    """The date mentions of a text as seen from any day of the week from `day`.

    What not all these days agree on stays open. So does what only one end of the week can place: a 29
    February that the next year has and this one has not.
    """
    galley = lay_out(lines)
    first, last = (_by_place(dates_of(galley, seen)) for seen in (day, day + WEEK - timedelta(days=1)))
    return [
        _agreed(found, last.get(place) if place in first else None)
        for place, found in sorted((last | first).items())
    ]


def _by_place(mentions: list[Row]) -> dict[tuple[int, int], Row]:
    return {(mention["char_start"], mention["char_end"]): mention for mention in mentions}


def _agreed(one: Row, other: Row | None) -> Row:
    if one["anchor"] == "stated":
        return one
    agree = other is not None and (one["earliest"], one["latest"]) == (other["earliest"], other["latest"])
    if agree:
        return one | {"anchor": "story"}
    return one | {"earliest": None, "latest": None, "anchor": "none"}
