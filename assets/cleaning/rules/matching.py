"""What the lexicon says of each line."""

from collections.abc import Iterable

import polars as pl

from assets.cleaning.rules.lexicon import PHRASES, RULES, Phrases
from assets.parsing import rules

BULLETS = " \t\u00a0-–—•*·+>»›▪►|▶▸●○"
MARKS = BULLETS + ".:!?…→←›<«()[]{}\"“”'’0123456789,"
LONGEST_PHRASE = 80  # bytes


def bare(text: pl.Expr) -> pl.Expr:
    """A lower-cased line as it is compared with the phrases: without bullet, closing marks and numbers."""
    return text.str.strip_chars_start(BULLETS).str.strip_chars(MARKS)


def phrases(known: Iterable[Phrases] = PHRASES) -> pl.DataFrame:
    """The phrases of the lexicon as a table: `bare`, `rule`, `role`; where two claim one phrase, the first does.

    Each is stripped as lines are. Raises ValueError, naming it, for a phrase that no line could match.
    """
    rows = [(word, phrase.name, phrase.role) for phrase in known for word in phrase.words]
    table = pl.DataFrame(rows, schema=["phrase", "rule", "role"], orient="row")
    table = table.with_columns(bare=bare(pl.col("phrase").str.to_lowercase()))
    lost = table.filter((pl.col("bare") == "") | (pl.col("phrase").str.len_bytes() > LONGEST_PHRASE))
    if not lost.is_empty():
        phrase, rule = lost.row(0)[:2]
        raise ValueError(
            f"lexicon: no line can match the phrase {phrase!r} of {rule!r}: it needs a letter, and at most {LONGEST_PHRASE} bytes"
        )
    return table.select("bare", "rule", "role").unique("bare", keep="first", maintain_order=True)


TABLE = phrases()


def rule_on(lines: pl.DataFrame) -> pl.DataFrame:
    """Rows `row`, `text` → `row`, `rule`, `role` of the lines that the lexicon knows, in order of `row`."""
    lower = lines.select("row", lower=pl.col("text").str.to_lowercase().str.strip_chars_start(BULLETS))
    short = lower.filter(pl.col("lower").str.len_bytes() <= LONGEST_PHRASE).select("row", bare=bare(pl.col("lower")))
    known = short.join(TABLE, on="bare", how="inner", maintain_order="left").select("row", "rule", "role")
    rest = lower.join(known.select("row"), on="row", how="anti", maintain_order="left")
    return pl.concat([known, rules.apply(rest, RULES)]).sort("row")
