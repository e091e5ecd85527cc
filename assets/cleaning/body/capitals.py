"""Lines in capitals amid sentences: headlines of other stories."""

import polars as pl

from assets.cleaning.body.known import is_unsure
from assets.cleaning.body.step import step

SHOUTED, WORDS = (
    64,
    7,
)  # bytes and words that a headline in capitals has at the least: a shorter line may be a subheading
CAPITALS, LETTERS = 30, 2  # capitals in it at the least, and other letters at the most
SPOKEN = r"^¿|[.!?]\s\p{Lu}"  # a question, several sentences: somebody's own words


@step(needs="doc text ended sentence chance")
def headline_in_capitals(lines: pl.DataFrame) -> pl.DataFrame:
    """Drops the headline of another story: a line in capitals too long for a subheading, amid sentences that
    are not.

    The model must not be sure of it. What a line with a colon brings on, questions and several sentences in
    capitals are somebody's words.
    """
    long = pl.when(~pl.col("ended") & (pl.col("text").str.len_bytes() >= SHOUTED)).then("text")
    sentences = pl.col("sentence") & pl.col("text").str.contains(r"\p{Ll}")
    words = long.str.count_matches(" ", literal=True) + 1
    capitals = (
        (long.str.count_matches(r"\p{Lu}") >= CAPITALS)
        & (long.str.count_matches(r"\p{Ll}") <= LETTERS)
        & ~long.str.contains(SPOKEN)
    )
    brought_on = pl.col("text").shift(1).over("doc").str.ends_with(":").fill_null(False)
    shouted = (capitals & (words >= WORDS)).fill_null(False)
    return lines.select(
        keep=pl.when(shouted & ~brought_on & sentences.any().over("doc") & is_unsure()).then(False)
    )
