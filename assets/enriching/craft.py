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
from assets.enriching.layout.codepoints import Letters, Places, count_words, portions, spell
from assets.enriching.layout.columns import Ground, Sheet, hand_out
from assets.enriching.layout.passages import Galley, kept_lines, lay_out
from assets.enriching.names.entities import Entity, Mention, Reading, name_entities, name_seen, read_rules
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
from assets.languages import DEFAULT, Language, language, nearest
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
        parts = []
        for batch in batches:
            parts += [_enrich(batch[portion], pipeline) for portion in portions(batch["body"])]
    return pl.concat(parts) if parts else ENRICHED.to_frame()


@contextmanager
def _no_collector() -> Iterator[None]:
    """Nothing made here refers back to itself; the collector would walk the whole gazetteer to see that."""
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
    counted = _count(
        letters,
        frame["language"],
        np.array([galley.headline for galley in galleys], dtype=np.int64).reshape(-1, 2),
    )
    shingles = cut_shingles(cleaned["body"])
    sizes = (pl.col(name) for name in ("syllables", "word_count", "sentence_count"))
    frame = frame.with_columns(reading_ease=reading_ease(frame["language"], *sizes)).drop("syllables")
    marks = pl.DataFrame({"bands": band(shingles), "text_hash": pl.Series(shingles.texts, dtype=pl.Int64)})
    marks = marks.with_columns(text_hash=pl.when(pl.col("bands").is_not_null()).then("text_hash"))
    return pl.concat([frame, counted, marks], how="horizontal").match_to_schema(ENRICHED)


def _count(letters: Letters, languages: pl.Series, headlines: Places) -> pl.DataFrame:
    """The columns that come of counting words: terms, keywords, topics."""
    words = count_terms(letters, languages, headlines)
    counted = sum_up(words)
    documents = pl.DataFrame({"language": languages}).with_row_index("doc")
    spoken = counted.join(documents, on="doc")
    for column in (weigh_terms(counted), pick_keywords(words, counted), name_topics(spoken)):
        documents = documents.join(column, on="doc", how="left", maintain_order="left")
    return documents.select(pl.col("terms", "keywords", "topics").fill_null([]))


def _annotate(
    galleys: list[Galley], letters: Letters, cleaned: pl.DataFrame, pipeline: pl.DataFrame | None
) -> pl.DataFrame:
    """The annotations of documents that are found one document at a time, by column of `schema.ENRICHED`."""
    languages: list[str | None] = cleaned["language"].to_list()
    of_lines = cleaned["line_languages"].to_list()
    spoken = [Spoken.of(code, lines) for code, lines in zip(languages, of_lines, strict=True)]
    sheets = Sheets(Reader(galleys, languages, pipeline) if pipeline is not None else None)
    signs = zip(speech_signs(letters, _told(languages)), date_signs(letters), strict=True)
    published = cleaned["published_on"].to_list()
    cuts = [Cut.of(galley, codes) for galley, codes in zip(galleys, spoken, strict=True)]
    named = sheets.mentioned(galleys, cuts, spoken)
    for one in zip(galleys, cuts, signs, spoken, published, named, strict=True):
        sheets.add(*one)
    count, ground = len(galleys), Ground(galleys)
    paragraphs = _measured(ground.stand(sheets.paragraphs.frame(language=pl.String, text=pl.String)), letters)
    sentence_no = pl.int_range(1, pl.len() + 1).over("doc")
    sentences = ground.stand(sheets.sentences.frame()).with_columns(sentence_no=sentence_no)
    entities = sheets.entities.frame(
        entity_id=pl.String,
        kind=pl.String,
        name=pl.String,
        aliases=pl.List(pl.String),
        country=pl.String,
        external_id=pl.String,
        confidence=pl.Float64,
    )
    mentions = sheets.mentions.frame(
        surface=pl.String, kind=pl.String, entity_id=pl.String, method=pl.String, confidence=pl.Float64
    )
    dates = sheets.dates.frame(
        surface=pl.String, earliest=pl.Date, latest=pl.Date, granularity=pl.String, anchor=pl.String
    )
    quotes = _quotes(ground, sheets.quotes, cleaned["version_id"])
    return pl.DataFrame(
        [
            *_totals(paragraphs, sentences, count),
            hand_out(paragraphs, count, "paragraphs", PARAGRAPH),
            hand_out(sentences, count, "sentences", SENTENCE),
            hand_out(entities, count, "entities", ENTITY),
            hand_out(ground.stand(mentions), count, "mentions", MENTION),
            hand_out(quotes, count, "quotes", QUOTE),
            hand_out(ground.stand(dates), count, "date_mentions", DATE_MENTION),
        ]
    )


def _measured(paragraphs: pl.DataFrame, letters: Letters) -> pl.DataFrame:
    """Paragraphs with `word_count` and `syllables`."""
    bases = letters.starts[paragraphs["doc"].to_numpy()]
    starts, ends = paragraphs["start"].to_numpy() + bases, paragraphs["end"].to_numpy() + bases
    words = pl.Series("word_count", count_words(letters, starts, ends))
    syllables = pl.Series("syllables", count_syllables(letters, starts, ends))
    return paragraphs.with_columns(words, syllables)


def _totals(paragraphs: pl.DataFrame, sentences: pl.DataFrame, count: int) -> list[pl.Series]:
    """How many words, syllables and sentences the body of each document has."""
    of_body = pl.col("field") == "body"
    words = paragraphs.filter(of_body).group_by("doc").agg(pl.col("word_count", "syllables").sum())
    closed = sentences.filter(of_body).group_by("doc").agg(sentence_count=pl.len())
    totals = pl.DataFrame({"doc": np.arange(count)})
    for part in (words, closed):
        totals = totals.join(part, on="doc", how="left", maintain_order="left")
    sums = pl.col("word_count", "syllables", "sentence_count")
    return totals.select(sums.fill_null(0).cast(pl.Int64)).get_columns()


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


class Cut(NamedTuple):
    """Where the passages and sentences of a document stand, and its rows of paragraphs."""

    passages: Spans
    sentences: Spans
    texts: Spans  # where each sentence stands in the text of its headline, deck or paragraph
    paragraphs: list[tuple[int, int, str | None, str]]

    @classmethod
    def of(cls, galley: Galley, spoken: Spoken) -> "Cut":
        """Cut a document, each passage as its language is cut."""
        cut = cls([], [], [], [])
        before, size = None, 0  # the paragraph of the last passage, and how much of its text is cut
        for passage, low in zip(galley.passages, galley.starts, strict=True):
            high = low + len(passage.text)
            code = spoken.lines.get(passage.char_start, spoken.document)
            ends = endings(nearest(code or spoken.document))
            cut.passages.append((low, high))
            found = cut_sentences(passage.text, ends)
            cut.sentences.extend((low + start, low + end) for start, end in found)
            # What was dropped within a paragraph parts it into passages; its text joins them.
            base = size + 1 if before is not None and before == passage.paragraph_no else 0
            if passage.gaps:
                found = [passage.joined(start, end) for start, end in found]
            cut.texts.extend((base + start, base + end) for start, end in found)
            before, size = passage.paragraph_no, base + passage.joined(0, len(passage.text))[1]
            cut.paragraphs.append((low, high, code, passage.text))
        return cut


class Sheets:
    """What has been found, document by document, in places of their galleys."""

    def __init__(self, reader: "Reader | None" = None) -> None:
        self.reader = reader
        self.paragraphs = Sheet("start", "end", "language", "text")
        self.sentences = Sheet("start", "end", "text_start", "text_end")
        self.entities = Sheet(
            "entity_id", "kind", "name", "aliases", "country", "external_id", "mention_count", "confidence"
        )
        self.mentions = Sheet("start", "end", "surface", "kind", "entity_id", "method", "confidence")
        self.quotes = Sheet("start", "end", "text", "surface", "kind", *QUOTED)
        self.dates = Sheet("start", "end", "surface", "earliest", "latest", "granularity", "anchor")

    def mentioned(
        self, galleys: list[Galley], cuts: list["Cut"], spoken: list["Spoken"]
    ) -> list[list[Mention]]:
        """The mentions in each document. Those of one language are named together, which costs less."""
        mentions: list[list[Mention]] = [[] for _ in galleys]
        readings: dict[Language, list[tuple[int, Reading]]] = {}
        for number, (galley, cut, codes) in enumerate(zip(galleys, cuts, spoken, strict=True)):
            seen = self.reader.seen(galley) if self.reader else ()
            grammar = language(codes.document)
            if grammar is None or not grammar.reads("names"):
                mentions[number] = name_seen(galley.text, seen)
                continue
            begins = [start for start, _ in cut.sentences]
            reading = read_rules(name_grammar(grammar), galley.text, begins, cut.passages, seen)
            readings.setdefault(grammar, []).append((number, reading))
        for grammar, some in readings.items():
            named = name_entities(name_grammar(grammar), [reading for _, reading in some])
            for (number, _), found in zip(some, named, strict=True):
                mentions[number] = found
        return mentions

    def add(
        self,
        galley: Galley,
        cut: "Cut",
        signs: Signs,
        spoken: "Spoken",
        published: date | None,
        mentions: list[Mention],
    ) -> None:
        """Annotate a document."""
        text, passages, sentences = galley.text, cut.passages, cut.sentences
        self.paragraphs.rows += cut.paragraphs
        self.sentences.rows += [(*span, *text) for span, text in zip(sentences, cut.texts, strict=True)]
        grammar = language(spoken.document)
        self._note(mentions, galley)
        if grammar is not None and grammar.reads("speech"):
            quotes = find_quotes(speech_grammar(grammar), text, passages, sentences, mentions, signs[0])
            self.quotes.rows += [_quote(galley, quote) for quote in quotes]
        if grammar is not None and grammar.reads("dates"):
            named = [(one.start, one.end) for one in mentions if one.entity.kind == "person"]
            for one in find_dates(text, published, signs[1], named):
                surface, placed = galley.surface(one.start, one.end), (one.earliest, one.latest)
                self.dates.rows.append((one.start, one.end, surface, *placed, one.granularity, one.anchor))
        for sheet in (self.paragraphs, self.sentences, self.entities, self.mentions, self.quotes, self.dates):
            sheet.turn()

    def _note(self, mentions: list[Mention], galley: Galley) -> None:
        """Write down who and what is named."""
        entities = {mention.entity.entity_id: mention.entity for mention in mentions}
        sums = dict.fromkeys(entities, 0.0)
        for mention in mentions:
            sums[mention.entity.entity_id] += mention.confidence
        for key, named in entities.items():
            known = (named.entity_id, named.kind, named.name, sorted(named.surfaces))
            own = (named.country, named.external_id, named.count, sums[key] / named.count)
            self.entities.rows.append((*known, *own))
        for one in mentions:
            surface, entity = galley.surface(one.start, one.end), one.entity
            self.mentions.rows.append(
                (one.start, one.end, surface, entity.kind, entity.entity_id, one.method, one.confidence)
            )


class Reader:
    """What a spaCy pipeline sees in the documents of its language. Each distinct passage is read once: so
    copies of a text cost nothing, and what is found in a document depends on no other.
    """

    def __init__(self, galleys: list[Galley], languages: list[str | None], pipeline: pl.DataFrame) -> None:
        name, version, own = pipeline.select("pipeline", "version", "language").row(0)
        spoken = zip(galleys, languages, strict=True)
        mine = [galley for galley, code in spoken if own in (code or DEFAULT, EVERY_LANGUAGE)]
        texts = (passage.text for galley in mine for passage in galley.passages)
        self._seen = read_passages(texts, name, version)

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


def _said(galley: Galley, start: int, end: int) -> str:
    """Words as the file has them, but for characters that are mended."""
    return galley.text[start:end] if galley.is_mended else galley.found[start:end]


def _speaks(entity: Entity) -> str | None:
    """The id of who speaks; none of what would be a place and is in no gazetteer, for it is none if it
    speaks."""
    in_gazetteer = entity.country is not None or entity.external_id is not None
    return entity.entity_id if entity.kind != "place" or in_gazetteer else None


def _quote(galley: Galley, quote: Quote) -> tuple[Any, ...]:
    speaker = quote.speaker
    speaks = (
        (_said(galley, speaker.start, speaker.end), speaker.start, speaker.end) if speaker else (None,) * 3
    )
    cue = (_said(galley, *quote.cue), *quote.cue) if quote.cue else (None,) * 3
    return (
        quote.start,
        quote.end,
        galley.said(quote.start, quote.end),
        galley.surface(quote.start, quote.end),
        quote.kind,
        *speaks,
        _speaks(speaker.entity) if speaker and speaker.entity else None,
        *cue,
        quote.via,
        quote.balanced,
        quote.confidence,
    )


def _quotes(ground: Ground, sheet: Sheet, versions: pl.Series) -> pl.DataFrame:
    """The quotes as rows of `shapes.QUOTE` with their document."""
    words = dict.fromkeys(("text", "surface", "kind", "speaker", "speaker_id", "cue", "via"), pl.String)
    quotes = ground.stand(sheet.frame(**words, balanced=pl.Boolean, confidence=pl.Float64))
    ids = [
        hashlib.blake2b(f"{versions[doc]} {start} {kind}".encode(), digest_size=8).hexdigest()
        for doc, start, kind in quotes.select("doc", "char_start", "kind").iter_rows()
    ]
    ends: dict[str, pl.Series] = {}
    for name in ("speaker", "cue"):
        start, end = ground.place(quotes["doc"], quotes[f"{name}_at"], quotes[f"{name}_to"])
        ends |= {f"{name}_start": start, f"{name}_end": end}
    return quotes.with_columns(pl.Series("quote_id", ids, dtype=pl.String), **ends)


def dates_of(galley: Galley, published: date | None) -> list[Row]:
    """The date mentions of a document, as rows of `shapes.DATE_MENTION`."""
    signs = next(date_signs(spell([galley.text])))
    return [
        {
            **galley.stand(one.start, one.end),
            "surface": galley.surface(one.start, one.end),
            "earliest": one.earliest,
            "latest": one.latest,
            "granularity": one.granularity,
            "anchor": one.anchor,
        }
        for one in find_dates(galley.text, published, signs)
    ]
