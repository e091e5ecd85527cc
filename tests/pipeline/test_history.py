"""What is kept of a file that changes, vanishes, comes back or is renamed; and that nothing is written where
nothing is new."""

import json
import os
from dataclasses import dataclass
from typing import Any

import polars as pl
import pytest

from tests.conftest import LAKE, Newsroom, article

FIRST, SECOND = article(0), article(50)


def observed(newsroom: Newsroom) -> list[tuple[Any, ...]]:
    """Path and state of each observation, in their order."""
    rows = newsroom.lake.rows("observations")
    assert rows is not None
    return rows.sort("batch", "path").select("path", "state").collect().rows()


def file(newsroom: Newsroom) -> tuple[int, int]:
    found = (newsroom.data / "cleancopy.duckdb").stat()
    return found.st_ino, found.st_mtime_ns


@dataclass
class Life:
    """A file that is written, edited, edited back, deleted and put back; another that stays; what was
    published after each."""

    newsroom: Newsroom
    headline: dict[str, str]
    versions: dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Life:
    newsroom = Newsroom(tmp_path_factory.mktemp("life"))
    newsroom.put("quay/other.txt", article(7))
    found = Life(newsroom, {}, {})
    for step, content in {
        "new": FIRST,
        "edited": SECOND,
        "back": FIRST,
        "gone": None,
        "again": FIRST,
    }.items():
        if content is None:
            (newsroom.raw / "quay/000.txt").unlink()
        else:
            newsroom.put("quay/000.txt", content)
        # What is published is tested after three of the steps; the others only have to reach the lake.
        run = newsroom.run(None if step in ("edited", "back", "gone", "again") else LAKE)
        assert run.success, run.error()
        if step == "new":
            continue
        ((found.headline[step],),) = newsroom.sql("SELECT headline FROM articles WHERE path = 'quay/000.txt'")
        found.versions[step] = newsroom.sql(
            """SELECT number, state, missing_since IS NOT NULL FROM versions
               WHERE article_id = (SELECT article_id FROM articles WHERE path = 'quay/000.txt')
               ORDER BY number"""
        )
    return found


def test_an_edited_file_gives_a_second_version_and_the_first_is_still_there(life: Life) -> None:
    assert life.headline["edited"] == "Council backs plan 50 for the old crane"
    assert life.versions["edited"] == [(1, "superseded", False), (2, "published", False)]
    lines = (
        "SELECT count(DISTINCT version_id) FROM lines WHERE text LIKE 'Council backs plan % for the old "
        "crane'"
    )
    assert life.newsroom.sql(lines) == [(2,)]


def test_a_file_edited_and_edited_back_serves_its_first_text_again(life: Life) -> None:
    assert life.headline["back"] == "Council backs plan 0 for the old crane"
    assert life.versions["back"] == [(1, "published", False), (2, "superseded", False)]


def test_a_vanished_file_keeps_its_article_and_is_marked_missing(life: Life) -> None:
    assert life.headline["gone"] == "Council backs plan 0 for the old crane"
    assert life.versions["gone"] == [(1, "published", True), (2, "superseded", True)]


def test_a_file_that_comes_back_is_no_longer_missing(life: Life) -> None:
    assert life.headline["again"] == "Council backs plan 0 for the old crane"
    assert life.versions["again"] == [(1, "published", False), (2, "superseded", False)]


def test_every_sighting_is_kept(life: Life) -> None:
    assert [state for path, state in observed(life.newsroom) if path == "quay/000.txt"] == [
        "read",
        "read",
        "read",
        "missing",
        "read",
    ]


def test_the_bytes_of_every_version_are_kept(life: Life) -> None:
    archive = life.newsroom.lake.current("raw").filter(path="quay/000.txt").select("content").collect()
    assert set(archive["content"]) == {FIRST.encode(), SECOND.encode()}


def test_a_second_run_with_nothing_new_writes_nothing(life: Life) -> None:
    batches, published = life.newsroom.batches(), file(life.newsroom)
    files = {p for p in (life.newsroom.data / "lake").rglob("*") if p.is_file()}
    run = life.newsroom.run()
    assert run.success
    assert life.newsroom.batches() == batches
    assert {p for p in (life.newsroom.data / "lake").rglob("*") if p.is_file()} == files
    assert file(life.newsroom) == published
    assert [run.metadata(stage)["new documents"] for stage in ("parsed", "cleaned", "enriched")] == [0, 0, 0]


def test_a_touched_file_writes_nothing_but_an_observation(life: Life) -> None:
    batches, published = life.newsroom.batches(), file(life.newsroom)
    os.utime(life.newsroom.raw / "quay/other.txt", ns=(1_700_000_000_000_000_000, 1_700_000_000_000_000_000))
    assert life.newsroom.run().success
    after = life.newsroom.batches()
    assert {table for table in after if after[table] != batches[table]} == {"observations"}
    assert file(life.newsroom) == published


def test_a_renamed_file_is_a_new_article_and_a_copy_of_the_old(newsroom: Newsroom) -> None:
    long = "\n\n".join(
        f"Item {n} of the report names {n * 13 % 97} barges that lay in basin {n * 7 % 31} that week."
        for n in range(40)
    )
    newsroom.put("quay/old.txt", article(1, long))
    newsroom.run(LAKE)
    (newsroom.raw / "quay/old.txt").rename(newsroom.raw / "quay/new.txt")
    assert newsroom.run().success
    assert newsroom.sql(
        "SELECT path, number, missing_since IS NOT NULL FROM articles JOIN versions USING (version_id) ORDER "
        "BY path"
    ) == [
        ("quay/new.txt", 1, False),
        ("quay/old.txt", 1, True),
    ]
    assert newsroom.sql("SELECT count(*) FROM articles WHERE duplicate_of IS NOT NULL") == [(1,)]


def test_a_sidecar_that_comes_later_or_changes_tells_outlet_and_address(newsroom: Newsroom) -> None:
    newsroom.put("loose.txt", FIRST)
    newsroom.run(LAKE)

    def known() -> list[tuple[Any, ...]]:
        found: pl.DataFrame = newsroom.lake.current("cleaned").select("outlet", "url").collect()
        return found.rows()

    assert known() == [(None, None)]
    newsroom.put("loose.txt.meta.json", json.dumps({"outlet": "Quay Times", "url": "https://quay.example/1"}))
    newsroom.run(LAKE)
    assert known() == [("Quay Times", "https://quay.example/1")]
    newsroom.put(
        "loose.txt.meta.json", json.dumps({"outlet": "Quay Gazette", "url": "https://quay.example/2"})
    )
    assert newsroom.run().success
    assert known() == [("Quay Gazette", "https://quay.example/2")]
    assert newsroom.sql("SELECT outlet, url FROM articles") == known()
    assert newsroom.sql("SELECT count(*) FROM versions") == [(1,)], "the text did not change"


def test_what_a_folder_says_of_the_outlet_goes_before_what_a_sidecar_says(newsroom: Newsroom) -> None:
    newsroom.put("quay/a.txt", FIRST)
    about = {
        "outlet": "Elsewhere",
        "url": "https://quay.example/1",
        "retrieved_at": "2026-11-22T09:30:00+02:00",
    }
    newsroom.put("quay/a.txt.meta.json", json.dumps(about))
    newsroom.run("raw")
    found = (
        newsroom.lake.current("raw")
        .select("outlet", "url", pl.col("retrieved_at").dt.strftime("%FT%T%Z"))
        .collect()
        .rows()
    )
    assert found == [("quay", "https://quay.example/1", "2026-11-22T07:30:00UTC")]
