"""Every rule that gives a published field its value, once: of which fields it is evidence, and what it means.

A rule that names a whole line stands in `decisions.py`, with its fields; those that find a value within a
line are written here. The lexicon's rules (`rules/`) say themselves what they know.
"""

from typing import Final, NamedTuple

from assets.cleaning.decisions import DECISIONS
from assets.cleaning.rules.lexicon import PATTERNS, PHRASES
from checks.vocabulary import CORRECTED_FIELDS, EVIDENCE_FIELDS


class FieldRule(NamedTuple):
    """What a rule is evidence for. `because` completes the sentence "this line …", as people read it."""

    rule: str
    fields: tuple[str, ...]
    because: str


_PERSONS: Final = ("author", "desk", "credit")
_DATES: Final = ("published", "modified")
_BESIDE: Final = (
    FieldRule(
        "corrected",
        tuple(dict.fromkeys(CORRECTED_FIELDS.values())),
        "is no line: a person said so (CLEANCOPY_CORRECTIONS)",
    ),
    # what is said of the document outside its text (assets.parsing.stated)
    FieldRule(
        "stated_in_record",
        (*EVIDENCE_FIELDS,),
        "is no line: the record that holds the document says so",
    ),
)
STATED_IN_TEXT: Final = "stated_in_text"
_OF_PAGES: Final = (
    # what a page says of itself beside its text (assets.parsing.pages.statements)
    FieldRule("stated_in_json_ld", (*EVIDENCE_FIELDS,), "is no line: the page's JSON-LD says so"),
    FieldRule("stated_in_open_graph", (*EVIDENCE_FIELDS,), "is no line: the page's OpenGraph data say so"),
    FieldRule("stated_in_microdata", (*EVIDENCE_FIELDS,), "has a mark in the page that says what it is"),
    FieldRule("stated_in_meta", (*EVIDENCE_FIELDS,), "is no line: an element of the page's head says so"),
    FieldRule("stated_in_time", ("published",), "has a date that is written for machines, and no other has"),
    FieldRule("stated_in_title", ("headline",), "is no line: the page's title says so"),
    FieldRule("canonical_link", ("url",), "is no line: the page names this as its own address"),
)
_WITHIN_LINES: Final = (
    # what heads and feet of texts label (assets.parsing.heads)
    FieldRule(
        STATED_IN_TEXT,
        (*EVIDENCE_FIELDS,),
        "is the value of a field that the head or foot of the text labels",
    ),
    # who wrote it (assets.parsing.bylines)
    FieldRule("name_in_line", _PERSONS, "says outright who wrote the article, or for whom"),
    FieldRule("first_name_in_line", ("author",), "says that the article is by someone of one name"),
    # where it was written, and who sent it (assets.parsing.datelines)
    FieldRule("place_before_text", ("dateline",), "opens the text with the name of a place and a dash"),
    FieldRule("dateline_agency", ("credit",), "opens the text with the names of a place and an agency"),
    # when (assets.parsing.dates)
    FieldRule("first_published", _DATES, "says when the article was published first, or originally"),
    FieldRule("iso_date", _DATES, "has a date in figures, with the year first"),
    FieldRule("day_month_year", _DATES, "has a date in words: day, month, year"),
    FieldRule("month_day_year", _DATES, "has a date in words: month, day, year"),
    FieldRule("year_month_day", _DATES, "has a date in words: year, month, day"),
    FieldRule("year_day_month", _DATES, "has a date in words: year, day, month"),
    FieldRule("unix_date", _DATES, "has a date as computers print it, with the clock before the year"),
    FieldRule("month_year", _DATES, "names a month and a year, and no day"),
    FieldRule(
        "numeric_day_first", _DATES, "has a date in figures whose form, or whose numbers, put the day first"
    ),
    FieldRule("numeric_month_first", _DATES, "has a date in figures whose numbers put the month first"),
    FieldRule("numeric_ambiguous", _DATES, "has a date in figures that may put the day first, or the month"),
    FieldRule("relative", _DATES, "says how long ago, and when the page was retrieved is not known"),
    FieldRule("relative_to_retrieval", _DATES, "says how long before the page was retrieved"),
)
_OF_LINES: Final = tuple(
    FieldRule(decision.rule, decision.fields, decision.because)
    for decision in DECISIONS.values()
    if decision.fields
)
FIELD_RULES: Final = {known.rule: known for known in (*_BESIDE, *_OF_PAGES, *_WITHIN_LINES, *_OF_LINES)}

OF_PAGES: Final = tuple(known.rule for known in _OF_PAGES)
"""Rules of what a page states beside its text."""
NAMES: Final = tuple(known.rule for known in _OF_LINES if {"byline", "author"} <= {*known.fields})
"""Rules that know a line as a name by its place alone: whom it names is read once the place is known."""
SIGNED: Final = ("name_in_line", "name_after_by")
"""Rules of lines that say outright who wrote the article."""
FAINT: Final = (
    "first_name_in_line",
    *(phrase.name for phrase in PHRASES if phrase.role == "author_bio"),
    *(known.name for known in PATTERNS if known.role == "author_bio"),
)
"""Rules whose author counts only where no other rule names one."""
