"""A file brought up to date holds just what one made whole from the same lake holds."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from assets.framework import edition
from assets.publishing import changes, derived, split
from pipeline import forgetting
from tests.conftest import LAKE, ROOT, Newsroom, article

SAMPLES = sorted((ROOT / "samples").rglob("*.txt"))
Tables = dict[str, list[tuple[Any, ...]]]


def take_in(newsroom: Newsroom, files: list[Path]) -> None:
    for file in files:
        newsroom.put(str(file.relative_to(ROOT / "samples")), file.read_bytes())


def made_whole(newsroom: Newsroom) -> list[bool]:
    """Of each release, in order, whether it was made whole."""
    return [row[0] for row in newsroom.sql("SELECT made_whole FROM releases ORDER BY number")]


def contents(newsroom: Newsroom) -> Tables:
    """All published rows, story ids and first sightings included: the lake is the same, so they must be."""
    everything = {"articles": (), "versions": (), "stories": (), "story_articles": (), "quarantine": ()}
    return newsroom.tables(leave_out=everything)


def assert_as_made_whole(newsroom: Newsroom) -> None:
    """Publish anew from the same lake, and compare."""
    changed = contents(newsroom)
    (newsroom.data / "cleancopy.duckdb").unlink()
    assert newsroom.run().success
    assert made_whole(newsroom) == [True]
    whole = contents(newsroom)
    assert list(changed) == list(whole)
    for table, rows in whole.items():
        assert changed[table] == rows, table


def edit(newsroom: Newsroom) -> None:
    newsroom.put("quay/000.txt", article(50, "The ferry will not sail on Friday, the harbour master said."))


def back_again(newsroom: Newsroom) -> None:
    edit(newsroom)
    assert newsroom.run().success
    newsroom.put("quay/000.txt", article(0))


def remove(newsroom: Newsroom) -> None:
    (newsroom.raw / "quay/001.txt").unlink()


def copy(newsroom: Newsroom) -> None:
    """A copy published elsewhere gives the original a story and a group."""
    newsroom.put("pier/another.txt", article(2))


def spoil(newsroom: Newsroom) -> None:
    newsroom.put("quay/002.txt", b"\x00\x01\x02")


def add_empty(newsroom: Newsroom) -> None:
    newsroom.put("quay/empty.txt", "")


def say_otherwise(newsroom: Newsroom) -> None:
    """A quotation leaves those of the others, which it gave their name."""
    newsroom.put("quay/000.txt", article(0).replace("We waited long enough", "Nobody has ever asked us"))


def leave_unnamed(newsroom: Newsroom) -> None:
    """Nobody else speaks of this author."""
    newsroom.put("quay/000.txt", article(0).replace("Ana Soto", "Mira Lund"))


def part_with_the_original(newsroom: Newsroom) -> None:
    """The original of two copies becomes another text."""
    newsroom.put(
        "quay/003.txt",
        article(
            60, "The rope works burnt down on Saturday night, the fire brigade said, and nobody was hurt."
        ),
    )


def edit_after_housekeeping(newsroom: Newsroom) -> None:
    """Files of the lake hold rows of several batches."""
    for stage in ("cleaned", "enriched"):
        newsroom.lake.compact(stage)
    edit(newsroom)


CHANGES = [
    edit,
    back_again,
    remove,
    copy,
    spoil,
    add_empty,
    say_otherwise,
    leave_unnamed,
    part_with_the_original,
    edit_after_housekeeping,
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_file_brought_up_to_date_is_as_one_made_whole(
    newsroom: Newsroom, change: Callable[[Newsroom], None]
) -> None:
    newsroom.fill(4)
    newsroom.put("pier/copy.txt", article(3))
    assert newsroom.run().success
    change(newsroom)
    run = newsroom.run()
    assert run.success, run.error()
    assert len(made_whole(newsroom)) > 1
    assert not any(made_whole(newsroom)[1:])
    assert_as_made_whole(newsroom)


def test_samples_that_arrive_one_after_the_other_end_as_when_made_whole(newsroom: Newsroom) -> None:
    """Stories grow, undated articles are dated by those that come later, quotes find their like, copies their
    originals."""
    take_in(newsroom, SAMPLES[:4])
    assert newsroom.run().success
    for at in range(4, len(SAMPLES), 4):
        take_in(newsroom, SAMPLES[at : at + 4])
        run = newsroom.run()
        assert run.success, run.error()
    assert made_whole(newsroom) == [True, False, False, False]
    assert_as_made_whole(newsroom)


def test_a_file_filled_in_parts_is_as_one_filled_at_once(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.fill(2)
    assert newsroom.run(LAKE).success
    newsroom.fill(4)
    newsroom.put("pier/copy.txt", article(3))
    assert newsroom.run().success
    at_once = contents(newsroom)
    for module, name in (
        (split, "PART"),
        (split, "INDEXED"),
        (derived, "AT_ONCE"),
        (edition, "STORIES"),
        (edition, "JUDGED"),
    ):
        monkeypatch.setattr(module, name, 1)
    (newsroom.data / "cleancopy.duckdb").unlink()
    assert newsroom.run().success
    assert contents(newsroom) == at_once


def test_much_change_makes_the_file_whole_again(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "FEW", 2)
    newsroom.fill(6)
    assert newsroom.run().success
    for number in range(4):
        newsroom.put(f"quay/{number:03}.txt", article(50 + number))
        assert newsroom.run().success
    assert made_whole(newsroom) == [True, False, False, True, False], "small changes add up"


def test_force_makes_the_file_whole_again(newsroom: Newsroom) -> None:
    newsroom.fill(2)
    assert newsroom.run().success
    assert newsroom.run(scope={"force": True}).success
    assert all(made_whole(newsroom))


def test_only_the_changed_documents_are_held_to_their_promises_again(newsroom: Newsroom) -> None:
    newsroom.fill(3)
    assert newsroom.run().success
    newsroom.fill(4)
    run = newsroom.run()
    assert run.success
    assert newsroom.sql(
        "SELECT changed_articles, new_articles FROM releases ORDER BY number DESC LIMIT 1"
    ) == [(1, 1)]
    checks = newsroom.sql("SELECT count(*), count(DISTINCT release_id) FROM check_results")
    assert checks[0][1] == 2, "each release keeps what its checks found"


def test_a_file_that_somebody_wrote_to_is_made_whole_again(newsroom: Newsroom) -> None:
    newsroom.fill(2)
    assert newsroom.run().success
    with duckdb.connect(str(newsroom.data / "cleancopy.duckdb")) as connection:
        connection.execute("UPDATE articles SET headline = 'TAMPERED'")
        connection.execute("CREATE TABLE mine AS SELECT 1 AS one")
    assert newsroom.run().success
    assert made_whole(newsroom) == [True, True]
    assert newsroom.sql("SELECT count(*) FROM articles WHERE headline = 'TAMPERED'") == [(0,)]
    assert newsroom.sql("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'mine'") == [(0,)]


def test_what_is_forgotten_makes_the_file_whole_for_a_copy_keeps_deleted_bytes(newsroom: Newsroom) -> None:
    newsroom.fill(4)
    assert newsroom.run().success
    assert forgetting.forget(newsroom.settings(), "quay/001.txt") == "forgotten"
    assert newsroom.run().success
    assert made_whole(newsroom) == [True, True]
    newsroom.fill(5)
    assert newsroom.run().success
    assert made_whole(newsroom) == [True, True, False]
