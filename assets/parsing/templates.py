"""A line with its numbers and dates masked, as a hash that never changes."""

from hashlib import blake2b

import polars as pl

from assets.parsing.dates import DATE_WORDS

SHORT = 160  # characters; in longer lines a month's name is prose, and looking for it is dear


def masked(text: pl.Expr) -> pl.Expr:
    """Lower-cased text with `0` for each run of digits, and `#` for months and weekdays in short lines."""
    lower = text.str.to_lowercase()
    digits = pl.when(lower.str.contains(r"\d")).then(lower.str.replace_all(r"\d+", "0")).otherwise(lower)
    dated = (lower.str.len_bytes() <= SHORT) & lower.str.contains(DATE_WORDS)
    return pl.when(dated).then(digits.str.replace_all(DATE_WORDS, "#")).otherwise(digits)


def templates(text: pl.Series) -> pl.Series:
    """The 64-bit template hash of each text, Int64; null for empty text. The same on every machine, for ever."""
    forms = pl.select(masked(pl.lit(text))).to_series()
    hashes = [stable_hash(form) if form else None for form in forms.to_list()]
    return pl.Series(text.name, hashes, pl.Int64)


def stable_hash(text: str) -> int:
    """A signed 64-bit hash: the first eight bytes of BLAKE2b."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little", signed=True)
