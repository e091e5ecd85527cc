"""A deleted run leaves nothing on disk, and the UI still knows the latest of every asset and check."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from pipeline import run_history

SECRET = "Zanzorelli"
CHECK = dg.AssetCheckKey(dg.AssetKey("seldom"), "fine")


@dg.asset(check_specs=[dg.AssetCheckSpec("fine", asset="seldom")])
def seldom(context):  # type: ignore[no-untyped-def]
    """An asset that only the first run made."""
    yield dg.MaterializeResult(
        check_results=[dg.AssetCheckResult(check_name="fine", passed=False, description=SECRET)]
    )


@dg.asset(check_specs=[dg.AssetCheckSpec("quick", asset="often")])
def often(context):  # type: ignore[no-untyped-def]
    """An asset that every run makes."""
    print("made")
    yield dg.MaterializeResult(
        data_version=dg.DataVersion("1"),
        check_results=[dg.AssetCheckResult(check_name="quick", passed=True, description=SECRET)],
    )


def go(instance: dg.DagsterInstance, *assets: Any) -> str:
    """Run some assets; returns the run."""
    job = dg.Definitions(
        assets=[seldom, often], jobs=[dg.define_asset_job("all", executor_def=dg.in_process_executor)]
    )
    chosen = [asset.key for asset in assets]
    told = job.resolve_job_def("all").execute_in_process(
        instance=instance, asset_selection=chosen, tags={"what": "trial"}
    )
    return told.run_id


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Dagster home in which `seldom` was made once, and then `often` five times. Not to be written to."""
    home: Path = tmp_path_factory.mktemp("lived")
    with dg.DagsterInstance.from_config(str(home), config_filename="none.yaml") as instance:
        go(instance, seldom)
        for _ in range(5):
            go(instance, often)
    return home


@pytest.fixture
def home(lived: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(lived, tmp_path / "dagster"))


@pytest.fixture
def instance(home: Path) -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.from_config(str(home), config_filename="none.yaml") as opened:
        yield opened


def traces(home: Path) -> dict[str, set[str]]:
    """The runs of which something is left, place by place."""
    found = {
        "databases": {
            f.name.partition(".")[0] for f in (home / "history" / "runs").iterdir() if "index" not in f.name
        },
        "printed": {f.name for f in (home / "storage").iterdir()},
    }
    for file, table in (
        ("runs/index", "event_logs"),
        ("runs/index", "asset_check_executions"),
        ("runs", "runs"),
        ("runs", "run_tags"),
    ):
        with closing(sqlite3.connect(home / "history" / f"{file}.db")) as connection:
            found[table] = {
                run for (run,) in connection.execute(f"SELECT DISTINCT run_id FROM {table}").fetchall()
            }
    with closing(sqlite3.connect(home / "history" / "runs" / "index.db")) as connection:
        stray = "SELECT count(*) FROM asset_event_tags WHERE event_id NOT IN (SELECT id FROM event_logs)"
        found["stray tags"] = {str(n) for (n,) in connection.execute(stray).fetchall() if n}
    return found


def test_a_deleted_run_leaves_nothing_on_disk(instance: dg.DagsterInstance, home: Path) -> None:
    runs = instance.get_run_ids()
    assert run_history.prune(instance, keep_runs=2, keep_days=30) == 3
    kept = {*runs[:2], runs[-1]}
    left = traces(home)
    assert left.pop("stray tags") == set()
    assert set().union(*left.values()) == kept
    assert set(instance.get_run_ids()) == kept
    assert left["databases"] == left["event_logs"] == left["run_tags"] == kept, (
        "nor is anything lost of those that stay"
    )
    assert run_history.count(home) == 3
    assert run_history.prune(instance, keep_runs=2, keep_days=30) == 0


def test_the_latest_of_every_asset_and_check_is_still_answered(instance: dg.DagsterInstance) -> None:
    first = instance.get_run_ids()[-1]
    run_history.prune(instance, keep_runs=1, keep_days=30)
    made = instance.get_latest_materialization_event(dg.AssetKey("seldom"))
    assert made is not None
    assert made.run_id == first
    assert [
        record.run_id for record in instance.fetch_materializations(dg.AssetKey("seldom"), limit=5).records
    ] == [first]
    told = instance.event_log_storage.get_latest_asset_check_execution_by_key([CHECK])[CHECK]
    assert (told.run_id, told.status.value) == (first, "FAILED")
    assert [entry.run_id for entry in instance.all_logs(first)][:1] == [first], (
        "the page of its run can be opened"
    )
    assert len(instance.get_asset_records()) == 2


def test_an_assets_latest_run_may_go_once_a_newer_one_made_it(instance: dg.DagsterInstance) -> None:
    first = instance.get_run_ids()[-1]
    newer = go(instance, seldom)
    go(instance, often)
    run_history.prune(instance, keep_runs=1, keep_days=30)
    assert first not in instance.get_run_ids()
    assert newer in instance.get_run_ids()


def test_runs_that_work_or_wait_stay(instance: dg.DagsterInstance) -> None:
    job = dg.Definitions(assets=[often]).resolve_implicit_global_asset_job_def()
    waiting = instance.create_run_for_job(job).run_id
    done = instance.get_run_ids()[3]
    run_history.prune(instance, keep_runs=1, keep_days=30, alive=[done])
    assert {waiting, done} <= set(instance.get_run_ids())


@pytest.mark.parametrize("moment", ["clear", "_delete_events", "notes.remove", "Path.unlink"])
def test_killed_at_any_moment_it_leaves_all_readable_and_is_done_the_next_time(
    instance: dg.DagsterInstance, home: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    runs = instance.get_run_ids()

    def die(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(f"pipeline.run_history.{moment}", die)
        with pytest.raises(KeyboardInterrupt):
            run_history.prune(instance, keep_runs=1, keep_days=30)
    kept = {runs[0], runs[-1]}
    assert set(instance.get_run_ids()) == kept
    assert all(instance.all_logs(run) for run in kept)
    assert len(instance.get_asset_records()) == 2
    run_history.prune(instance, keep_runs=1, keep_days=30)
    left = traces(home)
    assert left.pop("stray tags") == set()
    assert left["databases"] == left["event_logs"] == left["asset_check_executions"] == kept


def test_what_a_deleted_run_said_stands_nowhere_on_disk(instance: dg.DagsterInstance, home: Path) -> None:
    def holding() -> list[Path]:
        return [file for file in home.rglob("*") if file.is_file() and SECRET.encode() in file.read_bytes()]

    assert holding()
    for run_id in instance.get_run_ids():
        instance.delete_run(run_id)
    instance.wipe_assets([dg.AssetKey("seldom"), dg.AssetKey("often")])
    run_history.clear(instance)
    run_history.pack(home, always=True)
    assert holding() == []


@pytest.fixture
def filled(tmp_path: Path) -> Callable[[int], Path]:
    """A database of forty rows of 0.5 MB, of which some were deleted."""

    def fill(deleted: int) -> Path:
        with closing(sqlite3.connect(tmp_path / "some.db")) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("CREATE TABLE texts (n INTEGER, text TEXT)")
            connection.executemany("INSERT INTO texts VALUES (?, ?)", [(n, "x" * 500_000) for n in range(40)])
            connection.execute("DELETE FROM texts WHERE n < ?", [deleted])
            connection.commit()
        return tmp_path / "some.db"

    return fill


@pytest.mark.parametrize(("deleted", "packed"), [(30, True), (10, False)], ids=["mostly free", "mostly used"])
def test_a_database_is_packed_where_it_pays(
    filled: Callable[[int], Path], tmp_path: Path, deleted: int, packed: bool
) -> None:
    file = filled(deleted)
    assert (run_history.pack(tmp_path) > 14_000_000) == packed
    assert (file.stat().st_size < 6_000_000) == packed
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM texts").fetchall() == [(40 - deleted,)]


def test_a_database_that_another_process_writes_to_is_left_alone(
    filled: Callable[[int], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_history, "WAIT", 0.1)
    file = filled(30)
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert run_history.pack(tmp_path) == 0
    assert file.stat().st_size > 14_000_000


def test_a_run_opens_each_database_of_events_once_and_tells_all_that_it_tells_without(
    instance: dg.DagsterInstance, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    engine = run_history.sa.create_engine
    monkeypatch.setattr(
        run_history.sa, "create_engine", lambda name, **more: opened.append(name) or engine(name, **more)
    )
    without = go(instance, often)
    with run_history.databases_open(instance), run_history.databases_open(instance):
        kept_open = go(instance, often)
        with closing(sqlite3.connect(home / "history" / "runs" / "index.db", timeout=0)) as other:
            other.execute("CREATE TABLE another_process (may INTEGER)")  # nothing holds it between two events
    assert sorted(name.rpartition("/")[2] for name in opened) == [f"{kept_open}.db", "index.db"]
    with dg.DagsterInstance.from_config(str(home), config_filename="none.yaml") as later:
        told = [
            [
                (entry.dagster_event.event_type_value, entry.step_key)
                for entry in later.all_logs(run)
                if entry.dagster_event
            ]
            for run in (kept_open, without)
        ]
    assert told[0] == told[1]
    assert len(told[0]) > 10
    assert not list(home.glob("history/runs/*-wal")), "closed, and what they wrote is in their files"
