"""From parsed lines to clean copy: every line kept or dropped, by which rule, and what the kept ones say."""

import polars as pl

from assets.cleaning import languages, roles
from assets.cleaning.body import paragraphs, steps
from assets.cleaning.fields import evidence
from assets.cleaning.lines import explode
from checks.shapes import EVIDENCE, LINE, LINE_LANGUAGE

KEYS = (
    "version_id",
    "article_id",
    "path",
    "outlet",
    "outlet_basis",
    "url",
    "retrieved_at",
    "encoding",
    "size",
    "places",
    "elements",
    "links",
)


def clean(
    parsed: pl.DataFrame, recurring: pl.DataFrame, corrections: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Rows of contract Parsed, and all of contracts Recurring and Corrections → rows of contract Cleaned, in
    the same order."""
    lines = explode(parsed, recurring, corrections)
    lines = roles.decide(steps.judge(lines))
    body = lines.filter("in_body")
    lines = lines.join(paragraphs.number(body), on="row", how="left", maintain_order="left")
    documents = parsed.with_row_index("doc")
    habits = recurring.filter(pl.col("template").is_null()).select("outlet", "day_first")
    documents = documents.join(habits, on="outlet", how="left", maintain_order="left")
    standing = evidence.standing(lines, documents, corrections)
    followed = evidence.followed(standing)
    of_lines = (_bodies(lines), _ledger(lines), languages.tell(lines))
    for part in of_lines:
        documents = documents.join(part, on="doc", how="left", maintain_order="left")
    for part in (evidence.values(followed), evidence.dates(followed, documents)):
        documents = documents.join(part, on="doc", how="left", maintain_order="left")
    written = evidence.written(standing, documents).group_by("doc", maintain_order=True)
    ledger = written.agg(evidence=pl.struct(list(EVIDENCE.to_schema())))
    documents = documents.join(ledger, on="doc", how="left", maintain_order="left")
    return _with_outlets(documents, evidence.outlets(standing)).select(
        *KEYS,
        "headline",
        "deck",
        pl.col("body").fill_null(""),
        "byline",
        _or_empty("authors", pl.List(pl.String)),
        *("desk", "credit", "dateline", "published_at", "published_on"),
        pl.col("published_precision").fill_null("unknown"),
        pl.col("published_basis").fill_null("none"),
        *("published_earliest", "published_latest", "modified_at"),
        "section",
        _or_empty("tags", pl.List(pl.String)),
        "image_url",
        "is_accessible_for_free",
        pl.col("kept_share").fill_null(0.0),
        "language",
        _or_empty("line_languages", pl.List(LINE_LANGUAGE)),
        _or_empty("lines", pl.List(LINE)),
        _or_empty("evidence", pl.List(EVIDENCE)).alias("fields"),
    )


def _with_outlets(documents: pl.DataFrame, corrected: pl.DataFrame) -> pl.DataFrame:
    """The documents under the outlets that people say published them."""
    if corrected.is_empty():
        return documents
    joined = documents.join(corrected, on="doc", how="left", maintain_order="left")
    said, named = pl.col("corrected_outlet").is_not_null(), pl.col("corrected_outlet") != ""
    return joined.with_columns(
        outlet=pl.when(said).then(pl.when(named).then("corrected_outlet")).otherwise("outlet"),
        outlet_basis=pl.when(said).then(pl.when(named).then(pl.lit("correction"))).otherwise("outlet_basis"),
    )


def _or_empty(column: str, dtype: pl.DataType) -> pl.Expr:
    return pl.coalesce(pl.col(column).cast(dtype), pl.lit([], dtype))


def _bodies(lines: pl.DataFrame) -> pl.DataFrame:
    """`doc`, `body`, `kept_share`: characters of in-body lines over characters of all lines, both trimmed."""
    size = pl.col("text").str.len_chars()
    share = lines.group_by("doc").agg(
        kept_share=size.filter("in_body").sum() / pl.max_horizontal(size.sum(), 1)
    )
    return share.join(paragraphs.join(lines.filter("in_body")), on="doc", how="left")


def _ledger(lines: pl.DataFrame) -> pl.DataFrame:
    as_found = lines.with_columns(text="found")
    return as_found.group_by("doc", maintain_order=True).agg(lines=pl.struct(list(LINE.to_schema())))
