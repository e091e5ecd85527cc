"""Dates as pages write them, in the languages of the press."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

import polars as pl

from assets.data import packaged
from assets.parsing import calendar
from assets.parsing.rules import NEVER, Costly, any_of, holds
from checks.years import PUBLISHED as YEARS

LISTS: Final = packaged.words("parsing/dates.txt")
AMBIGUOUS: Final = "numeric_ambiguous"  # the rule that read a date in figures of which either may be the day
PUBLISHED: Final = LISTS["published"]
UPDATED: Final = LISTS["updated"]
SMALL_WORDS: Final = LISTS["small_words"]
READING_TIME: Final = (
    r"(?:temps de lecture|lecture|durée de lecture|lesezeit|lesedauer|reading time|read time|time to read"
    r"|tiempo de lectura|lectura|tempo di lettura|lettura|tempo de leitura|leitura|czas czytania"
    r"|время чтения|час читання|χρόνος ανάγνωσης|leestijd|lästid|læsetid|okuma süresi|doba čtení)\s*:?\s*"
    r"(?:de\s+)?\d+\s*-?\s*(?:min(?:ute[ns]?|utos|uti)?|dakika|dk|мин(?:уты?)?|хв|λεπτά)\b\.?"
    r"|\d+\s*-?\s*(?:min(?:ute)?s?|minuten|minut(?:os|i|es)?|мин|λεπτά)\.?\s*(?:read(?:ing)?(?: time)?"
    r"|lesezeit|de lecture|de lectura|di lettura|de leitura|czytania|чтения|ανάγνωσης)?"
)
UNIT_MINUTES: Final = {  # months and years by their mean length
    "minute": 1,
    "hour": 60,
    "day": 1440,
    "week": 10_080,
    "month": 43_829,
    "year": 525_949,
}
SECTIONS: Final = packaged.sections("parsing/dates.txt")
UNITS: Final = dict(zip(UNIT_MINUTES, SECTIONS["units"], strict=True))
NUMBERS: Final = {word: str(n) for n, row in enumerate(SECTIONS["numbers"], 1) for word in row.split("|")}
LAST_NUMBER: Final = rf"^(.*(?:^|\b))({any_of('|'.join(NUMBERS))})(?:\b|$)"  # "il y a une heure": not "a"
TIME_AGO: Final = {form: (unit, count) for form, unit, count in packaged.table("time_ago").iter_rows()} | {
    form: ("minute", int(minutes))
    for minutes, forms in (line.split(": ") for line in SECTIONS["moments_ago"])
    for form in forms.split("|")
}
OTHER_AGO = (
    "ago",
    "temu",
    "назад",
    "πριν",
    "atrás",
    "geleden",
    "sedan",
    "siden",
    "hace ",
    "vor ",
    "il y a",
    "منذ",
)
# one of which is in every line that says how long ago
AGO_WORDS: Final = sorted(
    {word for form in TIME_AGO if len((word := max(form.split("{0}"), key=len).strip()).encode()) > 2}
    | {*SECTIONS["days_ago"][1].split("|"), *OTHER_AGO}
)
LONGEST_AGO: Final = 60  # bytes: a longer line says more than how long ago
DAYS_AGO: Final = [any_of(row) for row in SECTIONS["days_ago"]]
AFTER_NOON: Final = any_of(SECTIONS["halves"][1])
_HALVES = "|".join(SECTIONS["halves"]).split("|")
# scripts that set no space, or write the half of the day first
HALF_BEFORE: Final = any_of(
    "|".join(word for word in _HALVES if re.match(r"[\u0900-\u0dff\u3040-\ud7af]", word))
)
HALF_BEHIND: Final = any_of("|".join(word for word in _HALVES if not re.match(r"[\u3040-\ud7af]", word)))
MOST_AGO: Final = (
    (YEARS[1] - YEARS[0]) * 366 * 1440
)  # minutes; a page that counts further back from its retrieval does not say when
ZONES: Final = {  # by their minutes east of Greenwich
    int(east): letters for east, letters in (line.split(": ") for line in SECTIONS["zones"])
}
ZONES_BY_PLACE: Final = {  # words in lower case, and the letters in capitals that stand for them in a value
    word: letters.split("|")[0].rstrip("?").upper()
    for letters in (line.split(": ")[0] for line in SECTIONS["zones_by_place"])
    for word in letters.rstrip("?").split("|")
}
SHORT_ZONES: Final = "et|ct|mt|pt"  # words of other languages, too: where no half of a day stands before them

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
    rf"(?:(?P<before>{HALF_BEFORE})[\s:,]*|\b)(?P<hour>2[0-4]|[01]?\d)(?:\s?[:：.h時时點点시]\s?(?P<minute>[0-5]\d)"
    rf"(?:\s?[分분])?(?::[0-5]\d(?:\.\d+)?)?(?:\s?(?P<half>{HALF}|{HALF_BEHIND}(?:\P{{L}}|$))|\D|$)"
    rf"|\s?(?P<o_clock>{HALF})|\s?[時时點点시](?:\P{{L}}|整|$))"
)
CLOCK = rf"(?:{HALF_BEFORE}\s*)?\d{{1,2}}(?:[:.h]|\s?[：時时點点시]\s?)\d\d(?:\s?[分분])?(?::\d\d)?"
EASTMOST = 14 * 60  # minutes
OFFSET = r"\s?[+−–-](?:1[0-4]|0?[0-9])(?::?(?:00|30|45))?"  # behind gmt or utc
# elsewhere what follows a dash is when something ends
BEHIND_SECONDS = r"(?::[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|\s)-[01][0-9]:?[03450][0-9]"
PLACED = "|".join(word for word in ZONES_BY_PLACE if word not in SHORT_ZONES.split("|"))
ZONE = (
    rf"(?:(?:[0-9m.h]|uhr|hrs|hs)\s*\(?\b(?:(?:gmt|utc)(?P<from>{OFFSET})\b|"
    rf"(?P<letters>{any_of('|'.join(ZONES.values()))})\b|(?P<place>{any_of(PLACED)})\b)"
    rf"|(?P<half>[ap]\.?m\.?\s*\(?{any_of(SHORT_ZONES)})\b"
    rf"|[0-9]\s*\(?\b(?P<last>{any_of(SHORT_ZONES)})\s*(?:$|[)|,/•·–—-])|\b(?:gmt|utc)"
    rf"(?P<before>{OFFSET})\)?\s+[0-9]{{1,2}}:[0-9]{{2}}|(?P<off>[+−][01][0-9]:?[03450][0-9]"
    rf"|{BEHIND_SECONDS}))"
)
ONE = r"(?:an?|einer|einem|une?|una|un'|uma?|μία|ένα|jeden)"
RELATIVE = (
    rf"\b(?:(?:vor|il y a|hace|há|πριν(?: από)?)\s+(?P<n1>\d+|{ONE})\s*"
    rf"(?P<u1>{any_of('|'.join(UNITS.values()))})\b"
    rf"|(?P<n2>\d+|{ONE})\s*(?P<u2>{any_of('|'.join(UNITS.values()))})\.?\s+(?:ago"
    rf"|fa|temu|назад|πριν|atrás|geleden|sedan|siden)\b)"
)
NOW: Final = ("just now", "moments ago", "gerade eben", *"|".join(SECTIONS["days_ago"]).split("|"))
MARKS: Final = {
    **dict.fromkeys("•·–—…“”«»›‹→▶►●■|©®™", "|"),
    **dict.fromkeys("’‘", "'"),
    **dict.fromkeys("\u00a0\u202f\u2009", " "),
}
ZEROS: Final = "０٠۰०০੦૦୦௦౦೦൦๐໐၀០"  # of the digits that scripts have of their own, as papers print them
DIGITS: Final = {chr(ord(zero) + number): str(number) for zero in ZEROS for number in range(10)}


def _is_plain(word: str) -> bool:
    return re.fullmatch(r"[\w' ‌’]+", word) is not None


# a word for the day before, alone: shorter ones are other words elsewhere
LONGEST_STAMP: Final = 250  # bytes; a longer line is no date, whatever words stand in it
BARE_YESTERDAY: Final = (
    rf"^\W*{any_of('|'.join(w for w in SECTIONS['days_ago'][1].split('|') if len(w) > 4 or w > '぀'))}\W*$"
)
CUT: Final = "\x1f"


def nameless(pattern: str) -> str:
    """The pattern without its named groups, to stand inside another."""
    return re.sub(r"\?P<\w+>", "?:", pattern)


UNSPACED = any_of(
    "|".join(word for word in calendar.WEEKDAYS if re.match(r"[\u3040-\u30ff\u3400-\u9fff]", word))
)  # weekdays of scripts without spaces
# of the labels of other days those that end right before it
OTHER_DAY_LABELS: Final = tuple(
    word for word in LISTS["other_days"].split("|") if "*" not in word and "\\w" not in word
)
LABELS: Final = tuple(f"{PUBLISHED}|{UPDATED}".split("|"))
BESIDE: Final = (
    *LABELS,
    *"|".join((SMALL_WORDS, *ZONES.values())).split("|"),
    *ZONES_BY_PLACE,
)
LABEL = any_of("|".join(LABELS))
SAID: Final = pl.Series(sorted({word for word in (*BESIDE, *NOW, *OTHER_DAY_LABELS) if _is_plain(word)}))
ON = r"(?:on|am|vom|le|el|em|il|den|dnia)"
GLUED = (
    r"(\p{Ll})((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d|Published\b"
    r"|Updated\b|Posted\b)"
)
# behind a number, half of the day or zone
GLUED_LABEL = (
    r"(\d|[AP]M|[AP]\.M\.|[A-Z]{2,3}T)((?:Updated|Published|Posted|Modified|First|Last|Aktualisiert|Geändert"
    r"|Veröffentlicht|Zuletzt|Mis|Publié|Modifié|Actualizado|Publicado|Modificado|Atualizado|Aggiornato"
    r"|Pubblicato|Aktualizacja|Opublikowano|Обновлено|Bijgewerkt|Gepubliceerd|Uppdaterad|Oppdatert"
    r"|Opdateret|Publicerad|Güncelleme)\b)"
)
# a year of two figures behind a month in letters: 19-Nov-12, 19 Nov '12
SHORT_YEAR = (
    r"\b([0-9]{1,2}[-/]\p{L}{3,9}[-/]|[0-9]{1,2}\.?\s\p{L}{3,9}\.?,?\s|\p{L}{3,9}\.?\s[0-9]{1,2},?\s)"
    r"['’]?(\d\d)(\P{N}|$)"
)
ERAS = {  # years as Japan and Taiwan count them, and Thailand
    **{f"令和{n}年": f"{2018 + n}年" for n in range(1, 40)},
    "令和元年": "2019年",
    **{f"平成{n}年": f"{1988 + n}年" for n in range(1, 32)},
    **{f"{name}{n}年": f"{1911 + n}年" for n in range(50, 140) for name in ("民國", "民国", "中華民國")},
}
BUDDHIST = {str(year): str(year - 543) for year in range(2500, 2600)}
TWICE = rf"([\s./]{YEAR})(\d{{1,2}}(?:[./:]\d|\.?\s\p{{L}}{{3}}))"
FIRST_PUBLISHED = r"\b(?:originally|first) (?:published|posted|appeared)\b"
DAY_FIRST = rf"\b{any_of(LISTS['day_first'])}\b"
# before the first number: "12 May (updated 3 pm)" was published on 12 May
UPDATED_LABEL = rf"^\D*\b{any_of(UPDATED)}\b|^[^(（]*\d\D{{0,3}}(?:更新|수정|修改)\W*$"
PUBLISHED_LABEL = rf"^\D*\b{any_of(PUBLISHED)}\b"
OTHER_DAY = rf"\b{any_of(LISTS['other_days'])}"
NAMED_OTHERWISE = r"^\W*\p{Latin}+(?:\s\p{Latin}+)?\s?[:：]\s*$"  # a word and a colon: what is on the day
OF_A_NUMBER = r"(?:\d[-/]|[#№]\s*|\b(?:no|nr|nº|n°|núm|num|ref|order|case|id)\b\.?:?\s*)$"
NUMBER_GOES_ON = r"^[-/]\d+(?:[^\d:.h]|$)"
# between a label and its day
TO_DAY = r"[^\p{L}\p{N}]*(?:\b(?:on|the|in|am|dem|den|le|el|en|il|em|op|od|dnia|от|від)\b[^\p{L}\p{N}]*)?"


def lowered(text: pl.Series) -> pl.Series:
    """Texts lower-cased; those with figures with ASCII's digits and the years of our era, and a space where a
    page ran a name or a year into a date, or two dates into one."""
    figures = text.str.contains(r"\p{Nd}").fill_null(False)
    dated = text.filter(figures)
    for marks, change in PLAINER:
        likely = dated.str.contains(marks) if marks else pl.repeat(True, len(dated), eager=True)
        if likely.any():
            dated = dated.scatter(likely.arg_true(), change(dated.filter(likely)))
    return text.str.to_lowercase().scatter(figures.arg_true(), dated.str.to_lowercase())


PLAINER: Final[tuple[tuple[str, Callable[[pl.Series], pl.Series]], ...]] = (  # in texts that match
    (r"[\p{Nd}--0-9]", lambda text: text.str.replace_many(DIGITS)),
    (r"\p{Thai}", lambda text: text.str.replace_many(BUDDHIST)),
    ("令和|平成|民國|民国", lambda text: text.str.replace_many(ERAS)),
    (r"[-/’']\d\d(?:\P{N}|$)", lambda text: text.str.replace_all(SHORT_YEAR, "${1}20$2$3")),
    (r"[\dMT.]\p{Lu}\p{Ll}\p{L}", lambda text: text.str.replace_all(GLUED_LABEL, "$1 $2")),
    (r"\p{Ll}[ADFJMNOPSU]\p{Ll}", lambda text: text.str.replace_all(GLUED, "$1 $2")),
    (rf"{YEAR}\p{{L}}", lambda text: text.str.replace_all(rf"({YEAR})(\p{{L}})", "$1 $2")),
    (rf"{YEAR}\d", lambda text: text.str.replace_all(TWICE, "$1 $2")),
)


def _group(words: Iterable[str]) -> str:
    return f"(?:{calendar.alternatives(words)})"


class Patterns:
    """How dates are written with some months and weekdays: regexes, and what they say of lower-cased lines.

    A regex of every language's words would be slow to make and to match; `patterns` gives the one of those
    that some texts have.
    """

    def __init__(self, words: calendar.Words, said: tuple[str, ...]) -> None:
        self.label, beside, now = (_any_said(words, said) for words in (LABELS, BESIDE, NOW))
        self.other_day = rf"\b{_any_said(OTHER_DAY_LABELS, said)}"
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
            rf"\b\d{{1,2}}[:h.]\d\d\b|\d\s?[：時时點点시]"
            rf"|\b{self.month}\.?\s\d{{1,2}}\b|\b\d{{1,2}}\.?\s{self.month}\b"
        )
        self._core = rf"(?:{self.date}|{nameless(RELATIVE)}|{clock_or_day})"
        before_date = rf"\b{self.weekday}\b\.?,?\s+\d{{1,2}}\b"
        self._soup = (
            rf"(?:{nameless(RELATIVE)}|\b{now}\b|{before_date}|\b{READING_TIME}|\b(?:{beside}"
            rf"|{full_word})\b|{HALF_BEFORE}|\b{HALF_BEHIND}(?:\P{{L}}|$)|[年月日년월일時时點点分시분整]|{UNSPACED})"
        )
        self.stamp = self._stamp()
        ago = rf"\b{self.label}\b[\s:：|·–—-]*{nameless(RELATIVE)}"
        changed = rf"\b{_any_said(UPDATED.split('|'), said)}\b[\s:：|·–—-]*(?:at\s+)?{CLOCK}"
        self._part = rf"(?:{self.other_day}{TO_DAY})?{self.stamp}|{ago}|{changed}"

    def _stamp(self) -> str:
        said_before = rf"\b{self.label}\b\s*[:：–—-]?\s*(?:\b(?:on|at|am|le|el|em|il|den)\b\s*)?|\b{ON}\s+"
        clock_before = rf"(?:{HALF_BEFORE}|\b){CLOCK}(?:\s*[ap]\.?m\b\.?)?(?:\s[a-z]{{2,4}})?,?\s+"
        weekday = rf"\b{self.weekday}\b\.?,?\s+"
        at = r"\b(?:at|um|à|a las|a la|alle|ore|às|o|godz\.|w|в|kl\.?|pukul|lúc)\s*"
        zone = rf"\b(?:uhr|(?:gmt|utc)(?:{OFFSET})?|hrs?|hs|[a-z]{{1,4}}t|ist|wib|wita)\b"
        clock = rf"{CLOCK}(?:\s*[ap]\.?m\b\.?)?(?:\s*(?:{zone}))?"
        clock_behind = rf"\s?[,.]?\s*(?:[|/•·–—-]\s+)?(?:{at})?{clock}"
        return rf"(?:(?:{said_before})?(?:{clock_before})?(?:{weekday})?{self.date}(?:{clock_behind})?)"

    def is_timestamp(self, lower: pl.Expr) -> pl.Expr:
        """True where a short lower-cased line says nothing but when."""
        plain = _plain(lower)
        dated = pl.when(plain.str.contains(self._core)).then(plain)  # the rest need not be looked at further
        return ~self._besides(dated).str.contains(r"\p{L}{2}").fill_null(True)

    def parts(self, lower: pl.Expr) -> pl.Expr:
        """A lower-cased line cut before each of its dates but the first, and what labels it: List[String]."""
        marked = lower.str.replace_all(f"({self._part})", f"{CUT}$1").str.replace(CUT, "", literal=True)
        return marked.str.split(CUT)

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

    def surfaces(self, text: pl.Expr) -> pl.Expr:
        """The words of a text that state its days, as written, in their order: List[String]."""
        days = text.str.extract_all(f"(?i){self.date}")
        return (
            pl.when(days.list.len() > 0)
            .then(days)
            .otherwise(text.str.extract_all(f"(?i){nameless(RELATIVE)}"))
        )

    def of_other_days(self, parts: pl.DataFrame) -> pl.DataFrame:
        """The rows whose `lower` says before the words that state a day that it is no day of publishing:
        founded, registered, born."""
        stated = parts.with_columns(surface=self.surface(pl.col("lower"))).filter(
            pl.col("surface").is_not_null()
        )
        beside = pl.col("lower").str.splitn(pl.col("surface"), 2).struct
        stated = stated.with_columns(
            before=beside.field("field_0").str.to_lowercase(), after=beside.field("field_1")
        )
        before, after, surface = pl.col("before"), pl.col("after"), pl.col("surface")
        weekday = rf"(?:\b{self.weekday}\b[\s.,]*)?$"
        colon = pl.when(before.str.contains(r"[:：]")).then(before)  # the others need not be looked at
        named = colon.str.replace(weekday, "").str.contains(NAMED_OTHERWISE) & ~colon.str.contains(
            rf"\b{self.label}\b"
        )
        labels_other = rf"{OTHER_DAY}{TO_DAY}{weekday}"
        # beside marks that are not ASCII a word's edge is found slowly
        other = holds(before, Costly(labels_other, NEVER, labels_other.replace(r"\b", ""))) | named
        number = (
            before.str.contains(OF_A_NUMBER) | after.str.contains(NUMBER_GOES_ON)
        ) & surface.str.contains(r"^[\d\s./-]+$")
        return stated.filter(other.fill_null(False) | number.fill_null(False)).select(parts.columns)


def patterns(lower: pl.Series) -> Patterns:
    """How dates are written with the months and weekdays that stand in these lower-cased texts: good for them
    alone."""
    return _patterns(calendar.words_in(lower.filter(lower.str.contains(r"\d"))), _said_in(lower))


@lru_cache(maxsize=32)
def _patterns(words: calendar.Words, said: tuple[str, ...]) -> Patterns:
    return Patterns(words, said)


def _said_in(lower: pl.Series) -> tuple[str, ...]:
    """The words beside dates that stand in lower-cased texts, be it within other words, sorted."""
    short = lower.filter(lower.str.len_bytes() <= LONGEST_STAMP)
    found = short.str.extract_many(SAID.implode(), overlapping=True).explode(empty_as_null=False)
    return tuple(found.unique().sort())


def _any_said(words: Iterable[str], said: tuple[str, ...]) -> str:
    """A regex of those of the words that are said, or are no plain words."""
    known = frozenset(said)
    return any_of(
        "|".join([calendar.NEVER, *(word for word in words if word in known or not _is_plain(word))])
    )


def _plain(lower: pl.Expr) -> pl.Expr:
    """The lower-cased line with marks of ASCII alone: beside others a word's edge is found a hundred times as
    slowly."""
    return lower.str.replace_many(MARKS).str.replace_all(ISO_TIME, "$1 $2 $3")


def read(lines: pl.DataFrame) -> pl.DataFrame:
    """Rows `row`, `lower`, `retrieved_at` → rows that state a date: `row`, `nth`, `field` (published,
    modified), `value`, `rule`.

    `value` is ISO 8601 as far as the line goes: 2025-01-18, 2025-01-18T10:23, 2025-01-18T10:23+05:00,
    2025-01. Where day and month cannot be told apart it is 03/04/2025 (rule numeric_ambiguous), and where the
    moment of retrieval is not known, a span like PT4M (rule relative). A zone that the place or the season
    tells stands behind as letters: 2025-01-18T10:23 ET. `nth` numbers the dates of a line from 0.
    """
    plain = lines.select("row", "retrieved_at", lower=pl.col("lower").str.replace_all(ISO_TIME, "$1 $2 $3"))
    known = patterns(plain["lower"])
    parts = _labelled(plain, known)
    clocked = parts.with_columns(
        rest=pl.col("lower").str.replace_all(known.date, " ").str.replace_all(READING_TIME, " ")
    )
    found = clocked.with_columns(
        **{name: pl.col("lower").str.extract_groups(form) for name, form in known.forms.items()},
        clock=pl.col("rest").str.extract_groups(TIME),
        zone=pl.col("rest").str.extract_groups(ZONE),
        day_first=pl.col("lower").str.contains(DAY_FIRST),
    )
    dated = found.select("row", "nth", "label", "lower", "retrieved_at", **_dates(), **_time())
    # "12 May 2025, updated at 15:30": on the same day
    only_clock = (pl.col("label") == "modified") & pl.col("rule").is_null() & pl.col("hour").is_not_null()
    day = ("rule", "year", "month", "day")
    if dated.select(only_clock.any()).item():
        dated = dated.with_columns(
            pl.when(only_clock).then(pl.col(name).forward_fill().over("row")).otherwise(name).alias(name)
            for name in day
        )
    undated = dated.filter(pl.col("rule").is_null()).with_columns(
        back=pl.col("lower").str.extract_groups(RELATIVE), form=_ago_form(pl.col("lower"))
    )
    dated = dated.join(
        undated.select("row", "nth", **_back()), on=["row", "nth"], how="left", maintain_order="left"
    )
    rule = (
        pl.when(pl.col("retrieved_at").is_null())
        .then(pl.lit("relative"))
        .otherwise(pl.lit("relative_to_retrieval"))
    )
    stated = dated.select("row", "nth", value=_value(), rule=pl.coalesce("rule", rule), field="label")
    return stated.filter(pl.col("value").is_not_null())


def _labelled(lines: pl.DataFrame, known: Patterns) -> pl.DataFrame:
    """The lines cut into parts of one date each: `nth` (from 0) and `label` (published, modified) beside
    `lower`.

    Days that are labelled as another's are left out, and where a line says which day is that of publishing,
    those without a label.
    """
    several = lines["lower"].str.count_matches(rf"{YEAR}|\b{known.label}\b") > 1
    cut = lines.filter(several).with_columns(lower=known.parts(pl.col("lower"))).explode("lower")
    parts = pl.concat([lines.filter(~several), cut]).sort("row", maintain_order=True)
    parts = parts.with_columns(nth=pl.int_range(pl.len()).over("row"))
    told = parts["lower"].str.contains(r"\p{L}{3}.*\p{Nd}|\d[-/].*\d[-/]|#")
    other = known.of_other_days(parts.filter(told))
    parts = parts.join(other, on=["row", "nth"], how="anti", maintain_order="left")
    updated, published = (pl.col("lower").str.contains(form) for form in (UPDATED_LABEL, PUBLISHED_LABEL))
    parts = parts.with_columns(updated=updated, published=published & ~updated)
    plain = ~pl.col("updated") & ~pl.col("published")
    first_plain = plain & (plain.cum_sum().over("row") == 1)
    kept = pl.when(pl.col("published").any().over("row")).then(~plain).otherwise(~plain | first_plain)
    label = pl.when("updated").then(pl.lit("modified")).otherwise(pl.lit("published"))
    return parts.filter(kept).with_columns(label=label)


def is_time_ago(lower: pl.Expr) -> pl.Expr:
    """True where a short lower-cased line says how long ago and nothing else, or that it was yesterday."""
    plain = _plain(lower)
    only_ago = rf"^\W*(?:{LABEL}\b\W*)?{nameless(RELATIVE)}\W*$"
    said = plain.str.contains(BARE_YESTERDAY) | plain.str.contains(only_ago)
    return (_ago_form(plain).is_in(list(TIME_AGO)) | said).fill_null(False)


def _ago_form(lower: pl.Expr) -> pl.Expr:
    """What a short lower-cased line says, as `TIME_AGO` has it: less its label, with `{0}` for its number."""
    short = pl.when(lower.str.len_bytes() <= LONGEST_AGO).then(lower)
    bare = short.str.replace_all(r"[\u200e\u200f]", "").str.replace(rf"^\W*{LABEL}\b\W*", "")
    bare = bare.str.replace_all(r"[\s\u00a0]+", " ").str.strip_chars(" ,;:|•·–—()[]*")
    bare = bare.str.replace("un'", "un ", literal=True).str.replace("منذ", "قبل", literal=True)
    digits = bare.str.contains(r"\d")
    return (
        pl.when(digits)
        .then(bare.str.replace(r"\d+", "{0}"))
        .otherwise(bare.str.replace(LAST_NUMBER, "${1}{0}"))
    )


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
    half = pl.coalesce(half, o_clock, pl.col("clock").struct.field("before"))
    pm = half.str.contains(rf"^(?:p\.?\s?m|{AFTER_NOON})")
    am = half.is_not_null() & ~pm
    hours = hour.cast(pl.Int32, strict=False)
    hours = pl.when(pm & (hours < 12)).then(hours + 12).when(am & (hours == 12)).then(0).otherwise(hours)
    letters = {name: east for east, names in ZONES.items() for name in names.split("|")}
    offset = pl.coalesce(*(pl.col("zone").struct.field(name) for name in ("from", "before", "off")))
    east, past = (offset.str.extract(r"([0-9]{1,2}?):?([0-9]{2})?$", part).cast(pl.Int32) for part in (1, 2))
    minutes = east * 60 + past.fill_null(0)
    signed = pl.when(minutes <= EASTMOST).then(
        pl.when(offset.str.contains(r"[−–-]")).then(-minutes).otherwise(minutes)
    )
    return {
        "hour": pl.when(hours < 24).then(hours),
        "letters": _zone_letters(),
        "minute": pl.when(hour.is_not_null()).then(minute.cast(pl.Int32, strict=False).fill_null(0)),
        "zone": pl.coalesce(
            pl.col("zone")
            .struct.field("letters")
            .replace_strict(letters, default=None, return_dtype=pl.Int32),
            signed,
        ),
    }


def _zone_letters() -> pl.Expr:
    """The letters of a zone that says how far it is from Greenwich only with the place or the season."""
    beside_half = pl.col("zone").struct.field("half").str.extract(r"([a-z]+)$", 1)
    said = pl.coalesce(pl.col("zone").struct.field("place"), beside_half, pl.col("zone").struct.field("last"))
    return said.str.replace_all(r"\s+", " ").replace_strict(
        ZONES_BY_PLACE, default=None, return_dtype=pl.String
    )


def _back() -> dict[str, pl.Expr]:
    """How many units ago it was, the unit (of `UNIT_MINUTES`), and the whole days that a word counts back."""
    count, unit = (
        pl.coalesce(*(pl.col("back").struct.field(f"{part}{n}") for n in (1, 2))) for part in ("n", "u")
    )
    said = pl.coalesce(
        [pl.when(unit.str.contains(rf"^(?:{words})$")).then(pl.lit(name)) for name, words in UNITS.items()]
    )
    form = pl.col("form")
    by_form = form.replace_strict(
        {form: unit for form, (unit, _) in TIME_AGO.items()}, default=None, return_dtype=pl.String
    )
    counted = form.replace_strict(
        {form: count for form, (_, count) in TIME_AGO.items() if count is not None},
        default=None,
        return_dtype=pl.Int64,
    )
    lower = pl.col("lower")
    first = pl.coalesce(lower.str.extract(r"(\d+)", 1), lower.str.extract(LAST_NUMBER, 2))
    count = pl.when(by_form.is_not_null()).then(pl.coalesce(counted.cast(pl.String), first)).otherwise(count)
    digits = pl.coalesce(count.replace_strict(NUMBERS, default=None, return_dtype=pl.String), count)
    number = digits.cast(pl.Int64, strict=False)
    unit = pl.coalesce(by_form, said)
    size = unit.replace_strict(UNIT_MINUTES, default=None, return_dtype=pl.Int64)
    days = [
        pl.when(pl.col("lower").str.contains(rf"(?:^|\P{{L}}){word}(?:\P{{L}}|$)")).then(pl.lit(number))
        for number, word in enumerate(DAYS_AGO)
    ]
    return {
        "unit": unit,
        "number": pl.when(number <= MOST_AGO // size).then(number),  # so no product is too large for its type
        "days": pl.coalesce(days),
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
        .then(
            pl.lit("T")
            + _two(hour)
            + ":"
            + _two(pl.col("minute"))
            + pl.coalesce(east, pl.lit(" ") + pl.col("letters"), pl.lit(""))
        )
        .otherwise(pl.lit(""))
    )
    ambiguous = _two(day) + "/" + _two(month) + "/" + year.cast(pl.String)
    return (
        pl.when(pl.col("rule").is_null())
        .then(_relative(clock))
        .when(~real)
        .then(None)
        .when(pl.col("rule") == "month_year")
        .then(date.str.head(7))
        .when(pl.col("rule") == AMBIGUOUS)
        .then(ambiguous + clock)
        .otherwise(date + clock)
    )


def _relative(clock: pl.Expr) -> pl.Expr:
    """The moment that a line counts back to from that of retrieval, as text."""
    number, unit, retrieved = pl.col("number"), pl.col("unit"), pl.col("retrieved_at")
    letter = {"minute": "m", "hour": "h", "day": "d", "week": "w", "month": "mo", "year": "y"}
    minutes = number * unit.replace_strict(UNIT_MINUTES, default=None, return_dtype=pl.Int64)
    step = pl.format("-{}{}", number, unit.replace_strict(letter, default=None, return_dtype=pl.String))
    back = retrieved.dt.offset_by(pl.when(number.is_not_null()).then(step))
    at = pl.when(back.dt.year().is_between(*YEARS)).then(back)  # the text of another year could be no date
    form = {"minute": "%Y-%m-%dT%H:%M+00:00", "hour": "%Y-%m-%dT%H:%M+00:00", "month": "%Y-%m", "year": "%Y"}
    by_unit = [pl.when(unit == name).then(at.dt.strftime(shape)) for name, shape in form.items()]
    day = retrieved.dt.offset_by(pl.format("-{}d", pl.col("days"))).dt.strftime("%Y-%m-%d")
    return (
        pl.when(number.is_null())
        .then(day + clock)
        .when(retrieved.is_null())
        .then(pl.format("PT{}M", minutes))
        .otherwise(pl.coalesce(*by_unit, at.dt.strftime("%Y-%m-%d")))
    )


def _two(number: pl.Expr) -> pl.Expr:
    return number.cast(pl.String).str.zfill(2)
