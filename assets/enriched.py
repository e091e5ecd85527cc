"""`enriched`: clean copy gets its annotations."""

import polars as pl

from assets import enriching
from assets.stage import stage
from checks.contracts.enriched import Enriched

LANGUAGE = pl.col("language").fill_null("undetermined")
PER_DOCUMENT = {
    "words per document": pl.col("word_count").mean(),
    "names per document": pl.col("mentions").list.len().mean(),
    "quotations per document": pl.col("quotes").list.len().mean(),
}


@stage(
    contract=Enriched,
    craft=enriching.enrich,
    counting={"documents by language": LANGUAGE},
    measuring=PER_DOCUMENT,
    kinds={"polars", "deltalake"},
)
def enriched(cleaned):  # type: ignore[no-untyped-def]
    """Language, sentences, entities, quotes and dates of each document, each annotation on the characters it speaks of."""
