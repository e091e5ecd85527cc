"""Nothing above the headline is the story."""

import polars as pl

from assets.cleaning.body.step import step


@step(needs="row doc text hint placed body")
def above_headline(lines: pl.DataFrame) -> pl.DataFrame:
    """Drops text above the headline; of a page not where most of its text stands there: then the headline is
    another story's, for where lines share an element the model seldom errs so far."""
    headline = pl.col("row").filter(pl.col("placed") == "headline").max().over("doc")
    above = (pl.col("row") <= headline).fill_null(False) & pl.col("body")
    size = pl.col("text").str.len_bytes().cast(pl.Int64)
    text = size.filter("body").sum().over("doc")
    most = pl.col("hint").is_not_null() & (2 * size.filter(above).sum().over("doc") > text)
    return lines.select(keep=pl.when(above & ~most).then(False))
