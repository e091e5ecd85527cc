"""Crafts on a Dask cluster: the same tables, whoever works, dies or is lost."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import dask
import polars as pl
import pytest
from distributed import LocalCluster

from assets.framework.attempt import Made
from assets.framework.quarantine import ledger
from pipeline.engines import dask as engine
from pipeline.engines.dask import Dask
from pipeline.settings import Settings
from tests.conftest import Newsroom
from tests.pipeline.bucket import BUCKET, Server, served
from tests.pipeline.killing import MARKS
from tests.pipeline.test_arrival import FILES, deliver, differences

CHUNK = 2  # documents: so that there are several chunks
STAGES = ("raw", "parsed", "recurring", "cleaned", "enriched")  # as far as crafts run on the cluster


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where crafts that end their process remember that they did."""
    return tmp_path_factory.mktemp("marks")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with served() as here:
        yield here


@pytest.fixture(scope="module")
def cluster(room: Path, server: Server) -> Iterator[LocalCluster]:
    """Two workers, which know of the bucket by their environment."""
    os.environ[MARKS] = str(room)
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, memory_limit=0) as workers,
    ):
        yield workers
    del os.environ[MARKS]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """The samples, as one process makes them."""
    newsroom = Newsroom(tmp_path_factory.mktemp("here"))
    for path in FILES:
        deliver(newsroom, path)
    run = newsroom.run(chunk=CHUNK, engine="inline")
    assert run.success, run.error()
    return newsroom


def differ(newsroom: Newsroom, other: Newsroom) -> list[str]:
    """The stages whose rows in the lake differ."""
    return [stage for stage in STAGES[1:] if not rows(newsroom, stage).equals(rows(other, stage))]


def rows(newsroom: Newsroom, stage: str) -> pl.DataFrame:
    table = newsroom.lake.rows(stage)
    assert table is not None
    found = table.collect()
    left = [name for name in ("batch", "made_from") if name in found.columns]
    return found.drop(left).sort(found.columns[0])


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


def test_a_cluster_with_the_lake_in_a_bucket_makes_the_same_tables(
    newsroom: Newsroom, server: Server, cluster: LocalCluster, here: Newsroom
) -> None:
    for path in FILES:
        deliver(newsroom, path)
    run = newsroom.run(chunk=CHUNK, engine=f"dask://{address(cluster)}", lake=f"s3://{BUCKET}/samples")
    assert run.success, run.error()
    assert list(differences(here.tables(), newsroom.tables())) == []
    assert "2 workers" in run.metadata("enriched")["cluster"]
    assert not (newsroom.data / "lake").exists()


def test_a_worker_that_is_killed_at_each_stage_costs_no_document(
    newsroom: Newsroom, cluster: LocalCluster, here: Newsroom, room: Path
) -> None:
    stages = ("parsed", "cleaned", "enriched")
    dying = Instead(address(cluster), **{stage: f"{stage}_dies_once" for stage in stages})
    for path in FILES:
        deliver(newsroom, path)
    run = newsroom.run(STAGES, chunk=CHUNK, instead={"engine": dying})
    assert run.success, run.error()
    assert {mark.name for mark in room.iterdir()} == {*stages}, "a worker was killed at each"
    assert differ(here, newsroom) == []


def test_a_document_that_kills_every_worker_waits_in_quarantine(
    newsroom: Newsroom, cluster: LocalCluster
) -> None:
    for path in FILES[:3]:
        deliver(newsroom, path)
    dying = Instead(address(cluster), cleaned="cleaned_dies")
    run = newsroom.run(STAGES[:-1], chunk=CHUNK, instead={"engine": dying})
    assert run.success, run.error()
    held = ledger(newsroom.lake).select("path", "rules").collect().rows()
    assert held == [("daily-meridian/seagrass-meadow.txt", ["craft_failed"])]
    assert newsroom.lake.keys("cleaned").height == 2


def test_a_lost_scheduler_ends_the_run_and_the_next_one_goes_on(newsroom: Newsroom, here: Newsroom) -> None:
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
        run = newsroom.run(STAGES, chunk=CHUNK, instead={"engine": Lost(address(workers))})
    assert not run.success
    assert "was lost while its workers were at work" in run.error()
    assert 0 < newsroom.lake.keys("cleaned").height < len(FILES)
    assert newsroom.run(STAGES, chunk=CHUNK).success
    assert differ(here, newsroom) == []


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
