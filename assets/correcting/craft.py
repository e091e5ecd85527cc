"""From rows as people wrote them to corrections that can be followed."""

from typing import Final

import polars as pl

from assets.correcting import names
from assets.reading.corrections import OF_NAMES, WRITTEN
from checks.vocabulary import CORRECTED_FIELDS, ENTITY_KINDS

YES, NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0")
DATED: Final = tuple(name for name, evidence in CORRECTED_FIELDS.items() if evidence == "published")
# a day, or a moment with or without its zone
CLOCK: Final = r"[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?"
MADE_ON: Final = pl.col("on").str.to_date("%Y-%m-%d", strict=False)
IS_NAME: Final = pl.col("kind") == "name"
ISO: Final = rf"^(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:{CLOCK})?$"
COLUMNS: Final = (
    *("file", "row", "kind", "article", "article_id", "other", "other_id", "line", "name", "field", "value"),
    *("made_by", "made_on", "note", "problem"),
)


def understand(written: pl.DataFrame | None) -> pl.DataFrame:
    """Rows of `reading.corrections.WRITTEN` with `article_id` and `other_id` (null of what is not in the
    archive) → rows of contract Corrections, in the same order.

    `problem` says why a row cannot be followed; null where it can. Of two that say different things of one
    line, field, pair or name the later one is followed.
    """
    if written is None:
        written = pl.DataFrame(schema={**WRITTEN, "article_id": pl.String, "other_id": pl.String})
    said = pl.col("value").str.to_lowercase()
    value = (
        pl.when(pl.col("kind") == "field")
        .then(_date())
        .when(IS_NAME & (pl.col("field") == "same_as"))
        .then("value")
        .when(IS_NAME & (pl.col("field") == "kind"))
        .then(pl.when(said.is_in([*ENTITY_KINDS])).then(said))
        .when(said.is_in(YES))
        .then(pl.lit("yes"))
        .when(said.is_in(NO))
        .then(pl.lit("no"))
    )
    rows = written.with_columns(
        value=value,
        made_by=_filled("by"),
        made_on=MADE_ON,
        note=_note(),
    )
    rows = rows.with_columns(problem=_problem())
    rows = rows.with_columns(problem=pl.coalesce("problem", _overtaken()))
    return rows.with_columns(problem=pl.coalesce("problem", _circling(rows))).select(COLUMNS)


def _date() -> pl.Expr:
    """The value; of a date the form that evidence has."""
    return pl.when(pl.col("field").is_in(DATED)).then(_moment()).otherwise("value")


def _moment() -> pl.Expr:
    value = pl.col("value")
    known = value.str.replace(r"^(\S{10}) ", "$1T").str.replace(r"Z$", "+00:00")
    known = known.str.replace(r"(T\d\d:\d\d):\d\d", "$1")
    return pl.when((value == "") | value.str.contains(ISO)).then(known)


def _filled(column: str) -> pl.Expr:
    return pl.when(pl.col(column) != "").then(column)


def _note() -> pl.Expr:
    """The note; an `on` that is no date is added to it, for the row is followed all the same."""
    unread = pl.format(
        "(on {}, which is no date)", pl.when((pl.col("on") != "") & MADE_ON.is_null()).then("on")
    )
    note = pl.concat_str(_filled("note"), unread, separator=" ", ignore_nulls=True)
    return pl.when(note != "").then(note)


def _problem() -> pl.Expr:
    """Why a row cannot be followed, and what to do."""
    unread = pl.col("value").is_null()
    pair = pl.col("kind").is_in(["story", "copy"])
    return (
        pl.when(IS_NAME & (pl.col("name") == ""))
        .then(pl.lit("gives no name: write it as entities.name has it, or its entity_id"))
        .when(IS_NAME & pl.col("field").is_null())
        .then(pl.format("says nothing of the name: fill one of {}", pl.lit(", ".join(OF_NAMES))))
        .when(IS_NAME & pl.col("field").str.contains(",", literal=True))
        .then(pl.format("says {}: write a row for each", "field"))
        .when(pl.col("article") == "")
        .then(pl.lit("names no article: write its path, its address or its article_id"))
        .when(pl.col("article_id").is_null() & pl.col("article").is_not_null())
        .then(pl.lit("names an article that is not in the archive: look at articles.path"))
        .when(pair & pl.col("other_id").is_null())
        .then(pl.lit("names another article that is not in the archive: look at articles.path"))
        .when(pair & (pl.col("other_id") == pl.col("article_id")))
        .then(pl.lit("names one article twice"))
        .when((pl.col("kind") == "line") & (pl.col("line") == ""))
        .then(pl.lit("gives no line: write its text as lines.text has it"))
        .when((pl.col("kind") == "field") & ~pl.col("field").is_in([*CORRECTED_FIELDS]))
        .then(pl.format("corrects {}: choose one of {}", "field", pl.lit(", ".join(CORRECTED_FIELDS))))
        .when(unread & pl.col("field").is_in(DATED))
        .then(pl.lit("gives no date: write 2026-11-30, or 2026-11-30T09:05+01:00"))
        .when(IS_NAME & (pl.col("field") == "same_as") & (names.key("name") == names.key("value")))
        .then(pl.lit("gives one name twice"))
        .when(unread & (pl.col("field") == "kind"))
        .then(pl.format("gives no kind that is known: choose one of {}", pl.lit(", ".join(ENTITY_KINDS))))
        .when(unread)
        .then(pl.lit("says neither yes nor no in its last column"))
    )


def _overtaken() -> pl.Expr:
    """Of what can be followed, rows of which a later one says something else, or the same again."""
    low, high = pl.min_horizontal("article_id", "other_id"), pl.max_horizontal("article_id", "other_id")
    # that a name is the same as another, and that it is none, are two answers to one question
    asked = pl.when(IS_NAME & (pl.col("field") == "not_a_name")).then(pl.lit("same_as")).otherwise("field")
    can_be = pl.col("problem").is_null()
    about = pl.struct(
        "kind",
        "line",
        names.key("name").alias("name"),
        asked.alias("field"),
        low.alias("low"),
        high.alias("high"),
        can_be.alias("can_be"),
    )
    last, value = pl.col("row").last().over(about), pl.col("value").last().over(about)
    field = pl.col("field").last().over(about)
    repeated = (
        pl.when(pl.col("value").eq_missing(value) & pl.col("field").eq_missing(field))
        .then(pl.format("says the same as row {}", last))
        .otherwise(pl.format("is contradicted by row {}, which is followed: delete one", last))
    )
    return pl.when(pl.col("row") != last).then(repeated)


def _circling(rows: pl.DataFrame) -> pl.Series:
    """Of what can be followed, names that are made the same as one another in a circle."""
    followed = rows.filter(IS_NAME & pl.col("problem").is_null())
    found = {*names.circles(followed)}
    told = "leads back to the name that it begins with, by other rows: delete one of them"
    marks = zip(rows["file"], rows["row"], strict=True)
    return pl.Series("problem", [told if mark in found else None for mark in marks], dtype=pl.String)
