"""Say which of several copies is the original."""

import polars as pl

from assets.linking.components import join_up

COPIES = ("same", "near")


def choose_originals(pairs: pl.DataFrame, cleaned: pl.LazyFrame) -> pl.DataFrame:
    """Rows of `shapes.PAIR` and `cleaned` (article_id, published_at, body, path; one version per article) → article_id, duplicate_of.

    The original of a group of copies is the one published first, then the longest, then the first by path; it has no row, nor has an
    article without copies.
    """
    copies = pairs.filter(pl.col("relation").is_in(COPIES))
    groups = join_up(copies.select("article_a", "article_b").iter_rows())
    members = pl.DataFrame(
        {"article_id": list(groups), "group": list(groups.values())}, schema={"article_id": pl.String, "group": pl.String}
    )
    about = cleaned.select("article_id", "published_at", "path", length=pl.col("body").str.len_chars())
    ranked = (
        members.lazy()
        .join(about, on="article_id")
        .sort("published_at", -pl.col("length").cast(pl.Int64), "path", nulls_last=True)
        .collect()
    )
    first = ranked.with_columns(duplicate_of=pl.col("article_id").first().over("group"))
    return first.filter(pl.col("article_id") != pl.col("duplicate_of")).select("article_id", "duplicate_of").sort("article_id")
