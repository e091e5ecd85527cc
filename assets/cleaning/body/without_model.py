"""The body by rules alone: the run of lines between the lines that read like sentences."""

import polars as pl

from assets.cleaning.line_model.features import BULLET
from assets.cleaning.lines import SENTENCE, ends

GAP = 12  # lines without a sentence that end a run


def body(lines: pl.DataFrame) -> pl.Series:
    """Lines as `texts.explode` gives them → True where a line lies within the longest run of sentences of its document."""
    text = pl.col("text")
    free = pl.col("told").is_null() & (pl.col("verdict") != "most")
    sentence = free & (text.str.len_bytes() >= SENTENCE) & ends(text) & ~text.str.contains(BULLET)  # a list may be the site's terms
    marked = lines.select(
        "doc", "row", free=free, sentence=sentence, bytes=text.str.len_bytes(), filled=pl.col("told").fill_null("") != "blank"
    )
    marked = marked.with_columns(nth=pl.col("filled").cum_sum().over("doc"))
    runs = marked.filter("sentence").with_columns(breaks=(pl.col("nth").diff().over("doc") > GAP).fill_null(True))
    runs = (
        runs.with_columns(run=pl.col("breaks").cum_sum())
        .group_by("doc", "run")
        .agg(pl.col("row").min().alias("first"), pl.col("row").max().alias("last"), pl.col("bytes").sum())
    )
    best = runs.sort("doc", "bytes", "first", descending=[False, True, False]).group_by("doc", maintain_order=True).first()
    joined = marked.join(best.select("doc", "first", "last"), on="doc", how="left", maintain_order="left")
    return joined.select((pl.col("free") & pl.col("row").is_between("first", "last")).fill_null(False).alias("body")).to_series()
