"""The lines of many documents as one table, and what the rules say of each."""

import polars as pl

from assets.cleaning import corrected
from assets.cleaning.rules import matching
from assets.cleaning.rules.lexicon import MODEL_MAY_KEEP
from assets.parsing import distinct


def undoubted() -> pl.Expr:
    """`known_role` but where only a doubtful sign tells: what the line model and the header are judged by."""
    return pl.when(~pl.col("known_by").is_in(list(MODEL_MAY_KEEP))).then("known_role")


def explode(
    parsed: pl.DataFrame, recurring: pl.DataFrame, corrections: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Rows of Parsed → one row per span in file order: `doc`, `row`, the span's columns, `known_role`,
    `known_by`, `verdict`, `usual_role`, `correction`, `corrector`.

    Lines of pages also have `element` and `hint`, null elsewhere.

    `text` is as it is read, `found` as it stands in the file. `known_role` is the role that the document
    itself or the lexicon names, `known_by` the rule that did.
    """
    spans = (
        parsed.with_row_index("doc")
        .select("doc", "outlet", span="spans")
        .filter(pl.col("span").list.len() > 0)
        .explode("span")
        .unnest("span")
    )
    spans = spans.with_row_index("row").with_columns(
        pl.col("row").cast(pl.Int64), found="text", text=pl.coalesce("mended", "text")
    )
    habits = recurring.filter(pl.col("enabled") & pl.col("template").is_not_null()).select(
        "outlet", "template", "verdict", "usual_role"
    )
    spans = spans.join(habits, on=["outlet", "template"], how="left", maintain_order="left").with_columns(
        pl.col("verdict").fill_null("none")
    )
    spans = spans.join(_of_pages(parsed), on=["doc", "line_no"], how="left", maintain_order="left")
    spans = corrected.lines(spans, parsed, corrections)
    ruled = distinct.ask(spans.filter(pl.col("role").is_null()), matching.rule_on).rename(
        {"role": "_role", "rule": "_rule"}
    )
    joined = spans.join(ruled, on="row", how="left", maintain_order="left")
    return joined.with_columns(
        known_role=pl.coalesce("role", "_role"), known_by=pl.coalesce("rule", "_rule")
    ).drop("_role", "_rule", "role", "rule", "outlet")


def _of_pages(parsed: pl.DataFrame) -> pl.DataFrame:
    """`doc`, `line_no`, `element`, `hint` of the lines of pages."""
    pages = (
        parsed.with_row_index("doc")
        .select("doc", element="elements", hint="hints")
        .filter((pl.col("hint").list.len() > 0) & (pl.col("hint").list.len() == pl.col("element").list.len()))
    )
    numbers = pl.int_ranges(1, pl.col("element").list.len() + 1, dtype=pl.Int32)
    return pages.select("doc", "element", "hint", line_no=numbers).explode("element", "hint", "line_no")
