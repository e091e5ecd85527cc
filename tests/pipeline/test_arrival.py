"""The order in which files arrive, and how many are worked on at a time, change nothing in what is
published."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.engines import local
from tests.conftest import LAKE, ROOT, Newsroom

# Two of one event, two of which one is a near copy of the other, three of one outlet, one without an outlet
# but with a sidecar.
FILES = [
    "daily-meridian/grain-carrier-floats-free.txt",
    "daily-meridian/seagrass-meadow.txt",
    "foghorn-falls-silent.txt",
    "harbour-post/floating-library.txt",
    "harbour-post/oysters-return.txt",
    "harbour-post/pilotage-fees.txt",
    "lakeside-live/cargo-ship-towed-clear.txt",
    "valley-courier/seagrass-meadow-charted.txt",
]
Tables = dict[str, list[tuple[Any, ...]]]


def deliver(newsroom: Newsroom, path: str) -> None:
    """Put a sample into the raw folder, its sidecar with it."""
    for name in (path, f"{path}.meta.json"):
        sample = ROOT / "samples" / name
        if sample.exists():
            newsroom.put(name, sample.read_bytes())


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    newsroom = Newsroom(tmp_path_factory.mktemp("at-once"))
    for path in FILES:
        deliver(newsroom, path)
    run = newsroom.run()
    assert run.success, run.error()
    return newsroom.tables()


def differences(tables: Tables, others: Tables) -> Iterator[str]:
    """Rows that one has and the other has not, table by table."""
    for name in sorted({*tables, *others}):
        ours, theirs = tables.get(name, []), others.get(name, [])
        yield from (f"{name}: only at once: {row}" for row in ours if row not in theirs)
        yield from (f"{name}: only here: {row}" for row in theirs if row not in ours)
        if sorted(map(repr, ours)) == sorted(map(repr, theirs)):
            continue
        yield f"{name}: {len(ours)} rows at once, {len(theirs)} here"


def test_the_samples_have_a_story_a_copy_and_lines_that_recur(at_once: Tables) -> None:
    assert any(len(articles) > 1 for (articles,) in at_once["partition"])
    assert at_once["duplicate_pairs"]
    assert at_once["recurring_lines"]


@pytest.mark.parametrize("order", ["one by one", "reversed"])
def test_files_that_arrive_singly_in_any_order_give_the_same_tables(
    newsroom: Newsroom, at_once: Tables, order: str
) -> None:
    for path in FILES if order == "one by one" else FILES[::-1]:
        deliver(newsroom, path)
        assert newsroom.run(LAKE).success
    assert newsroom.run().success
    assert list(differences(at_once, newsroom.tables())) == []


@pytest.mark.parametrize("chunk", [1, 3])
def test_any_number_of_documents_at_a_time_gives_the_same_tables(
    newsroom: Newsroom, at_once: Tables, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "FEW", 1_000)
    for path in FILES:
        deliver(newsroom, path)
    assert newsroom.run(chunk=chunk).success
    assert list(differences(at_once, newsroom.tables())) == []


def test_several_processes_give_the_same_tables(newsroom: Newsroom, at_once: Tables) -> None:
    for path in FILES:
        deliver(newsroom, path)
    assert len(FILES) > local.FEW, "else no process is started"
    assert newsroom.run(chunk=1, instead={"engine": local.Local(workers=2)}).success
    assert list(differences(at_once, newsroom.tables())) == []


def test_samples_are_where_they_were() -> None:
    assert [path for path in FILES if not Path(ROOT / "samples" / path).is_file()] == []
