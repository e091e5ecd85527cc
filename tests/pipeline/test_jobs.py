"""House-keeping drops what is no longer read; forgetting leaves nothing of a document; the launchpad redoes
what it is asked."""

import io
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import polars as pl
import pytest

from pipeline import forgetting, lock, status
from pipeline.definitions import build_definitions
from pipeline.settings import Settings
from tests.conftest import LAKE, Newsroom, Run, article

STAGES = ("raw", "parsed", "cleaned", "enriched")
SECRET = "Zanzorelli"


def keep_house(newsroom: Newsroom, instance: dg.DagsterInstance, **changed: Any) -> dg.ExecuteInProcessResult:
    """Run the real house-keeping job."""
    job = build_definitions(newsroom.settings(**changed)).resolve_job_def("housekeeping")
    return job.execute_in_process(instance=instance, run_config={"loggers": {"console": {}}})


def rows_in(newsroom: Newsroom, table: str) -> int:
    rows = newsroom.lake.rows(table)
    assert rows is not None
    return int(rows.select(pl.len()).collect().item())


def test_house_keeping_drops_stale_rows_and_keeps_the_current_ones(newsroom: Newsroom) -> None:
    newsroom.fill(3)
    newsroom.run(LAKE)
    newsroom.run(LAKE, scope={"force": True})
    before = {stage: newsroom.lake.current(stage).sort("version_id").collect() for stage in STAGES}
    assert {stage: rows_in(newsroom, stage) for stage in STAGES} == dict.fromkeys(STAGES, 6)
    with dg.DagsterInstance.ephemeral() as instance:
        assert keep_house(newsroom, instance).success
    assert {stage: rows_in(newsroom, stage) for stage in STAGES} == dict.fromkeys(STAGES, 3)
    for stage, rows in before.items():
        assert newsroom.lake.current(stage).sort("version_id").collect().select(rows.columns).equals(rows)
    batches = newsroom.batches()
    run = newsroom.run(LAKE)
    assert run.success
    assert newsroom.batches() == batches, "nothing is done again after it"


def test_house_keeping_deletes_runs_of_long_ago(newsroom: Newsroom) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        old = instance.create_run_for_job(
            build_definitions(newsroom.settings()).resolve_job_def("housekeeping")
        )
        new = instance.create_run_for_job(
            build_definitions(newsroom.settings()).resolve_job_def("housekeeping")
        )
        long_ago = datetime.now(UTC) - timedelta(days=31)
        with instance.run_storage.connect() as connection:  # type: ignore[attr-defined]
            from dagster._core.storage.runs.schema import RunsTable

            told = (
                RunsTable.update()
                .where(RunsTable.c.run_id == old.run_id)
                .values(create_timestamp=long_ago.replace(tzinfo=None))
            )
            connection.execute(told)
        assert keep_house(newsroom, instance, keep_days=30).success
        left = {record.dagster_run.run_id for record in instance.get_run_records()}
    assert old.run_id not in left
    assert new.run_id in left


def holds(data: Path, word: str) -> list[str]:
    """The files below a folder in which a word stands: as bytes, or as a value of Parquet or DuckDB."""
    found = []
    for file in sorted(p for p in data.rglob("*") if p.is_file()):
        if word.encode() in file.read_bytes():
            found.append(f"{file.relative_to(data)} (bytes)")
        elif file.suffix == ".parquet" and word in str(pl.read_parquet(file).rows()):
            found.append(f"{file.relative_to(data)} (rows)")
        elif file.suffix == ".duckdb":
            with duckdb.connect(str(file), read_only=True) as connection:
                query = "SELECT schema_name || '.' || table_name FROM duckdb_tables()"
                for (table,) in connection.sql(query).fetchall():
                    if word in str(connection.sql(f"FROM {table}").fetchall()):
                        found.append(f"{file.relative_to(data)} ({table})")
    return found


def test_nothing_is_left_of_a_forgotten_document(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    (newsroom.data / "dagster").mkdir(parents=True)
    monkeypatch.setenv("DAGSTER_HOME", str(newsroom.data / "dagster"))
    newsroom.fill(3)
    newsroom.put(
        "quay/secret.txt",
        article(5, f"The buyer, {SECRET}, paid in cash, and left at night.").replace("Council", SECRET),
    )
    assert real_run(newsroom).success
    newsroom.put(
        "quay/secret.txt",
        article(6, f"The buyer, {SECRET}, has not been seen since he left.").replace("Council", SECRET),
    )
    assert newsroom.run().success
    assert len(newsroom.sql("SELECT * FROM versions")) == 5
    assert holds(newsroom.data, SECRET), "else the search finds nothing anywhere"

    assert forgetting.forget(newsroom.settings(), "quay/secret.txt") == "forgotten"
    assert forgetting.forget(newsroom.settings(), "quay/secret.txt") == "forgotten", (
        "a release holds it still: killed here, it goes on"
    )
    assert real_run(newsroom).success
    with monkeypatch.context() as patch:
        patch.setattr(forgetting.export, "drop", killed)
        with pytest.raises(KeyboardInterrupt):
            forgetting.forget_derived(newsroom.settings())
    assert forgetting.forget(newsroom.settings(), "quay/secret.txt") == "forgotten", (
        "killed here too, with releases gone and logs not"
    )
    forgetting.forget_derived(newsroom.settings())
    assert holds(newsroom.data, SECRET) == []
    assert newsroom.sql("SELECT count(*) FROM articles") == [(3,)]
    assert newsroom.sql("SELECT name FROM check_results WHERE name LIKE '%shrink' AND NOT passed") == [], (
        "it was asked for"
    )
    assert forgetting.forget(newsroom.settings(), "quay/secret.txt") == "forgotten before"

    assert newsroom.run().success
    assert newsroom.sql("SELECT count(*) FROM articles") == [(3,)], (
        "its file still lies there, and is not taken in again"
    )
    assert holds(newsroom.data, SECRET) == []


def killed(*_: Any) -> None:
    raise KeyboardInterrupt


def real_run(newsroom: Newsroom) -> dg.ExecuteInProcessResult:
    """A run that Dagster remembers, as `make run` makes one."""
    job = build_definitions(newsroom.settings()).resolve_job_def("refresh")
    with dg.DagsterInstance.get() as instance:
        return job.execute_in_process(
            instance=instance, run_config={"loggers": {"console": {}}}, raise_on_error=False
        )


def test_a_document_that_nobody_knows_cannot_be_forgotten(newsroom: Newsroom) -> None:
    newsroom.fill(1)
    newsroom.run("raw")
    before = newsroom.batches()
    assert forgetting.forget(newsroom.settings(), "quay/nobody.txt") == "unknown"
    assert newsroom.batches() == before


def test_a_container_is_forgotten_with_all_that_was_read_from_it(newsroom: Newsroom) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in (1, 2):
            archive.writestr(f"{number}.txt", article(number))
    newsroom.put("quay/week.zip", packed.getvalue())
    newsroom.put("quay/week.zip.txt", article(3))
    assert newsroom.run("raw").success
    assert forgetting.forget(newsroom.settings(), "quay/week.zip") == "forgotten"
    assert newsroom.run("raw").success, "and is not read again"
    assert newsroom.lake.current("raw").collect()["path"].to_list() == ["quay/week.zip.txt"]


def test_nothing_is_forgotten_where_the_run_after_it_would_refuse(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.fill(1)
    assert newsroom.run("raw").success
    (tmp_path / "other").mkdir()
    with pytest.raises(lock.WrongRawFolder, match="was made from the raw folder"):
        forgetting.forget(newsroom.settings(raw=tmp_path / "other"), "quay/000.txt")
    assert newsroom.lake.keys("raw").height == 1


def test_a_forgetting_that_was_stopped_goes_on_with_the_next_run(newsroom: Newsroom) -> None:
    newsroom.fill(2)
    assert newsroom.run("raw").success
    assert not forgetting.resume(newsroom.settings())
    assert forgetting.forget(newsroom.settings(), "quay/000.txt") == "forgotten"
    assert "was stopped halfway" in "\n".join(status.lines(newsroom.settings()))
    assert forgetting.resume(newsroom.settings())
    assert newsroom.lake.current("raw").collect()["path"].to_list() == ["quay/001.txt"]


def test_a_data_folder_remembers_its_raw_folder(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.fill(1)
    assert newsroom.run("raw").success
    monkeypatch.delenv("CLEANCOPY_RAW", raising=False)
    assert Settings(data=newsroom.data).raw == newsroom.raw
    assert Settings(data=newsroom.data, raw=Path("elsewhere")).raw == Path("elsewhere")


def test_what_was_forgotten_is_logged_without_saying_what_it_was(newsroom: Newsroom) -> None:
    newsroom.fill(1)
    newsroom.run("raw")
    forgetting.forget(newsroom.settings(), "quay/000.txt")
    log = newsroom.lake.rows("forgotten")
    assert log is not None
    told = log.collect()
    assert told.height == 1
    assert "quay/000.txt" not in str(told.rows())


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A newsroom of two outlets in which everything is done."""
    newsroom = Newsroom(tmp_path_factory.mktemp("scope"))
    newsroom.fill(2, outlet="quay")
    newsroom.fill(1, outlet="pier")
    assert newsroom.run(LAKE).success
    return newsroom


@pytest.mark.parametrize(
    ("scope", "redone"),
    [
        ({"path": "quay/001.txt"}, ["quay/001.txt"]),
        ({"outlet": "quay"}, ["quay/000.txt", "quay/001.txt"]),
        ({"force": True}, ["pier/000.txt", "quay/000.txt", "quay/001.txt"]),
        ({}, []),
    ],
    ids=["path", "outlet", "force", "nothing"],
)
def test_the_launchpad_redoes_exactly_what_it_is_asked(
    known: Newsroom, scope: dict[str, Any], redone: list[str]
) -> None:
    before = {stage: known.lake.keys(stage)["batch"].max() for stage in STAGES}
    run = known.run(LAKE, scope=scope)
    assert run.success, run.error()
    for stage in ("parsed", "cleaned", "enriched"):
        made = known.lake.keys(stage).filter(pl.col("batch") > before[stage])
        paths = made.join(known.lake.current("raw").select("version_id", "path").collect(), on="version_id")[
            "path"
        ]
        assert sorted(paths) == redone, stage


@pytest.mark.parametrize("scope", [{"path": "quay/nobody.txt"}, {"outlet": "nobody"}], ids=str)
def test_the_launchpad_says_when_it_knows_nothing_of_the_kind(known: Newsroom, scope: dict[str, Any]) -> None:
    run: Run = known.run(LAKE, scope=scope)
    assert not run.success
    assert next(iter(scope.values())) in run.error()
    assert "enriched" not in run.started
