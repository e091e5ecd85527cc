"""The five seeds against their annotations, counting what stands on headline, deck and body."""

import json
from typing import Any

import polars as pl
import pytest

from assets.enriching import enrich
from tests.enriching.copy_from_gold import SEEDS, seeds

pytestmark = pytest.mark.skipif(
    not SEEDS.exists(), reason="the seeds lie beside the repository, in ../shared, and are not here"
)
KINDS = {"PERSON": "person", "ORG": "organisation", "PLACE": "place", "NORP": "nationality"}
Gold = dict[str, Any]


@pytest.fixture(scope="module")
def documents() -> list[tuple[dict[str, Any], Gold]]:
    gold = json.loads((SEEDS / "annotations.json").read_text())["docs"]
    cleaned = seeds()
    rows = enrich(cleaned).to_dicts()
    return [(row, _on_the_text(row, gold[path])) for row, path in zip(rows, cleaned["path"], strict=True)]


def _on_the_text(row: dict[str, Any], gold: Gold) -> Gold:
    stands = [(part["char_start"], part["char_end"]) for part in row["paragraphs"]]
    return {
        name: [item for item in items if any(low <= item["start"] < high for low, high in stands)]
        for name, items in gold.items()
    }


def test_entities_are_right(documents: list[tuple[dict[str, Any], Gold]]) -> None:
    hits = said = real = 0
    for row, gold in documents:
        spans = {(item["start"], item["end"]): item for item in gold["entities"]}
        ignored = [span for span, item in spans.items() if item["type"] == "IGNORE"]
        for mention in row["mentions"]:
            span = (mention["char_start"], mention["char_end"])
            item = spans.get(span)
            if item is not None and mention["kind"] in {
                KINDS.get(name) for name in (item["type"], *item["alt"])
            }:
                hits += 1
                said += 1
                real += "OPTIONAL" in item["alt"]
            elif not (item is not None and "OPTIONAL" in item["alt"]) and not any(
                low < span[1] and span[0] < high for low, high in ignored
            ):
                said += 1
        real += sum(item["type"] != "IGNORE" and "OPTIONAL" not in item["alt"] for item in spans.values())
    assert 2 * hits / (said + real) >= 0.95


def test_direct_and_partial_quotes_have_their_speakers(documents: list[tuple[dict[str, Any], Gold]]) -> None:
    wrong = []
    for row, gold in documents:
        names = {entity["entity_id"]: entity["name"] for entity in row["entities"]}
        found = {
            (quote["char_start"], quote["char_end"]): names.get(quote["speaker_id"])
            for quote in row["quotes"]
        }
        spoken = [item for item in gold["quotes"] if item["kind"] in ("direct", "partial")]
        wrong += [
            item["text"] for item in spoken if found.get((item["start"], item["end"])) != item["canonical"]
        ]
    assert not wrong


def test_dates_that_the_article_settles_are_right(documents: list[tuple[dict[str, Any], Gold]]) -> None:
    wrong = []
    for row, gold in documents:
        found = {(mention["char_start"], mention["char_end"]): mention for mention in row["date_mentions"]}
        for item in gold["dates"]:
            mention = found.get((item["start"], item["end"]))
            if mention is None or (
                mention["anchor"] != "none"
                and item["value"] is not None
                and not _agrees(mention, item["value"])
            ):
                wrong.append(item["text"])
    assert not wrong


def _agrees(mention: dict[str, Any], value: str) -> bool:
    days = {str(mention["earliest"])[: len(value)], str(mention["latest"])[: len(value)]}
    return days == {value}


def test_every_paragraph_is_english(documents: list[tuple[dict[str, Any], Gold]]) -> None:
    assert {part["language"] for row, _ in documents for part in row["paragraphs"]} <= {"en", None}
    assert pl.Series([row["language"] for row, _ in documents]).unique().to_list() == ["en"]
