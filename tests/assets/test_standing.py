"""A run with nothing new reads no document's row, and whatever a note says, nothing that is due is left."""

import os
from pathlib import Path

import pytest

from pipeline.lake import Lake
from tests.conftest import Newsroom, article

STEPS = ("corrections", "parsed", "recurring", "cleaned", "enriched", "duplicates", "stories", "tables")


def test_a_run_with_nothing_new_reads_no_keys_and_no_rows_of_stages(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in newsroom.fill(3):
        os.utime(file, (1e9, 1e9))  # what changed a moment ago is read again
    assert newsroom.run().success
    before = newsroom.tables()
    read: list[str] = []
    keys, current = Lake.keys, Lake.current
    monkeypatch.setattr(Lake, "keys", lambda lake, table: read.append(table) or keys(lake, table))
    monkeypatch.setattr(
        Lake, "current", lambda lake, table, some=None: read.append(table) or current(lake, table, some)
    )
    run = newsroom.run()
    assert run.success, run.error()
    assert read == []
    assert newsroom.tables() == before


@pytest.mark.parametrize("torn", ["", "[]", "{", '{"state": "1 another"}'])
def test_a_note_that_says_nothing_of_this_state_makes_its_step_look(torn: str, newsroom: Newsroom) -> None:
    newsroom.fill(2)
    assert newsroom.run().success
    before = newsroom.tables()
    notes = [newsroom.data / "index" / f"{step}.json" for step in STEPS]
    for note in notes:
        assert note.exists()
        note.write_text(torn)
    assert newsroom.run().success
    assert newsroom.tables() == before
    assert all(note.read_text() != torn for note in notes)


def test_what_one_document_was_asked_for_does_not_hide_what_waits(newsroom: Newsroom) -> None:
    first, second = newsroom.fill(2)
    assert newsroom.run().success
    for number, file in enumerate((first, second)):
        file.write_text(article(7 + number))
    path = str(Path(first).relative_to(newsroom.raw))
    assert newsroom.run(select=["raw"]).success
    assert newsroom.run(select=["parsed"], scope={"path": path}).success
    assert newsroom.run().success
    assert newsroom.sql("SELECT count(*), count(DISTINCT article_id) FROM versions") == [(4, 2)]


def test_a_table_of_an_earlier_state_is_looked_at_again(newsroom: Newsroom) -> None:
    newsroom.fill(2)
    assert newsroom.run().success
    before = newsroom.tables()
    Lake(newsroom.data / "lake").forget("enriched", "true")
    assert newsroom.run().success
    assert newsroom.tables() == before
