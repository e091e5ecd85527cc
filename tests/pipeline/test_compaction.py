"""Compaction: a table of many small commits becomes one of few files, and nothing that anybody reads or
relies on is lost by it."""

import json
import os
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest
from deltalake import DeltaTable

from pipeline.lake import Lake

COMMITS = 12
NOW = timedelta(0)
LONG_AGO = time.time() - 3 * 86_400


def row(number: int, make: str = "code 1") -> pl.DataFrame:
    return pl.DataFrame(
        {
            "version_id": [f"v{number}"],
            "article_id": [f"a{number}"],
            "made_from": [make],
            "text": [f"text {number}"],
        }
    )


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """A stage of twelve batches, and a whole table that was made anew as often."""
    lake = Lake(tmp_path / "lake")
    for number in range(COMMITS):
        lake.append("parsed", row(number))
        lake.replace("stories", row(number).select("article_id"), made_from=f"set {number}")
    return lake


def files(lake: Lake, table: str) -> dict[str, int]:
    """How many there are of each kind."""
    folder = Path(lake.root) / table
    log = folder / "_delta_log"
    return {
        "rows": len(list(folder.glob("*.parquet"))),
        "commits": len(list(log.glob("*.json"))),
        "checkpoints": len(list(log.glob("*.c*"))),
    }


def age(lake: Lake, table: str) -> None:
    """Let all files of a table be three days old."""
    for file in (Path(lake.root) / table).rglob("*.*"):
        os.utime(file, (LONG_AGO, LONG_AGO))


def version(lake: Lake, table: str) -> int:
    return lake._must_open(table).version()


def texts(lake: Lake) -> list[str]:
    return sorted(lake.current("parsed").select("text").collect()["text"])


ALL = sorted(f"text {number}" for number in range(COMMITS))


def settle(lake: Lake, table: str) -> None:
    """Compact twice: the log goes up to the checkpoint that the compaction before made."""
    lake.compact(table, NOW)
    lake.compact(table, NOW)


def test_many_commits_become_one_file_and_one_checkpoint(lake: Lake) -> None:
    before = lake.keys("parsed")
    for table in ("parsed", "stories"):
        settle(lake, table)
        assert files(lake, table) == {"rows": 1, "commits": 1, "checkpoints": 1}, table
    assert texts(lake) == ALL
    assert lake.keys("parsed").equals(before), "the batches too: what stages await is told by them"


@pytest.mark.parametrize("table", ["parsed", "stories"])
def test_where_there_is_nothing_to_do_nothing_is_committed(lake: Lake, table: str) -> None:
    settle(lake, table)
    before = version(lake, table)
    told = lake.compact(table, NOW)
    assert version(lake, table) == before
    assert set(told.values()) == {0}


def test_what_a_whole_table_was_made_from_is_known_however_often_its_log_is_cleared(lake: Lake) -> None:
    fingerprint = lake.fingerprint("stories")
    for keep in (timedelta(days=1), NOW, NOW, timedelta(days=2)):
        lake.compact("stories", keep)
        assert (lake.made_from("stories"), lake.fingerprint("stories")) == (f"set {COMMITS - 1}", fingerprint)
    lake.forget("stories", "article_id = 'nobody'")
    lake.compact("stories", NOW)
    assert lake.made_from("stories") == f"set {COMMITS - 1}"


def test_a_reader_that_looked_before_can_still_read(lake: Lake) -> None:
    for table in ("parsed", "stories"):
        age(lake, table)
    readers = {table: lake.rows(table) for table in ("parsed", "stories")}
    for table in readers:
        lake.compact(table)
        lake.compact(table)
    heights = {table: rows.collect().height for table, rows in readers.items() if rows is not None}
    assert heights == {"parsed": COMMITS, "stories": 1}


def test_a_reader_that_is_just_opening_a_table_finds_the_log_that_it_was_pointed_to(lake: Lake) -> None:
    """It reads where the last checkpoint is, then that checkpoint and the commits after it: a compaction may
    come in between."""
    lake.compact("parsed", NOW)
    log = Path(lake.root) / "parsed" / "_delta_log"
    pointed_to = int(json.loads((log / "_last_checkpoint").read_text())["version"])
    lake.append("parsed", row(COMMITS))
    needed = [
        log / f"{pointed_to:020}.checkpoint.parquet",
        *(log / f"{n:020}.json" for n in range(pointed_to, version(lake, "parsed") + 1)),
    ]
    lake.compact("parsed", NOW)
    assert [file.name for file in needed if not file.exists()] == []


def test_files_of_a_killed_write_go_once_they_are_old(lake: Lake) -> None:
    folder = Path(lake.root) / "parsed"
    old, young = folder / "part-00000-old-c000.zstd.parquet", folder / "part-00000-young-c000.zstd.parquet"
    age(lake, "parsed")
    for file in (old, young):
        row(99).write_parquet(file)
    os.utime(old, (LONG_AGO, LONG_AGO))
    lake.compact("parsed")
    assert not old.exists()
    assert young.exists()
    assert texts(lake) == ALL


def test_rows_of_an_older_make_go_and_no_current_one(lake: Lake) -> None:
    lake.append("parsed", pl.concat([row(number, "code 2") for number in range(3)]))
    assert lake.compact("parsed", NOW)["rows dropped"] == 3
    rows = lake.rows("parsed")
    assert rows is not None
    assert rows.collect().height == COMMITS
    assert texts(lake) == ALL
    assert lake.keys("parsed").filter(made_from="code 2").height == 3


@pytest.fixture(params=["_drop_stale", "optimize", "vacuum", "create_checkpoint", "cleanup_metadata"])
def killed(request: pytest.FixtureRequest, lake: Lake) -> Iterator[Lake]:
    """A lake whose compaction was killed at one of its steps, both tables alike."""
    step = request.param

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patched:
        if step == "optimize":
            patched.setattr(DeltaTable, step, property(die))
        else:
            patched.setattr(Lake if step == "_drop_stale" else DeltaTable, step, die)
        for table in ("parsed", "stories"):
            with pytest.raises(KeyboardInterrupt):
                lake.compact(table, NOW)
    return lake


def test_killed_at_any_step_it_leaves_all_readable_and_is_done_the_next_time(killed: Lake) -> None:
    assert texts(killed) == ALL
    assert killed.made_from("stories") == f"set {COMMITS - 1}"
    for table in ("parsed", "stories"):
        settle(killed, table)
        assert files(killed, table) == {"rows": 1, "commits": 1, "checkpoints": 1}, table
    assert texts(killed) == ALL
    assert killed.made_from("stories") == f"set {COMMITS - 1}"


def test_a_log_that_was_cleared_in_part_is_read_and_cleared_the_next_time(lake: Lake) -> None:
    lake._must_open("stories").create_checkpoint()
    log = Path(lake.root) / "stories" / "_delta_log"
    for number in (0, 3, 4):
        (log / f"{number:020}.json").unlink()
    assert lake.made_from("stories") == f"set {COMMITS - 1}"
    settle(lake, "stories")
    assert files(lake, "stories") == {"rows": 1, "commits": 1, "checkpoints": 1}
    assert lake.made_from("stories") == f"set {COMMITS - 1}"
