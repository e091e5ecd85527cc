"""What stands between the paragraphs of a text and gives itself away by its form alone: captions with a
credit, headlines of other stories.

The step reads `ended` (has a closing mark).
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from assets.cleaning.body.known import is_unsure
from assets.cleaning.body.paragraphs import cut
from assets.cleaning.body.step import step


@dataclass(frozen=True)
class CaptionLimits:
    """How long a caption is with its credit."""

    shortest_bytes: int = 50
    longest_bytes: int = 700
    credit_chars: int = 120  # at the end of a line, in which its credit is sought


LIMITS: Final = CaptionLimits()
# A full stop, and names without one …
BEHIND = r"(?:\p{Ll}{3}|\))\.[\"”’»)]?\s+(@?\p{Lu}[^.!?:()\"“”]+|[\p{L} ]*\p{Lu}\. [^.!?:()\"“”]+)$"
# … which have no small words but those that join names, and none that opens a sentence.
OPENS = "The|With|And|But|In|At|On|For|If|He|She|It|They|We|Then|Yet|So|Referee|Prime"
SMALL = rf"(?:^|[\s/|;,])(?:\p{{Ll}}|[0-9]|(?:{OPENS})\s)"
JOINING = r"\s(?:of the|of|de|von|van|for|via|and|the)\s"
# one word alone has two capitals: else it may begin a sentence that a link has cut
TWO = r"\s|\p{Lu}.*\p{Lu}"
STOPS = r"\p{Ll}{3}[.!?][\"”’»)]?\s+[\p{Lu}“\"«„]"  # where a sentence ends and something follows
MARK = r"©|\([cC]\)|[Cc]r[eé]dit|[Ff]oto"
MARKED = r"\s(?:©|\([cC]\)|[Cc]redits?:|[Cc]r[ée]dit\s?:|[Ff]oto(?:\s?:|\s?©))\s?[\p{Lu}–@][^.!?]+$"


@step(needs="doc text ended chance")
def credit_behind_caption(lines: pl.DataFrame) -> pl.DataFrame:
    """Drops captions: a sentence, and behind it the photographer, the agency, without a closing mark; no line
    below goes on with it.

    The model must not be sure of it. Readers sign their letters so too: one below another, with several
    sentences or different names.
    """
    fits = pl.col("text").str.len_bytes().is_between(LIMITS.shortest_bytes, LIMITS.longest_bytes)
    text = pl.when(~pl.col("ended") & fits).then("text")
    unsure = lines.select(is_unsure()).to_series()
    lines = lines.select("doc", text=text, end=text.str.tail(LIMITS.credit_chars), cut=cut())
    lines = lines.with_columns(
        name=pl.col("end").str.extract(BEHIND, 1), mark=pl.when(pl.col("end").str.contains(MARK)).then("end")
    )
    small_words = pl.col("name").str.replace_all(JOINING, " ").str.contains(SMALL)
    is_name = ~small_words & pl.col("name").str.contains(TWO)
    lines = lines.with_columns(name=pl.when(is_name).then("name"))
    alone = pl.when(pl.col("name").is_not_null()).then("text").str.count_matches(STOPS) <= 1
    lines = lines.with_columns(name=pl.when(alone).then("name"))
    letters = pl.any_horizontal(
        (pl.col("name").shift(beside).over("doc") != pl.col("name")).fill_null(False) for beside in (-1, 1)
    )
    named = pl.col("name").is_not_null() & ~letters
    marked = pl.col("mark").str.contains(MARKED).fill_null(False)
    caption = (named | marked) & ~pl.col("cut") & unsure
    return lines.select(keep=pl.when(caption).then(False))
