"""One run at a time over a data folder, and what is left when one is killed."""

import signal
import time
from pathlib import Path

import dagster as dg
import pytest

from pipeline import lock
from tests.conftest import Newsroom, article

KILLED = ("-m", "tests.pipeline.killed")
HOLDER = """
import sys, time, pathlib
from pipeline import lock
with lock.held(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""
STARTER = """
import sys
import dagster
from pipeline.__main__ import prepare
from pipeline.settings import Settings
print("ready", flush=True)
sys.stdin.readline()
with dagster.DagsterInstance.from_config(str(prepare(Settings(_env_file=None)))):
    pass
"""
# In the order of the run: each kill lets the run come further than the one before it.
KILLS = [
    ("observations", 2),
    ("parsed", 2),
    ("recurring", 1),
    ("cleaned", 3),
    ("enriched", 2),
    ("duplicates", 1),
    ("stories", 1),
    ("swap", 1),
]


def runs(newsroom: Newsroom) -> list[dg.DagsterRunStatus]:
    """The states of the runs that Dagster knows of in this newsroom, oldest first."""
    with dg.DagsterInstance.from_config(str(newsroom.data / "dagster")) as instance:
        return [record.dagster_run.status for record in reversed(instance.get_run_records())]


def test_two_runs_started_together_do_the_work_once_and_both_end_green(newsroom: Newsroom) -> None:
    newsroom.fill(2)
    both = [newsroom.process("-m", "pipeline", "run") for _ in range(2)]
    told = [process.communicate(timeout=300)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], "\n".join(told)
    assert sum("raw: 2 files, 2 new" in t for t in told) == 1, "one of them takes the files in"
    assert sum("tables: nothing new" in t for t in told) == 1, "the other finds all of it done"
    assert sum("Another run works on" in t for t in told) == 1, "and says what it waited for"
    assert newsroom.sql("SELECT count(*) FROM releases") == [(1,)]
    written = {name: version for name, version in newsroom.batches().items() if version}
    assert written == {"parsed": 1, "cleaned": 1, "enriched": 1}, "each table is made, and filled once"


def test_processes_that_start_together_make_dagsters_home_in_turn(tmp_path: Path) -> None:
    for attempt in range(4):
        home = tmp_path / str(attempt)
        home.mkdir()
        newsroom = Newsroom(home)
        several = [newsroom.process("-c", STARTER) for _ in range(3)]
        for process in several:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in several:
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
        told = [process.communicate(timeout=100)[0] for process in several]
        assert [process.returncode for process in several] == [0, 0, 0], "\n".join(told)


def test_a_run_killed_in_the_middle_of_any_stage_is_completed_by_the_next(
    newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory
) -> None:
    undisturbed = Newsroom(tmp_path_factory.mktemp("undisturbed"))
    for room in (newsroom, undisturbed):
        room.fill(2)  # three documents: no more chunks than one process works on
        room.put("pier/100.txt", article(0))  # a copy, so that there is a pair to lose
    undisturbed.run()
    for table, nth in KILLS:
        process = newsroom.process(*KILLED, table, str(nth), CLEANCOPY_CHUNK="1")
        told = process.communicate(timeout=300)[0]
        assert process.returncode == -signal.SIGKILL, f"{table}: {told}"
    assert not (newsroom.data / "cleancopy.duckdb").exists(), "nothing half made is ever published"
    last = newsroom.process("-m", "pipeline", "run", CLEANCOPY_CHUNK="1")
    told = last.communicate(timeout=300)[0]
    assert last.returncode == 0, told
    assert runs(newsroom) == [dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.SUCCESS], (
        "the last killed one is no longer shown as started"
    )
    assert not list(newsroom.data.glob("*.building*")), "the half made file is cleared away"
    assert not list((newsroom.data / "runs").glob("*")), "no sign of a dead run is left"
    assert newsroom.tables() == undisturbed.tables()


def test_a_killed_update_leaves_readers_the_file_they_had(newsroom: Newsroom) -> None:
    newsroom.fill(1)
    assert newsroom.run().success
    newsroom.fill(2)
    before = newsroom.sql("SELECT path FROM articles")
    process = newsroom.process(*KILLED, "swap", "1")
    process.communicate(timeout=300)
    assert process.returncode == -signal.SIGKILL
    assert newsroom.sql("SELECT path FROM articles") == before
    assert newsroom.run().success
    assert newsroom.sql("SELECT count(*) FROM articles") == [(2,)]


def test_a_lock_is_held_by_one_and_freed_at_its_death(newsroom: Newsroom) -> None:
    holder = newsroom.process("-c", HOLDER, str(newsroom.data), "60")
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    assert lock.is_held(newsroom.data)
    with lock.held(newsroom.data, wait=False) as taken:
        assert not taken
    holder.kill()
    holder.wait()
    assert not lock.is_held(newsroom.data)


def test_a_run_that_waits_says_so_and_goes_on_when_the_other_ends(newsroom: Newsroom) -> None:
    told: list[str] = []
    holder = newsroom.process("-c", HOLDER, str(newsroom.data), "1")
    assert holder.stdout is not None
    holder.stdout.readline()
    began = time.monotonic()
    with lock.held(newsroom.data, told=told.append) as taken:
        assert taken
    holder.wait()
    assert time.monotonic() - began > 0.5
    assert [t.split(":")[0] for t in told] == [
        f"Another run works on {newsroom.data}",
        "The other run has ended",
    ]


def test_what_killed_runs_left_half_made_is_cleared_and_nothing_else(tmp_path: Path) -> None:
    kept = [
        "lake/raw/part-1.parquet",
        "lake/raw/_delta_log/0.json",
        "report/index.html",
        "cleancopy.duckdb",
        "export-1.building/a.parquet",
    ]
    left = [
        "lake/raw/part-1.parquet#1",
        "lake/raw/_delta_log/1.json#1",
        "report.before/index.html",
        "building-abc/lines.parquet",
    ]
    for name in kept + left:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert lock.sweep(tmp_path) == len(left)
    assert sorted(
        str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*") if file.is_file()
    ) == sorted(kept)
    assert not (tmp_path / "building-abc").exists()


def test_a_run_killed_while_it_notes_its_raw_folder_leaves_no_other_name_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, home = tmp_path / "raw", tmp_path / "data"
    raw.mkdir()
    home.mkdir()

    def killed(file: Path, *_: object, **__: object) -> None:
        file.touch()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            lock.remember_raw(home, raw)
    lock.remember_raw(home, raw)
    assert (home / "raw_folder").read_text() == f"{raw.resolve()}\n"
    with pytest.raises(lock.WrongRawFolder, match="was made from the raw folder"):
        lock.remember_raw(home, tmp_path)
