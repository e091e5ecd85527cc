"""The words that two lines share."""

import polars as pl

MARKS = "“”„«»‘’'\"()[]{}.,:;!?…–—-*|/"
STEM = 4  # letters by which two words are taken for one: Iran and Iranian, sign and signed


def stems(lines: pl.DataFrame) -> pl.DataFrame:
    """Rows `doc`, `row`, `text` → the distinct `row`, `doc`, `stem` of its longer words."""
    words = lines.select("row", "doc", stem=pl.col("text").str.to_lowercase().str.split(" ")).explode("stem")
    words = words.with_columns(pl.col("stem").str.strip_chars(MARKS)).filter(
        pl.col("stem").str.len_bytes() >= 4
    )
    return words.with_columns(pl.col("stem").str.head(STEM)).unique()
