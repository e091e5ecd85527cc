"""What the lexicon says of each line."""

import polars as pl

from assets.cleaning.lexicon import PHRASES, RULES
from assets.parsing import rules

BULLETS = " \t\u00a0-–—•*·+>»›▪►|▶▸●○"
MARKS = BULLETS + ".:!?…→←›<«()[]{}\"“”'’0123456789,"
LONGEST_PHRASE = 80  # bytes


def phrases() -> pl.DataFrame:
    """The phrases of the lexicon as a table: `bare`, `rule`, `role`; where two claim one phrase, the first does."""
    rows = [(word, phrase.name, phrase.role) for phrase in PHRASES for word in phrase.words.split("|")]
    return pl.DataFrame(rows, schema=["bare", "rule", "role"], orient="row").unique("bare", keep="first", maintain_order=True)


TABLE = phrases()


def rule_on(lines: pl.DataFrame) -> pl.DataFrame:
    """Rows `row`, `text` → `row`, `rule`, `role` of the lines that the lexicon knows, in order of `row`."""
    lower = lines.select("row", lower=pl.col("text").str.to_lowercase().str.strip_chars_start(BULLETS))
    bare = lower.filter(pl.col("lower").str.len_bytes() <= LONGEST_PHRASE).select("row", bare=pl.col("lower").str.strip_chars(MARKS))
    known = bare.join(TABLE, on="bare", how="inner", maintain_order="left").select("row", "rule", "role")
    rest = lower.join(known.select("row"), on="row", how="anti", maintain_order="left")
    return pl.concat([known, rules.apply(rest, RULES)]).sort("row")
