"""Lines that rules of the lexicon or the outlet's habits know, and whether the model may keep them all the
same."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from assets.cleaning.body.step import step
from assets.cleaning.rules.lexicon import MODEL_MAY_KEEP, NAMES_ONLY

QUOTATION: Final = r"[“„«\"][^“„«\"”»]{6,}[”“»\"]"


@dataclass(frozen=True)
class OverruledFrom:
    """The chances from which the model is right against a rule."""

    date: float = 0.6  # a date alone may be the text's: an update in it, a day of a programme
    # a doubtful sign, or that the outlet repeats a line: it may tease its story's first sentence elsewhere
    sign_or_habit: float = 0.95
    # a doubtful sign in a sentence with a quotation: somebody may speak of subscriptions
    sign_in_quotation: float = 0.6


LIMITS: Final = OverruledFrom()


@step(needs="known_role known_by text sentence chance")
def known_line(lines: pl.DataFrame) -> pl.DataFrame:
    """Drops what a rule knows, under that rule's name; what only names a line's role (`NAMES_ONLY`) drops
    nothing."""
    names_only = pl.col("known_by").is_in(list(NAMES_ONLY))
    date_in_text = (pl.col("known_by") == "only_a_date") & (pl.col("chance") >= LIMITS.date)
    doubtful = pl.col("known_by").is_in(list(MODEL_MAY_KEEP))
    text = pl.when(doubtful).then("text")  # the others need not be looked at
    quotes = pl.col("sentence") & text.str.contains(QUOTATION)
    outvoted = doubtful & (
        pl.col("chance") >= pl.when(quotes).then(LIMITS.sign_in_quotation).otherwise(LIMITS.sign_or_habit)
    )
    drops = (pl.col("known_role").is_not_null() & ~names_only & ~date_in_text & ~outvoted).fill_null(False)
    return lines.select(keep=pl.when(drops).then(False), rule="known_by")


def is_habit() -> pl.Expr:
    """True for a line that most of the outlet's articles have, unless the model is sure against it. Needs
    `verdict`, `chance`."""
    return (pl.col("verdict") == "most") & (pl.col("chance") < LIMITS.sign_or_habit)


def is_unsure() -> pl.Expr:
    """True where the model is not sure that a line is text. Needs `chance`."""
    return pl.col("chance") < LIMITS.sign_or_habit


@step(needs="verdict chance")
def repeated_in_outlet(lines: pl.DataFrame) -> pl.DataFrame:
    """Drops what the outlet repeats from article to article."""
    return lines.select(keep=pl.when(is_habit()).then(False))


@step(needs="row doc known_role known_by body")
def author_note_at_edge(lines: pl.DataFrame) -> pl.DataFrame:
    """Drops the description of an author that opens or closes the text, under the name of the rule that knows
    it."""
    text = pl.col("row").filter("body")
    at_edge = (pl.col("row") == text.min().over("doc")) | (pl.col("row") == text.max().over("doc"))
    note = (pl.col("known_role") == "author_bio").fill_null(False)
    return lines.select(keep=pl.when(note & at_edge).then(False), rule="known_by")
