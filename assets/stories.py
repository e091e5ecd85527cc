"""`stories`: which articles tell of the same event."""

import polars as pl

from assets import linking
from assets.framework.whole import whole
from checks.contracts.stories import Stories

READS = {
    "enriched": ["version_id", "article_id", "word_count", "entities", "date_mentions", "terms"],
    "cleaned": [
        "version_id",
        "article_id",
        "path",
        "outlet",
        "headline",
        "published_on",
        "published_earliest",
        "published_latest",
        "language",
    ],
    "duplicates": ["article_a", "article_b", "jaccard", "containment", "relation"],
    "corrections": ["kind", "article_id", "other_id", "value", "problem"],
}


@whole(
    contract=Stories,
    craft=linking.cluster,
    reads=READS,
    earlier="by any code",
    index=linking.Index,
    counting={"stories by articles": pl.col("article_count")},
    measuring={
        "told more than once": (pl.col("article_count") > 1).sum(),
        "told by several outlets": (pl.col("outlet_count") > 1).sum(),
        "articles of the largest": pl.col("article_count").max(),
    },
    kinds={"polars", "deltalake"},
)
def stories(enriched, cleaned, duplicates, corrections):  # type: ignore[no-untyped-def]
    """Articles that tell of one event, in other words: a label, a date, a place, and what they share."""
