"""Every rule that gives a field its value is registered, and shown by an example."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import pytest

from assets.cleaning import clean, recur
from assets.cleaning.decisions import DECISIONS
from assets.cleaning.fields.rules import FAINT, FIELD_RULES, NAMES, OF_PAGES, SIGNED
from assets.parsing import parse
from checks.contracts.cleaned import Cleaned
from checks.contracts.parsed import Parsed
from checks.vocabulary import EVIDENCE_FIELDS
from tests.cleaning.conftest import NOON, STORY, Believe, rows, unregistered
from tests.cleaning.test_samples import GOLD, sample
from tests.cleaning.test_steps import BY, EXAMPLES, LABELS, TITLE

BESIDE = ("stated_in_record", *OF_PAGES)  # beside the text; of pages: tests/parsing/test_html.py
SHARED = Path(__file__).parents[2].parent / "shared"


class Within(NamedTuple):
    """A page on which a rule finds a value of a field within the line `at`."""

    lines: list[str]
    field: str
    value: str
    retrieved_at: datetime | None = None


def dated(line: str, value: str, retrieved_at: datetime | None = None, field: str = "published") -> Within:
    return Within([TITLE, line, *STORY], field, value, retrieved_at)


WITHIN = {
    "stated_in_text": Within([f"Title: {TITLE}", *LABELS, *STORY], "author", "Lea Holm"),
    "name_in_line": Within([TITLE, BY, *STORY], "author", "Lea Holm"),
    "first_name_in_line": Within([TITLE, "von Kathrin", *STORY], "author", "Kathrin"),
    "place_before_text": Within([TITLE, BY, "NORVIK — " + STORY[0], *STORY[1:]], "dateline", "NORVIK"),
    "dateline_agency": Within([TITLE, BY, "NORVIK (AP) — " + STORY[0], *STORY[1:]], "credit", "AP"),
    "first_published": dated("First published 18 January 2025", "2025-01-18"),
    "iso_date": dated("2025-01-18", "2025-01-18"),
    "day_month_year": dated("Updated 18 January 2025", "2025-01-18", field="modified"),
    "month_day_year": dated("January 18, 2025", "2025-01-18"),
    "year_month_day": dated("2025 m. sausio 18", "2025-01-18"),
    "year_day_month": dated("2025. gada 18. janvāris", "2025-01-18"),
    "unix_date": dated("Sat Jan 18 10:23:00 UTC 2025", "2025-01-18"),
    "month_year": dated("January 2025", "2025-01"),
    "numeric_day_first": dated("18/01/2025", "2025-01-18"),
    "numeric_month_first": dated("01/18/2025", "2025-01-18"),
    "numeric_ambiguous": dated("05/11/2025", "2025-05-11/2025-11-05"),
    "relative": dated("3 hours ago", "PT180M"),
    "relative_to_retrieval": dated("3 hours ago", "2025-01-18T09:00+00:00", NOON),
}
ELSEWHERE = (
    "says_stated_headline",
    "corrected",
)  # test_html.py, test_corrections.py
OF_LINES = [rule for rule in FIELD_RULES if rule in DECISIONS and rule not in ELSEWHERE]


@pytest.mark.parametrize("rule", WITHIN)
def test_each_rule_finds_the_value_of_its_example(page: Any, rule: str) -> None:
    lines, field, value, retrieved_at = WITHIN[rule]
    evidence = page(*lines, retrieved_at=retrieved_at)["fields"]
    assert (field, value) in [(found["field"], found["value"]) for found in evidence if found["rule"] == rule]


@pytest.mark.parametrize("rule", OF_LINES)
def test_a_line_that_a_rule_of_the_header_names_is_evidence_of_its_fields(
    page: Any, believe: Believe, rule: str
) -> None:
    lines, at, likely, others = EXAMPLES[rule]
    if rule == "date_under_headline":  # of which the day is evidence by the rule that reads it
        lines = [TITLE, "The Quay 18 January 2025 Jonas Ek", *STORY]
    believe({**dict.fromkeys(STORY, 0.97), **likely}, others)
    evidence = [found for found in page(*lines)["fields"] if found["rule"] == rule]
    assert evidence, at
    assert evidence[0]["field"] in FIELD_RULES[rule].fields


def test_every_registered_rule_has_an_example() -> None:
    assert {*WITHIN, *OF_LINES, *BESIDE, *ELSEWHERE} == {*FIELD_RULES}


def test_what_a_record_states_of_its_document_is_evidence_beside_the_text() -> None:
    stated = [
        {"field": "headline", "value": "Quay widened", "place": "title"},
        {"field": "author", "value": "Mara Lindqvist and Ola Brenner", "place": "authors"},
        {"field": "published", "value": "2026-04-03T09:15:00+0200", "place": "date"},
        {"field": "tag", "value": "harbour", "place": "tags[0]"},
        {"field": "is_accessible_for_free", "value": "False", "place": "free"},
    ]
    found = rows({"page.txt": "\n".join([TITLE, *STORY])})
    parsed = parse(found.with_columns(stated=pl.Series([stated], dtype=found.schema["stated"])))
    told = Cleaned.validate(clean(Parsed.validate(parsed), recur(parsed.lazy()))).row(0, named=True)
    assert told["headline"] == "Quay widened"
    assert told["authors"] == ["Mara Lindqvist", "Ola Brenner"]
    assert (told["tags"], told["is_accessible_for_free"]) == (["harbour"], False)
    assert (told["published_at"], told["published_precision"]) == (
        datetime(2026, 4, 3, 7, 15, tzinfo=UTC),
        "minute",
    )
    assert {e["place"] for e in told["fields"] if e["rule"] == "stated_in_record"} == {
        said["place"] for said in stated
    }


def test_every_rule_says_what_it_means_and_for_which_fields() -> None:
    for known in FIELD_RULES.values():
        assert known.because
        assert known.fields
        assert {*known.fields} <= {*EVIDENCE_FIELDS}


def test_rules_that_rank_authors_are_registered_for_authors_or_the_lexicons() -> None:
    for rule in (*NAMES, *SIGNED, *FAINT):
        assert "author" in FIELD_RULES[rule].fields if rule in FIELD_RULES else rule in FAINT


def registered(parsed: pl.DataFrame) -> None:
    """See that all evidence in the clean copy of these documents is by registered rules."""
    cleaned = clean(parsed, recur(parsed.lazy()))
    assert cleaned["fields"].list.len().sum() > 0
    assert [found for row in cleaned.iter_rows(named=True) for found in unregistered(row)] == []


def test_every_rule_that_occurs_in_the_samples_is_registered() -> None:
    registered(parse(pl.concat([sample(path) for path in GOLD])))


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason=f"the seeds are not here: {SHARED / 'seeds'}")
def test_every_rule_that_occurs_in_the_seeds_is_registered() -> None:
    files = sorted((SHARED / "seeds" / "raw").rglob("*.txt"))
    registered(parse(rows({file.name: file.read_text("utf-8", "replace") for file in files})))


def test_a_rule_that_is_not_registered_would_be_seen() -> None:
    evidence = {"field": "author", "rule": "hearsay"}
    assert unregistered({"fields": [evidence]}) == [evidence]
    assert unregistered({"fields": [evidence | {"rule": "name_in_line"}]}) == []
    misplaced = {"field": "headline", "rule": "name_in_line"}
    assert unregistered({"fields": [misplaced]}) == [misplaced]
