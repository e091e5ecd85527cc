"""Crafts on a Dask cluster: the same tables, whoever works, dies or is lost."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import dask
import pytest
from distributed import LocalCluster

from assets.framework.attempt import Made
from pipeline.engines import dask as engine
from pipeline.engines.dask import Dask
from pipeline.settings import Settings
from tests.conftest import Newsroom
from tests.pipeline.killing import MARKS
from tests.pipeline.test_arrival import FILES, Tables, deliver, differences

CHUNK = 2  # documents: so that there are several chunks


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where crafts that end their process remember that they did."""
    return tmp_path_factory.mktemp("marks")


@pytest.fixture(scope="module")
def cluster(room: Path) -> Iterator[LocalCluster]:
    os.environ[MARKS] = str(room)
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, memory_limit=0) as workers,
    ):
        yield workers
    del os.environ[MARKS]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """What one process makes of the samples."""
    return made(Newsroom(tmp_path_factory.mktemp("here")), engine="inline")


def made(newsroom: Newsroom, **changed: Any) -> Tables:
    for path in FILES:
        deliver(newsroom, path)
    run = newsroom.run(chunk=CHUNK, **changed)
    assert run.success, run.error()
    return newsroom.tables()


def address(cluster: LocalCluster) -> str:
    return str(cluster.scheduler_address).removeprefix("tcp://")


class Instead(Dask):
    """The real engine, with other crafts in place of some stages' own."""

    def __init__(self, address: str, **crafts: str) -> None:
        super().__init__(address)
        self.crafts = crafts

    def map(self, function: str, chunks: Sequence[Any], others: Sequence[Any]) -> Iterator[Made]:
        lake, order = others
        if order.stage in self.crafts:
            order = replace(order, craft=f"tests.pipeline.killing:{self.crafts[order.stage]}")
        return super().map(function, chunks, [lake, order])


def test_a_cluster_makes_the_same_tables(newsroom: Newsroom, cluster: LocalCluster, here: Tables) -> None:
    for path in FILES:
        deliver(newsroom, path)
    run = newsroom.run(chunk=CHUNK, engine=f"dask://{address(cluster)}")
    assert run.success, run.error()
    assert list(differences(here, newsroom.tables())) == []
    assert "2 workers" in run.metadata("enriched")["cluster"]


def test_a_worker_that_is_killed_at_each_stage_costs_no_document(
    newsroom: Newsroom, cluster: LocalCluster, here: Tables, room: Path
) -> None:
    stages = ("parsed", "cleaned", "enriched")
    dying = Instead(address(cluster), **{stage: f"{stage}_dies_once" for stage in stages})
    tables = made(newsroom, instead={"engine": dying})
    assert {mark.name for mark in room.iterdir()} == {*stages}, "a worker was killed at each"
    assert list(differences(here, tables)) == []


def test_a_document_that_kills_every_worker_waits_in_quarantine(
    newsroom: Newsroom, cluster: LocalCluster
) -> None:
    for path in FILES[:3]:
        deliver(newsroom, path)
    run = newsroom.run(chunk=CHUNK, instead={"engine": Instead(address(cluster), cleaned="cleaned_dies")})
    assert run.success, run.error()
    held = newsroom.sql("SELECT path, rules FROM quarantine WHERE resolved_at IS NULL")
    assert held == [("daily-meridian/seagrass-meadow.txt", ["craft_failed"])]
    assert len(newsroom.sql("FROM articles")) == 2


def test_a_lost_scheduler_ends_the_run_and_the_next_one_goes_on(newsroom: Newsroom, here: Tables) -> None:
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None, memory_limit=0) as workers:

        class Lost(Dask):
            def map(self, function: str, chunks: Sequence[Any], others: Sequence[Any]) -> Iterator[Made]:
                results = super().map(function, chunks, others)
                for nth, result in enumerate(results):
                    yield result
                    if others[1].stage == "cleaned" and nth == 0:
                        workers.close(timeout=30)

        for path in FILES:
            deliver(newsroom, path)
        run = newsroom.run(chunk=CHUNK, instead={"engine": Lost(address(workers))})
    assert not run.success
    assert "was lost while its workers were at work" in run.error()
    assert not (newsroom.data / "cleancopy.duckdb").exists()
    assert 0 < newsroom.lake.keys("cleaned").height < len(FILES)
    assert newsroom.run(chunk=CHUNK).success
    assert list(differences(here, newsroom.tables())) == []


def test_a_scheduler_that_does_not_answer_is_named_before_any_work(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "PATIENCE", 1)
    newsroom.fill(1)
    run = newsroom.run(engine="dask://127.0.0.1:9")
    assert not run.success
    assert "No Dask scheduler answers at tcp://127.0.0.1:9" in run.error()
    assert newsroom.lake.keys("parsed").is_empty()


def test_workers_of_other_code_are_refused_before_any_work(
    newsroom: Newsroom, cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.fill(1)
    assert newsroom.run(["raw"]).success
    monkeypatch.setattr(engine, "_version", lambda package: "0.0.1")
    run = newsroom.run(["parsed"], engine=f"dask://{address(cluster)}")
    assert not run.success
    assert "differs from this process: polars is" in run.error()
    assert newsroom.lake.keys("parsed").is_empty()


def test_an_engine_by_address_needs_one() -> None:
    for wrong in ("dask", "dask://", "dask://host", "local://host:1", "steam://host:1"):
        with pytest.raises(ValueError, match="not an engine"):
            Settings(engine=wrong, _env_file=None)
    assert Settings(engine="dask://scheduler:8786", _env_file=None).engine == "dask://scheduler:8786"
