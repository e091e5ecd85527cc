"""Tell what a story is about: its day, its place, what its articles share, and what part each tells."""

import re
from collections import Counter
from datetime import date, timedelta
from typing import Any, Final

from assets.enriching.dates.holidays import names_holiday

Row = dict[str, Any]
Named = dict[str, dict[str, int]]

NEARBY: Final = timedelta(days=14)  # between an event's day and the reports of it
FRESH: Final = timedelta(days=2)  # a report appears so soon after the event
KINDS: Final = (("people", "person"), ("places", "place"), ("organisations", "organisation"))
MOST_SHARED: Final = 3  # persons, places and words that `why` names
ANALYSIS: Final = re.compile(
    r"^(?:analysis|explainer|explained|opinion|comment|why|how|what|who)\b", re.IGNORECASE
)


def event_day(articles: list[Row]) -> date | None:
    """The day that most of the articles name, near to when they were published; None where they name none."""
    moments = [article["published_earliest"] for article in articles]
    published = sorted(moment.date() for moment in moments if moment is not None)
    votes: Counter[date] = Counter()
    for article in articles:
        placed = [
            mention
            for mention in article["date_mentions"]
            if mention["earliest"] and not names_holiday(mention["surface"])  # nobody's event: by Christmas
        ]
        days = Counter(mention["earliest"] for mention in placed if mention["granularity"] == "day")
        for day, count in days.items():
            if not published or _is_near(day, published[0], published[-1]):
                votes[day] += 2 + min(count, 3)
    return min(votes, key=lambda day: (-votes[day], day), default=None)


def _is_near(day: date, first: date, last: date) -> bool:
    # Compared by how far apart they lie: a difference fits every calendar, a sum may not.
    return first - day <= NEARBY and day - last <= NEARBY


def event_place(articles: list[Row]) -> str | None:
    """The place that the articles name most: a town that half of them name, else a country."""
    named: Counter[str] = Counter()
    votes: Counter[str] = Counter()
    towns = set()
    for article in articles:
        for entity in article["entities"]:
            if entity["kind"] == "place" and entity["country"] is not None:
                named[entity["name"]] += 1
                votes[entity["name"]] += entity["mention_count"]
                if not _is_country(entity):
                    towns.add(entity["name"])
    usual = {name for name in towns if 2 * named[name] >= len(articles)}
    return min(votes, key=lambda name: (name not in usual, -votes[name], name)) if votes else None


def _is_country(entity: Row) -> bool:
    return bool(entity["entity_id"] == f"place:{(entity['country'] or '').lower()}")


def phase(article: Row, day: date | None) -> str:
    """Which part of the story an article tells: preview, report, follow_up or analysis."""
    if ANALYSIS.match(article["headline"] or ""):
        return "analysis"
    if day is None or article["published_earliest"] is None:
        return "report"
    stated = article["published_on"]  # what is told on the day itself is told of it, not before it
    if stated < day if stated is not None else article["published_latest"].date() <= day:
        return "preview"
    return "report" if article["published_earliest"].date() - day <= FRESH else "follow_up"


def speaks_of(article: Row) -> Named:
    """What an article can share with others: people, places, organisations, words, each with its weight."""
    return {label: _names(article, kind) for label, kind in KINDS} | {"words": _words(article)}


def why(mine: Named, others: list[Named]) -> str | None:
    """What an article shares with its story: people, places, rare words; None where it is alone."""
    shared = {label: _shared(named, [other[label] for other in others]) for label, named in mine.items()}
    return "; ".join(f"{label}: {', '.join(names)}" for label, names in shared.items() if names) or None


def _names(article: Row, kind: str) -> dict[str, int]:
    of_kind = [entity for entity in article["entities"] if entity["kind"] == kind]
    return {entity["name"]: entity["mention_count"] for entity in of_kind}


def _words(article: Row) -> dict[str, int]:
    """The words that tell the article from others, the rarest weighing most, without the names listed."""
    surfaces = [surface for entity in article["entities"] for surface in entity["aliases"]]
    names = {part.lower() for surface in surfaces for part in surface.split()}
    terms = [term for term in article["terms"] if term not in names]
    return {term: len(terms) - place for place, term in enumerate(terms)}


def _shared(mine: dict[str, int], theirs: list[dict[str, int]]) -> list[str]:
    spread = {name: sum(name in other for other in theirs) for name in mine}
    shared = [name for name, count in spread.items() if count]
    return sorted(shared, key=lambda name: (-spread[name], -mine[name], name))[:MOST_SHARED]
