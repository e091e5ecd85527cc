"""A line with its numbers and dates masked, as a hash that never changes."""

from hashlib import blake2b

import numpy as np
import polars as pl

from assets.parsing import distinct
from assets.parsing.dates import patterns

SHORT = 160  # characters; in longer lines a month's name is prose, and looking for it costs much


def masked(text: pl.Expr) -> pl.Expr:
    """Lower-cased text with `0` for each run of digits; in short lines with digits, `#` for months and
    weekdays as well."""
    return text.str.to_lowercase().str.replace_all(r"[0-9]+", "0")


def templates(text: pl.Series) -> pl.Series:
    """The 64-bit template hash of each text, Int64; null for empty text. The same on every machine, for
    ever."""
    lines, places = distinct.texts(text)
    forms = lines.to_frame("text").select(form=masked(pl.col("text"))).with_row_index("row")
    dated = forms.filter(
        (pl.col("form").str.len_bytes() <= SHORT) & pl.col("form").str.contains("0", literal=True)
    )
    dated = dated.with_columns(pl.col("form").str.replace_all(patterns(dated["form"]).word, "#"))
    masks = forms.update(dated, on="row")["form"]
    hashes = pl.select(pl.when(masks != "").then(stable_hashes(masks.fill_null("")))).to_series()
    return hashes.gather(places).alias(text.name)


def stable_hashes(texts: pl.Series) -> pl.Series:
    """The signed 64-bit hash of each text, none of them null: the first eight bytes of BLAKE2b."""
    digests = b"".join([blake2b(text, digest_size=8).digest() for text in texts.cast(pl.Binary).to_list()])
    return pl.Series(np.frombuffer(digests, dtype="<i8"), dtype=pl.Int64)
