"""Standings, results, calendars: the whole story is a table, and no line of the page reads like text."""

import polars as pl

from assets.cleaning.features import BULLET, HEADER

LINES = 8  # a table has at the least; fewer may be what a menu leaves between two labels
FIGURES = 0.67  # share of its lines that hold one: menus and lists of teasers have few
STAMP = ("timestamp", "byline")
BETWEEN = (*HEADER, "share_widget")  # what may stand between an article's date and the article


def under_date(lines: pl.DataFrame) -> pl.DataFrame:
    """Non-blank lines with `doc`, `row`, `text`, `told` → `row` of the longest table right under a date or byline of each document.

    A table is an unbroken run of lines that no rule knows and that are no list entries, most of them with figures.
    """
    told, text = pl.col("told").fill_null(""), pl.col("text")
    free = (told == "") & ~text.str.contains(BULLET)
    kind = pl.when(free).then(pl.lit("free")).when(told.is_in(BETWEEN)).then(pl.lit("header")).otherwise(pl.lit("other"))
    placed = lines.with_columns(kind=kind).with_columns(run=pl.struct("doc", "kind").rle_id())
    runs = placed.group_by("doc", "run", "kind", maintain_order=True).agg(
        lines=pl.len(), figures=text.str.contains(r"\d").mean(), stamped=told.is_in(STAMP).any()
    )
    dated = (pl.col("stamped") & (pl.col("kind") == "header")).shift(1).over("doc").fill_null(False)
    tables = runs.filter((pl.col("kind") == "free") & dated & (pl.col("lines") >= LINES) & (pl.col("figures") >= FIGURES))
    longest = tables.sort("doc", "lines", descending=[False, True], maintain_order=True).group_by("doc", maintain_order=True).first()
    return placed.join(longest.select("run"), on="run", how="semi", maintain_order="left").select("row")
