"""What rules and corrections would change can be seen before anything is published."""

import re
from pathlib import Path

import pytest

from checks.vocabulary import CHANGE_KINDS
from pipeline import preview
from pipeline.__main__ import main
from tests.conftest import Newsroom, article


def everything(folder: Path) -> dict[str, bytes]:
    """Each file of a data folder that holds documents, and what is in it."""
    parts = ("lake", "index", "releases", "cleancopy.duckdb", "published")
    files = [
        file for part in parts for file in (folder / part, *(folder / part).rglob("*")) if file.is_file()
    ]
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


def test_a_preview_shows_what_would_change_and_leaves_all_as_it_is(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    corrections = newsroom.raw.parent / "corrections"
    corrections.mkdir()
    monkeypatch.setenv("DAGSTER_HOME", "")  # which the command sets: put back afterwards
    for name, value in {"RAW": newsroom.raw, "DATA": newsroom.data, "CORRECTIONS": corrections}.items():
        monkeypatch.setenv(f"CLEANCOPY_{name}", str(value))
    assert main(["preview"]) == 1
    assert "make run first" in capsys.readouterr().err
    newsroom.fill(3)
    assert newsroom.run(corrections=corrections).success
    before = everything(newsroom.data)
    (corrections / "lines.csv").write_text("article,line,is_body\nquay/000.txt,Follow us on:,yes\n")
    newsroom.put("quay/003.txt", article(3))
    assert main(["preview"]) == 0
    told = capsys.readouterr().out
    assert "1 flipped line." in told
    assert re.search(
        r"^  1 line of 1 article would be kept \(\w+ → corrected\): “Follow us on:” quay/000.txt:\d+$",
        told,
        re.M,
    )
    assert "Values of fields" in told
    assert "0 new articles" in told, "what waits in the raw folder is left there"
    assert everything(newsroom.data) == before
    assert not (newsroom.data / "preview").exists()


def test_a_preview_does_not_write_to_a_lake_in_a_bucket(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in {"RAW": newsroom.raw, "DATA": newsroom.data, "LAKE": "s3://bucket/lake"}.items():
        monkeypatch.setenv(f"CLEANCOPY_{name}", str(value))
    assert main(["preview"]) == 1
    assert "must not write to" in capsys.readouterr().err


def test_every_kind_of_change_is_a_sentence() -> None:
    lines = preview.Change("", "follow_us", "corrected", 3, 2, "Follow us", None, "herald/a.txt", 21)
    others = lines._replace(rule_before=None, rule=None, lines=None, articles=1)
    told = {
        kind: preview.sentence((lines if kind.startswith("lines") else others)._replace(kind=kind))
        for kind in CHANGE_KINDS
    }
    assert told["lines_dropped"] == (
        "3 lines of 2 articles would be dropped (follow_us → corrected), such as “Follow us” herald/a.txt:21"
    )
    assert told["withdrawn"] == "1 article would be withdrawn: “Follow us” herald/a.txt"
    assert told["entity_gone"] == "1 name would be gone: “Follow us”, named in 1 article"
    assert "None" not in " ".join(told.values())
    renamed = others._replace(kind="entity_renamed", before="The Quay (place)", text="Quay (organisation)")
    assert "“The Quay (place)” → “Quay (organisation)”" in preview.sentence(renamed)
