"""`enriched`: clean copy gets its annotations."""

from assets import enriching
from assets.stage import stage
from checks.contracts.enriched import Enriched


@stage(contract=Enriched, craft=enriching.enrich, kinds={"polars", "deltalake"})
def enriched(cleaned):  # type: ignore[no-untyped-def]
    """Language, sentences, entities, quotes and dates of each document, each annotation on the characters it speaks of."""
