"""The shape of an enriched document, as polars types: its annotations are lists of `checks.shapes`."""

from typing import Final

import polars as pl

from checks.shapes import DATE_MENTION, ENTITY, KEYWORD, MENTION, PARAGRAPH, QUOTE, SENTENCE, TERM, TOPIC

_COLUMNS: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "version_id": pl.String,
    "article_id": pl.String,
    "language": pl.String,
    "word_count": pl.Int64,  # words of the body
    "sentence_count": pl.Int64,  # sentences of the body
    # Flesch; null where the language has no weights for it or there is no sentence
    "reading_ease": pl.Float64,
    "paragraphs": pl.List(PARAGRAPH),
    "sentences": pl.List(SENTENCE),
    "entities": pl.List(ENTITY),
    "mentions": pl.List(MENTION),
    "quotes": pl.List(QUOTE),
    "date_mentions": pl.List(DATE_MENTION),
    "keywords": pl.List(KEYWORD),
    "topics": pl.List(TOPIC),
    "terms": pl.List(TERM),
    "text_hash": pl.Int64,  # of the body's words in order; null where there is none
    "bands": pl.List(pl.Int64),  # MinHash bands of the body's word 5-shingles: near copies share one
}
ENRICHED: Final = pl.Schema(_COLUMNS)
