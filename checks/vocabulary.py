"""The closed sets of words that rows may use, each with its meaning.

What belongs here: every value that a user may write in a `WHERE` clause. What does not: patterns and
thresholds (they belong to a craft).
"""

from typing import Final

FIELD_ROLES: Final = {
    "headline": "the article's title",
    "deck": "the summary under the headline",
    "byline": "who wrote it: persons or a desk",
    "credit": "the agency or owner the text or picture comes from",
    "timestamp": "when it was published or updated",
}
BODY_ROLES: Final = {
    "body": "the article's text",
    "subheading": "a heading inside the article",
}
DROPPED_ROLES: Final = {
    "live_badge": "a live or on-air marker",
    "language_switch": "a choice of site language",
    "share_widget": "buttons that share the page",
    "follow_prompt": "an invitation to follow the outlet elsewhere",
    "promo": "a link to another story",
    "newsletter": "an invitation to subscribe by mail",
    "advertisement": "advertising, or its label",
    "navigation": "menus, breadcrumbs, section labels",
    "comments": "reader comments and their controls",
    "caption": "the text under a picture or video",
    "legal": "copyright, terms, cookies, disclaimers",
    "paywall": "what stands between a reader and the text",
    "author_bio": "a description of the author",
    "tags": "topic labels",
    "label": "names the field that stands beside it",
    "metadata": "data about the text, stated at its head or foot: its address, section, length",
    "separator": "a mark that only divides",
    "blank": "white space alone",
    "other": "none of the above, and not the article",
}
ROLES: Final = {**FIELD_ROLES, **BODY_ROLES, **DROPPED_ROLES}

PLACES: Final = {
    "bytes": "the file's own bytes: its spans are the file",
    "elements": (
        "the UTF-8 of the text that was rendered from the file: its spans are that text, and each "
        "line names its element"
    ),
}
PRECISIONS: Final = {
    "minute": "day and time are stated",
    "day": "the day is stated",
    "month": "the month is stated",
    "year": "the year is stated",
    "unknown": "the file does not say",
}
BASES: Final = {
    "absolute": "the file states the date",
    "relative_to_retrieval": "stated relative to the moment the page was retrieved",
    "weekday_plus_story": "a weekday, placed by dated articles about the same event",
    "none": "nothing to go by",
}
EVIDENCE_FIELDS: Final = {
    "headline": "the article's title",
    "deck": "the summary under the headline",
    "byline": "the line that says who wrote it, as written",
    "author": "one person who wrote it",
    "desk": "a desk that wrote it",
    "credit": "an agency the text comes from",
    "dateline": "the place the report was filed from",
    "published": "when it was published",
    "modified": "when it was last updated",
    "url": "the page's address",
    "outlet": "who published it",
    "section": "the part of the outlet it stands in",
    "tag": "one topic that the outlet filed it under",
    "image_url": "the address of its picture",
    "is_accessible_for_free": "whether it may be read without paying",
    "language": "the language it is written in",
}
FIELD_COLUMNS: Final = {
    "author": "authors",
    "published": "published_at",
    "modified": "modified_at",
    "tag": "tags",
}
"""The columns of `articles` that are named otherwise than one piece of evidence for them."""
OUTLET_BASES: Final = {
    "sidecar": "the sidecar beside the file names it",
    "record": "the record that holds the document names it",
    "folder": "a folder of the path names it (CLEANCOPY_OUTLET_LEVEL says which)",
    "publisher": "the page's own data name who published it",
    "site_name": "the page's own data name the site",
    "host": "the host of the page's address",
    "text": "a labelled line of the text names it",
    "correction": "a person corrected it (CLEANCOPY_CORRECTIONS)",
}
CORRECTIONS: Final = {
    "line": "whether a line is text of the article (lines.csv)",
    "field": "the value of a field (fields.csv)",
    "story": "whether two articles tell one story (stories.csv)",
    "copy": "whether two articles are copies of one text (copies.csv)",
    "name": "which other name a name is the same as, of which kind it is, or that it is none (entities.csv)",
}
CORRECTED_FIELDS: Final = {
    "headline": "headline",
    "authors": "author",
    "published_on": "published",
    "published_at": "published",
    "outlet": "outlet",
}
"""Columns of `articles` that people may correct, each with the evidence that a correction is."""
FORMATS: Final = {
    "text": "plain text, whatever marks it holds",
    "markdown": "text whose marks mean headings, emphasis and links",
    "html": "a page, or a part of one",
}
LEFT_OUT: Final = {
    "title": "the page's title, which stands above it: what it says is evidence for the headline",
    "script": "programs and data",
    "style": "how the page looks",
    "template": "parts that a script may show later",
    "noscript": "what is shown where there are no scripts or frames",
    "frame": "what stands in for another page within the page",
    "drawing": "words of drawings and formulas",
    "media": "what stands in for sound and pictures that move",
    "choice": "what forms offer, and fields to write in",
}
VERSION_STATES: Final = {
    "published": "the version that `articles` shows",
    "superseded": "an older version",
    "quarantined": "a version that breaks a contract",
    "pending": "a version taken in that no run has worked on yet",
}
VERDICTS: Final = {
    "none": "the line does not repeat within its outlet",
    "some": "the line repeats in a few of the outlet's articles",
    "most": "the line repeats in most of the outlet's articles",
}
RELATIONS: Final = {
    "same": "the same text, word for word",
    "near": "the same text with small changes",
    "preview": "one text is the beginning of the other: what a paywall left, or what was written first",
    "contains": "one text stands almost whole inside the other",
    "shares": "the texts share passages",
    "confirmed": "a person says that they are copies (CLEANCOPY_CORRECTIONS)",
    "refused": "a person says that they are none",
}
TEXT_FIELDS: Final = {"headline": "the article's title", "deck": "the summary under it", "body": "the text"}
ENTITY_KINDS: Final = {
    "person": "somebody",
    "organisation": "a company, agency, party, club",
    "place": "a country, region, town, landmark",
    "nationality": "a people, nation, religion or political group, as a noun or adjective",
}
MENTION_METHODS: Final = {
    "gazetteer": "listed by that name",
    "pattern": "named in a form that only such names have",
    "tagger": "the packaged name tagger tells it by the words around it",
    "alias": "a shorter form of a name that the article gives in full",
    "model": "so read by the spaCy pipeline that an operator chose",
    "corrected": "found otherwise, and a person corrected what it names (entities.csv)",
}
QUOTE_KINDS: Final = {
    "direct": "somebody's words, as a sentence of their own",
    "partial": "a few of somebody's words within the reporter's sentence",
    "indirect": "what somebody said, in the reporter's words",
    "term": "marks around a word, without speech",
    "title": "marks around the title of a work",
}
GRANULARITIES: Final = {
    "day": "one day",
    "weekend": "a Saturday and its Sunday",
    "week": "a week",
    "month": "a month",
    "quarter": "a quarter of a year",
    "year": "a year",
    "decade": "ten years",
    "century": "a hundred years",
    "span": "from one date to another",
}
DATE_ANCHORS: Final = {
    "stated": "the text says it in full",
    "publication": "counted from the day of publication",
    "story": "placed by dated articles about the same event",
    "none": "nothing to count from",
}
PHASES: Final = {
    "preview": "before the event",
    "report": "of the event",
    "follow_up": "of what happened later",
    "analysis": "of what it means",
}
CHANGE_KINDS: Final = {
    "new": "an article that the release before did not have",
    "corrected": "an article that readers see another version of",
    "withdrawn": "an article whose file is gone from the raw folder (its rows stay), or that left this file",
    "back": "an article whose file is there again",
    "lines_kept": "lines that are kept now and were dropped, by rule and outlet",
    "lines_dropped": "lines that are dropped now and were kept, by rule and outlet",
    "entity_new": "an entity that no article named before",
    "entity_gone": "an entity that no article names any more",
    "entity_renamed": "an entity that goes by another name or kind",
    "story_new": "a story of several articles that was none before",
    "story_gone": "a story of several articles that is none any more",
    "story_moved": "an article that belongs to another story",
}
CHECK_SEVERITIES: Final = {"WARN": "worth a look", "ERROR": "the last good file stays in place"}
DICTIONARY_KINDS: Final = {
    "table": "rows, made from the raw files",
    "view": "a question that has a name",
    "macro": "a question that takes words: FROM search('nuclear deal')",
    "column": "a column of one of them",
}

FULL_TEXT: Final = {
    "articles": ("body",),
    "lines": ("text", "mended"),
    "paragraphs": ("text",),
    "quarantine": ("row",),
    "recurring_lines": ("sample",),
    "corrections": ("line",),
    "changes": ("text", "before"),
}
"""Published columns from which the text of an article could be put together again."""

OF_DOCUMENTS: Final = {
    "versions": "article_id",
    "articles": "article_id",
    "lines": "version_id",
    "fields": "version_id",
    "paragraphs": "article_id",
    "corrected_names": "article_id",
    "sentence_spans": "article_id",
    "article_entities": "article_id",
    "links": "article_id",
    "mentions": "article_id",
    "quotes": "article_id",
    "quote_runs": "article_id",
    "date_mentions": "article_id",
    "keywords": "article_id",
    "topics": "article_id",
    "search_articles": "article_id",
    "search_postings": "article_no",
}
"""Published tables whose rows each belong to one document, with the key that says to which. The others follow
from the whole set."""

DERIVED: Final = frozenset({"quote_runs", "search_articles", "search_postings"})
"""Of these the machinery that only helps to find:
a row of it that breaks a promise is left out, and withholds no document."""

INTERNAL: Final = frozenset({*DERIVED, "sentence_spans", "story_aliases"})
"""Published tables that no reader asks for, only views, macros and the next release: they are in the schema
`internal`."""


def schema_of(table: str) -> str:
    """The schema of the file that a published table is in."""
    return "internal" if table in INTERNAL else "main"


def address_of(table: str) -> str:
    """How a reader's SQL names a published table: `articles`, `internal.search_postings`."""
    return f"internal.{table}" if table in INTERNAL else table
