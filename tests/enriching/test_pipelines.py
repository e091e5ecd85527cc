"""A spaCy pipeline that an operator chose reads names beside the rules."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from assets.enriching import MissingPipeline, describe, enrich
from assets.enriching.names.spacy_names import LONGEST, read_passages
from tests.conftest import Newsroom
from tests.enriching.copy_from_gold import article


def a_pipeline(folder: Path, language: str, names: dict[str, str], version: str = "1.0") -> str:
    """A real spaCy pipeline on disk that knows a few names by heart."""
    spacy = pytest.importorskip(
        "spacy", reason="spaCy is not installed: .venv/bin/pip install '.[ner]' to run this test"
    )
    pipeline = spacy.blank(language)
    pipeline.meta["version"] = version
    pipeline.add_pipe("entity_ruler").add_patterns(
        [{"label": label, "pattern": name} for name, label in names.items()]
    )
    pipeline.to_disk(folder)
    return str(folder)


@pytest.fixture
def chosen(tmp_path: Path) -> pl.DataFrame:
    names = {"Thistlewick": "GPE", "the Skrellet": "ORG", "France": "PERSON", "Friday": "DATE"}
    return describe(a_pipeline(tmp_path / "pipeline", "en", names))


def kinds(row: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {mention["surface"]: (mention["kind"], mention["method"]) for mention in row["mentions"]}


def test_what_the_rules_leave_out_is_added(chosen: pl.DataFrame) -> None:
    text = article("They sailed past Thistlewick on Friday, and the Skrellet cheered.")
    assert kinds(enrich(text).to_dicts()[0]).get("Thistlewick") != ("place", "model")
    found = kinds(enrich(text, chosen).to_dicts()[0])
    assert found["Thistlewick"] == ("place", "model")
    assert found["Skrellet"] == ("organisation", "model"), "the article is no part of the name"
    assert "Friday" not in found


def test_what_the_rules_know_stays(chosen: pl.DataFrame) -> None:
    found = kinds(enrich(article("The talks in France went on."), chosen).to_dicts()[0])
    assert found["France"] == ("place", "gazetteer")


def test_offsets_cut_out_what_the_pipeline_saw(chosen: pl.DataFrame) -> None:
    first, second = "Été 👩‍👩‍👧 — Thistlewick’s quay.", "And Thistlewick again."
    file = f"{first}\n\n{second}"
    mentions = enrich(article(first, second), chosen).to_dicts()[0]["mentions"]
    assert [file[one["char_start"] : one["char_end"]] for one in mentions] == ["Thistlewick"] * 2


def test_copies_are_read_once(chosen: pl.DataFrame) -> None:
    read = read_passages(
        ["At Thistlewick.", "At Thistlewick.", "x" * (LONGEST + 1)], chosen["pipeline"].item()
    )
    assert list(read) == ["At Thistlewick."], "each text once, and none that is too long"


def test_pipeline_reads_the_documents_of_its_language_alone(tmp_path: Path) -> None:
    french = describe(a_pipeline(tmp_path / "fr", "fr", {"Thistlewick": "LOC"}))
    ours = "The council of Thistlewick voted to widen the quay and to dredge the estuary."
    theirs = "Le conseil de Thistlewick a voté mardi pour élargir le quai du port et pour draguer le fleuve."
    assert kinds(enrich(article(ours), french).to_dicts()[0]) == kinds(enrich(article(ours)).to_dicts()[0])
    assert kinds(enrich(article(theirs), french).to_dicts()[0]) == {"Thistlewick": ("place", "model")}


@pytest.mark.parametrize("name", ["no_such_pipeline", "/no/such/folder", "json"])
def test_missing_pipeline_is_told_with_its_cure(name: str) -> None:
    with pytest.raises(MissingPipeline, match=r"CLEANCOPY_NER.*[Ii]nstall"):
        describe(name)


def test_run_with_a_missing_pipeline_stops_before_any_work_and_names_the_cure(newsroom: Newsroom) -> None:
    newsroom.fill(1)
    run = newsroom.run(ner="no_such_pipeline")
    assert not run.success
    assert "unset CLEANCOPY_NER" in run.error()
    assert "cleaned" in newsroom.batches()
    assert "enriched" not in newsroom.batches()


def test_another_pipeline_or_version_makes_the_annotations_anew(newsroom: Newsroom, tmp_path: Path) -> None:
    one = a_pipeline(tmp_path / "pipeline", "en", {"Thistlewick": "GPE"})
    newsroom.fill(2)
    runs = []
    for setting in ("", one, one, "newer", ""):
        if setting == "newer":
            setting = a_pipeline(tmp_path / "pipeline", "en", {"Thistlewick": "GPE"}, version="2.0")
        before = newsroom.batches().get("enriched")
        assert newsroom.run(
            ("raw", "corrections", "parsed", "recurring", "cleaned", "enriched"), ner=setting
        ).success
        runs.append(newsroom.batches()["enriched"] != before)
    assert runs == [True, True, False, True, True]
