"""What people say of two articles: that they are one story or copies of one text, or that they are not."""

import polars as pl


def pairs(corrections: pl.DataFrame | None, kind: str) -> pl.DataFrame:
    """Rows of contract Corrections → what is followed of one kind: `article_a`, `article_b` (the lesser id
    first), `together`."""
    schema = {"article_a": pl.String, "article_b": pl.String, "together": pl.Boolean}
    if corrections is None:
        return pl.DataFrame(schema=schema)
    of_kind = corrections.filter((pl.col("kind") == kind) & pl.col("problem").is_null())
    return of_kind.select(
        article_a=pl.min_horizontal("article_id", "other_id"),
        article_b=pl.max_horizontal("article_id", "other_id"),
        together=pl.col("value") == "yes",
    ).cast(pl.Schema(schema))
