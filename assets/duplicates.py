"""`duplicates`: which articles are copies of one another."""

import polars as pl

from assets import linking
from assets.framework.whole import whole
from checks.contracts.duplicates import Duplicates

READS = {
    "enriched": ["version_id", "article_id", "text_hash", "bands"],
    "cleaned": ["version_id", "body"],
    "corrections": ["kind", "article_id", "other_id", "value", "problem"],
}


@whole(
    contract=Duplicates,
    craft=linking.compare,
    reads=READS,
    earlier="by this code",
    counting={"pairs by relation": pl.col("relation")},
    measuring={"articles": pl.concat_list("article_a", "article_b").explode().n_unique()},
    kinds={"polars", "deltalake"},
)
def duplicates(enriched, cleaned, corrections):  # type: ignore[no-untyped-def]
    """Every pair of articles that share much of their text, with how much:
    the same text, as agencies send it to many outlets."""
