"""Teasers under or amid a text: other stories, each with a title and a sentence that reads like text."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from assets.cleaning.body.known import is_habit, is_unsure
from assets.cleaning.body.step import step
from assets.cleaning.line_model.odds import together


@dataclass(frozen=True)
class TeaserLimits:
    """What teasers in a row are like, and lines in which a title runs into its teaser."""

    row_sentences: int = 4  # at one distance from each other, which make a row of teasers
    nearest_lines: int = 2  # that distance: a title, and the sentence …
    farthest_lines: int = 4  # … with labels between them
    sentence_bytes: int = 40  # from which a line with a closing mark counts as one
    mean_bytes: int = 80  # that the sentences of teasers have at the least
    longest_bytes: int = 300  # of each
    title_words: int = 4  # that a title has at the least
    teaser_words: int = 6  # that a teaser has at the least
    doubted_chance: float = 0.8  # below which they are no text, taken together
    # from which a sentence is text, and so no teaser; where there is none such, a teaser is like a text
    sure_chance: float = 0.9
    title_capitals: float = 0.7  # share of capitalised words from which a part of a line is a title
    sentence_capitals: float = 0.45  # share of them below which it is a sentence
    cards: int = 3  # such lines that a page has at the least: a text may hold a name like MacBook


LIMITS: Final = TeaserLimits()
RUN_ON = r"^(.+?\p{Ll}{2}[?!…”’)]?)(\p{Lu}\p{Ll}*\s.+)$"  # a title, and without a space behind it its teaser
GLUED = r"\p{Ll}{2}[?!…”’)]?\p{Lu}\p{Ll}*\s"
CAPITAL = r"(?:^|\s)[“‘\"'(]?[\p{Lu}\p{N}]"


@step(needs="doc text ended size odds chance verdict body")
def teasers_in_a_row(lines: pl.DataFrame) -> pl.DataFrame:
    """Drops teasers in a row: a title of its own, perhaps labels, and a sentence, over and over, of which the
    model is not sure.

    Lines that are dropped already do not count. What stands between two such sentences is theirs, and as much
    above the first.
    """
    filled, is_free = lines, ~(pl.col("body").eq_missing(False) | is_habit())
    lines = filled.select("doc", "text", "ended", "size", "odds", free=is_free).with_row_index("row")
    sure = (pl.col("odds") >= LIMITS.sure_chance).any().over("doc")
    lines = lines.filter("free").filter(sure).with_columns(at=pl.int_range(pl.len()))
    sentence = pl.col("ended") & (pl.col("size") >= LIMITS.sentence_bytes)
    short = (pl.col("size") < LIMITS.longest_bytes) & (pl.col("odds") < LIMITS.sure_chance)
    sentences = lines.with_columns(top=pl.col("at").first().over("doc")).filter(sentence)
    runs = _rows_of(sentences.with_columns(short=short))
    theirs = lines.join_asof(runs, left_on="at", right_on="first", strategy="backward")
    theirs = theirs.filter((pl.col("at") <= pl.col("last")) & (~sentence | short))
    # Recipes, dates and terms have short names; the buttons between the steps of a guide are all alike.
    is_title = ~sentence & (pl.col("text").str.count_matches(r"\S+") >= LIMITS.title_words)
    titles = pl.col("text").filter(is_title).n_unique().over("run")
    teasers = np.isin(np.arange(filled.height), theirs.filter(titles >= pl.col("lines") - 1)["row"])
    return pl.select(keep=pl.when(pl.Series(teasers)).then(False))


def _rows_of(sentences: pl.DataFrame) -> pl.DataFrame:
    """`run`, `first`, `last`, `lines`: where rows of short sentences at one distance begin and end (`at`),
    and how many they are."""
    apart = pl.col("at").diff().over("doc")
    both_short = pl.col("short") & pl.col("short").shift(1).over("doc")
    like = both_short & apart.is_between(LIMITS.nearest_lines, LIMITS.farthest_lines)
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
            chance=together(pl.col("odds")),
        )
    )
    many = pl.col("lines") >= LIMITS.row_sentences
    long = pl.col("size") >= LIMITS.mean_bytes
    return runs.filter(many & long & (pl.col("chance") < LIMITS.doubted_chance))


@step(needs="doc text ended chance")
def title_runs_into_teaser(lines: pl.DataFrame) -> pl.DataFrame:
    """Drops cards: a title in capitalised words runs into its teaser without a space, where the page has
    several such lines.

    The model must not be sure of them. A list of advice may be scraped so too.
    """
    glued = pl.when("ended").then(pl.col("text").str.head(LIMITS.longest_bytes)).str.contains(GLUED)
    unsure = lines.select(is_unsure()).to_series()
    lines = lines.select("doc", text=pl.when(glued).then("text"))
    parts = pl.col("text").str.extract_groups(RUN_ON)
    split = lines.select("doc", title=parts.struct[0], teaser=parts.struct[1])
    words = {part: pl.col(part).str.count_matches(r"\S+") for part in ("title", "teaser")}
    upper = {part: pl.col(part).str.count_matches(CAPITAL) / words[part] for part in words}
    title = (words["title"] >= LIMITS.title_words) & (upper["title"] >= LIMITS.title_capitals)
    teaser = (words["teaser"] >= LIMITS.teaser_words) & (upper["teaser"] < LIMITS.sentence_capitals)
    card = title & teaser
    split = split.with_columns(card=card.fill_null(False))
    several = pl.col("card").sum().over("doc") >= LIMITS.cards
    return split.select(keep=pl.when(pl.col("card") & several & unsure).then(False))
