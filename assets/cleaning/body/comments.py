"""Readers' comments on pages: a block of them is dropped as a whole."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from assets.cleaning.body.step import step
from assets.cleaning.line_shape import STAMP

WORD: Final = (
    "comment|kommentar|commentaire|comentario|comentário|comentari|commento|commenti|komentarz|komentář|комментар"
    "|disqus|talkback|guestbook"
)
NAMED: Final = rf"(?i)/[a-z0-9]+\[\d+\][^/]*?[.#@_-](?:{WORD})"
"""An element whose id or class, or a part of it, begins with a word for comments."""
CLOCK: Final = r"\b[0-2]?[0-9]:[0-5][0-9]"
HEADING: Final = r"/(?:h[1-6]|legend|dt|strong|b)\["


@dataclass(frozen=True)
class CommentLimits:
    """What stands above readers' comments, and what within."""

    text_bytes: int = 200  # of likely text above them, at the least: on a forum's page they are the text
    text_chance: float = 0.5  # from which a line is likely text
    line_bytes: int = 60  # of such a line
    stamp_bytes: int = 100  # of a line with a time of day, that says who wrote when
    stamps: int = 2  # dates and names of writers that they have, at the least
    bytes_of_each: int = 2_000  # to a date or name, at the most: an article under them has more


LIMITS: Final = CommentLimits()


@step(needs="doc text element known_role chance size")
def readers_comments(lines: pl.DataFrame) -> pl.DataFrame:
    """Drops what stands below the text in elements that are named as comments are, and what stands below a
    heading that says so, where dates or names of writers follow one another.

    What somebody wrote about an article reads like one: its block tells it, not its lines.
    """
    named = pl.col("element").str.contains(NAMED).fill_null(False)
    heading = (pl.col("known_role") == "comments") & pl.col("element").str.contains(HEADING)
    likely = (pl.col("chance") >= LIMITS.text_chance) & (pl.col("size") >= LIMITS.line_bytes) & ~named
    text = pl.when(likely).then(pl.col("size").cast(pl.Int64)).otherwise(0)
    above = (text.cum_sum().over("doc") - text) >= LIMITS.text_bytes
    timed = (pl.col("size") <= LIMITS.stamp_bytes) & pl.col("text").str.contains(CLOCK)
    lines = lines.select(
        "doc",
        "size",
        named=named & above,
        under=(heading & above).fill_null(False).cum_max().over("doc"),
        stamp=pl.col("known_role").is_in(list(STAMP)).fill_null(False) | timed,
    )
    return lines.select(keep=pl.when(_block("named") | _block("under")).then(False))


def _block(flag: str) -> pl.Expr:
    """True for the flagged lines of documents in which these hold dates or names enough."""
    stamps = (pl.col("stamp") & pl.col(flag)).sum().over("doc")
    size = pl.when(flag).then("size").otherwise(0).sum().over("doc")
    return pl.col(flag) & (stamps >= LIMITS.stamps) & (size <= LIMITS.bytes_of_each * stamps)
