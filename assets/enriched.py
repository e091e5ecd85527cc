"""`enriched`: clean copy gets its annotations."""

import dagster as dg
import polars as pl

from assets import enriching
from assets.framework.resources import Tools
from assets.framework.stage import stage
from assets.languages import all_folders
from checks.contracts.enriched import Enriched

READS = {
    "cleaned": ["version_id", "article_id", "body", "published_on", "language", "line_languages", "lines"]
}
LANGUAGE = pl.col("language").fill_null("undetermined")
PER_DOCUMENT = {
    "words per document": pl.col("word_count").mean(),
    "names per document": pl.col("mentions").list.len().mean(),
    "quotations per document": pl.col("quotes").list.len().mean(),
}


def pipeline(tools: Tools) -> pl.DataFrame | None:
    """The spaCy pipeline that the operator chose (`CLEANCOPY_NER`) and its version, or None."""
    try:
        return enriching.describe(tools.settings.ner) if tools.settings.ner else None
    except enriching.MissingPipeline as missing:
        raise dg.Failure(str(missing), allow_retries=False) from missing


@stage(
    contract=Enriched,
    craft=enriching.enrich,
    reads=READS,
    sees=enriching.languages,
    beside=all_folders,
    options=pipeline,
    counting={"documents by language": LANGUAGE},
    measuring=PER_DOCUMENT,
    kinds={"polars", "deltalake"},
)
def enriched(cleaned):  # type: ignore[no-untyped-def]
    """Language, sentences, entities, quotes and dates of each document, each annotation on its characters."""
