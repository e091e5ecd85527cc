"""Find the dates a text mentions, and place them as seen from the day it was published."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from assets.enriching.dates.calendar import (
    Interval,
    OffCalendar,
    day,
    edge,
    month,
    nearest_day,
    nearest_month,
    relative,
    span,
    step_back,
    weekday,
    year,
)
from assets.parsing.calendar import names

MONTHS: Final = names("en", "month")
WEEKDAYS: Final = {word: number - 1 for word, number in names("en", "weekday", "wide").items()}
_WORDS: Final = "zero one two three four five six seven eight nine ten eleven twelve"
NUMBERS: Final = {word: number for number, word in enumerate(_WORDS.split())} | {"a": 1, "an": 1}

LONGEST_CUT: Final = 4  # letters of a month's name that takes a full stop: Sept.
_MONTH: Final = (
    "(?:"
    + "|".join(
        rf"{word.capitalize()}\b{'' if word == 'may' or len(word) > LONGEST_CUT else '[.]?'}"
        for word in MONTHS
    )
    + ")"
)
_DAY: Final = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d:%,.]?\d)"
_YEAR: Final = r"(?:1[5-9]\d\d|20\d\d)(?!\d)"
_WEEKDAY: Final = f"(?:{'|'.join(word.capitalize() for word in WEEKDAYS)})"
_SHORT: Final = r"(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?"
_UNIT: Final = r"(?:day|week|month|year|decade)"
_NUMBER: Final = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_S: Final = r"[ \n\u00a0]"

# How a date can begin: this is asked first, for most words fail it.
_FIRST: Final = (
    r"\d|Jan|Feb|Ma[ry]|Apr|Ju[nl]|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun"
    rf"|[Tt]he{_S}(?:end|close|beginning|start|middle|[Ll]ast|[Pp]ast|[Nn]ext|\d)|(?:end|close|beginning|start|middle){_S}of"
    rf"|[Ll]ast{_S}|[Nn]ext{_S}|[Pp]ast{_S}|[Pp]revious{_S}|[Tt]his{_S}|(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth){_S}quarter"
    rf"|(?:[Aa]n?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve){_S}{_UNIT}|[Tt]o(?:day|morrow|night)|[Yy]esterday"
)

# The first alternative that fits wins, so the longer ones come first. Nothing here repeats without bound: no
# text makes it slow.
DATE: Final = re.compile(
    rf"""(?<![\w$€£.,/-])(?={_FIRST})(?:
      (?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?![\d-])
    | (?P<numeric>\d{{1,2}}[/.]\d{{1,2}}[/.](?:19|20)\d\d)(?!\d)
    | (?:(?:{_WEEKDAY}|{_SHORT}),?{_S})?
      (?P<md>(?P<md_month>{_MONTH}){_S}(?P<md_day>{_DAY})(?:{_S}?[-–]{_S}?(?P<md_to>{_DAY}))?(?:,?{_S}(?P<md_year>{_YEAR}))?)
    | (?:(?:{_WEEKDAY}|{_SHORT}),?{_S})?
      (?P<dm>(?P<dm_day>{_DAY}){_S}(?:of{_S})?(?P<dm_month>{_MONTH})(?:,?{_S}(?P<dm_year>{_YEAR}))?)
    | (?P<edge>(?:[Tt]he{_S})?(?P<edge_side>end|close|beginning|start|middle){_S}of{_S}
        (?:(?P<edge_month>{_MONTH})(?:{_S}(?P<edge_year>{_YEAR}))?|(?P<edge_only>{_YEAR})
        |(?P<edge_rel>the|this|last|next){_S}(?P<edge_unit>year|month|week)\b))
    | (?P<mly>(?P<mly_month>{_MONTH}),?{_S}(?:of{_S})?(?P<mly_rel>last|this|next){_S}year\b)
    | (?P<my>(?P<my_month>{_MONTH}),?{_S}(?:of{_S})?(?P<my_year>{_YEAR}))
    | (?P<rm>(?P<rm_rel>[Ll]ast|[Nn]ext|[Tt]his){_S}(?P<rm_month>{_MONTH}))
    | (?P<m>{_MONTH})(?![\w-])
    | (?P<w>(?:(?P<w_rel>[Ll]ast|[Nn]ext|[Tt]his|[Tt]his{_S}past|[Tt]his{_S}coming){_S})?
        (?P<w_day>{_WEEKDAY})\b)
    | (?P<quarter>(?P<quarter_no>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth){_S}quarter
        (?:{_S}of{_S}(?P<quarter_year>{_YEAR}))?\b)
    | (?P<rel>(?P<rel_rel>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Pp]revious){_S}
        (?P<rel_unit>week|weekend|month|year|decade|century)\b)
    | (?P<span>(?:[Tt]he{_S})?(?P<span_rel>[Ll]ast|[Pp]ast|[Nn]ext){_S}
        (?P<span_count>{_NUMBER}){_S}(?P<span_unit>{_UNIT})s?\b)
    | (?P<ago>(?P<ago_count>{_NUMBER}|[Aa]n?){_S}(?P<ago_unit>{_UNIT})s?{_S}ago\b)
    | (?P<word>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight)\b
    | (?P<decade>(?:[Tt]he{_S})?(?P<decade_year>(?:1[5-9]|20)\d0)s)\b
    | (?P<y>{_YEAR})(?![\w%/]|,\d|\.\d|-\d)
    )""",
    re.VERBOSE,
)
AHEAD_OF: Final = 22  # code points that a date reaches before a sign: the beginning of
LONGEST_WORD: Final = 24  # code points that are looked at for where a word begins or ends
BEHIND: Final = 30  # … and from it: September 28th, 2016
COUNTED: Final = re.compile(
    r" (?:people|troops|soldiers|men|women|children|workers|jobs|tons|tonnes|miles|kilometers|kilometres|km"
    r"|metres|meters|feet|dollars|euros|pounds|points|votes|times|words|copies|homes|cars)\b"
)
AHEAD: Final = re.compile(
    r"\b(?:(?:will|would|scheduled|due|set to|expected to|expected on|planned|plans to|to be held"
    r"|begins|starts|opens|takes place|upcoming)\b[^.;]{0,60}"
    r"|(?:until|by|before)(?: on)? )\Z"
)
BEGINS: Final = re.compile(r"(?:\A|[.!?:\n—–-] ?[\"“‘']?|[\"“‘'(])\Z")  # before a word that begins a sentence
SAID: Final = re.compile(r"\b(?:said|says|told \w+|announced|reported|wrote)(?: on)? \Z")
BEFORE_MONTH: Final = re.compile(
    r"(?:\b(?:in|since|until|till|by|of|from|last|next|this|during|through|to|and"
    r"|early|late|mid|before|after|between|for)|[–-]) ?\Z",
    re.IGNORECASE,
)


@dataclass(slots=True)
class DateMention:
    """`text[start:end]` mentions a time between two days, both inclusive; None where nothing places it."""

    start: int
    end: int
    earliest: date | None
    latest: date | None
    granularity: str
    anchor: str  # stated, publication, none


def find_dates(text: str, published: date | None, signs: list[int]) -> list[DateMention]:
    """The dates in a text, in order, placed as seen from `published`; without it only those that the text
    states in full are placed.

    `signs` are the places near which there may be one, as `signs.find_signs` gives them.
    """
    found: list[DateMention] = []
    for start, end in _regions(text, signs):
        for match in DATE.finditer(text, start, end):
            placed = _place(text, match, published)
            if placed is not None and not (found and match.start() < found[-1].end):
                found.append(placed)
    return found


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


def _place(text: str, match: re.Match[str], published: date | None) -> DateMention | None:
    """What a match means; None where the words are no date."""
    kind = match.lastgroup  # the outer group closes last
    if not kind or (kind in ("m", "y") and not _is_date(text, match, kind)):
        return None
    is_capital = kind == "word" and match[kind][0].isupper()
    if is_capital and not BEGINS.search(text, max(0, match.start() - 3), match.start()):
        return None  # USA Today
    parts = {part: value for part, name in PARTS[kind] if (value := match[name]) is not None}
    stated = kind in STATED or "year" in parts or "only" in parts
    start, end = match.span(kind)
    seen = published or (ANY_DAY if stated else None)
    try:
        granularity, interval = _interval(kind, parts, match[kind], seen, _looks_ahead(text, start))
    except OffCalendar:
        return None  # for the next 999 decades
    anchor = "stated"
    if not stated:
        anchor = "publication" if published is not None and interval is not None else "none"
    if interval is None and (stated or published is not None):
        return None  # 30 February
    return DateMention(start, end, interval and interval[0], interval and interval[1], granularity, anchor)


ANY_DAY: Final = date(2000, 1, 1)  # what is stated in full looks the same from every day
STATED: Final = ("iso", "numeric", "my", "decade", "y")  # kinds that name their year
KINDS: Final = [name for name in DATE.groupindex if "_" not in name]
PARTS: Final = {
    kind: [(name[len(kind) + 1 :], name) for name in DATE.groupindex if name.startswith(f"{kind}_")]
    for kind in KINDS
}
LENGTHS: Final = {
    "edge": "day",
    "mly": "month",
    "my": "month",
    "rm": "month",
    "m": "month",
    "quarter": "quarter",
    "span": "span",
    "decade": "decade",
    "y": "year",
}


def _is_date(text: str, match: re.Match[str], kind: str) -> bool:
    """Tell the month from the verb (May, March) and the year from the number."""
    if kind == "y":
        return not COUNTED.match(text, match.end())
    if match["m"] in ("May", "March", "Mar", "Jun", "Jan", "Dec", "Sept", "Sep") or match["m"].endswith("."):
        return bool(BEFORE_MONTH.search(text, max(0, match.start() - 12), match.start()))
    following = text[match.end() : match.end() + 2]
    names_somebody = len(following) == 2 and following[0] == " " and following[1].isupper()
    return not names_somebody  # April Ryan, August Wilson


def _looks_ahead(text: str, start: int) -> bool:
    """True where the words before say that the day is still to come."""
    before = text[max(0, start - 70) : start]
    return not SAID.search(before) and bool(AHEAD.search(before))


def _interval(
    kind: str, parts: dict[str, str], surface: str, seen: date | None, ahead: bool
) -> tuple[str, Interval | None]:
    """The granularity of a date, and its days as seen from a day; no days where that is not known."""
    granularity = LENGTHS.get(kind, parts.get("unit", "day"))
    if kind in ("iso", "numeric"):
        return "day", _numeric(surface)
    if seen is None:
        return granularity, None
    if kind in ("md", "dm"):
        return ("span" if "to" in parts else "day"), _month_day(parts, seen)
    if kind == "edge":
        return "day", edge(parts["side"], _whole(parts, seen))
    if kind == "rel":
        return relative(parts["rel"].lower(), parts["unit"], seen)
    if kind in ("ago", "span"):
        count = int(parts["count"]) if parts["count"].isdigit() else NUMBERS[parts["count"].lower()]
        if kind == "ago":
            return granularity, step_back(count, parts["unit"], seen)
        return "span", span(parts["rel"].lower(), count, parts["unit"], seen)
    return granularity, _simple(kind, parts, surface, seen, ahead)


def _simple(kind: str, parts: dict[str, str], surface: str, seen: date, ahead: bool) -> Interval | None:
    if kind == "mly":
        return month(seen.year + STEPS[parts["rel"]], _month_no(parts["month"]))
    if kind == "my":
        return month(int(parts["year"]), _month_no(parts["month"]))
    if kind in ("m", "rm"):
        return nearest_month(_month_no(parts.get("month", surface)), seen, parts.get("rel", "").lower())
    if kind == "w":
        return weekday(WEEKDAYS[parts["day"].lower()], seen, parts.get("rel", "").lower(), ahead)
    if kind == "word":
        return day(seen, {"yes": -1, "tom": 1}.get(surface[:3].lower(), 0))
    if kind == "quarter":
        first = 1 + 3 * ("first", "second", "third", "fourth").index(parts["no"].lower())
        of = int(parts.get("year", seen.year))
        return month(of, first)[0], month(of, first + 2)[1]
    if kind == "decade":
        return year(int(parts["year"]))[0], year(int(parts["year"]) + 9)[1]
    return year(int(surface))


STEPS: Final = {"last": -1, "this": 0, "the": 0, "next": 1}


def _month_no(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def _month_day(parts: dict[str, str], seen: date) -> Interval | None:
    number, first = _month_no(parts["month"]), int(parts["day"].rstrip("stndrh"))
    begin = nearest_day(number, first, int(parts["year"]) if "year" in parts else None, seen)
    if begin is None:
        return None
    if "to" not in parts:
        return begin, begin
    end = nearest_day(number, int(parts["to"].rstrip("stndrh")), begin.year, seen)
    return (begin, end) if end is not None and end >= begin else (begin, begin)


def _whole(parts: dict[str, str], seen: date) -> Interval:
    """What an end is the end of."""
    if "month" in parts:
        number = _month_no(parts["month"])
        return month(int(parts["year"]), number) if "year" in parts else nearest_month(number, seen, "")
    if "only" in parts:
        return year(int(parts["only"]))
    found = relative({"the": "this"}.get(parts["rel"], parts["rel"]), parts["unit"], seen)[1]
    return found or (seen, seen)


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
