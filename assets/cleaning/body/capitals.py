"""Lines in capitals amid sentences: headlines of other stories."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from assets.cleaning.body.known import is_unsure
from assets.cleaning.body.step import step


@dataclass(frozen=True)
class CapitalsLimits:
    """What a headline in capitals has: a shorter line may be a subheading."""

    fewest_bytes: int = 64
    fewest_words: int = 7
    fewest_capitals: int = 30
    most_other_letters: int = 2


LIMITS: Final = CapitalsLimits()
SPOKEN = r"^¿|[.!?]\s\p{Lu}"  # a question, several sentences: somebody's own words


@step(needs="doc text ended sentence chance")
def headline_in_capitals(lines: pl.DataFrame) -> pl.DataFrame:
    """Drops the headline of another story: a line in capitals too long for a subheading, amid sentences that
    are not.

    The model must not be sure of it. What a line with a colon brings on, questions and several sentences in
    capitals are somebody's words.
    """
    long = pl.when(~pl.col("ended") & (pl.col("text").str.len_bytes() >= LIMITS.fewest_bytes)).then("text")
    sentences = pl.col("sentence") & pl.col("text").str.contains(r"\p{Ll}")
    words = long.str.count_matches(" ", literal=True) + 1
    capitals = (
        (long.str.count_matches(r"\p{Lu}") >= LIMITS.fewest_capitals)
        & (long.str.count_matches(r"\p{Ll}") <= LIMITS.most_other_letters)
        & ~long.str.contains(SPOKEN)
    )
    brought_on = pl.col("text").shift(1).over("doc").str.ends_with(":").fill_null(False)
    shouted = (capitals & (words >= LIMITS.fewest_words)).fill_null(False)
    amid_sentences = sentences.any().over("doc")
    return lines.select(keep=pl.when(shouted & ~brought_on & amid_sentences & is_unsure()).then(False))
