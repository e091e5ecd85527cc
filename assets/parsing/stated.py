"""What a record or a page says of a document's fields outside its text, read as evidence."""

from typing import Final

import polars as pl

from assets.parsing import bylines, dates

STATEMENTS: Final = {
    "doc": pl.UInt32,
    "field": pl.String,
    "value": pl.String,
    "place": pl.String,
    "rule": pl.String,
    "confidence": pl.Float64,
}
"""What is read: a field's value in whatever words, where it stands, and how sure such a place is."""

BY_RECORD: Final = 0.97  # how sure a field is that a record states
DATES: Final = ("published", "modified")
PERSONS: Final = "author"


def of_records(raw: pl.DataFrame) -> pl.DataFrame:
    """Rows of contract Raw with `doc` → the statements of their records."""
    return (
        raw.select("doc", said="stated")
        .filter(pl.col("said").list.len() > 0)
        .explode("said")
        .unnest("said")
        .select(
            pl.col("doc").cast(pl.UInt32),
            "field",
            "value",
            "place",
            rule=pl.lit("stated_in_record"),
            confidence=pl.lit(BY_RECORD),
        )
    )


def of_pages(documents: pl.DataFrame) -> pl.DataFrame:
    """Documents as readers give them, with `doc` → what pages state beside their text (see
    `pages.statements`)."""
    return (
        documents.select("doc", "said")
        .filter(pl.col("said").list.len() > 0)
        .explode("said")
        .unnest("said")
        .select(pl.col("doc").cast(pl.UInt32), *[name for name in STATEMENTS if name != "doc"])
    )


def read(statements: pl.DataFrame, retrieved: pl.DataFrame) -> pl.DataFrame:
    """Rows of STATEMENTS, and `doc`, `retrieved_at` → the same columns, one row a value, as evidence has it.

    A date is written as the dates of lines are (see `dates.read`), an author's name without titles; what
    holds no date, and a name that is none, says nothing.
    """
    told = statements.with_columns(pl.col("value").str.strip_chars()).filter(pl.col("value") != "")
    told = told.with_row_index("row")
    is_date, is_name = pl.col("field").is_in(DATES), pl.col("field") == PERSONS
    when = told.filter(is_date).join(retrieved, on="doc", how="left", maintain_order="left")
    parts = [
        told.filter(~is_date & ~is_name).select("row", *STATEMENTS),
        _valued(told, _dates(when)),
        _valued(told, _persons(told.filter(is_name))),
    ]
    return pl.concat(parts).sort("row", maintain_order=True).select(*STATEMENTS)


def _valued(told: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
    """Statements with the values read of them; what was `said` of the field is the more exact word."""
    found = values.join(told.drop("value"), on="row", how="left", maintain_order="left")
    return found.with_columns(field=pl.coalesce("said", "field")).select("row", *STATEMENTS)


def _dates(when: pl.DataFrame) -> pl.DataFrame:
    """`row`, `value`, `said` (null: the statement names the field) of the statements that hold a date."""
    if when.is_empty():  # making a pattern ready costs more than trying it
        return when.select("row", "value", said=pl.lit(None, pl.String))
    asked = ["value", "retrieved_at"]  # a page says the same in several places
    once = when.select(asked).unique(maintain_order=True).with_row_index("row")
    once = once.with_columns(text="value", lower=dates.lowered(once["value"]))
    first = dates.read(once).filter(pl.col("nth") == 0)
    read = once.select("row", *asked).join(first.select("row", read="value"), on="row")
    found = when.join(read.drop("row"), on=asked, how="inner", nulls_equal=True, maintain_order="left")
    return found.select("row", value="read", said=pl.lit(None, pl.String))


def _persons(named: pl.DataFrame) -> pl.DataFrame:
    """`row`, `value`, `said` (author, desk, credit) of the statements that name who wrote it."""
    once = named.select("value").unique(maintain_order=True).with_row_index("row")
    found = bylines.read(once.select("row", text="value"))
    read = once.select("row", said_as="value").join(found, on="row", maintain_order="left_right")
    rows = named.select("row", said_as="value").join(
        read.drop("row"), on="said_as", how="inner", maintain_order="left_right"
    )
    return rows.select("row", "value", said="field")
