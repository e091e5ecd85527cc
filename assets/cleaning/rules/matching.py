"""What the lexicon says of each line: the rule that knows it, and the role that this rule gives it."""

from collections.abc import Iterable
from typing import Final

import polars as pl

from assets.cleaning.rules.lexicon import PHRASES, RULES, Phrases
from assets.parsing import rules

BULLETS: Final = " \t\u00a0-–—•*·+>»›▪►|▶▸●○■□◆◇→➔➤➡👉👇☞📌🔗📢📣🔴🔵🔥⚡✅❗📷📸🎥📺📱📩🎧▶\ufe0f"
MARKS: Final = BULLETS + ".:!?…→←›<«()[]{}\"“”'’0123456789,"
LONGEST_PHRASE: Final = 80  # bytes


def bare(text: pl.Expr) -> pl.Expr:
    """A lower-cased line as it is compared with the phrases: without bullet, closing marks and numbers."""
    return text.str.strip_chars_start(BULLETS).str.strip_chars(MARKS)


def phrases(known: Iterable[Phrases] = PHRASES) -> pl.DataFrame:
    """The phrases of the lexicon as a table: `bare`, `rule`, `role`.

    Each is stripped as lines are. Where two rules have one phrase, it is the first one's.

    Raises:
        ValueError: No line could match a phrase, which the message names.
    """
    rows = [(word, phrase.name, phrase.role) for phrase in known for word in phrase.words]
    table = pl.DataFrame(rows, schema=["phrase", "rule", "role"], orient="row")
    table = table.with_columns(bare=bare(pl.col("phrase").str.to_lowercase()))
    too_long = pl.col("phrase").str.len_bytes() > LONGEST_PHRASE
    unmatched = table.filter((pl.col("bare") == "") | too_long)
    if not unmatched.is_empty():
        phrase, rule = unmatched.row(0)[:2]
        cure = f"it needs a letter, and at most {LONGEST_PHRASE} bytes"
        raise ValueError(f"lexicon: no line can match the phrase {phrase!r} of {rule!r}: {cure}")
    return table.select("bare", "rule", "role").unique("bare", keep="first", maintain_order=True)


TABLE: Final = phrases()


def rule_on(lines: pl.DataFrame) -> pl.DataFrame:
    """Rows `row`, `text` → `row`, `rule`, `role` of the lines that the lexicon knows, in order of `row`."""
    without_bullet = pl.col("text").str.to_lowercase().str.strip_chars_start(BULLETS)
    lower = lines.select("row", lower=without_bullet)
    short = lower.filter(pl.col("lower").str.len_bytes() <= LONGEST_PHRASE)
    by_phrase = (
        short.select("row", bare=bare(pl.col("lower")))
        .join(TABLE, on="bare", how="inner", maintain_order="left")
        .select("row", "rule", "role")
    )
    others = lower.join(by_phrase.select("row"), on="row", how="anti", maintain_order="left")
    return pl.concat([by_phrase, rules.apply(others, RULES)]).sort("row")
