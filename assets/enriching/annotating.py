"""Annotate documents: one row of annotations for each row of clean copy."""

import hashlib
from datetime import date, datetime
from typing import Any, Final

import polars as pl

from assets.enriching.dates import find_dates
from assets.enriching.entities import Mention, find_entities
from assets.enriching.fingerprints import band, cut_shingles
from assets.enriching.galley import Galley, kept_lines, lay_out
from assets.enriching.keywords import count_terms, pick_keywords, sum_up, weigh_terms
from assets.enriching.language import name_language
from assets.enriching.quotes import Quote, find_quotes
from assets.enriching.reading_ease import reading_ease
from assets.enriching.sentences import cut_sentences
from assets.enriching.shapes import ENRICHED
from assets.enriching.topics import name_topics
from assets.enriching.words import count_words

Row = dict[str, Any]
Spans = list[tuple[int, int]]

COUNTED: Final = ("version_id", "article_id", "reading_ease", "terms", "keywords", "topics", "text_hash", "bands")  # found for all at once
ENGLISH: Final = ("en",)  # what the rules for names, quotes and dates are written for; a short text may have no language


def enrich(cleaned: pl.DataFrame) -> pl.DataFrame:
    """Rows of the contract `Cleaned` → as many rows of `shapes.ENRICHED`, in the same order.

    Names, quotes, dates, topics and reading ease are found in English; elsewhere they are empty.
    """
    galleys = [lay_out(lines) for lines in kept_lines(cleaned).to_list()]
    documents = zip(galleys, cleaned["version_id"], _published(cleaned), strict=True)
    rows = [annotate(galley, version_id, day) for galley, version_id, day in documents]
    columns = {name: kind for name, kind in ENRICHED.items() if name not in COUNTED}
    frame = cleaned.select("version_id", "article_id").hstack(pl.DataFrame(rows, schema=columns))
    counted = _count(pl.Series([galley.text for galley in galleys], dtype=pl.String), frame["language"])
    shingles = cut_shingles(cleaned["body"])
    english = pl.col("language").is_in(list(ENGLISH)) | pl.col("language").is_null()
    ease = pl.when(english).then(reading_ease(pl.lit(cleaned["body"]), pl.col("word_count"), pl.col("sentence_count")))
    marks = pl.DataFrame({"bands": band(shingles), "text_hash": pl.Series(shingles.texts, dtype=pl.Int64)})
    marks = marks.with_columns(text_hash=pl.when(pl.col("bands").is_not_null()).then("text_hash"))
    return pl.concat([frame.with_columns(reading_ease=ease), counted, marks], how="horizontal").match_to_schema(ENRICHED)


def _count(texts: pl.Series, languages: pl.Series) -> pl.DataFrame:
    """The columns that come of counting words: terms, keywords, topics."""
    words = count_terms(texts)
    counted = sum_up(words)
    documents = pl.DataFrame({"language": languages}).with_row_index("doc")
    english = documents.filter(pl.col("language").is_in(list(ENGLISH)) | pl.col("language").is_null()).select("doc")
    for found in (weigh_terms(counted), pick_keywords(words, counted), name_topics(counted.join(english, on="doc", how="semi"))):
        documents = documents.join(found, on="doc", how="left", maintain_order="left")
    return documents.select(pl.col("terms", "keywords", "topics").fill_null([]))


def _published(cleaned: pl.DataFrame) -> list[date | None]:
    """The day that dates are seen from: that of publication, where the file states it to the day."""
    stated = zip(cleaned["published_at"], cleaned["published_precision"], strict=True)
    return [at.date() if isinstance(at, datetime) and precision in ("minute", "day") else None for at, precision in stated]


def annotate(galley: Galley, version_id: str, published: date | None) -> Row:
    """The annotations of one document, by column of `shapes.ENRICHED`, but for those of `COUNTED`."""
    body = "\n".join(passage.text for passage in galley.passages if passage.field == "body")
    language = name_language(body or galley.text)
    passages = [(start, start + len(passage.text)) for passage, start in zip(galley.passages, galley.starts, strict=True)]
    sentences = [(low + start, low + end) for low, high in passages for start, end in cut_sentences(galley.text[low:high])]
    row: Row = {
        "language": language,
        "paragraphs": _paragraphs(galley, language),
        "sentences": [
            galley.stand(*span) | {"paragraph_no": galley.paragraph_at(span[0]), "sentence_no": number}
            for number, span in enumerate(sentences, 1)
        ],
    }
    row["word_count"] = sum(paragraph["word_count"] for paragraph in row["paragraphs"] if paragraph["field"] == "body")
    row["sentence_count"] = sum(sentence["field"] == "body" for sentence in row["sentences"])
    if language is not None and language not in ENGLISH:
        return row | {name: [] for name in ("entities", "mentions", "quotes", "date_mentions")}
    mentions = find_entities(galley.text, [start for start, _ in sentences], passages)
    quotes = find_quotes(galley.text, passages, sentences, mentions)
    return row | {
        "entities": _entities(mentions),
        "mentions": [_mention(galley, mention) for mention in mentions],
        "quotes": [_quote(galley, quote, version_id) for quote in quotes],
        "date_mentions": dates_of(galley, published),
    }


def dates_of(galley: Galley, published: date | None) -> list[Row]:
    """The date mentions of a document, as rows of `shapes.DATE_MENTION`."""
    return [
        galley.stand(found.start, found.end)
        | {"surface": galley.text[found.start : found.end], "earliest": found.earliest, "latest": found.latest}
        | {"granularity": found.granularity, "anchor": found.anchor}
        for found in find_dates(galley.text, published)
    ]


def _paragraphs(galley: Galley, language: str | None) -> list[Row]:
    return [
        galley.stand(start, start + len(passage.text))
        | {
            "paragraph_no": passage.paragraph_no,
            "language": name_language(passage.text, language),
            "word_count": count_words(passage.text),
        }
        for passage, start in zip(galley.passages, galley.starts, strict=True)
    ]


def _entities(mentions: list[Mention]) -> list[Row]:
    found = {mention.entity.entity_id: mention.entity for mention in mentions}
    return [
        {
            "entity_id": entity.entity_id,
            "kind": entity.kind,
            "name": entity.name,
            "aliases": sorted(entity.surfaces),
            "country": entity.country,
            "external_id": entity.external_id,
            "mention_count": entity.count,
        }
        for entity in found.values()
    ]


def _mention(galley: Galley, mention: Mention) -> Row:
    return galley.stand(mention.start, mention.end) | {
        "surface": mention.surface,
        "kind": mention.entity.kind,
        "entity_id": mention.entity.entity_id,
        "method": mention.method,
        "confidence": mention.confidence,
    }


def _quote(galley: Galley, quote: Quote, version_id: str) -> Row:
    stands = galley.stand(quote.start, quote.end)
    speaker = quote.speaker
    said_at = galley.stand(speaker.start, speaker.end) if speaker else {}
    cue_at = galley.stand(*quote.cue) if quote.cue else {}
    return stands | {
        "quote_id": hashlib.blake2b(f"{version_id} {stands['char_start']} {quote.kind}".encode(), digest_size=8).hexdigest(),
        "text": galley.text[quote.start : quote.end],
        "kind": quote.kind,
        "speaker": galley.text[speaker.start : speaker.end] if speaker else None,
        "speaker_start": said_at.get("char_start"),
        "speaker_end": said_at.get("char_end"),
        "speaker_id": speaker.entity.entity_id if speaker and speaker.entity else None,
        "cue": galley.text[slice(*quote.cue)] if quote.cue else None,
        "cue_start": cue_at.get("char_start"),
        "cue_end": cue_at.get("char_end"),
        "via": quote.via,
        "balanced": quote.balanced,
        "confidence": quote.confidence,
    }
