"""Find the dates a text mentions, and place them as seen from the day it was published."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from assets.enriching.dates import calendar
from assets.enriching.dates.calendar import Interval, OffCalendar
from assets.enriching.dates.look_alikes import is_date
from assets.enriching.dates.patterns import (
    DATE,
    PARTS,
    STATED,
    month_of,
    number_of,
    ordinal_of,
    weekday_of,
)
from assets.enriching.dates.tense import AHEAD, PAST, is_outright, tense

AHEAD_OF: Final = 22  # code points that a date reaches before a sign: the beginning of
LONGEST_WORD: Final = 24  # code points that are looked at for where a word begins or ends
BEHIND: Final = 30  # … and from it: September 28th, 2016
REACH: Final = 250  # code points between a date and the one that it is counted from
RESULTS: Final = 1000  # … and between a year earlier and the quarter whose results are told
LONG_AGO: Final = 30  # years before publication from which a paragraph tells of its own time
ANY_DAY: Final = date(2000, 1, 1)  # what is stated in full looks the same from every day
LENGTHS: Final = {
    "edge": "day",
    "mly": "month",
    "my": "month",
    "rm": "month",
    "m": "month",
    "wk": "week",
    "quarter": "quarter",
    "half": "span",
    "span": "span",
    "years": "span",
    "decade": "decade",
    "hundred": "century",
    "y": "year",
}
YEARS: Final = {"last": -1, "this": 0, "the": 0, "next": 1}
YEARLESS: Final = ("md", "dm", "m", "wk")  # kinds that are of the year of a text's own time


@dataclass(slots=True)
class DateMention:
    """`text[start:end]` mentions a time between two days, both inclusive; None where nothing places it."""

    start: int
    end: int
    earliest: date | None
    latest: date | None
    granularity: str
    anchor: str  # stated, publication, none


@dataclass(slots=True)
class Place:
    """Where a date stands, and the day it is seen from. Its tense is looked for only where it matters."""

    text: str
    start: int
    end: int
    seen: date

    @property
    def tense(self) -> str:
        """AHEAD, PAST or NONE."""
        return tense(self.text, self.start, self.end)


def find_dates(
    text: str, published: date | None, signs: list[int], named: Sequence[tuple[int, int]] = ()
) -> list[DateMention]:
    """The dates in a text, in order, placed as seen from `published`; without it only those that the text
    states in full are placed, and those counted from such.

    `signs` are the places near which there may be one, as `candidates.date_signs` gives them; `named` where
    (start, end) somebody is named, in order: June Carter is no month.
    """
    found: list[DateMention] = []
    for start, end in _regions(text, signs):
        for match in DATE.finditer(text, start, end):
            if found and match.start() < found[-1].end:
                continue
            placed = _place(text, match, published, found)
            if placed is not None and not _is_named(placed, named):
                found.append(placed)
    return found


def _is_named(one: DateMention, named: Sequence[tuple[int, int]]) -> bool:
    """True for a part of a name: June in June Carter."""
    at = bisect_right(named, (one.start, one.end)) - 1
    return any(low <= one.start and one.end <= high for low, high in named[max(0, at) : at + 2])


def _regions(text: str, signs: list[int]) -> Iterator[tuple[int, int]]:
    """The stretches of a text that can hold a date: what surrounds its signs."""
    low = high = -1
    for place in signs:
        start = _word_start(text, max(0, place - AHEAD_OF))
        if start > high:
            if high >= 0:
                yield low, high
            low = start
        high = _word_end(text, min(len(text), place + BEHIND))
    if high >= 0:
        yield low, high


def _word_start(text: str, at: int) -> int:
    least = max(0, at - LONGEST_WORD)
    while at > least and text[at - 1].isalnum():
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    most = min(len(text), at + LONGEST_WORD)
    while at < most and text[at].isalnum():
        at += 1
    return at


def _place(
    text: str, match: re.Match[str], published: date | None, found: list[DateMention]
) -> DateMention | None:
    """What a match means; None where the words are no date."""
    kind = match.lastgroup  # the outer group closes last
    if not kind or not is_date(text, match, kind):
        return None
    start, end = match.span(kind)
    parts = {part: value for part, name in PARTS[kind] if (value := match[name]) is not None}
    before = _before(text, start, found)
    if kind in YEARLESS and "year" not in parts and (of := _own_time(before, published)) is not None:
        parts["year"] = str(of)
    stated = kind in STATED or "year" in parts or "only" in parts
    seen = published or (ANY_DAY if stated else None)
    anchor = "stated" if stated else "publication"
    granularity = LENGTHS.get(kind, parts.get("unit", "day"))
    interval: Interval | None = None
    try:
        if kind == "after":
            before = _quarter(parts, start, found) or before
            granularity, interval = _counted(parts, before, published)
            anchor = before.anchor if before is not None else anchor
        elif seen is not None:
            granularity, interval = _interval(kind, parts, match[kind], Place(text, start, end, seen))
    except OffCalendar:
        return None  # for the next 999 decades
    if interval is None:
        if stated or published is not None:
            return None  # 30 February
        return DateMention(start, end, None, None, granularity, "none")
    return DateMention(start, end, *interval, granularity, anchor)


def _before(text: str, start: int, found: list[DateMention]) -> DateMention | None:
    """The date before, where it stands in the same paragraph and has its days."""
    if not found or found[-1].earliest is None:
        return None
    last = found[-1]
    near = start - last.end <= REACH and "\n\n" not in text[last.end : start]
    return last if near else None


def _quarter(parts: dict[str, str], start: int, found: list[DateMention]) -> DateMention | None:
    """The quarter that a text tells the results of, where it compares them with those a year earlier."""
    if parts.get("unit", "year") != "year" or parts.get("count", "a").lower() != "a":
        return None
    near = (one for one in reversed(found) if start - one.end <= RESULTS)
    return next((one for one in near if one.granularity == "quarter" and one.earliest is not None), None)


def _own_time(before: DateMention | None, published: date | None) -> int | None:
    """The year that a paragraph tells of, where it is long ago: In 1870 … and in March."""
    if before is None or before.earliest is None or before.latest is None or before.anchor != "stated":
        return None
    if before.earliest.year != before.latest.year:
        return None
    of = before.earliest.year
    return of if published is not None and of <= published.year - LONG_AGO else None


def _counted(
    parts: dict[str, str], before: DateMention | None, published: date | None
) -> tuple[str, Interval | None]:
    """What is counted from the date before (two years later), else from publication (a year earlier)."""
    count, unit = number_of(parts.get("count", "a")), parts.get("unit", "year")
    later = parts.get("side") == "later"
    if before is not None and before.earliest is not None and before.latest is not None:
        whole = (before.earliest, before.latest)
        return calendar.moved(before.granularity, whole, count if later else -count, unit)
    if later or published is None:
        return unit, None
    return unit, calendar.step_back(count, unit, published)


def _interval(kind: str, parts: dict[str, str], surface: str, at: Place) -> tuple[str, Interval | None]:
    """The granularity of a date, and its days; no days where that is not known."""
    granularity, seen = LENGTHS.get(kind, parts.get("unit", "day")), at.seen
    if kind in ("iso", "numeric"):
        return "day", _numeric(surface)
    if kind in ("md", "dm"):
        return ("span" if "to" in parts else "day"), _month_day(parts, at)
    if kind == "edge":
        return "day", calendar.edge(parts["side"], _whole(parts, at))
    if kind == "rel":
        return calendar.relative(parts["rel"].lower(), parts["unit"], seen)
    if kind == "ago":
        return granularity, calendar.step_back(number_of(parts["count"]), parts["unit"], seen)
    if kind == "span":
        count = number_of(parts["count"])
        return "span", calendar.span(parts["rel"].lower(), count, parts["unit"], seen)
    if kind in ("quarter", "half"):
        return granularity, _part_of_year(kind, parts, at)
    return granularity, _simple(kind, parts, surface, at)


def _simple(kind: str, parts: dict[str, str], surface: str, at: Place) -> Interval | None:
    if kind in ("m", "rm"):
        return _month(parts.get("month", surface), parts, at)
    if kind == "w":
        number, which = weekday_of(parts["day"]), parts.get("rel", "").lower()
        return calendar.weekday(number, at.seen, which, not which and at.tense == AHEAD)
    if kind == "h":
        return _holiday(parts, at)
    if kind in ("mly", "my", "wk"):
        return _month_of_year(kind, parts, at)
    if kind in ("word", "part"):
        return calendar.day(at.seen, {"yes": -1, "las": -1, "tom": 1}.get(surface[:3].lower(), 0))
    if kind == "within":
        count = number_of(parts["count"])
        return calendar.day(at.seen, count) if at.tense != PAST else None
    return _years(kind, parts, surface)


def _years(kind: str, parts: dict[str, str], surface: str) -> Interval | None:
    """The days of years, decades and centuries."""
    if kind == "decade":
        of = int(parts["year"]) if "year" in parts else 1900 + int(parts["no"])
        return calendar.year(of)[0], calendar.year(of + 9)[1]
    if kind == "hundred":
        return calendar.century(ordinal_of(parts["no"]))
    if kind == "years":
        first = int(parts.get("a") or parts.get("b") or parts["c"])
        last = int(parts["to"])
        return (calendar.year(first)[0], calendar.year(last)[1]) if first < last else None
    return calendar.year(int(surface))


def _month(name: str, parts: dict[str, str], at: Place) -> Interval:
    number, which = month_of(name), parts.get("rel", "").lower()
    if "year" in parts:
        return calendar.month(int(parts["year"]), number)
    if which:
        return calendar.nearest_month(number, at.seen, which)
    return calendar.month_by_tense(number, at.seen, at.tense, is_outright(at.text, at.start))


def _month_of_year(kind: str, parts: dict[str, str], at: Place) -> Interval:
    if kind == "mly":
        return calendar.month(at.seen.year + YEARS[parts["rel"]], month_of(parts["month"]))
    whole = _month(parts["month"], parts, at)
    return calendar.week_of(ordinal_of(parts["no"]), whole) if kind == "wk" else whole


def _holiday(parts: dict[str, str], at: Place) -> Interval:
    if "year" in parts:
        return calendar.holiday_in(parts["name"], int(parts["year"]))
    which = parts.get("rel", "").lower()
    return calendar.holiday_by_tense(parts["name"], at.seen, which, at.tense if not which else "")


def _part_of_year(kind: str, parts: dict[str, str], at: Place) -> Interval:
    """A quarter or a half of a year."""
    of = int(parts["year"]) if "year" in parts else None
    if "rel" in parts:
        of = at.seen.year + YEARS[parts["rel"]]
    if kind == "half":
        return calendar.half(ordinal_of(parts["no"]), of if of is not None else at.seen.year)
    number = int(parts["q"]) if "q" in parts else ordinal_of(parts["no"])
    is_of_results = at.text[at.end - len("-quarter")] == "-"  # third-quarter profit
    return calendar.quarter(number, of, at.seen, PAST if is_of_results or of is not None else at.tense)


def _month_day(parts: dict[str, str], at: Place) -> Interval | None:
    number, first = month_of(parts["month"]), int(parts["day"].rstrip("stndrh"))
    if "year" in parts:
        begin = calendar.nearest_day(number, first, int(parts["year"]), at.seen)
    else:
        which = parts.get("rel", "").lower()
        side = {"last": PAST, "next": AHEAD}.get(which) or at.tense
        weekday = weekday_of(parts["wd"]) if "wd" in parts else None
        begin = calendar.day_by_tense(number, first, weekday, at.seen, side)
    if begin is None:
        return None
    if "to" not in parts:
        return begin, begin
    end = calendar.nearest_day(number, int(parts["to"].rstrip("stndrh")), begin.year, at.seen)
    return (begin, end) if end is not None and end >= begin else (begin, begin)


def _whole(parts: dict[str, str], at: Place) -> Interval:
    """What an end is the end of."""
    if "month" in parts:
        return _month(parts["month"], parts, at)
    if "only" in parts:
        return calendar.year(int(parts["only"]))
    which = {"the": "this"}.get(parts["rel"], parts["rel"])
    return calendar.relative(which, parts["unit"], at.seen)[1] or (at.seen, at.seen)


def _numeric(surface: str) -> Interval | None:
    numbers = [int(part) for part in re.split(r"[-/.]", surface)]
    if numbers[0] > 31:
        of, number, first = numbers
    else:
        first, number, of = numbers
        if number > 12:
            first, number = number, first  # the American order
    try:
        return (date(of, number, first),) * 2
    except ValueError:
        return None
