"""How the pages put dates, shares and rules into words."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final
from unicodedata import bidirectional

from markupsafe import Markup, escape

from checks.vocabulary import BASES, PHASES, ROLES

FORMATS: Final = {"minute": "%Y-%m-%d %H:%M UTC", "day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
LOOKED_AT: Final = 2_000  # letters of a text that say which way it runs
SURE: Final = 0.8  # below it the page says how sure a decision is without being asked


def percent(share: float | None) -> str:
    """A share as a reader sees it; never rounded up to all or down to nothing."""
    if share is None:
        return "–"
    whole = round(100 * share)
    whole = min(whole, 99) if share < 1 else whole
    return f"{max(whole, 1) if share > 0 else whole} %"


def moment(at: datetime | None, precision: str = "minute") -> Markup:
    """A moment at its precision, which never breaks over lines."""
    if at is None:
        return Markup("")
    shown = at.strftime(FORMATS[precision])
    if precision != "minute":  # as it is read, so it is written for machines
        return Markup("<time>{}</time>").format(shown)
    return Markup('<time datetime="{}">{}</time>').format(at.strftime("%Y-%m-%dT%H:%MZ"), shown)


def published(article: dict[str, Any]) -> Markup:
    """When an article was published: the date that it states, the bounds that are known, or that none are."""
    if article["published_at"] is not None:
        return moment(article["published_at"], article["published_precision"])
    first, last = article["published_earliest"], article["published_latest"]
    if first is None or last is None:
        return Markup("not stated")
    latest = last - timedelta(microseconds=1)  # the bound is the first moment that is too late
    return Markup("{} – {}").format(moment(first, "day"), moment(latest, "day"))


def basis(article: dict[str, Any]) -> str:
    """How a date is known that the file does not state; empty where it states it."""
    return (
        BASES[article["published_basis"]]
        if article["published_at"] is None and article["published_earliest"] is not None
        else ""
    )


def spaced(name: str) -> str:
    """A name of the vocabulary as words."""
    return name.replace("_", " ")


def breakable(text: str) -> Markup:
    """A name or path that may break after its marks, on a narrow screen."""
    broken = escape(text)
    for mark in ("_", "/", "-"):
        broken = broken.replace(mark, Markup(f"{mark}<wbr>"))
    return broken


@cache
def verdict(role: str, kept: bool, rule: str) -> Markup:
    """What became of a line: kept or dropped, as what, by which rule."""
    told = Markup("<strong>{} as {}</strong>: {}.<br> Rule <code>{}</code>")
    return told.format("Kept" if kept else "Dropped", spaced(role), ROLES.get(role, ""), breakable(rule))


def spoken(language: str | None) -> Markup:
    """The attributes of an element whose text is in a document's language, on a page in English. Which way
    its letters run the browser sees from the letters."""
    if language == "en":
        return Markup("")
    return Markup(' lang="{}" dir="auto"').format(language or "")


def direction(text: str) -> str:
    """Which way a text runs: ltr, or rtl where most of its letters do."""
    ways = [bidirectional(letter) for letter in text[:LOOKED_AT]]
    right = sum(way in ("R", "AL") for way in ways)
    return "rtl" if right > ways.count("L") else "ltr"


def number_of(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def reason(line: dict[str, Any]) -> str:
    """What the rule saw, as a sentence; empty where that is but its name."""
    seen = line["reason"]
    return f"{seen[:1].upper()}{seen[1:]}." if seen and seen != spaced(line["rule"]) else ""


FILTERS: Final = {
    f.__name__: f for f in (percent, moment, published, basis, spaced, breakable, spoken, number_of)
}
WORDS: Final = {"SURE": SURE, "PHASES": PHASES, "verdict": verdict}
