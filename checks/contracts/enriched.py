"""What annotations promise."""

from typing import Annotated

import pandera.polars as pa
import polars as pl
from pandera.polars import PolarsData

from checks.contracts.base import Contract, Hashes, article_key, version_key
from checks.contracts.parsed import words_from
from checks.shapes import DATE_MENTION, ENTITY, KEYWORD, MENTION, PARAGRAPH, QUOTE, SENTENCE, TERM, TOPIC
from checks.vocabulary import (
    DATE_ANCHORS,
    ENTITY_KINDS,
    GRANULARITIES,
    MENTION_METHODS,
    QUOTE_KINDS,
    TEXT_FIELDS,
)
from checks.years import SPOKEN_OF

Paragraphs = Annotated[pl.List, PARAGRAPH]
Sentences = Annotated[pl.List, SENTENCE]
Entities = Annotated[pl.List, ENTITY]
Mentions = Annotated[pl.List, MENTION]
Quotes = Annotated[pl.List, QUOTE]
DateMentions = Annotated[pl.List, DATE_MENTION]
Keywords = Annotated[pl.List, KEYWORD]
Topics = Annotated[pl.List, TOPIC]
Terms = Annotated[pl.List, TERM]


def stands(annotations: str) -> pl.Expr:
    """True where every annotation in the list ends after it begins."""
    start, end = (pl.element().struct.field(name) for name in ("char_start", "char_end"))
    return pl.col(annotations).list.eval(((start >= 0) & (end > start)).fill_null(False)).list.all()


def surfaces_fit(annotations: str) -> pl.Expr:
    """True where every surface in the list is as long as the place in the file that it is cut from."""
    start, end, surface = (pl.element().struct.field(name) for name in ("char_start", "char_end", "surface"))
    return pl.col(annotations).list.eval((surface.str.len_chars() == end - start).fill_null(False)).list.all()


def distinct(annotations: str, *names: str) -> pl.Expr:
    """True where no two annotations in the list have the same values in these fields."""
    values = pl.col(annotations).list.eval(pl.struct(pl.element().struct.field(name) for name in names))
    return values.list.n_unique() == values.list.len()


class Enriched(Contract):
    """One row per document version: what its headline, deck and body speak of,
    each annotation on its characters."""

    version_id: str = version_key(unique=True)
    article_id: str = article_key()
    language: str = pa.Field(
        nullable=True, str_matches=r"^[a-z]{2,3}$", description="ISO 639 code; null where it is undetermined"
    )
    word_count: int = pa.Field(ge=0, description="words of the body")
    sentence_count: int = pa.Field(ge=0, description="sentences of the body")
    reading_ease: float = pa.Field(
        nullable=True, description="Flesch reading ease; null where the language is not English"
    )
    paragraphs: Paragraphs = pa.Field(description="headline, deck and paragraphs with their languages")
    sentences: Sentences = pa.Field(description="where each sentence stands")
    entities: Entities = pa.Field(
        description="the persons, organisations, places and nationalities spoken of"
    )
    mentions: Mentions = pa.Field(description="where each of them is named")
    quotes: Quotes = pa.Field(description="who said what")
    date_mentions: DateMentions = pa.Field(description="the dates spoken of")
    keywords: Keywords = pa.Field(description="the words that set it apart")
    topics: Topics = pa.Field(description="IPTC Media Topics of the top level")
    terms: Terms = pa.Field(description="what stories are recognised by")
    text_hash: int = pa.Field(
        nullable=True, description="of the body's words in order; null where there is none"
    )
    bands: Hashes = pa.Field(
        nullable=True,
        description=(
            "MinHash bands of the body's word 5-shingles, and a hash of its opening: near copies and "
            "previews share one; null where there is no word"
        ),
    )

    @pa.dataframe_check(name="annotations_stand_on_text")
    def annotations_stand_on_text(cls, data: PolarsData) -> pl.LazyFrame:
        """Every annotation covers at least one character."""
        return data.lazyframe.select(
            stands("paragraphs")
            & stands("sentences")
            & stands("mentions")
            & stands("quotes")
            & stands("date_mentions")
        )

    @pa.dataframe_check(name="dates_are_in_order")
    def dates_are_in_order(cls, data: PolarsData) -> pl.LazyFrame:
        """A date spoken of has a first and a last day, in this order and in the years 1000 to 2999, or
        neither where nothing places it."""
        first, last = (pl.element().struct.field(name) for name in ("earliest", "latest"))
        placed = (
            (first <= last) & first.dt.year().is_between(*SPOKEN_OF) & last.dt.year().is_between(*SPOKEN_OF)
        )
        sound = (first.is_null() & last.is_null()) | placed.fill_null(False)
        return data.lazyframe.select(pl.col("date_mentions").list.eval(sound).list.all().fill_null(True))

    @pa.dataframe_check(name="surfaces_fit_their_place")
    def surfaces_fit_their_place(cls, data: PolarsData) -> pl.LazyFrame:
        """Every surface has as many characters as lie between where it begins and ends."""
        return data.lazyframe.select(
            surfaces_fit("mentions") & surfaces_fit("quotes") & surfaces_fit("date_mentions")
        )

    @pa.dataframe_check(name="words_are_known")
    def words_are_known(cls, data: PolarsData) -> pl.LazyFrame:
        """Every kind, method, granularity and anchor is one of the vocabulary."""
        known = [
            words_from("entities", "kind", ENTITY_KINDS),
            words_from("mentions", "kind", ENTITY_KINDS),
            words_from("mentions", "method", MENTION_METHODS),
            words_from("quotes", "kind", QUOTE_KINDS),
            words_from("date_mentions", "granularity", GRANULARITIES),
            words_from("date_mentions", "anchor", DATE_ANCHORS),
            *(words_from(name, "field", TEXT_FIELDS) for name in ("mentions", "quotes", "date_mentions")),
        ]
        return data.lazyframe.select(pl.all_horizontal(known).fill_null(True))

    @pa.dataframe_check(name="annotations_are_distinct")
    def annotations_are_distinct(cls, data: PolarsData) -> pl.LazyFrame:
        """No characters are annotated twice as the same thing."""
        spans = [
            distinct("mentions", "char_start", "char_end"),
            distinct("date_mentions", "char_start", "char_end"),
        ]
        spans += [distinct("quotes", "quote_id"), distinct("keywords", "keyword")]
        return data.lazyframe.select(pl.all_horizontal(spans).fill_null(True))
