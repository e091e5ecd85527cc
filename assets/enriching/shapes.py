"""The shapes of the annotations, as polars types.

Offsets (`char_start`, `char_end`) count code points of the decoded file, end exclusive. `field` is headline, deck or body. `line_no` is the
line on which the annotation begins. Days of `earliest` and `latest` are both inclusive.
"""

from typing import Final

import polars as pl

_STANDS_ON: Final = {"field": pl.String, "line_no": pl.Int32, "char_start": pl.Int64, "char_end": pl.Int64}

PARAGRAPH: Final = pl.Struct(
    {
        **_STANDS_ON,
        "paragraph_no": pl.Int32,  # from 1 within the body; null for headline and deck
        "language": pl.String,  # ISO 639-1; null where it is undetermined
        "word_count": pl.Int32,
    }
)
SENTENCE: Final = pl.Struct({**_STANDS_ON, "paragraph_no": pl.Int32, "sentence_no": pl.Int32})  # sentence_no from 1 within the document
ENTITY: Final = pl.Struct(
    {
        "entity_id": pl.String,
        "kind": pl.String,  # person, organisation, place, nationality
        "name": pl.String,  # the fullest form found, or the gazetteer's
        "aliases": pl.List(pl.String),  # the surface forms found in this document, sorted
        "country": pl.String,  # ISO 3166-1 alpha-2
        "external_id": pl.String,  # geonames:524901
        "mention_count": pl.Int32,
    }
)
MENTION: Final = pl.Struct(
    {
        **_STANDS_ON,
        "surface": pl.String,
        "kind": pl.String,
        "entity_id": pl.String,
        "method": pl.String,  # gazetteer, pattern, alias
        "confidence": pl.Float64,
    }
)
QUOTE: Final = pl.Struct(
    {
        "quote_id": pl.String,
        **_STANDS_ON,
        "text": pl.String,  # as written, its marks included
        "kind": pl.String,  # direct, partial, indirect, term, title
        "speaker": pl.String,  # as written
        "speaker_start": pl.Int64,
        "speaker_end": pl.Int64,
        "speaker_id": pl.String,  # an entity of the document
        "cue": pl.String,  # the words that say that somebody speaks
        "cue_start": pl.Int64,
        "cue_end": pl.Int64,
        "via": pl.String,  # the outlet or agency it is quoted from
        "balanced": pl.Boolean,  # opens and closes with marks that belong together
        "confidence": pl.Float64,
    }
)
DATE_MENTION: Final = pl.Struct(
    {
        **_STANDS_ON,
        "surface": pl.String,
        "earliest": pl.Date,  # the first day it can mean; null where it cannot be placed
        "latest": pl.Date,  # the last
        "granularity": pl.String,  # day, week, month, quarter, year, decade, span
        "anchor": pl.String,  # what places it: stated, publication, story (filled in later, for undated articles), none
    }
)
KEYWORD: Final = pl.Struct({"keyword": pl.String, "score": pl.Float64, "count": pl.Int32})
TOPIC: Final = pl.Struct({"code": pl.String, "topic": pl.String, "score": pl.Float64})  # an IPTC Media Topic of the top level
TERM: Final = pl.Struct({"term": pl.String, "count": pl.Int32})  # what stories are recognised by, the weightiest first

_COLUMNS: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "version_id": pl.String,
    "article_id": pl.String,
    "language": pl.String,
    "word_count": pl.Int64,  # words of the body
    "sentence_count": pl.Int64,  # sentences of the body
    "reading_ease": pl.Float64,  # Flesch; null where the language is not English or there is no sentence
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
