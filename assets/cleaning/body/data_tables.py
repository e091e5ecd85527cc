"""Standings, results, calendars: lines of figures and names that do not read like text."""

import polars as pl

from assets.cleaning.body.step import step
from assets.cleaning.line_shape import BULLET, HEADER, STAMP

LINES = 8  # a table has at the least; fewer may be what a menu leaves between two labels
FIGURES = 0.67  # share of its lines that hold one: menus and lists of teasers have few
ALIKE, MARKS, BRIEF = (
    5,
    3,
    160,
)  # lines in a row with the same marks that make a table; the marks compared; bytes below which a line is one
POSSIBLE = 0.02  # chance that each line of a table has at the least: menus have less
# addresses, weather, quotations of the exchange, comments, counts of comments
NO_TABLE = r"://|[°%]|[0-9]:[0-9][0-9]|\([0-9]+\)"
OWN = 8  # characters by which the lines of a table differ
WORD = r"[\p{L}\p{N}\p{M}]+(?:['’.,:-][\p{L}\p{N}\p{M}]+)*"
BETWEEN = (*HEADER, "share_widget")  # what may stand between an article's date and the article


@step(needs="row doc text known_role verdict sure_page")
def table_under_date(lines: pl.DataFrame) -> pl.DataFrame:
    """Keeps the longest table right under a date or byline of each page on which nothing is likely text.

    A table is an unbroken run of lines that no rule knows and that are no list entries, most of them with
    figures.
    """
    every = lines
    lines = lines.filter(~pl.col("sure_page"))
    told, text = pl.col("known_role").fill_null(""), pl.col("text")
    free = (told == "") & ~text.str.contains(BULLET)
    kind = (
        pl.when(free)
        .then(pl.lit("free"))
        .when(told.is_in(BETWEEN))
        .then(pl.lit("header"))
        .otherwise(pl.lit("other"))
    )
    placed = lines.with_columns(kind=kind).with_columns(run=pl.struct("doc", "kind").rle_id())
    runs = placed.group_by("doc", "run", "kind", maintain_order=True).agg(
        lines=pl.len(), figures=text.str.contains(r"\d").mean(), stamped=told.is_in(STAMP).any()
    )
    dated = (pl.col("stamped") & (pl.col("kind") == "header")).shift(1).over("doc").fill_null(False)
    tables = runs.filter(
        (pl.col("kind") == "free") & dated & (pl.col("lines") >= LINES) & (pl.col("figures") >= FIGURES)
    )
    longest = (
        tables.sort("doc", "lines", descending=[False, True], maintain_order=True)
        .group_by("doc", maintain_order=True)
        .first()
    )
    table = placed.join(longest.select("run"), on="run", how="semi", maintain_order="left")["row"]
    own = pl.col("verdict") != "most"
    return every.select(keep=pl.when(pl.col("row").is_in(table.implode()) & own).then(True))


@step(needs="doc text ended odds dropped body")
def table_in_text(lines: pl.DataFrame) -> pl.DataFrame:
    """Keeps the lines of a table right under the text, and for its heading: the same marks stand in each of
    them in the same order.

    Tour dates, results, a squad. Full stops do not count: they end abbreviations.
    """
    free = ~pl.col("ended") & ~pl.col("dropped")
    possible = free & (pl.col("odds") >= POSSIBLE) & (pl.col("text").str.len_bytes() < BRIEF)
    lines = lines.select("doc", "body", "text", free=free, possible=possible).with_row_index("at")
    lines = lines.join(_marks(lines.filter("possible")), on="at", how="left", maintain_order="left")
    under, second = (pl.col("body").shift(above).over("doc").fill_null(False) for above in (1, 2))
    headed = second & pl.col("free").shift(1).over("doc")
    lines = lines.with_columns(under=under, near=under | headed, run=pl.struct("doc", "marks").rle_id())
    rows = lines.drop_nulls("marks").group_by("run", maintain_order=True)
    runs = rows.agg(lines=pl.len(), own=pl.col("own").n_unique(), near=pl.col("near").first())
    differ = pl.col("own") >= pl.col("lines") / 2  # buttons say the same over and over
    table = pl.col("run").is_in(
        runs.filter((pl.col("lines") >= ALIKE) & differ & pl.col("near"))["run"].implode()
    )
    begins = table & (pl.col("run") != pl.col("run").shift(1))
    heading = pl.col("free") & (begins & ~pl.col("under")).shift(-1, fill_value=False)
    return lines.select(keep=pl.when(table | heading).then(True))


def _marks(lines: pl.DataFrame) -> pl.DataFrame:
    """`at`, `own`, `marks`: how each line begins, and its first marks, of lines with marks that a table may
    have."""
    told = lines.filter(~pl.col("text").str.contains(NO_TABLE)).select(
        "at", text=pl.col("text").str.replace(BULLET, "")
    )
    marks = pl.col("text").str.replace_all(WORD, "").str.replace_all(r"[\s.]", "").str.head(MARKS)
    told = told.select("at", own=pl.col("text").str.head(OWN), marks=marks)
    telling = (
        (pl.col("marks").str.len_chars() == MARKS)
        & ~pl.col("marks").str.contains(r"[/|]")
        & pl.col("marks").str.contains("[^,]")
    )
    return told.filter(telling)
