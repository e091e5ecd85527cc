"""Teasers under or amid a text: other stories, each with a title and a sentence that reads like text."""

import numpy as np
import polars as pl

from assets.cleaning.body.known import is_habit, is_unsure
from assets.cleaning.body.step import step
from assets.cleaning.line_model.odds import together

ROW = 4  # sentences at one distance from each other that make a row of teasers
APART = (2, 4)  # that distance in lines: a title, perhaps labels, and the sentence
SENTENCE = 40  # bytes from which a line with a closing mark counts as one
TITLE, TEASER = 4, 6  # words that a title has at the least, and a teaser
USUAL, LONGEST = (
    80,
    300,
)  # bytes that the sentences of teasers have in the mean at the least, and each at the most
DOUBTED = 0.8  # chance below which they are no text, taken together
# chance from which a sentence is text, and so no teaser; where there is none such, teasers cannot be told
# from text
SURE = 0.9

RUN_ON = r"^(.+?\p{Ll}{2}[?!…”’)]?)(\p{Lu}\p{Ll}*\s.+)$"  # a title, and without a space behind it its teaser
GLUED = r"\p{Ll}{2}[?!…”’)]?\p{Lu}\p{Ll}*\s"
CAPITAL = r"(?:^|\s)[“‘\"'(]?[\p{Lu}\p{N}]"
UPPER, LOWER = (
    0.7,
    0.45,
)  # share of capitalised words from which the one is a title, and below which the other is a sentence
CARDS = 3  # such lines that a page has at the least: a text may hold a name like MacBook


@step(needs="doc text ended size odds chance verdict body")
def teasers_in_a_row(lines: pl.DataFrame) -> pl.DataFrame:
    """Drops teasers in a row: a title of its own, perhaps labels, and a sentence, over and over, of which the
    model is not sure.

    Lines that are dropped already do not count. What stands between two such sentences is theirs, and as much
    above the first.
    """
    filled, is_free = lines, ~(pl.col("body").eq_missing(False) | is_habit())
    lines = filled.select("doc", "text", "ended", "size", found="odds", free=is_free).with_row_index("row")
    sure = (pl.col("found") >= SURE).any().over("doc")
    lines = lines.filter("free").filter(sure).with_columns(at=pl.int_range(pl.len()))
    sentence = pl.col("ended") & (pl.col("size") >= SENTENCE)
    short = (pl.col("size") < LONGEST) & (pl.col("found") < SURE)
    sentences = lines.with_columns(top=pl.col("at").first().over("doc")).filter(sentence)
    runs = _rows_of(sentences.with_columns(short=short))
    theirs = lines.join_asof(runs, left_on="at", right_on="first", strategy="backward")
    theirs = theirs.filter((pl.col("at") <= pl.col("last")) & (~sentence | short))
    # Recipes, dates and terms have short names; the buttons between the steps of a guide are all alike.
    titles = (
        pl.col("text")
        .filter(~sentence & (pl.col("text").str.count_matches(r"\S+") >= TITLE))
        .n_unique()
        .over("run")
    )
    teasers = np.isin(np.arange(filled.height), theirs.filter(titles >= pl.col("lines") - 1)["row"])
    return pl.select(keep=pl.when(pl.Series(teasers)).then(False))


def _rows_of(sentences: pl.DataFrame) -> pl.DataFrame:
    """`run`, `first`, `last`, `lines`: where rows of short sentences at one distance begin and end (`at`),
    and how many they are."""
    apart = pl.col("at").diff().over("doc")
    like = pl.col("short") & pl.col("short").shift(1).over("doc") & apart.is_between(*APART)
    placed = sentences.with_columns(apart=pl.when(like).then(apart)).with_columns(
        run=pl.struct("doc", "apart").rle_id()
    )
    runs = (
        placed.drop_nulls("apart")
        .group_by("run", maintain_order=True)
        .agg(
            first=pl.max_horizontal(
                pl.col("top").first(), pl.col("at").first() - 2 * pl.col("apart").first() + 1
            ),
            last=pl.col("at").last(),
            lines=pl.len() + 1,
            size=pl.col("size").mean(),
            chance=together(pl.col("found")),
        )
    )
    return runs.filter((pl.col("lines") >= ROW) & (pl.col("size") >= USUAL) & (pl.col("chance") < DOUBTED))


@step(needs="doc text ended chance")
def title_runs_into_teaser(lines: pl.DataFrame) -> pl.DataFrame:
    """Drops cards: a title in capitalised words runs into its teaser without a space, where the page has
    several such lines.

    The model must not be sure of them. A list of advice may be scraped so too.
    """
    glued = pl.when("ended").then(pl.col("text").str.head(LONGEST)).str.contains(GLUED)
    unsure = lines.select(is_unsure()).to_series()
    lines = lines.select("doc", text=pl.when(glued).then("text"))
    parts = pl.col("text").str.extract_groups(RUN_ON)
    split = lines.select("doc", title=parts.struct[0], teaser=parts.struct[1])
    words = {part: pl.col(part).str.count_matches(r"\S+") for part in ("title", "teaser")}
    upper = {part: pl.col(part).str.count_matches(CAPITAL) / words[part] for part in words}
    card = (
        (words["title"] >= TITLE)
        & (words["teaser"] >= TEASER)
        & (upper["title"] >= UPPER)
        & (upper["teaser"] < LOWER)
    )
    split = split.with_columns(card=card.fill_null(False))
    several = pl.col("card").sum().over("doc") >= CARDS
    return split.select(keep=pl.when(pl.col("card") & several & unsure).then(False))
