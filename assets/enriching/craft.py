"""Annotate documents: one row of annotations for each row of clean copy."""

import gc
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, Final, NamedTuple

import numpy as np
import polars as pl

from assets.enriching import folders
from assets.enriching.candidates import date_signs, speech_signs
from assets.enriching.dates.mentions import find_dates
from assets.enriching.layout.codepoints import Letters, count_words, portions, spell
from assets.enriching.layout.columns import Ground, Sheet, hand_out
from assets.enriching.layout.passages import Galley, kept_lines, lay_out
from assets.enriching.names.entities import Mention, find_entities, name_seen
from assets.enriching.names.name_words import name_grammar
from assets.enriching.names.spacy_names import EVERY_LANGUAGE, Seen, read_passages
from assets.enriching.schema import ENRICHED
from assets.enriching.speech.quotes import Quote, find_quotes
from assets.enriching.speech.speech_verbs import speech_grammar
from assets.enriching.text.fingerprints import band, cut_shingles
from assets.enriching.text.keywords import count_terms, pick_keywords, sum_up, weigh_terms
from assets.enriching.text.reading_ease import count_syllables, reading_ease
from assets.enriching.text.sentences import cut_sentences, endings
from assets.enriching.text.topics import name_topics
from assets.languages import DEFAULT, language, nearest
from checks.shapes import DATE_MENTION, ENTITY, MENTION, PARAGRAPH, QUOTE, SENTENCE

Row = dict[str, Any]
Spans = list[tuple[int, int]]
Signs = tuple[list[int], list[int]]  # of speech, of dates

AT_ONCE: Final = 1_000  # documents, if they are short

folders.try_all()


def enrich(cleaned: pl.DataFrame, pipeline: pl.DataFrame | None = None) -> pl.DataFrame:
    """Rows of the contract `Cleaned` → as many rows of `schema.ENRICHED`, in the same order.

    Names, quotes, dates, topics and reading ease are found in languages whose folder says how
    (`assets/languages`); elsewhere they are empty. A document whose language is null counts as English. The
    work is done `AT_ONCE` documents at a time, so that memory does not grow with the chunk. `pipeline`, as
    `spacy_names.describe` gives it, names a spaCy pipeline that reads names too, in documents of its
    language.
    """
    with _no_collector():
        batches = [cleaned[start : start + AT_ONCE] for start in range(0, cleaned.height, AT_ONCE)]
        parts = [
            _enrich(batch[portion], pipeline) for batch in batches for portion in portions(batch["body"])
        ]
    return pl.concat(parts) if parts else ENRICHED.to_frame()


@contextmanager
def _no_collector() -> Iterator[None]:
    """Nothing made here refers back to itself, and the garbage collector would walk the whole gazetteer again
    and again to see that."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _enrich(cleaned: pl.DataFrame, pipeline: pl.DataFrame | None) -> pl.DataFrame:
    galleys = [lay_out(lines) for lines in kept_lines(cleaned)]
    letters = spell([galley.text for galley in galleys])
    annotations = _annotate(galleys, letters, cleaned, pipeline)
    frame = cleaned.select("version_id", "article_id", "language").hstack(annotations)
    counted = _count(letters, frame["language"])
    shingles = cut_shingles(cleaned["body"])
    ease = reading_ease(
        frame["language"], pl.col("syllables"), pl.col("word_count"), pl.col("sentence_count")
    )
    marks = pl.DataFrame({"bands": band(shingles), "text_hash": pl.Series(shingles.texts, dtype=pl.Int64)})
    marks = marks.with_columns(text_hash=pl.when(pl.col("bands").is_not_null()).then("text_hash"))
    return pl.concat(
        [frame.select(pl.exclude("syllables"), reading_ease=ease), counted, marks], how="horizontal"
    ).match_to_schema(ENRICHED)


def _count(letters: Letters, languages: pl.Series) -> pl.DataFrame:
    """The columns that come of counting words: terms, keywords, topics."""
    words = count_terms(letters, languages)
    counted = sum_up(words)
    documents = pl.DataFrame({"language": languages}).with_row_index("doc")
    spoken = counted.join(documents, on="doc")
    for found in (weigh_terms(counted), pick_keywords(words, counted), name_topics(spoken)):
        documents = documents.join(found, on="doc", how="left", maintain_order="left")
    return documents.select(pl.col("terms", "keywords", "topics").fill_null([]))


def _annotate(
    galleys: list[Galley], letters: Letters, cleaned: pl.DataFrame, pipeline: pl.DataFrame | None
) -> pl.DataFrame:
    """The annotations of documents, by column of `schema.ENRICHED`, but for those that are found for all at
    once."""
    languages: list[str | None] = cleaned["language"].to_list()
    of_lines = cleaned["line_languages"].to_list()
    spoken = [Spoken.of(code, lines) for code, lines in zip(languages, of_lines, strict=True)]
    sheets = Sheets(Reader(galleys, languages, pipeline) if pipeline is not None else None)
    signs = zip(speech_signs(letters, _told(languages)), date_signs(letters), strict=True)
    published = cleaned["published_on"].to_list()
    for galley, near, codes, day in zip(galleys, signs, spoken, published, strict=True):
        sheets.add(galley, near, codes, day)
    count, ground = len(galleys), Ground(galleys)
    paragraphs = ground.stand(sheets.paragraphs.frame(language=pl.String, text=pl.String))
    bases = letters.starts[paragraphs["doc"].to_numpy()]
    spans = letters, paragraphs["start"].to_numpy() + bases, paragraphs["end"].to_numpy() + bases
    paragraphs = paragraphs.with_columns(
        word_count=pl.Series(count_words(*spans)), syllables=pl.Series(count_syllables(*spans))
    )
    sentences = ground.stand(sheets.sentences.frame()).with_columns(
        sentence_no=pl.int_range(1, pl.len() + 1).over("doc")
    )
    entities = sheets.entities.frame(
        entity_id=pl.String,
        kind=pl.String,
        name=pl.String,
        aliases=pl.List(pl.String),
        country=pl.String,
        external_id=pl.String,
    )
    mentions = sheets.mentions.frame(
        surface=pl.String, kind=pl.String, entity_id=pl.String, method=pl.String, confidence=pl.Float64
    )
    dates = sheets.dates.frame(
        surface=pl.String, earliest=pl.Date, latest=pl.Date, granularity=pl.String, anchor=pl.String
    )
    of_body = pl.col("field") == "body"
    totals = pl.DataFrame({"doc": np.arange(count)})
    for total in (
        paragraphs.filter(of_body).group_by("doc").agg(pl.col("word_count", "syllables").sum()),
        sentences.filter(of_body).group_by("doc").agg(sentence_count=pl.len()),
    ):
        totals = totals.join(total, on="doc", how="left", maintain_order="left")
    return pl.DataFrame(
        [
            *totals.select(
                pl.col("word_count", "syllables", "sentence_count").fill_null(0).cast(pl.Int64)
            ).get_columns(),
            hand_out(paragraphs, count, "paragraphs", PARAGRAPH),
            hand_out(sentences, count, "sentences", SENTENCE),
            hand_out(entities, count, "entities", ENTITY),
            hand_out(ground.stand(mentions), count, "mentions", MENTION),
            hand_out(_quotes(ground, sheets.quotes, cleaned["version_id"]), count, "quotes", QUOTE),
            hand_out(ground.stand(dates), count, "date_mentions", DATE_MENTION),
        ]
    )


class Spoken(NamedTuple):
    """The languages of a document."""

    document: str | None
    lines: dict[int, str | None]  # by where a line begins: the language of its paragraph

    @classmethod
    def of(cls, document: str | None, lines: list[Row]) -> "Spoken":
        """From `language` and `line_languages` of clean copy."""
        return cls(document, {line["char_start"]: line["language"] for line in lines})


def _told(languages: Iterable[str | None]) -> frozenset[str]:
    """The words of speech of some languages, those left out whose speech is not read."""
    spoken = [one for one in map(language, set(languages)) if one is not None and one.reads("speech")]
    return frozenset().union(*(speech_grammar(one).told for one in spoken))


class Sheets:
    """What has been found, document by document, in places of their galleys."""

    def __init__(self, reader: "Reader | None" = None) -> None:
        self.reader = reader
        self.paragraphs = Sheet("start", "end", "language", "text")
        self.sentences = Sheet("start", "end")
        self.entities = Sheet(
            "entity_id", "kind", "name", "aliases", "country", "external_id", "mention_count"
        )
        self.mentions = Sheet("start", "end", "surface", "kind", "entity_id", "method", "confidence")
        self.quotes = Sheet("start", "end", "text", "surface", "kind", *QUOTED)
        self.dates = Sheet("start", "end", "surface", "earliest", "latest", "granularity", "anchor")

    def add(self, galley: Galley, signs: Signs, spoken: "Spoken", published: date | None) -> None:
        """Annotate a document."""
        text = galley.text
        passages = [
            (start, start + len(passage.text))
            for passage, start in zip(galley.passages, galley.starts, strict=True)
        ]
        own = [spoken.lines.get(passage.char_start, spoken.document) for passage in galley.passages]
        texts = [passage.text for passage in galley.passages]
        self.paragraphs.rows += [
            (*place, code, words) for place, code, words in zip(passages, own, texts, strict=True)
        ]
        sentences = [
            (low + start, low + end)
            for (low, high), code in zip(passages, own, strict=True)
            for start, end in cut_sentences(text[low:high], endings(nearest(code or spoken.document)))
        ]
        self.sentences.rows += sentences
        seen = self.reader.seen(galley) if self.reader else ()
        grammar = language(spoken.document)
        if grammar is not None and grammar.reads("names"):
            mentions = find_entities(
                name_grammar(grammar), text, [start for start, _ in sentences], passages, seen
            )
        else:
            mentions = name_seen(text, seen)
        self._note(mentions, galley.found)
        if grammar is not None and grammar.reads("speech"):
            quotes = find_quotes(speech_grammar(grammar), text, passages, sentences, mentions, signs[0])
            self.quotes.rows += [_quote(galley, quote) for quote in quotes]
        if grammar is not None and grammar.reads("dates"):
            self.dates.rows += [
                (
                    one.start,
                    one.end,
                    galley.found[one.start : one.end],
                    one.earliest,
                    one.latest,
                    one.granularity,
                    one.anchor,
                )
                for one in find_dates(text, published, signs[1])
            ]
        for sheet in (self.paragraphs, self.sentences, self.entities, self.mentions, self.quotes, self.dates):
            sheet.turn()

    def _note(self, mentions: list[Mention], found: str) -> None:
        """Write down who and what is named."""
        self.entities.rows += [
            (one.entity_id, one.kind, one.name, sorted(one.surfaces), one.country, one.external_id, one.count)
            for one in {mention.entity.entity_id: mention.entity for mention in mentions}.values()
        ]
        self.mentions.rows += [
            (
                one.start,
                one.end,
                found[one.start : one.end],
                one.entity.kind,
                one.entity.entity_id,
                one.method,
                one.confidence,
            )
            for one in mentions
        ]


class Reader:
    """What a spaCy pipeline sees in the documents of its language. Each distinct passage is read once: so
    copies of a text cost nothing, and what is found in a document depends on no other.
    """

    def __init__(self, galleys: list[Galley], languages: list[str | None], pipeline: pl.DataFrame) -> None:
        name, version, own = pipeline.select("pipeline", "version", "language").row(0)
        mine = [
            one
            for one, code in zip(galleys, languages, strict=True)
            if own in (code or DEFAULT, EVERY_LANGUAGE)
        ]
        self._seen = read_passages(
            (passage.text for galley in mine for passage in galley.passages), name, version
        )

    def seen(self, galley: Galley) -> list[Seen]:
        """What it sees, in places of the galley."""
        return [
            Seen(begin + start, begin + end, kind)
            for begin, passage in zip(galley.starts, galley.passages, strict=True)
            for start, end, kind in self._seen.get(passage.text, ())
        ]


QUOTED: Final = (
    "speaker",
    "speaker_at",
    "speaker_to",
    "speaker_id",
    "cue",
    "cue_at",
    "cue_to",
    "via",
    "balanced",
    "confidence",
)


def _quote(galley: Galley, quote: Quote) -> tuple[Any, ...]:
    speaker, text = quote.speaker, galley.found
    return (
        quote.start,
        quote.end,
        galley.said(quote.start, quote.end),
        text[quote.start : quote.end],
        quote.kind,
        *((text[speaker.start : speaker.end], speaker.start, speaker.end) if speaker else (None, None, None)),
        speaker.entity.entity_id if speaker and speaker.entity else None,
        *((text[slice(*quote.cue)], *quote.cue) if quote.cue else (None, None, None)),
        quote.via,
        quote.balanced,
        quote.confidence,
    )


def _quotes(ground: Ground, sheet: Sheet, versions: pl.Series) -> pl.DataFrame:
    """The quotes as rows of `shapes.QUOTE` with their document."""
    words = ("text", "surface", "kind", "speaker", "speaker_id", "cue", "via")
    quotes = ground.stand(
        sheet.frame(**dict.fromkeys(words, pl.String), balanced=pl.Boolean, confidence=pl.Float64)
    )
    ids = [
        hashlib.blake2b(f"{versions[doc]} {start} {kind}".encode(), digest_size=8).hexdigest()
        for doc, start, kind in quotes.select("doc", "char_start", "kind").iter_rows()
    ]
    ends: dict[str, pl.Series] = {}
    for name in ("speaker", "cue"):
        start = ground.place(quotes["doc"], quotes[f"{name}_at"])
        ends |= {f"{name}_start": start, f"{name}_end": start + (quotes[f"{name}_to"] - quotes[f"{name}_at"])}
    return quotes.with_columns(pl.Series("quote_id", ids, dtype=pl.String), **ends)


def dates_of(galley: Galley, published: date | None) -> list[Row]:
    """The date mentions of a document, as rows of `shapes.DATE_MENTION`."""
    return [
        galley.stand(found.start, found.end)
        | {
            "surface": galley.found[found.start : found.end],
            "earliest": found.earliest,
            "latest": found.latest,
        }
        | {"granularity": found.granularity, "anchor": found.anchor}
        for found in find_dates(galley.text, published, next(date_signs(spell([galley.text]))))
    ]
