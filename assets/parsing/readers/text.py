"""Plain text: its lines are the file's, and tile its bytes."""

import polars as pl

from assets.parsing import decoding

SUFFIXES: tuple[str, ...] = (".txt", ".md", ".markdown")
PLACES = "bytes"


def takes() -> pl.Expr:
    """Every document: what is no other format is text."""
    return pl.lit(True)


def read(raw: pl.DataFrame) -> pl.DataFrame:
    """Decode each file by its `encoding`. Raises UnicodeDecodeError where that does not fit."""
    return decoding.decode(raw).with_columns(elements=pl.lit(None, pl.List(pl.String)))
