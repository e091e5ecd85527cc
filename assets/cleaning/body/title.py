"""Nothing above the headline is the story."""

import polars as pl

from assets.cleaning.body.step import step


@step(needs="row doc placed body")
def above_headline(lines: pl.DataFrame) -> pl.DataFrame:
    """Drops text above the headline."""
    headline = pl.col("row").filter(pl.col("placed") == "headline").max().over("doc")
    above = (pl.col("row") <= headline).fill_null(False)
    return lines.select(keep=pl.when(above & pl.col("body")).then(False))
