"""House is kept when it is due, by whoever is there to do it; nothing that somebody may still read goes."""

import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import polars as pl
import pytest

import pipeline.__main__
from pipeline import lock
from pipeline.__main__ import main, prepare
from pipeline.housekeeping import is_due, keep_house
from tests.conftest import Newsroom

OLD = time.time() - 2 * 86_400


def aged(path: Path) -> Path:
    """Let a file or folder be two days old."""
    os.utime(path, (OLD, OLD), follow_symlinks=False)
    return path


@pytest.fixture
def room(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """A newsroom with a Dagster home and a small lake, in which no run has been."""
    monkeypatch.setenv("CLEANCOPY_RAW", str(newsroom.raw))
    monkeypatch.setenv("CLEANCOPY_DATA", str(newsroom.data))
    monkeypatch.setenv("DAGSTER_HOME", str(prepare(newsroom.settings())))
    for number in range(3):
        newsroom.lake.append("forgotten", pl.DataFrame({"article_id": [str(number)]}))
    return newsroom


@pytest.fixture
def instance(room: Newsroom) -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.get() as opened:
        yield opened


def test_house_is_due_a_day_after_it_was_last_kept(room: Newsroom) -> None:
    settings, stamp = room.settings(), room.data / "housekeeping"
    assert not is_due(settings), "a new data folder has nothing to tidy"
    assert not is_due(settings)
    aged(stamp)
    assert is_due(settings)
    os.utime(stamp, (time.time() + 90_000, time.time() + 90_000))
    assert is_due(settings), "a clock that was wrong does not keep it off for ever"


def test_house_is_due_when_many_more_runs_have_come_than_are_kept(room: Newsroom) -> None:
    folder = room.data / "dagster" / "history" / "runs"
    for number in range(20):
        (folder / f"{number:08}-0000-0000-0000-000000000000.db").touch()
    assert not is_due(room.settings(keep_runs=10))
    (folder / f"{99:08}-0000-0000-0000-000000000000.db").touch()
    assert is_due(room.settings(keep_runs=10))
    assert not is_due(room.settings(keep_runs=300))


def test_what_killed_processes_left_goes_and_what_is_read_stays(
    room: Newsroom, instance: dg.DagsterInstance
) -> None:
    data = room.data
    for name in (
        "releases",
        "spill",
        "export-1",
        "export-2",
        "export-3.building",
        "tmpabcd1234",
        "tmpwxyz9876",
        "report.building",
        "mine",
    ):
        (data / name).mkdir()
    for name in (
        "cleancopy.duckdb",
        "cleancopy.duckdb.building",
        "tmpabcd1234/lines.parquet",
        "tmpwxyz9876/notes.txt",
        "mine/note.txt",
    ):
        (data / name).touch()
    for number in (1, 2, 3):
        (data / "releases" / f"{number}.duckdb").touch()
    (data / "export").symlink_to("export-2")
    (data / "spill" / "old.tmp").touch()
    (data / "spill" / "young.tmp").touch()
    for name in ("spill/old.tmp", "export-1", "export-2", "tmpabcd1234", "tmpwxyz9876", "mine"):
        aged(data / name)
    assert keep_house(room.settings(releases=2), instance, print) == []
    gone = (
        "cleancopy.duckdb.building",
        "report.building",
        "spill/old.tmp",
        "export-1",
        "tmpabcd1234",
        "releases/1.duckdb",
        "releases/2.duckdb",
    )
    kept = (
        "cleancopy.duckdb",
        "spill/young.tmp",
        "export-2",
        "export-3.building",
        "tmpwxyz9876/notes.txt",
        "releases/3.duckdb",
        "mine/note.txt",
    )
    assert [name for name in gone if (data / name).exists()] == []
    assert [name for name in kept if not (data / name).exists()] == []


def test_a_part_that_fails_is_named_and_does_not_keep_the_others_waiting(
    room: Newsroom, instance: dg.DagsterInstance
) -> None:
    damaged = room.data / "lake" / "damaged-by-hand" / "_delta_log"
    damaged.mkdir(parents=True)
    (damaged / f"{0:020}.json").write_text("{")
    leftover = room.data / "cleancopy.duckdb.building"
    leftover.touch()
    (failed,) = keep_house(room.settings(), instance, print)
    assert failed.startswith("lake/damaged-by-hand could not be tidied")
    assert not leftover.exists()
    assert len(room.lake.files("forgotten")) == 1


def test_a_run_in_a_terminal_keeps_house_where_no_daemon_does(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.__main__, "once", lambda *_, **__: 0)
    stamp = room.data / "housekeeping"
    assert main(["run"]) == 0
    assert len(room.lake.files("forgotten")) == 3, "not before it is due"
    aged(stamp)
    with lock.held(room.data):
        assert main(["run"]) == 0
    assert len(room.lake.files("forgotten")) == 3, "not while another run works"
    assert main(["run"]) == 0
    assert len(room.lake.files("forgotten")) == 1
    assert time.time() - stamp.stat().st_mtime < 60


def test_house_keeping_that_fails_leaves_the_run_green_and_says_so(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pipeline.__main__, "once", lambda *_, **__: 0)
    (room.data / "housekeeping").touch()
    aged(room.data / "housekeeping")

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("pipeline.run_history.prune", full)
    assert main(["run"]) == 0
    told = capfd.readouterr().err
    assert "Housekeeping: Dagster's runs could not be tidied" in told
    assert "disk is full" in told
    assert "Traceback" not in told
