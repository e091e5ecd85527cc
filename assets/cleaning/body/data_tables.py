"""Standings, results, calendars: lines of figures and names that do not read like text."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from assets.cleaning.body.step import step
from assets.cleaning.line_shape import BULLET, HEADER, STAMP


@dataclass(frozen=True)
class TableLimits:
    """What makes a table."""

    # under a date: fewer may be what a menu leaves between two labels
    lines_under_date: int = 8
    figures_share: float = 0.67  # of its lines that hold one: menus and lists of teasers have few
    lines_in_text: int = 5  # in a row with the same marks
    marks: int = 3  # of each line, that are compared
    line_bytes: int = 160  # below which a line is one of a table
    line_chance: float = 0.02  # that each line of a table has at the least: menus have less
    own_chars: int = 8  # by which its lines differ


LIMITS: Final = TableLimits()
# addresses, weather, quotations of the exchange, comments, counts of comments
NO_TABLE = r"://|[°%]|[0-9]:[0-9][0-9]|\([0-9]+\)"
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
    known_role, text = pl.col("known_role").fill_null(""), pl.col("text")
    free = (known_role == "") & ~text.str.contains(BULLET)
    kind = (
        pl.when(free)
        .then(pl.lit("free"))
        .when(known_role.is_in(BETWEEN))
        .then(pl.lit("header"))
        .otherwise(pl.lit("other"))
    )
    placed = lines.with_columns(kind=kind).with_columns(run=pl.struct("doc", "kind").rle_id())
    runs = placed.group_by("doc", "run", "kind", maintain_order=True).agg(
        lines=pl.len(), figures=text.str.contains(r"\d").mean(), stamped=known_role.is_in(STAMP).any()
    )
    dated = (pl.col("stamped") & (pl.col("kind") == "header")).shift(1).over("doc").fill_null(False)
    long = pl.col("lines") >= LIMITS.lines_under_date
    of_figures = pl.col("figures") >= LIMITS.figures_share
    tables = runs.filter((pl.col("kind") == "free") & dated & long & of_figures)
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
    short = pl.col("text").str.len_bytes() < LIMITS.line_bytes
    possible = free & (pl.col("odds") >= LIMITS.line_chance) & short
    lines = lines.select("doc", "body", "text", free=free, possible=possible).with_row_index("at")
    lines = lines.join(_marks(lines.filter("possible")), on="at", how="left", maintain_order="left")
    under, second = (pl.col("body").shift(above).over("doc").fill_null(False) for above in (1, 2))
    headed = second & pl.col("free").shift(1).over("doc")
    lines = lines.with_columns(under=under, near=under | headed, run=pl.struct("doc", "marks").rle_id())
    rows = lines.drop_nulls("marks").group_by("run", maintain_order=True)
    runs = rows.agg(lines=pl.len(), own=pl.col("own").n_unique(), near=pl.col("near").first())
    differ = pl.col("own") >= pl.col("lines") / 2  # buttons say the same over and over
    long = pl.col("lines") >= LIMITS.lines_in_text
    table = pl.col("run").is_in(runs.filter(long & differ & pl.col("near"))["run"].implode())
    begins = table & (pl.col("run") != pl.col("run").shift(1))
    heading = pl.col("free") & (begins & ~pl.col("under")).shift(-1, fill_value=False)
    return lines.select(keep=pl.when(table | heading).then(True))


def _marks(lines: pl.DataFrame) -> pl.DataFrame:
    """`at`, `own`, `marks`: how each line begins, and its first marks, of lines with marks that a table may
    have."""
    rows = lines.filter(~pl.col("text").str.contains(NO_TABLE))
    bare = rows.select("at", text=pl.col("text").str.replace(BULLET, ""))
    own, marks = pl.col("text").str.head(LIMITS.own_chars), pl.col("marks")
    without_words = pl.col("text").str.replace_all(WORD, "").str.replace_all(r"[\s.]", "")
    begins = bare.select("at", own=own, marks=without_words.str.head(LIMITS.marks))
    enough = marks.str.len_chars() == LIMITS.marks
    return begins.filter(enough & ~marks.str.contains(r"[/|]") & marks.str.contains("[^,]"))
