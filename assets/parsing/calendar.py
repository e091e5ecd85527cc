"""Months and weekdays in the languages of the press: CLDR's words (`data/calendar.parquet`), and what pages
write besides (`dates.txt`)."""

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

import polars as pl

from assets.data import packaged

Kind = Literal["month", "weekday"]

# characters of an abbreviation that is taken: shorter ones are everyday words of some language
SHORTEST: Final = 3
NEVER: Final = "\x00"  # a word that no text has, where there is none
CLDR: Final = packaged.table("calendar")
LISTED: Final = packaged.sections("parsing/dates.txt")


def names(language: str, kind: Kind, width: str | None = None) -> dict[str, int]:
    """CLDR's words of one language, longest first, and the number of each: from January, from Monday."""
    rows = CLDR.filter(language=language, kind=kind)
    rows = rows.filter(width=width) if width else rows
    words = (
        rows.select("word", "number")
        .unique()
        .sort(pl.col("word").str.len_chars(), "word", descending=[True, False])
    )
    return dict(words.iter_rows())


def _listed(head: str) -> dict[str, int]:
    """The words that `dates.txt` lists, a line each from January or Monday."""
    return {
        word: number for number, row in enumerate(LISTED[head], 1) for word in row.split("|") if word != "-"
    }


def _months() -> pl.DataFrame:
    """CLDR's months but for those of `dates.txt` that are persons, and words that another language has for
    another month."""
    return _believed("month").filter(~pl.col("word").is_in("|".join(LISTED["no_months"]).split("|")))


def _weekdays() -> pl.DataFrame:
    return _believed("weekday")


def _believed(kind: Kind) -> pl.DataFrame:
    """CLDR's words of one meaning that are not everyday words, nor abbreviations too short to be anything
    else."""
    meanings = pl.col("number").n_unique().over("word")
    long = (pl.col("width") == "wide") | (pl.col("word").str.len_chars() >= SHORTEST)
    return CLDR.filter(kind=kind).filter((meanings == 1) & long & ~pl.col("everyday"))


def _numbers(rows: pl.DataFrame) -> dict[str, int]:
    return dict(rows.select("word", "number").iter_rows())


def _torn() -> dict[tuple[str, ...], dict[str, int]]:
    every = CLDR.filter(kind="month", width="wide").filter(pl.col("number").n_unique().over("word") > 1)
    taken = pl.col("word").replace_strict(MONTHS, default=None, return_dtype=pl.Int8)
    found = {}
    for (language,), rows in (
        every.filter(pl.col("number") != taken).partition_by("language", as_dict=True).items()
    ):
        others = (
            every.join(rows, on="word", how="semi")
            .filter(pl.col("language") != language)["language"]
            .unique()
        )
        days = CLDR.filter(kind="weekday", width="wide")
        theirs = days.filter(pl.col("language").is_in(others.implode()))["word"]
        own = (
            days.filter(pl.col("language") == language, ~pl.col("word").is_in(theirs.implode()))["word"]
            .unique()
            .sort()
        )
        found[tuple(own)] = _numbers(rows)
    return found


MONTHS: Final = _numbers(_months()) | _listed("months")
"""The number of each word for a month, from January."""
FULL_MONTHS: Final = frozenset(_months().filter(width="wide")["word"]) | _listed("months").keys()
"""Those that are a month without a day and a year beside them."""
YEAR_FIRST: Final = (
    frozenset(_months().filter(pl.col("year_first").all().over("word"))["word"]) - _listed("months").keys()
)
"""Months of languages alone that write the year before them: 2025. január 5."""
WEEKDAYS: Final = _numbers(_weekdays()) | _listed("weekdays")
"""The number of each word for a weekday, from Monday."""
FULL_WEEKDAYS: Final = frozenset(_weekdays().filter(width="wide")["word"]) | _listed("weekdays").keys()
"""Those that are a weekday wherever they stand, not right before a date alone."""
TORN: Final = _torn()
"""By weekdays that tell a language, its own numbers for words that MONTHS has as another language's:
listopada, October in Croatia."""
EVERY: Final = pl.Series(sorted(MONTHS.keys() | WEEKDAYS.keys()))


class Words(NamedTuple):
    """Words for months and weekdays, sorted."""

    months: tuple[str, ...]
    weekdays: tuple[str, ...]

    def full(self) -> "Words":
        """Those of them that need no date beside them."""
        months = tuple(word for word in self.months if word in FULL_MONTHS)
        return Words(months, tuple(word for word in self.weekdays if word in FULL_WEEKDAYS))

    def year_first(self) -> tuple[str, ...]:
        """The months of languages that write the year before them."""
        return tuple(word for word in self.months if word in YEAR_FIRST)


def words_in(lower: pl.Series) -> Words:
    """The words for months and weekdays that stand in lower-cased texts, be it within other words.

    What a pattern of these words alone finds in the texts is what one of all words would, in a fraction of
    the time.
    """
    found = (
        lower.str.extract_many(EVERY.implode(), overlapping=True)
        .explode(empty_as_null=False)
        .unique()
        .sort()
        .to_list()
    )
    return Words(*(tuple(word for word in found if word in words) for words in (MONTHS, WEEKDAYS)))


def alternatives(words: Iterable[str]) -> str:
    """The words as alternatives of a regex (Rust), longest first, parted by `|`; a space stands for any white
    space."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(longest_first).replace(".", "[.]").replace(" ", r"\s+") or NEVER
