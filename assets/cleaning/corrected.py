"""What people corrected in an article: its lines and its fields, by their word alone."""

from typing import Final

import polars as pl

from checks.shapes import EVIDENCE
from checks.vocabulary import CORRECTED_FIELDS

CORRECTED: Final = "corrected"
"""The rule of what a person said."""
SAYS: Final = ("kind", "line", "field", "value", "made_by", "made_on")


def corrected_articles(corrections: pl.DataFrame | None) -> pl.DataFrame:
    """`article_id`, `said`: all that is followed of what people said of an article's lines and fields."""
    words = pl.concat_str(
        *(pl.col(name).cast(pl.String).fill_null("") for name in SAYS), separator="\x1f"
    ).sort()
    return _followed(corrections, "line", "field").group_by("article_id").agg(said=words.str.join("\x1e"))


def lines(spans: pl.DataFrame, parsed: pl.DataFrame, corrections: pl.DataFrame | None) -> pl.DataFrame:
    """Lines with `doc`, `found` and `text` → the same with `correction`: whether a person says that it is
    text, and `corrector`: who and when. Null where nobody said so."""
    said = _followed(corrections, "line")
    if said.is_empty():
        nobody = {"correction": pl.Boolean, "corrector": pl.String}
        return spans.with_columns(pl.lit(None, dtype).alias(name) for name, dtype in nobody.items())
    of_chunk = said.join(parsed.with_row_index("doc").select("doc", "article_id"), on="article_id")
    known = of_chunk.select("doc", "line", correction=pl.col("value") == "yes", corrector=_corrector())
    here = spans.filter(pl.col("doc").is_in(known["doc"].implode()))
    as_written = pl.concat([here.select("row", "doc", line=name) for name in ("found", "text")]).unique()
    of_rows = (
        as_written.join(known, on=["doc", "line"]).unique("row").select("row", "correction", "corrector")
    )
    return spans.join(of_rows, on="row", how="left", maintain_order="left")


def settle(judged: pl.DataFrame) -> pl.DataFrame:
    """Lines with `body`, `rule`, `overruled`, `placed` → the same as people corrected them: a line that they
    say is text has no other place, one that they say is none keeps the place that it has."""
    said = pl.col("correction").is_not_null()
    before = pl.concat_str("overruled", "rule", separator=", ", ignore_nulls=True)
    return judged.with_columns(
        body=pl.coalesce("correction", "body"),
        overruled=pl.when(said & (pl.col("correction") != pl.col("body")))
        .then(before)
        .otherwise("overruled"),
        rule=pl.when(said).then(pl.lit(CORRECTED)).otherwise("rule"),
        placed=pl.when(pl.col("correction").fill_null(False)).then(None).otherwise("placed"),
    )


def evidence(documents: pl.DataFrame, corrections: pl.DataFrame | None) -> pl.DataFrame:
    """The corrected fields of documents (`doc`, `article_id`) as evidence: `doc` and the columns of EVIDENCE.
    Authors stand in one value with semicolons between. A value of "" says that there is none."""
    said = _followed(corrections, "field").join(documents.select("doc", "article_id"), on="article_id")
    each = pl.when(pl.col("field") == "authors").then(pl.col("value").str.split(";"))
    values = said.with_columns(value=each.otherwise(pl.concat_list("value"))).explode("value")
    told = values.select(
        "doc",
        field=pl.col("field").replace_strict(CORRECTED_FIELDS, return_dtype=pl.String),
        value=pl.col("value").str.strip_chars(),
        place=_corrector(),
        rule=pl.lit(CORRECTED),
        confidence=pl.lit(1.0),
    )
    columns = EVIDENCE.to_schema().items()
    absent = [pl.lit(None, dtype).alias(name) for name, dtype in columns if name not in told.columns]
    return told.with_columns(absent).select("doc", *(pl.col(name).cast(dtype) for name, dtype in columns))


def _corrector() -> pl.Expr:
    """Who said it and when, as `by Ana Brandt on 2026-11-30`."""
    who = pl.format("by {}", "made_by"), pl.format("on {}", pl.col("made_on").cast(pl.String))
    return pl.concat_str(pl.lit("corrected"), *who, separator=" ", ignore_nulls=True)


def _followed(corrections: pl.DataFrame | None, *kinds: str) -> pl.DataFrame:
    """The corrections of some kinds that can be followed."""
    if corrections is None:
        return pl.DataFrame(schema={**dict.fromkeys(("article_id", *SAYS), pl.String), "made_on": pl.Date})
    followed = corrections.filter(pl.col("kind").is_in(kinds) & pl.col("problem").is_null())
    return followed.select("article_id", *SAYS)
