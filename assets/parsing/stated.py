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
BY_LABEL: Final = 0.96  # … and one that a labelled line at the head of the text states
DATES: Final = ("published", "modified")
PERSONS: Final = "author"
OUTLET_BASES: Final = {
    "stated_in_text": "text",
    "stated_in_json_ld": "publisher",
    "stated_in_open_graph": "site_name",
    "stated_in_meta": "site_name",
}
"""Rule → how an outlet is known that such evidence names; the most trusted first: a publisher names it before
its site's name does."""
UNCASED: Final = (
    r"^[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Arabic}\p{Hebrew}\p{Devanagari}\p{Bengali}\p{Tamil}\p{Telugu}"
    r"\p{Thai}\p{Georgian}\p{M}·・ー.\s]{2,30}$"
)
REPORTER: Final = r"\s*(?:기자|특파원|记者|記者|報道員)$|^(?:本报记者|记者|記者)\s*"


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
    Columns besides those come back as they are.

    A date is written as the dates of lines are (see `dates.read`), an author's name without titles; what
    holds no date, and a name that is none, says nothing.
    """
    told = statements.with_columns(pl.col("value").str.strip_chars()).filter(pl.col("value") != "")
    columns = told.columns
    told = told.with_row_index("row")
    is_date, is_name = pl.col("field").is_in(DATES), pl.col("field") == PERSONS
    when = told.filter(is_date).join(retrieved, on="doc", how="left", maintain_order="left")
    parts = [
        told.filter(~is_date & ~is_name),
        _valued(told, _dates(when)),
        _valued(told, _persons(told.filter(is_name))),
    ]
    return (
        pl.concat([part.select("row", *columns) for part in parts])
        .sort("row", maintain_order=True)
        .select(columns)
    )


def _valued(told: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
    """Statements with the values read of them; what was `said` of the field is the more exact word."""
    found = values.join(told.drop("value"), on="row", how="left", maintain_order="left")
    return found.with_columns(field=pl.coalesce("said", "field"))


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
    read = once.select("row", said_as="value").join(_read_once(once), on="row", maintain_order="left_right")
    rows = named.select("row", said_as="value").join(
        read.drop("row"), on="said_as", how="inner", maintain_order="left_right"
    )
    return rows.select("row", "value", "said")


def _read_once(named: pl.DataFrame) -> pl.DataFrame:
    """The same of the values that differ."""
    found = bylines.read(named.select("row", text="value")).select("row", "value", said="field")
    # names in scripts that have no capitals: such a label alone tells them
    rest = named.join(found, on="row", how="anti", maintain_order="left").select(
        "row", value=pl.col("value").str.replace(REPORTER, "").str.split("、")
    )
    rest = rest.explode("value").with_columns(pl.col("value").str.strip_chars())
    others = rest.filter(pl.col("value").str.contains(UNCASED)).with_columns(said=pl.lit(PERSONS))
    return pl.concat([found, others])


def identified(documents: pl.DataFrame) -> pl.DataFrame:
    """Parsed documents with `fields` and `host` → the same with the address and the outlet that these state,
    where nothing outside the content tells them, and how the outlet is known.

    The host of an address names an outlet where nothing else does.
    """
    said = (
        documents.select("doc", field="fields")
        .filter(pl.col("field").list.len() > 0)
        .explode("field")
        .unnest("field")
        .filter(pl.col("field").is_in(["url", "outlet"]))
    )
    rank = pl.col("rule").replace_strict(
        {rule: nth for nth, rule in enumerate(OUTLET_BASES)}, default=None, return_dtype=pl.Int64
    )
    urls = said.filter(field="url").group_by("doc").agg(said_url=pl.col("value").first())
    outlets = said.filter(pl.col("field") == "outlet", pl.col("rule").is_in(list(OUTLET_BASES)))
    outlets = outlets.sort(rank, maintain_order=True).unique("doc", keep="first", maintain_order=True)
    basis = pl.col("rule").replace_strict(OUTLET_BASES, default=None, return_dtype=pl.String)
    outlets = outlets.select("doc", said_outlet="value", said_basis=basis)
    documents = documents.join(urls, on="doc", how="left", maintain_order="left").join(
        outlets, on="doc", how="left", maintain_order="left"
    )
    unknown = pl.col("outlet").is_null() | (pl.col("outlet_basis") == "host").fill_null(False)
    told = unknown & pl.col("said_outlet").is_not_null()
    outlet = pl.when(told).then("said_outlet").otherwise(pl.coalesce("outlet", "host"))
    hosted = pl.when(unknown & pl.coalesce("outlet", "host").is_not_null()).then(pl.lit("host"))
    return documents.with_columns(
        url=pl.coalesce("url", "said_url"),
        outlet=outlet,
        outlet_basis=pl.when(told).then("said_basis").when(unknown).then(hosted).otherwise("outlet_basis"),
    )
