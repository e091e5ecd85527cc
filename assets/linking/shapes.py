"""The shapes of what is found between documents, as polars types."""

from typing import Final

import polars as pl

from checks.shapes import STORY_ARTICLE

PAIR: Final = pl.Schema(
    {
        "article_a": pl.String,  # the lesser id of the two
        "article_b": pl.String,
        "text_a": pl.Int64,  # hash of its words in order: what the scores were computed from
        "text_b": pl.Int64,
        "jaccard": pl.Float64,  # shared word 5-shingles over all of both
        "containment": pl.Float64,  # shared word 5-shingles over those of the text that has fewer
        "relation": pl.String,  # one of checks.vocabulary.RELATIONS
    }
)
_COLUMNS: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "story_id": pl.String,  # stays while documents arrive
    "aliases": pl.List(pl.String),  # ids of stories that merged into this one
    "label": pl.String,  # the medoid's headline
    "place": pl.String,
    "event_earliest": pl.Date,
    "event_latest": pl.Date,  # inclusive
    "medoid_article_id": pl.String,  # the article most like the others
    "article_count": pl.Int64,
    "outlet_count": pl.Int64,
    "articles": pl.List(STORY_ARTICLE),
}
STORY: Final = pl.Schema(_COLUMNS)
