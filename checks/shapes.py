"""The shapes of nested columns, as polars types, which crafts make and contracts demand.

Offsets in bytes count from the start of the file; offsets in characters (`char_start`, `char_end`) count code
points of the decoded file, its byte-order mark left out. Ends are exclusive. `line_no`, `span_no`,
`paragraph_no` and `sentence_no` count from 1.
"""

from typing import Final

import polars as pl

SPAN: Final = pl.Struct(
    {
        "line_no": pl.Int32,  # blank lines counted
        "span_no": pl.Int32,  # within its line
        "byte_start": pl.Int64,  # where the span begins in the file
        "byte_end": pl.Int64,  # where the next begins: white space and terminator included
        "char_start": pl.Int64,  # of the first character of `text`
        "text": pl.String,  # trimmed
        "mended": pl.String,  # the text as it is read, its characters mended; null where it is the same
        # the white space between its text and the next span's: what ends the line is in it
        "space": pl.String,
        "role": pl.String,  # as far as the document itself tells; null where it does not
        "rule": pl.String,  # the rule that named the role; null with it
        "template": pl.Int64,  # hash of the text with numbers and dates masked; null for a blank
    }
)
# what a container's record says of the document in it
STATED: Final = pl.Struct(
    {
        "field": pl.String,  # a word of EVIDENCE_FIELDS
        "value": pl.String,  # as the record has it
        "place": pl.String,  # its name in the record: title, author[0]
    }
)
# what a page states of its fields beside its text
STATEMENT: Final = pl.Struct(
    {
        "field": pl.String,  # a word of EVIDENCE_FIELDS
        "value": pl.String,
        "place": pl.String,  # meta og:title, json-ld datePublished
        "rule": pl.String,
        "confidence": pl.Float64,
    }
)
# what a page tells of a line beside its words and its element
HINT: Final = pl.Struct(
    {
        "links": pl.Float32,  # share of its characters that are in links
        "strong": pl.Float32,  # share of them in bold or headings
        "depth": pl.Int16,  # elements above it
        "hidden": pl.Boolean,  # it is not shown until a script or a style shows it
        # what the page states says it too: 0 nothing, 1 its summary, 2 its text
        "stated": pl.Int8,
    }
)
# text of a page that is on no line
LEFT_OUT: Final = pl.Struct(
    {
        "kind": pl.String,  # script, style, template …
        "nodes": pl.Int32,  # elements of the kind
        "chars": pl.Int64,  # of their text that are no white space
    }
)
# a link of a page
LINK: Final = pl.Struct({"line_no": pl.Int32, "text": pl.String, "href": pl.String})
EVIDENCE: Final = pl.Struct(
    {
        "field": pl.String,
        "value": pl.String,
        # where it stands: a line and its bytes, or, where no line says it, a place: `meta[og:title]`
        "line_no": pl.Int32,
        "span_no": pl.Int32,
        "byte_start": pl.Int64,
        "byte_end": pl.Int64,
        "place": pl.String,
        "rule": pl.String,
        "confidence": pl.Float64,
    }
)
LINE: Final = pl.Struct(
    {
        "line_no": pl.Int32,
        "span_no": pl.Int32,
        "byte_start": pl.Int64,
        "byte_end": pl.Int64,
        "char_start": pl.Int64,
        "text": pl.String,
        "mended": pl.String,  # as in SPAN
        "space": pl.String,
        "role": pl.String,
        "kept": pl.Boolean,
        "in_body": pl.Boolean,
        "paragraph_no": pl.Int32,  # null outside the body; the lines of one paragraph share it
        "rule": pl.String,  # the rule that decided
        "reason": pl.String,  # what the rule saw, for people
        "confidence": pl.Float64,  # of the decision to keep or drop
        # the rules that had decided otherwise before it, from the first, with commas between
        "overruled": pl.String,
        "template": pl.Int64,  # as in SPAN
    }
)
LINE_LANGUAGE: Final = pl.Struct(
    {
        "char_start": pl.Int64,  # where a kept line of headline, deck or body begins
        "language": pl.String,  # ISO 639-1, of its paragraph; null where it is undetermined
    }
)
_STANDS_ON: Final = {"field": pl.String, "line_no": pl.Int32, "char_start": pl.Int64, "char_end": pl.Int64}

PARAGRAPH: Final = pl.Struct(
    {
        **_STANDS_ON,
        "paragraph_no": pl.Int32,  # from 1 within the body; null for headline and deck
        "language": pl.String,  # ISO 639-1; null where it is undetermined
        "word_count": pl.Int32,
    }
)
# sentence_no from 1 within the document; text_start and text_end in code points of the text of its headline,
# deck or paragraph, the lines of which are joined by a space each
SENTENCE: Final = pl.Struct(
    {
        **_STANDS_ON,
        "paragraph_no": pl.Int32,
        "sentence_no": pl.Int32,
        "text_start": pl.Int32,
        "text_end": pl.Int32,
    }
)
ENTITY: Final = pl.Struct(
    {
        "entity_id": pl.String,
        "kind": pl.String,  # person, organisation, place, nationality
        "name": pl.String,  # the fullest form found, or the gazetteer's
        "aliases": pl.List(pl.String),  # the surface forms found in this document, sorted
        "country": pl.String,  # ISO 3166-1 alpha-2
        "external_id": pl.String,  # geonames:524901
        "mention_count": pl.Int32,
        "confidence": pl.Float64,  # of its mentions here, the mean
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
        # as the article has it, its marks included: lines joined by a space,
        # what is dropped between them left out
        "text": pl.String,
        "surface": pl.String,  # as the file has it, from char_start to char_end
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
        "granularity": pl.String,  # day, weekend, week, month, quarter, year, decade, century, span
        # what places it: stated, publication, story (filled in later, for undated articles), none
        "anchor": pl.String,
    }
)
KEYWORD: Final = pl.Struct({"keyword": pl.String, "score": pl.Float64, "count": pl.Int32})
# an IPTC Media Topic of the top level
TOPIC: Final = pl.Struct({"code": pl.String, "topic": pl.String, "score": pl.Float64})
# what stories are recognised by, the weightiest first
TERM: Final = pl.Struct(
    {
        "term": pl.String,
        "count": pl.Int32,
        "weight": pl.Float32,  # of the document and of packaged frequencies, of no other document
        "headline": pl.Boolean,  # it stands in the headline
        "opening": pl.Boolean,  # it stands in the first words under it
    }
)

STORY_ARTICLE: Final = pl.Struct(
    {
        "article_id": pl.String,
        "version_id": pl.String,
        "phase": pl.String,  # preview, report, follow_up, analysis
        "score": pl.Float64,  # mean likeness to the story's other articles, from 0 to 1; 1 where it is alone
        "why": pl.String,  # what it shares with them: people, places, rare words
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
