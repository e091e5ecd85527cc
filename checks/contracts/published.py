"""What each table of the published DuckDB file promises;
the file's definitions, comments and dictionary are made from here."""

import pandera.polars as pa
import polars as pl

from checks.contracts.base import HASH, Contract, Hashes, Instant, Texts, article_key, version_key
from checks.contracts.corrections import Corrections
from checks.vocabulary import (
    BASES,
    CHANGE_KINDS,
    CHECK_SEVERITIES,
    DATE_ANCHORS,
    DICTIONARY_KINDS,
    ENTITY_KINDS,
    EVIDENCE_FIELDS,
    FIELD_COLUMNS,
    GRANULARITIES,
    MENTION_METHODS,
    OUTLET_BASES,
    PHASES,
    PRECISIONS,
    QUOTE_KINDS,
    RELATIONS,
    ROLES,
    TEXT_FIELDS,
    VERDICTS,
    VERSION_STATES,
)


def same(term: str) -> dict[str, str]:
    """What schema.org, ninjs or NewsML-G2 call the same thing."""
    return {"term": term}


LINE_NO = "the line, from 1, blank lines counted"
CHARS = "code points of the decoded file before it"
CHARS_END = "code points of the decoded file up to its end"


class Articles(Contract):
    """The published version of each article: one row per file ever seen."""

    article_id: str = article_key(metadata=same("schema.org identifier; ninjs uri; NewsML-G2 guid"))
    version_id: str = version_key(metadata=same("schema.org version; ninjs version; NewsML-G2 version"))
    path: str = pa.Field(description="where the file was found, below the raw folder")
    outlet: str = pa.Field(
        nullable=True,
        description="who published it",
        metadata=same("schema.org publisher; NewsML-G2 provider"),
    )
    outlet_basis: str = pa.Field(
        nullable=True, isin=[*OUTLET_BASES], description="how the outlet is known; null with it"
    )
    url: str = pa.Field(
        nullable=True,
        description="the page's address, where a sidecar, a record or the page gives it",
        metadata=same("schema.org url"),
    )
    retrieved_at: Instant = pa.Field(
        nullable=True, description="when the page was retrieved, as its sidecar says; null where none does"
    )
    encoding: str = pa.Field(
        description=(
            "the codec that its file was decoded with; of a record utf-8 where the file around it was decoded"
        ),
        metadata=same("schema.org encodingFormat"),
    )
    headline: str = pa.Field(
        nullable=True,
        description="the article's title",
        metadata=same("schema.org headline; ninjs headlines; NewsML-G2 headline"),
    )
    deck: str = pa.Field(
        nullable=True,
        description="the summary under the headline",
        metadata=same("schema.org alternativeHeadline"),
    )
    body: str = pa.Field(
        description="the text: paragraphs joined by one blank line, without headline and deck",
        metadata=same("schema.org articleBody; ninjs bodies; NewsML-G2 inlineXML"),
    )
    byline: str = pa.Field(
        nullable=True, description="who wrote it, as written", metadata=same("ninjs by; NewsML-G2 by")
    )
    authors: Texts = pa.Field(
        description="the persons of the byline, without titles",
        metadata=same("schema.org author; NewsML-G2 creator"),
    )
    desk: str = pa.Field(nullable=True, description="the desk of the byline")
    credit: str = pa.Field(
        nullable=True,
        description="the agency the text comes from",
        metadata=same("schema.org creditText; ninjs infosources; NewsML-G2 creditline"),
    )
    dateline: str = pa.Field(
        nullable=True,
        description="the place the report was filed from",
        metadata=same("schema.org dateline; ninjs located; NewsML-G2 dateline"),
    )
    published_at: Instant = pa.Field(
        nullable=True,
        description=(
            "when it was published, as the file states it; midnight UTC at day precision; "
            "null where it does not say"
        ),
        metadata=same("schema.org datePublished; ninjs firstcreated; NewsML-G2 firstCreated"),
    )
    published_on: pl.Date = pa.Field(
        nullable=True,
        description=(
            "the day of publication, in the zone that the file states it in (UTC where it states none); "
            "null where it is not known to the day"
        ),
    )
    published_precision: str = pa.Field(isin=[*PRECISIONS], description="how exactly the file states it")
    published_basis: str = pa.Field(isin=[*BASES], description="how the date, or its bounds, are known")
    published_earliest: Instant = pa.Field(
        nullable=True, description="the earliest moment it can have been published"
    )
    published_latest: Instant = pa.Field(
        nullable=True, description="the first moment after the latest it can have been published"
    )
    modified_at: Instant = pa.Field(
        nullable=True,
        description="when it was last updated, as the file states it",
        metadata=same("schema.org dateModified; ninjs versioncreated; NewsML-G2 versionCreated"),
    )
    language: str = pa.Field(
        nullable=True,
        description="ISO 639 code; null where it is undetermined",
        metadata=same("schema.org inLanguage; ninjs language; NewsML-G2 language"),
    )
    word_count: int = pa.Field(
        ge=0,
        description="words of the body",
        metadata=same("schema.org wordCount; ninjs wordcount; NewsML-G2 wordcount"),
    )
    sentence_count: int = pa.Field(ge=0, description="sentences of the body")
    reading_ease: float = pa.Field(
        nullable=True,
        description=(
            "Flesch Reading Ease of the body, from about 0 (a law) to 100 (a children's book); its formula "
            "holds for English: null in any other language, and without a sentence"
        ),
    )
    content_hash: str = pa.Field(
        str_matches=r"^[0-9a-f]{64}$",
        description=(
            "SHA-256 of headline, deck and body in UTF-8, a blank line between them, what is null left out: "
            "equal where nothing that is read differs"
        ),
        metadata=same("schema.org sha256"),
    )
    section: str = pa.Field(
        nullable=True,
        description="the part of the outlet it stands in, as stated",
        metadata=same("schema.org articleSection; ninjs subjects"),
    )
    tags: Texts = pa.Field(
        description="the topics that the outlet filed it under, as stated",
        metadata=same("schema.org keywords; NewsML-G2 keyword"),
    )
    image_url: str = pa.Field(
        nullable=True, description="the address of its picture, as stated", metadata=same("schema.org image")
    )
    is_accessible_for_free: bool = pa.Field(
        nullable=True,
        description="whether it may be read without paying, as stated",
        metadata=same("schema.org isAccessibleForFree"),
    )
    kept_share: float = pa.Field(ge=0, le=1, description="in-body characters over non-blank characters")
    mended_lines: int = pa.Field(
        ge=0, description="lines that are read otherwise than they stand in the file: see `mended` in `lines`"
    )
    confidence: float = pa.Field(
        nullable=True,
        ge=0,
        le=1,
        description=(
            "the share of its characters that are expected to be rightly kept or dropped, from the "
            "confidence of its lines; null where it has no text"
        ),
    )
    garbled: int = pa.Field(
        ge=0,
        description=(
            "signs of a wrong code page in the body: marks of lost characters, and capitals or currency "
            "signs within words"
        ),
    )
    story_id: str = pa.Field(
        nullable=True, description="the story it belongs to", metadata=same("schema.org about (Event)")
    )
    duplicate_of: str = pa.Field(
        nullable=True,
        description="the article that this one is a near copy of; null for the original",
        metadata=same("schema.org isBasedOn"),
    )
    first_seen: Instant = pa.Field(description="when the file was first seen")
    report_page: str = pa.Field(
        description=(
            "where its page of the report lies below the data folder, if it has one (the newest, the "
            "most doubtful and those of the newest stories do); with #l12 at its end, line 12"
        )
    )

    class Config(Contract.Config):
        unique = ["article_id"]


class Versions(Contract):
    """Every version of every article: a file edited twice has three."""

    version_id: str = version_key(metadata=same("schema.org version; ninjs version; NewsML-G2 version"))
    article_id: str = article_key()
    number: pl.Int32 = pa.Field(ge=1, description="1 for the version seen first")
    state: str = pa.Field(
        isin=[*VERSION_STATES],
        description="published, superseded, quarantined or pending",
        metadata=same("schema.org creativeWorkStatus"),
    )
    stage: str = pa.Field(nullable=True, description="the stage whose contract a quarantined version breaks")
    made_from: str = pa.Field(
        nullable=True, description="hash of what its rows are made from; null where it has none"
    )
    first_seen: Instant = pa.Field(description="when this version was first seen")
    missing_since: Instant = pa.Field(
        nullable=True, description="when the file was first found gone; null while it is there"
    )

    class Config(Contract.Config):
        unique = ["version_id"]


class Lines(Contract):
    """The ledger: each line of each version, kept or dropped, by which rule, and why."""

    version_id: str = version_key()
    element: str = pa.Field(
        nullable=True,
        description=(
            "where in its page it stands: the elements around it, each with its number among those of its "
            "tag in the page, its id and classes; null where the file is text"
        ),
    )
    line_no: pl.Int32 = pa.Field(ge=1, description=LINE_NO)
    span_no: pl.Int32 = pa.Field(
        ge=1, description="the part of the line, from 1; a line is one part unless several fields share it"
    )
    article_id: str = article_key()
    byte_start: int = pa.Field(ge=0, description="bytes of the file before it")
    byte_end: int = pa.Field(ge=0, description="bytes of the file up to its end, line terminator included")
    char_start: int = pa.Field(ge=0, description=CHARS)
    text: str = pa.Field(description="its text as it stands in the file, trimmed")
    mended: str = pa.Field(
        nullable=True,
        description=(
            "its text as it is read, where that differs: entities of HTML and characters that were decoded "
            "wrongly are mended, what cannot be seen and marks of Markdown are left out, each space is a "
            "plain one"
        ),
    )
    role: str = pa.Field(isin=[*ROLES], description="what it is in the article")
    kept: bool = pa.Field(description="whether it is part of the article: a field or body role")
    in_body: bool = pa.Field(description="whether it stands in the body")
    paragraph_no: pl.Int32 = pa.Field(
        nullable=True, ge=1, description="the paragraph of the body that it belongs to"
    )
    rule: str = pa.Field(description="the rule that decided")
    reason: str = pa.Field(nullable=True, description="what the rule saw")
    confidence: float = pa.Field(
        ge=0,
        le=1,
        description="how sure the decision to keep or drop is: of those at 0.9, nine in ten are right",
    )
    overruled: str = pa.Field(
        nullable=True, description="the rules that had decided otherwise, from the first, with commas between"
    )

    template: int = pa.Field(
        nullable=True,
        description=(
            "hash of its text with numbers and dates masked, as in recurring_lines: lines that are alike "
            "have the same; null for a blank"
        ),
    )

    class Config(Contract.Config):
        unique = ["version_id", "line_no", "span_no"]


class Fields(Contract):
    """The evidence for each field of each version: where it stands, and the rule that found it."""

    version_id: str = version_key()
    evidence_no: pl.Int32 = pa.Field(ge=1, description="the piece of evidence, from 1 within the version")
    article_id: str = article_key()
    field: str = pa.Field(
        isin=[FIELD_COLUMNS.get(field, field) for field in EVIDENCE_FIELDS],
        description="the column of articles that it is evidence for",
    )
    value: str = pa.Field(nullable=True, description="its value as text")
    line_no: pl.Int32 = pa.Field(nullable=True, ge=1, description=f"{LINE_NO}; null where no line says it")
    span_no: pl.Int32 = pa.Field(nullable=True, ge=1, description="the part of the line")
    byte_start: int = pa.Field(nullable=True, ge=0, description="bytes of the file before it")
    byte_end: int = pa.Field(nullable=True, ge=0, description="bytes of the file up to its end")
    place: str = pa.Field(
        nullable=True,
        description="where it stands, if in no line: a name in the record or in the page's head",
    )
    rule: str = pa.Field(description="the rule that found it")
    confidence: float = pa.Field(ge=0, le=1, description="how sure it is")

    class Config(Contract.Config):
        unique = ["version_id", "evidence_no"]


class Paragraphs(Contract):
    """The paragraphs of each published body, the scraper's broken lines joined."""

    article_id: str = article_key()
    paragraph_no: pl.Int32 = pa.Field(ge=1, description="its place in the body, from 1")
    line_no: pl.Int32 = pa.Field(ge=1, description="its first line")
    role: str = pa.Field(isin=["body", "subheading"], description="body or subheading")
    text: str = pa.Field(description="its text", metadata=same("schema.org articleBody"))
    language: str = pa.Field(
        nullable=True,
        description="ISO 639 code; null where it is undetermined",
        metadata=same("schema.org inLanguage"),
    )

    class Config(Contract.Config):
        unique = ["article_id", "paragraph_no"]


class SentenceSpans(Contract):
    """Where the sentences of each published body stand: the view `sentences` has their texts."""

    article_id: str = article_key()
    sentence_no: pl.Int32 = pa.Field(ge=1, description="its place in the body, from 1")
    paragraph_no: pl.Int32 = pa.Field(ge=1, description="the paragraph that it stands in")
    line_no: pl.Int32 = pa.Field(ge=1, description=f"{LINE_NO}; of a sentence, the one that it begins in")
    char_start: int = pa.Field(ge=0, description=CHARS)
    char_end: int = pa.Field(ge=0, description=CHARS_END)
    text_start: pl.Int32 = pa.Field(ge=0, description="code points of its paragraph's text before it")
    text_end: pl.Int32 = pa.Field(ge=1, description="code points of its paragraph's text up to its end")

    class Config(Contract.Config):
        unique = ["article_id", "sentence_no"]


class Entities(Contract):
    """The persons, organisations, places and nationalities that articles speak of."""

    entity_id: str = pa.Field(
        description="the entity", metadata=same("schema.org identifier; NewsML-G2 qcode")
    )
    kind: str = pa.Field(
        isin=[*ENTITY_KINDS],
        description="person, organisation, place, nationality",
        metadata=same("schema.org Person, Organization, Place; ninjs people, organisations, places"),
    )
    name: str = pa.Field(
        description="the fullest form found, or the gazetteer's",
        metadata=same("schema.org name; ninjs name; NewsML-G2 name"),
    )
    aliases: Texts = pa.Field(description="the forms found", metadata=same("schema.org alternateName"))
    country: str = pa.Field(
        nullable=True, description="ISO 3166-1 alpha-2 code", metadata=same("schema.org addressCountry")
    )
    external_id: str = pa.Field(
        nullable=True,
        description="its identifier elsewhere, such as geonames:524901",
        metadata=same("schema.org sameAs"),
    )
    mention_count: int = pa.Field(ge=1, description="how often all articles name it")
    article_count: int = pa.Field(ge=1, description="how many articles name it")
    confidence: float = pa.Field(ge=0, le=1, description="the mean confidence of its mentions")

    class Config(Contract.Config):
        unique = ["entity_id"]


class ArticleEntities(Contract):
    """What each article names: one row per article and entity, as the article names it."""

    article_id: str = article_key()
    entity_id: str = pa.Field(description="the entity", metadata=same("schema.org mentions; NewsML-G2 qcode"))
    kind: str = pa.Field(
        isin=[*ENTITY_KINDS], description="person, organisation, place, nationality, as the article has it"
    )
    name: str = pa.Field(description="the fullest form in the article, or the gazetteer's")
    aliases: Texts = pa.Field(description="the forms in the article")
    country: str = pa.Field(nullable=True, description="ISO 3166-1 alpha-2 code")
    external_id: str = pa.Field(
        nullable=True, description="its identifier elsewhere, such as geonames:524901"
    )
    mention_count: pl.Int32 = pa.Field(ge=1, description="how often the article names it")
    confidence: float = pa.Field(ge=0, le=1, description="the mean confidence of its mentions there")

    class Config(Contract.Config):
        unique = ["article_id", "entity_id"]


class CorrectedNames(Contract):
    """What articles name that people corrected: what was found, and what it is now. `article_entities`,
    `entities`, `mentions` and `quotes` follow it."""

    article_id: str = article_key()
    found_id: str = pa.Field(description="the entity as it was found")
    found_kind: str = pa.Field(
        isin=[*ENTITY_KINDS], description="person, organisation, place, nationality, as it was found"
    )
    found_name: str = pa.Field(description="its name as it was found")
    mention_count: pl.Int32 = pa.Field(ge=1, description="how often the article names it")
    correction: str = pa.Field(description="the name in `corrections` by which it is corrected")
    entity_id: str = pa.Field(nullable=True, description="the entity that it is now; null where it is none")
    kind: str = pa.Field(
        nullable=True, isin=[*ENTITY_KINDS], description="its kind now; null where it is none"
    )
    name: str = pa.Field(nullable=True, description="its name now; null where it is none")
    country: str = pa.Field(nullable=True, description="ISO 3166-1 alpha-2 code")
    external_id: str = pa.Field(
        nullable=True, description="its identifier elsewhere, such as geonames:524901"
    )

    class Config(Contract.Config):
        unique = ["article_id", "found_id"]


class Mentions(Contract):
    """Where each entity is named."""

    article_id: str = article_key()
    field: str = pa.Field(isin=[*TEXT_FIELDS], description="headline, deck or body")
    line_no: pl.Int32 = pa.Field(ge=1, description=LINE_NO)
    char_start: int = pa.Field(ge=0, description=CHARS)
    char_end: int = pa.Field(ge=0, description=CHARS_END)
    surface: str = pa.Field(description="as written")
    kind: str = pa.Field(isin=[*ENTITY_KINDS], description="person, organisation, place, nationality")
    entity_id: str = pa.Field(
        nullable=True, description="the entity named", metadata=same("schema.org mentions; NewsML-G2 assert")
    )
    method: str = pa.Field(
        isin=[*MENTION_METHODS],
        description="how it was found; corrected where a person says what it names",
    )
    confidence: float = pa.Field(ge=0, le=1, description="how sure it is")

    class Config(Contract.Config):
        unique = ["article_id", "char_start", "char_end"]


class Quotes(Contract):
    """Who said what."""

    quote_id: str = pa.Field(description="the quotation")
    article_id: str = article_key()
    field: str = pa.Field(isin=[*TEXT_FIELDS], description="headline, deck or body")
    line_no: pl.Int32 = pa.Field(ge=1, description=LINE_NO)
    char_start: int = pa.Field(ge=0, description=CHARS)
    char_end: int = pa.Field(ge=0, description=CHARS_END)
    text: str = pa.Field(
        description=(
            "as the article has it, its marks included: lines joined by a space, what was dropped "
            "between them left out"
        ),
        metadata=same("schema.org Quotation text"),
    )
    surface: str = pa.Field(description="as the file has it, from char_start to char_end")
    kind: str = pa.Field(isin=[*QUOTE_KINDS], description="direct, partial, indirect, term, title")
    speaker: str = pa.Field(
        nullable=True, description="who said it, as written", metadata=same("schema.org Quotation creator")
    )
    speaker_start: int = pa.Field(nullable=True, description=CHARS.replace("it", "the speaker"))
    speaker_end: int = pa.Field(nullable=True, description=CHARS_END.replace("its", "the speaker's"))
    speaker_id: str = pa.Field(
        nullable=True, description="the speaker as an entity", metadata=same("schema.org Quotation creator")
    )
    cue: str = pa.Field(nullable=True, description="the words that say that somebody speaks")
    cue_start: int = pa.Field(nullable=True, description=CHARS.replace("it", "the cue"))
    cue_end: int = pa.Field(nullable=True, description=CHARS_END.replace("its", "the cue's"))
    via: str = pa.Field(
        nullable=True,
        description="the outlet or agency it is quoted from",
        metadata=same("schema.org sourceOrganization"),
    )
    balanced: bool = pa.Field(nullable=True, description="whether its marks open and close as they should")
    quote_cluster_id: str = pa.Field(
        nullable=True,
        description="equal where articles quote the same words; null for what is not marked as speech",
    )
    confidence: float = pa.Field(
        ge=0,
        le=1,
        description="how sure it is: of those at 0.9, nine in ten have the right words and speaker",
    )

    class Config(Contract.Config):
        unique = ["quote_id"]


class DateMentions(Contract):
    """The dates that articles speak of, as intervals."""

    article_id: str = article_key()
    field: str = pa.Field(isin=[*TEXT_FIELDS], description="headline, deck or body")
    line_no: pl.Int32 = pa.Field(ge=1, description=LINE_NO)
    char_start: int = pa.Field(ge=0, description=CHARS)
    char_end: int = pa.Field(ge=0, description=CHARS_END)
    surface: str = pa.Field(description="as written")
    earliest: pl.Date = pa.Field(
        nullable=True,
        description="the first day it can mean; null where it cannot be placed",
        metadata=same("schema.org startDate"),
    )
    latest: pl.Date = pa.Field(
        nullable=True, description="the last day it can mean", metadata=same("schema.org endDate")
    )
    granularity: str = pa.Field(
        isin=[*GRANULARITIES], description="day, weekend, week, month, quarter, year, decade, century or span"
    )
    anchor: str = pa.Field(
        isin=[*DATE_ANCHORS], description="what it was placed by: stated, publication, story or none"
    )

    class Config(Contract.Config):
        unique = ["article_id", "char_start", "char_end"]


class Keywords(Contract):
    """The words that set an article apart."""

    article_id: str = article_key()
    keyword: str = pa.Field(
        description="the word or phrase", metadata=same("schema.org keywords; NewsML-G2 keyword")
    )
    score: float = pa.Field(ge=0, description="how much it sets the article apart")
    count: pl.Int32 = pa.Field(ge=1, description="how often it stands there")

    class Config(Contract.Config):
        unique = ["article_id", "keyword"]


class Topics(Contract):
    """What articles are about, in the top level of the IPTC Media Topics; of articles in English alone."""

    article_id: str = article_key()
    code: str = pa.Field(
        description="the topic's code, such as medtop:04000000",
        metadata=same("ninjs subjects; NewsML-G2 subject"),
    )
    topic: str = pa.Field(description="its name", metadata=same("schema.org about"))
    score: float = pa.Field(ge=0, description="how much of the article speaks for it")

    class Config(Contract.Config):
        unique = ["article_id", "code"]


class Links(Contract):
    """The links in the body of each article that was a page."""

    article_id: str = article_key()
    link_no: pl.Int32 = pa.Field(ge=1, description="the link, from 1 within the page")
    line_no: pl.Int32 = pa.Field(ge=1, description=LINE_NO)
    text: str = pa.Field(description="the words that are the link")
    href: str = pa.Field(
        description="where it leads: a whole address where the page's own is known, else as the page has it"
    )

    class Config(Contract.Config):
        unique = ["article_id", "link_no"]


class DuplicatePairs(Contract):
    """Every pair of articles that share much of their text."""

    article_a: str = article_key()
    article_b: str = article_key()
    jaccard: float = pa.Field(ge=0, le=1, description="shared word 5-shingles over all of both")
    containment: float = pa.Field(ge=0, le=1, description="shared word 5-shingles over those of the shorter")
    relation: str = pa.Field(isin=[*RELATIONS], description="same, near, preview, contains or shares")

    class Config(Contract.Config):
        unique = ["article_a", "article_b"]


class Stories(Contract):
    """Events, each told by one article or more, in other words."""

    story_id: str = pa.Field(description="the story; it stays while articles arrive")
    label: str = pa.Field(
        nullable=True, description="what it is about", metadata=same("schema.org Event name; ninjs events")
    )
    event_earliest: pl.Date = pa.Field(
        nullable=True,
        description="the first day the event can have been on",
        metadata=same("schema.org Event startDate"),
    )
    event_latest: pl.Date = pa.Field(
        nullable=True, description="the last", metadata=same("schema.org Event endDate")
    )
    place: str = pa.Field(nullable=True, description="where", metadata=same("schema.org Event location"))
    medoid_article_id: str = article_key()
    article_count: int = pa.Field(ge=1, description="articles that tell it")
    outlet_count: int = pa.Field(ge=0, description="outlets that tell it")

    class Config(Contract.Config):
        unique = ["story_id"]


class StoryArticles(Contract):
    """Which article tells which story, and why we think so."""

    story_id: str = pa.Field(description="the story")
    article_id: str = article_key()
    phase: str = pa.Field(isin=[*PHASES], description="preview, report, follow_up or analysis")
    score: float = pa.Field(ge=0, description="how close it is to the story's medoid")
    why: str = pa.Field(
        nullable=True,
        description="the people, places and rare words it shares with the rest; null where it is alone",
    )

    class Config(Contract.Config):
        unique = ["article_id"]


class StoryAliases(Contract):
    """Ids that stories had before they merged: an old id still finds its story."""

    alias: str = pa.Field(str_matches=HASH, description="an id that a story once had")
    story_id: str = pa.Field(description="the story that took it in")

    class Config(Contract.Config):
        unique = ["alias"]


class RecurringLines(Contract):
    """The lines that an outlet repeats from article to article."""

    outlet: str = pa.Field(description="who published it")
    template: int = pa.Field(description="hash of the line with numbers and dates masked")
    sample: str = pa.Field(nullable=True, description="the line as one article has it")
    support: int = pa.Field(ge=1, description="articles that have it, near copies counted once")
    articles: int = pa.Field(ge=1, description="articles of the outlet, near copies counted once")
    verdict: str = pa.Field(
        isin=[*VERDICTS],
        description="some or most of the outlet's articles, judged on a sample; none: its habits",
    )
    usual_role: str = pa.Field(nullable=True, description="the role it mostly has")
    enabled: bool = pa.Field(description="false where it was switched off")

    class Config(Contract.Config):
        unique = ["outlet", "template"]


class CorrectionRows(Corrections):
    """What people corrected by hand, and whether it still finds what it corrects."""


class QuarantineRows(Contract):
    """Everything that was ever rejected: what, why, when, and how it was resolved."""

    quarantine_id: str = pa.Field(
        str_matches=HASH, description="the cause: hash of stage, document, what it was made from, and rules"
    )
    opening: pl.Int32 = pa.Field(
        ge=1,
        description="1 when it is rejected for that cause first, 2 when it comes back after it was resolved",
    )
    stage: str = pa.Field(description="the stage that rejected it")
    contract: str = pa.Field(description="the contract it breaks")
    path: str = pa.Field(nullable=True, description="the file")
    article_id: str = article_key(nullable=True)
    version_id: str = version_key(nullable=True)
    rules: Texts = pa.Field(description="the rules it breaks")
    message: str = pa.Field(nullable=True, description="what is wrong, and the cure")
    row: str = pa.Field(nullable=True, description="the rejected row, as JSON")
    run_id: str = pa.Field(description="the run that rejected it")
    opened_at: Instant = pa.Field(description="when it was rejected")
    resolved_how: str = pa.Field(
        nullable=True, description="passed, superseded, replaced or gone; null while it is open"
    )
    resolved_at: Instant = pa.Field(nullable=True, description="when it was resolved; null while it is open")
    resolved_by: str = pa.Field(nullable=True, description="the run that resolved it")

    class Config(Contract.Config):
        unique = ["quarantine_id", "opening"]


class CheckResults(Contract):
    """What each check found, release by release."""

    release_id: str = pa.Field(description="the release")
    run_id: str = pa.Field(
        nullable=True, description="the run that checked; null where an older release did not note it"
    )
    table_name: str = pa.Field(description="the table it looks at, or the stage before it")
    name: str = pa.Field(description="the check")
    severity: str = pa.Field(
        isin=[*CHECK_SEVERITIES], description="WARN: worth a look; ERROR: the release is not published"
    )
    passed: bool = pa.Field(description="whether the promise was kept")
    failing_rows: int = pa.Field(ge=0, description="rows that break it")
    table_rows: int = pa.Field(
        nullable=True, ge=0, description="rows of the table; null where an older release did not note it"
    )
    description: str = pa.Field(description="the promise")
    checked_at: Instant = pa.Field(description="when it was checked")

    class Config(Contract.Config):
        unique = ["release_id", "table_name", "name"]


class Releases(Contract):
    """Every release of this file."""

    release_id: str = pa.Field(description="the release")
    number: int = pa.Field(ge=1, description="1 for the first release of this data folder")
    run_id: str = pa.Field(description="the run that made it")
    code: str = pa.Field(description="hash of the code and contracts it was made with")
    contracts: str = pa.Field(
        nullable=True, description="hash of the contracts alone; null where an older release did not note it"
    )
    input: str = pa.Field(description="hash of all it was made from")
    software: str = pa.Field(
        nullable=True, description="the version of Clean Copy; null where an older release did not note it"
    )
    models: str = pa.Field(
        nullable=True,
        description="hash of the packaged models and word lists; null where an older release did not note it",
    )
    settings: str = pa.Field(
        nullable=True,
        description=(
            "the settings that results depend on, as JSON, of files their hash; "
            "null where an older release did not note it"
        ),
    )
    sources: str = pa.Field(
        nullable=True,
        description=(
            "hash of the versions of all its articles, in whatever order: two releases with the same have "
            "the same sources; null where an older release did not note it"
        ),
    )
    articles: int = pa.Field(ge=0, description="articles in it")
    made_whole: bool = pa.Field(
        description="whether all was made anew, or the changed articles alone in a copy of the last file"
    )
    changed_articles: int = pa.Field(ge=0, description="articles whose rows were made anew")
    forgotten: int = pa.Field(ge=0, description="articles forgotten for good, up to now")
    new_articles: int = pa.Field(ge=0, description="articles in it that the release before did not have")
    compared: bool = pa.Field(
        nullable=True,
        description=(
            "whether `changes` has what it changed; false or null where there was nothing to compare with, "
            "or it is not kept any more"
        ),
    )
    corrected_articles: int = pa.Field(
        nullable=True, ge=0, description="articles that readers see another version of; null if not compared"
    )
    withdrawn_articles: int = pa.Field(
        nullable=True,
        ge=0,
        description=(
            "articles whose files are gone (their rows stay), or that left the file; null if not compared"
        ),
    )
    flipped_lines: int = pa.Field(
        nullable=True,
        ge=0,
        description="lines that are kept now and were dropped, or the other way; null if not compared",
    )
    versions: int = pa.Field(
        nullable=True, ge=0, description="versions in it; null where an older release did not note it"
    )
    lines: int = pa.Field(ge=0, description="lines in it")
    stories: int = pa.Field(
        nullable=True, ge=0, description="stories in it; null where an older release did not note it"
    )
    quarantined: int = pa.Field(ge=0, description="rejected rows open at the time")
    published_at: Instant = pa.Field(description="when it was made")

    class Config(Contract.Config):
        unique = ["release_id"]


class Changes(Contract):
    """What each release changed in the one before it; that of the last CLEANCOPY_KEEP_RUNS releases is kept.
    `changed_since` asks it."""

    release_id: str = pa.Field(description="the release that made the change")
    change_no: pl.Int32 = pa.Field(ge=1, description="the change, from 1 within the release")
    kind: str = pa.Field(isin=[*CHANGE_KINDS], description="what changed")
    outlet: str = pa.Field(nullable=True, description="who published it")
    path: str = pa.Field(nullable=True, description="where the file was found; of lines, that of the example")
    text: str = pa.Field(
        nullable=True, description="the headline; an example of the lines; the name; the story's label"
    )
    before: str = pa.Field(
        nullable=True,
        description="what it was before, where that differs: the headline, the name, the story's id",
    )
    rule: str = pa.Field(nullable=True, description="of lines, the rule that decides now")
    rule_before: str = pa.Field(nullable=True, description="of lines, the rule that decided before")
    lines: int = pa.Field(nullable=True, ge=1, description="of lines, how many they are")
    articles: int = pa.Field(
        ge=1, description="in how many articles; how many name the entity, or tell the story"
    )
    line_no: pl.Int32 = pa.Field(nullable=True, ge=1, description="the line of the example")
    article_id: str = article_key(nullable=True)
    entity_id: str = pa.Field(nullable=True, description="the entity")
    story_id: str = pa.Field(nullable=True, description="the story")

    class Config(Contract.Config):
        unique = ["release_id", "change_no"]


class DataDictionary(Contract):
    """Every table, view, macro and column of this file, in words."""

    kind: str = pa.Field(isin=[*DICTIONARY_KINDS], description="table, view, macro or column")
    table_name: str = pa.Field(description="the table, view or macro")
    column_name: str = pa.Field(
        nullable=True, description="its column; null for the table, view or macro itself"
    )
    type: str = pa.Field(nullable=True, description="a column's type; how a macro is called")
    nullable: bool = pa.Field(nullable=True, description="whether it may be null")
    description: str = pa.Field(description="what it holds")
    rules: str = pa.Field(nullable=True, description="what its values must keep to")
    term: str = pa.Field(nullable=True, description="what schema.org, ninjs or NewsML-G2 call it")
    example_query: str = pa.Field(nullable=True, description="of a view or macro: a query to try")

    class Config(Contract.Config):
        unique = ["table_name", "column_name"]


class SearchArticles(Contract):
    """The search index: the articles that `search` looks through."""

    article_no: pl.Int32 = pa.Field(ge=1, description="the article's number in the index of this file")
    article_id: str = article_key()
    words: pl.Int32 = pa.Field(ge=0, description="words of its body")

    class Config(Contract.Config):
        unique = ["article_no"]


class SearchPostings(Contract):
    """The search index: which word stands in which article.
    Sorted by word, so that a search reads little of it."""

    term: str = pa.Field(
        str_length={"min_value": 1},
        description="the word, in small letters and without accents, as `words_of` cuts it",
    )
    article_no: pl.Int32 = pa.Field(ge=1, description="the article's number in search_articles")
    weight: pl.Int32 = pa.Field(
        ge=1, description="how often it stands there: thrice for each time in the headline, twice in the deck"
    )


class QuoteRuns(Contract):
    """What marked quotations are compared by: `quotes.quote_cluster_id` is made of it."""

    quote_id: str = pa.Field(description="the quotation")
    article_id: str = article_key()
    said: int = pa.Field(
        nullable=True,
        ge=0,
        description=(
            "hash of all its words, of fewer than four with the speaker: equal in one cluster; null "
            "where it has none"
        ),
    )
    runs: Hashes = pa.Field(
        description="hashes of every four words in a row; quotations that share most of them are one cluster"
    )

    class Config(Contract.Config):
        unique = ["quote_id"]


PUBLISHED: dict[str, type[Contract]] = {
    "versions": Versions,
    "articles": Articles,
    "lines": Lines,
    "fields": Fields,
    "paragraphs": Paragraphs,
    "corrected_names": CorrectedNames,
    "sentence_spans": SentenceSpans,
    "article_entities": ArticleEntities,
    "entities": Entities,
    "mentions": Mentions,
    "quotes": Quotes,
    "date_mentions": DateMentions,
    "keywords": Keywords,
    "topics": Topics,
    "links": Links,
    "duplicate_pairs": DuplicatePairs,
    "stories": Stories,
    "story_articles": StoryArticles,
    "story_aliases": StoryAliases,
    "recurring_lines": RecurringLines,
    "corrections": CorrectionRows,
    "quarantine": QuarantineRows,
    "check_results": CheckResults,
    "releases": Releases,
    "changes": Changes,
    "data_dictionary": DataDictionary,
    "quote_runs": QuoteRuns,
    "search_articles": SearchArticles,
    "search_postings": SearchPostings,
}


def about(contract: type[Contract]) -> str:
    """What a table holds, in one line."""
    return " ".join((contract.__doc__ or "").split())


def keys(contract: type[Contract]) -> list[str]:
    """The columns that tell a table's rows apart; none where rows may repeat."""
    return list(getattr(contract.Config, "unique", None) or [])


DOCUMENT = ("article_id", "version_id")
"""The columns that say which document a row is of; a table may lack either."""


def document_of(table: str) -> str:
    """SQL that gives `DOCUMENT` of a table's rows, null where the table lacks a column."""
    columns = PUBLISHED[table].to_schema().columns
    return ", ".join(name if name in columns else f"NULL::VARCHAR AS {name}" for name in DOCUMENT)
