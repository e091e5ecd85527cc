"""Dates as pages write them, in the languages of the press."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import polars as pl

from assets.data import packaged
from assets.parsing import calendar
from assets.parsing.rules import any_of
from checks.years import PUBLISHED as YEARS

LISTS: Final = packaged.words("parsing/dates.txt")
AMBIGUOUS: Final = "numeric_ambiguous"  # the rule that read a date in figures of which either may be the day
PUBLISHED: Final = LISTS["published"]
UPDATED: Final = LISTS["updated"]
SMALL_WORDS: Final = LISTS["small_words"]
READING_TIME: Final = (
    r"\d+\s*-?\s*(?:min(?:ute)?s?|minuten|minut(?:os|i|es)?|мин|λεπτά)\.?\s*(?:read(?:ing)?(?: time)?"
    r"|lesezeit|de lecture|de lectura|di lettura|de leitura|czytania|чтения|ανάγνωσης)?"
)
UNITS: Final = dict(
    zip((1, 60, 1440, 10080), packaged.sections("parsing/dates.txt")["units"], strict=True)
)  # by their minutes
MOST_AGO: Final = (
    (YEARS[1] - YEARS[0]) * 366 * 1440
)  # minutes; a page that counts further back from its retrieval does not say when
ZONES: Final = {  # by their minutes east of Greenwich
    int(east): letters
    for east, letters in (line.split(": ") for line in packaged.sections("parsing/dates.txt")["zones"])
}

YEAR = r"(?:19|20)\d\d"
ORDINAL = r"(?:st|nd|rd|th|er|º|ª|°|ης|η)?"
ISO = (
    rf"\b(?P<year>{YEAR})(?:[-/.]|\.\s|\s?[年년]\s?)(?P<month>\d{{1,2}})(?:[-/.]|\.\s|\s?[月월]\s?)"
    rf"(?P<day>\d{{1,2}})(?:\D|$)"
)
NUMERIC = (
    rf"\b(?P<first>\d{{1,2}})\s?(?P<mark>[/.-])\s?(?P<second>\d{{1,2}})\s?[/.-]\s?(?P<year>{YEAR}|\d\d)\b"
)
NAMED = (
    "day_month_year",
    "month_day_year",
    "year_month_day",
    "year_day_month",
    "unix_date",
)  # rules for forms with a month's name
ISO_TIME = r"(\d)t(\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(z?)"
HALF = r"[ap]\.?\s?m\b\.?"
TIME = (
    rf"\b(?P<hour>2[0-4]|[01]?\d)(?:\s?[:.h]\s?(?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(?:\s?"
    rf"(?P<half>{HALF})|\D|$)|\s?(?P<o_clock>{HALF}))"
)
EASTMOST = 14 * 60  # minutes
OFFSET = r"\s?[+−–-](?:1[0-4]|0?[0-9])(?::?(?:00|30|45))?"  # behind gmt or utc
# elsewhere what follows a dash is when something ends
BEHIND_SECONDS = r"(?::[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|\s)-[01][0-9]:?[03450][0-9]"
ZONE = (
    rf"(?:(?:[0-9m.h]|uhr|hrs|hs)\s*\(?\b(?:(?:gmt|utc)(?P<from>{OFFSET})\b|"
    rf"(?P<letters>{any_of('|'.join(ZONES.values()))})\b)|\b(?:gmt|utc)"
    rf"(?P<before>{OFFSET})\)?\s+[0-9]{{1,2}}:[0-9]{{2}}|(?P<off>[+−][01][0-9]:?[03450][0-9]"
    rf"|{BEHIND_SECONDS}))"
)
RELATIVE = (
    rf"\b(?:(?:vor|il y a|hace|há|πριν(?: από)?)\s+(?P<n1>\d+|a|an|einer|einem|une?|una?|um|uma|μία"
    rf"|ένα)\s*(?P<u1>{any_of('|'.join(UNITS.values()))})\b"
    rf"|(?P<n2>\d+|an?|un|una|un'|jeden)\s*(?P<u2>{any_of('|'.join(UNITS.values()))})\.?\s+(?:ago"
    rf"|fa|temu|назад|πριν|atrás|geleden|sedan|siden)\b)"
)
NOW: Final = any_of(
    "just now|moments ago|yesterday|today|gerade eben|gestern|heute|hier|aujourd.hui|ayer"
    "|hoy|ieri|oggi|ontem|hoje|wczoraj|dzisiaj|вчера|сегодня|χθες|σήμερα"
)
AGO_NOW = rf"\b{NOW}\b"
MARKS: Final = {
    **dict.fromkeys("•·–—…“”«»›‹→▶►●■|©®™", "|"),
    **dict.fromkeys("’‘", "'"),
    **dict.fromkeys("\u00a0\u202f\u2009", " "),
}
ZEROS: Final = "٠۰०০੦૦୦௦౦೦൦๐໐၀០"  # of the digits that scripts have of their own, as papers print them
DIGITS: Final = {chr(ord(zero) + number): str(number) for zero in ZEROS for number in range(10)}


def nameless(pattern: str) -> str:
    """The pattern without its named groups, to stand inside another."""
    return re.sub(r"\?P<\w+>", "?:", pattern)


UNSPACED = any_of(
    "|".join(word for word in calendar.WEEKDAYS if re.match(r"[\u3040-\u30ff\u3400-\u9fff]", word))
)  # weekdays of scripts without spaces
BESIDE = any_of("|".join((PUBLISHED, UPDATED, SMALL_WORDS, *ZONES.values())))
LABEL = any_of(PUBLISHED + "|" + UPDATED)
GLUED = (
    r"(\p{Ll})((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d|Published\b"
    r"|Updated\b|Posted\b)"
)
TWICE = rf"([\s./]{YEAR})(\d{{1,2}}(?:[./:]\d|\.?\s\p{{L}}{{3}}))"
FIRST_PUBLISHED = r"\b(?:originally|first) (?:published|posted|appeared)\b"
DAY_FIRST = rf"\b{any_of(LISTS['day_first'])}\b"
# before the first number: "12 May (updated 3 pm)" was published on 12 May
UPDATED_LABEL = rf"^\D*\b{any_of(UPDATED)}\b"
OTHER_DAY = rf"\b{any_of(LISTS['other_days'])}"
# between a label and its day
TO_DAY = r"[^\p{L}\p{N}]*(?:\b(?:on|the|in|am|dem|den|le|el|en|il|em|op|od|dnia|от|від)\b[^\p{L}\p{N}]*)?"


def lowered(text: pl.Expr) -> pl.Expr:
    """The text lower-cased, its digits ASCII's, with a space where a page ran a name or a year into a date,
    or two dates into one."""
    foreign = pl.when(text.str.contains(r"[\p{Nd}--0-9]")).then(
        text
    )  # the rest need not be looked at further
    plain = pl.coalesce(foreign.str.replace_many(DIGITS), text)
    parted = plain.str.replace_all(GLUED, "$1 $2").str.replace_all(rf"({YEAR})(\p{{L}})", "$1 $2")
    return parted.str.replace_all(TWICE, "$1 $2").str.to_lowercase()


def _group(words: Iterable[str]) -> str:
    return f"(?:{calendar.alternatives(words)})"


class Patterns:
    """How dates are written with some months and weekdays: regexes, and what they say of lower-cased lines.

    A regex of every language's words would be slow to make and to match; `patterns` gives the one of those
    that some texts have.
    """

    def __init__(self, words: calendar.Words) -> None:
        full = words.full()  # what needs no date beside it
        self.month, any_month, year_first = (
            _group(some) for some in (full.months, words.months, words.year_first())
        )
        self.weekday = _group(words.weekdays)
        full_word = _group((*full.months, *full.weekdays))
        self.word = rf"\b{full_word}\b"
        self.forms: Final = {  # by the rule that reads them, of a numeric date by more than one
            "iso_date": ISO,
            "day_month_year": (
                rf"\b(?P<day>\d{{1,2}})(?:\.|{ORDINAL})[\s./-]*(?:(?:de|of|di)\s+|d['’]|ב)?"
                rf"(?P<month>{any_month})\b\.?,?[\s./-]*(?:(?:de|del|di|năm)\s+)?(?P<year>{YEAR})\b"
            ),
            "month_day_year": (
                rf"\b(?P<month>{self.month})\b\.?[\s-]*(?:the\s+)?(?P<day>\d{{1,2}}){ORDINAL}\b[\s,.-]+"
                rf"(?P<year>{YEAR})\b"
            ),
            "year_month_day": (
                rf"\b(?P<year>{YEAR})\.?\s(?:m\.\s)?(?P<month>{year_first})\.?\s(?P<day>\d{{1,2}})\b"
            ),
            "year_day_month": (
                rf"\b(?P<year>{YEAR})\.?\s(?:gada|ж\.)\s(?P<day>\d{{1,2}})\.?\s"
                rf"(?P<month>{self.month})\b"
            ),
            "unix_date": (
                rf"\b(?P<month>{self.month})\s+(?P<day>\d{{1,2}})\s+\d\d:\d\d:\d\d\s+\w+\s+"
                rf"(?P<year>{YEAR})\b"
            ),
            "numeric": NUMERIC,
            "month_year": rf"\b(?P<month>{self.month})\b[,.]?\s+(?:de\s+)?(?P<year>{YEAR})\b",
        }
        plain = (nameless(form.replace(r"(?:\D|$)", r"(?:[日일]|\b)")) for form in self.forms.values())
        self.date = "(?:" + "|".join(plain) + ")"
        clock_or_day = (
            rf"\b\d{{1,2}}[:h.]\d\d\b|\b{self.month}\.?\s\d{{1,2}}\b|\b\d{{1,2}}\.?\s{self.month}\b"
        )
        self._core = rf"(?:{self.date}|{nameless(RELATIVE)}|{clock_or_day})"
        before_date = rf"\b{self.weekday}\b\.?,?\s+\d{{1,2}}\b"
        self._soup = (
            rf"(?:{nameless(RELATIVE)}|{AGO_NOW}|{before_date}|\b{READING_TIME}|\b(?:{BESIDE}"
            rf"|{full_word})\b|[年月日년월일]|{UNSPACED})"
        )

    def is_timestamp(self, lower: pl.Expr) -> pl.Expr:
        """True where a short lower-cased line says nothing but when."""
        plain = _plain(lower)
        dated = pl.when(plain.str.contains(self._core)).then(plain)  # the rest need not be looked at further
        return ~self._besides(dated).str.contains(r"\p{L}{2}").fill_null(True)

    def words_besides(self, lower: pl.Expr) -> pl.Expr:
        """How many words of two letters and more a lower-cased line has besides those of a date."""
        return self._besides(_plain(lower)).str.count_matches(r"\p{L}{2,}")

    def _besides(self, plain: pl.Expr) -> pl.Expr:
        """A lower-cased line without the words that a date may have."""
        return plain.str.replace_all(r"(\d)(am|pm|h|st|nd|rd|th)\b", "$1 ").str.replace_all(self._soup, " ")

    def is_dated(self, lower: pl.Expr) -> pl.Expr:
        """True where a lower-cased line names a full day, whatever else it says."""
        return lower.str.contains(YEAR) & lower.str.contains(self.date)

    def surface(self, text: pl.Expr) -> pl.Expr:
        """The words of a text that state its day, as written; of one that counts back from now those that
        do."""
        return pl.coalesce(
            text.str.extract(f"(?i)({self.date})", 1), text.str.extract(f"(?i)({nameless(RELATIVE)})", 1)
        )

    def is_other_day(self, text: pl.Expr, surface: pl.Expr) -> pl.Expr:
        """True where what stands before the words that state a day says that it is no day of publishing:
        founded, registered, born."""
        before = text.str.splitn(surface, 2).struct.field("field_0").str.to_lowercase()
        return before.str.contains(rf"{OTHER_DAY}{TO_DAY}(?:\b{self.weekday}\b[\s.,]*)?$").fill_null(False)


def patterns(lower: pl.Series) -> Patterns:
    """How dates are written with the months and weekdays that stand in these lower-cased texts: good for them
    alone."""
    return _patterns(calendar.words_in(lower.filter(lower.str.contains(r"\d"))))


@lru_cache(maxsize=32)
def _patterns(words: calendar.Words) -> Patterns:
    return Patterns(words)


def _plain(lower: pl.Expr) -> pl.Expr:
    """The lower-cased line with marks of ASCII alone: beside others a word's edge is found a hundred times as
    slowly."""
    return lower.str.replace_many(MARKS).str.replace_all(ISO_TIME, "$1 $2 $3")


def read(lines: pl.DataFrame) -> pl.DataFrame:
    """Rows `row`, `lower`, `retrieved_at` → rows that state a date: `row`, `field` (published, modified),
    `value`, `rule`.

    `value` is ISO 8601 as far as the line goes: 2025-01-18, 2025-01-18T10:23, 2025-01-18T10:23+05:00,
    2025-01. Where day and month cannot be told apart it is 03/04/2025 (rule numeric_ambiguous), and where the
    moment of retrieval is not known, a span like PT4M (rule relative).
    """
    plain = lines.select("row", "retrieved_at", lower=pl.col("lower").str.replace_all(ISO_TIME, "$1 $2 $3"))
    known = patterns(plain["lower"])
    clocked = plain.with_columns(
        rest=pl.col("lower").str.replace_all(known.date, " ").str.replace_all(READING_TIME, " ")
    )
    found = clocked.with_columns(
        **{name: pl.col("lower").str.extract_groups(form) for name, form in known.forms.items()},
        clock=pl.col("rest").str.extract_groups(TIME),
        zone=pl.col("rest").str.extract_groups(ZONE),
        back=pl.col("lower").str.extract_groups(RELATIVE),
        day_first=pl.col("lower").str.contains(DAY_FIRST),
        label=pl.when(pl.col("lower").str.contains(UPDATED_LABEL))
        .then(pl.lit("modified"))
        .otherwise(pl.lit("published")),
    )
    dated = found.select("row", "label", "retrieved_at", **_dates(), **_time())
    rule = (
        pl.when(pl.col("retrieved_at").is_null())
        .then(pl.lit("relative"))
        .otherwise(pl.lit("relative_to_retrieval"))
    )
    stated = dated.select("row", value=_value(), rule=pl.coalesce("rule", rule), field="label")
    return stated.filter(pl.col("value").is_not_null())


def _dates() -> dict[str, pl.Expr]:
    """Year, month, day and the rule that read them, from what the forms found."""

    def number(form: str, part: str) -> pl.Expr:
        return pl.col(form).struct.field(part).cast(pl.Int32, strict=False)

    def month(form: str) -> pl.Expr:
        word = pl.col(form).struct.field("month")
        number = word.replace_strict(calendar.MONTHS, default=None, return_dtype=pl.Int32)
        for weekdays, own in calendar.TORN.items():
            beside = pl.col("lower").str.contains(rf"\b{_group(weekdays)}\b")
            number = (
                pl.when(beside & word.is_in(list(own)))
                .then(word.replace_strict(own, default=None, return_dtype=pl.Int32))
                .otherwise(number)
            )
        return number

    named = ("iso_date", *NAMED)
    first, second, year = (number("numeric", part) for part in ("first", "second", "year"))
    dotted = pl.col("numeric").struct.field("mark") == "."
    order = (
        pl.when(first.is_null())
        .then(None)
        .when(dotted | ((first > 12) & (second <= 12)))
        .then(pl.lit("numeric_day_first"))
        .when((second > 12) & (first <= 12))
        .then(pl.lit("numeric_month_first"))
        .when((first == second) | (pl.col("day_first") & (first <= 12) & (second <= 12)))
        .then(pl.lit("numeric_day_first"))
        .when((first <= 12) & (second <= 12))
        .then(pl.lit(AMBIGUOUS))
    )
    found = [
        pl.when(pl.col(form).struct.field("year").is_not_null()).then(pl.lit(form))
        for form in (*named, "month_year")
    ]
    return {
        "rule": pl.coalesce(*found[:-1], order, found[-1]),
        "year": pl.coalesce(
            *(number(form, "year") for form in named),
            pl.when(year < 100).then(year + 2000).otherwise(year),
            number("month_year", "year"),
        ),
        "month": pl.coalesce(
            number("iso_date", "month"),
            *(month(form) for form in named[1:]),
            pl.when(order == "numeric_month_first").then(first).otherwise(second),
            month("month_year"),
        ),
        "day": pl.coalesce(
            *(number(form, "day") for form in named),
            pl.when(order == "numeric_month_first").then(second).otherwise(first),
        ),
    }


def _time() -> dict[str, pl.Expr]:
    """Hour, minute and the zone in minutes east, as far as stated outside the date, and how many minutes ago
    it was."""
    hour, minute, half, o_clock = (
        pl.col("clock").struct.field(name) for name in ("hour", "minute", "half", "o_clock")
    )
    half = pl.coalesce(half, o_clock)
    pm, am = half.str.starts_with("p"), half.str.starts_with("a")
    hours = hour.cast(pl.Int32, strict=False)
    hours = pl.when(pm & (hours < 12)).then(hours + 12).when(am & (hours == 12)).then(0).otherwise(hours)
    letters = {name: east for east, names in ZONES.items() for name in names.split("|")}
    offset = pl.coalesce(*(pl.col("zone").struct.field(name) for name in ("from", "before", "off")))
    east, past = (offset.str.extract(r"([0-9]{1,2}?):?([0-9]{2})?$", part).cast(pl.Int32) for part in (1, 2))
    minutes = east * 60 + past.fill_null(0)
    signed = pl.when(minutes <= EASTMOST).then(
        pl.when(offset.str.contains(r"[−–-]")).then(-minutes).otherwise(minutes)
    )
    count, unit = (
        pl.coalesce(*(pl.col("back").struct.field(f"{part}{n}") for n in (1, 2))) for part in ("n", "u")
    )
    size = pl.coalesce(
        [pl.when(unit.str.contains(rf"^(?:{words})$")).then(pl.lit(size)) for size, words in UNITS.items()]
    )
    number = (
        pl.when(count.str.contains(r"^\d"))
        .then(count.cast(pl.Int64, strict=False))
        .when(count.is_not_null())
        .then(1)
    )
    ago = pl.when(number <= MOST_AGO).then(number * size)  # so no product is too large for its type
    return {
        "hour": pl.when(hours < 24).then(hours),
        "minute": pl.when(hour.is_not_null()).then(minute.cast(pl.Int32, strict=False).fill_null(0)),
        "zone": pl.coalesce(
            pl.col("zone")
            .struct.field("letters")
            .replace_strict(letters, default=None, return_dtype=pl.Int32),
            signed,
        ),
        "ago": pl.when(ago <= MOST_AGO).then(ago),
        "unit": size,
    }


def _value() -> pl.Expr:
    """The stated moment as text; null where the numbers are no date."""
    year, month, day, hour = pl.col("year"), pl.col("month"), pl.col("day"), pl.col("hour")
    first = pl.when(pl.col("rule") == "month_year").then(1).otherwise(day)
    date = pl.format("{}-{}-{}", year, _two(month), _two(first))
    real = date.str.to_date("%Y-%m-%d", strict=False).is_not_null()
    zone = pl.col("zone")
    east = (
        pl.when(zone >= 0).then(pl.lit("+")).otherwise(pl.lit("-"))
        + _two(zone.abs() // 60)
        + ":"
        + _two(zone.abs() % 60)
    )
    clock = (
        pl.when(hour.is_not_null())
        .then(pl.lit("T") + _two(hour) + ":" + _two(pl.col("minute")) + east.fill_null(""))
        .otherwise(pl.lit(""))
    )
    ambiguous = _two(day) + "/" + _two(month) + "/" + year.cast(pl.String)
    back = pl.col("retrieved_at") - pl.duration(minutes=pl.col("ago"))
    at = pl.when(back.dt.year().is_between(*YEARS)).then(back)  # the text of another year could be no date
    relative = (
        pl.when(pl.col("ago").is_null())
        .then(None)
        .when(pl.col("retrieved_at").is_null())
        .then(pl.format("PT{}M", pl.col("ago")))
        .when(pl.col("unit") < 1440)
        .then(at.dt.strftime("%Y-%m-%dT%H:%M+00:00"))
        .otherwise(at.dt.strftime("%Y-%m-%d"))
    )
    return (
        pl.when(pl.col("rule").is_null())
        .then(relative)
        .when(~real)
        .then(None)
        .when(pl.col("rule") == "month_year")
        .then(date.str.head(7))
        .when(pl.col("rule") == AMBIGUOUS)
        .then(ambiguous + clock)
        .otherwise(date + clock)
    )


def _two(number: pl.Expr) -> pl.Expr:
    return number.cast(pl.String).str.zfill(2)
