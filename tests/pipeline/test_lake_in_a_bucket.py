"""The lake may lie in a bucket: the same tables, one run at a time from whichever host, and clear errors."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import obstore
import pytest
from obstore.store import from_url

from pipeline import forgetting, lease
from pipeline.housekeeping import keep_house
from pipeline.lake import lake_of
from pipeline.lake_files import Unreachable
from pipeline.settings import Settings
from tests.conftest import Newsroom
from tests.pipeline.bucket import BUCKET, served
from tests.pipeline.test_arrival import FILES, Tables, deliver, differences


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with served() as address:
        yield address


@pytest.fixture
def lake(server: str, tmp_path: Path) -> str:
    """An address of its own for each test."""
    return f"s3://{BUCKET}/{tmp_path.name}"


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """What is made of the samples with the lake in the data folder."""
    newsroom = Newsroom(tmp_path_factory.mktemp("here"))
    for path in FILES:
        deliver(newsroom, path)
    assert newsroom.run().success
    return newsroom.tables()


def test_a_lake_in_a_bucket_makes_the_same_tables_bit_by_bit(
    newsroom: Newsroom, lake: str, here: Tables
) -> None:
    for path in FILES[:-1]:
        deliver(newsroom, path)
    assert newsroom.run(lake=lake).success
    deliver(newsroom, FILES[-1])
    run = newsroom.run(lake=lake, chunk=3)
    assert run.success, run.error()
    assert list(differences(here, newsroom.tables())) == []
    assert not (newsroom.data / "lake").exists()
    assert {"raw", "cleaned", "stories"} <= {*lake_of(newsroom.settings(lake=lake)).tables()}


def test_house_is_kept_and_a_document_forgotten_in_the_bucket(newsroom: Newsroom, lake: str) -> None:
    import dagster as dg

    newsroom.fill(3)
    assert newsroom.run(lake=lake, chunk=1).success
    settings = newsroom.settings(lake=lake)
    told: list[str] = []
    with dg.DagsterInstance.ephemeral() as instance:
        keep_house(settings, instance, told.append)
    assert [line for line in told if line.startswith("lake/")], told
    assert not [line for line in told if "could not" in line and line.startswith("lake/")], told
    assert forgetting.forget(settings, "quay/001.txt") == "forgotten"
    assert newsroom.run(lake=lake).success
    assert [path for (path,) in newsroom.sql("SELECT path FROM articles ORDER BY path")] == [
        "quay/000.txt",
        "quay/002.txt",
    ]
    assert lake_of(settings).keys("raw").height == 2


def leased(lake: str, holder: dict[str, Any]) -> None:
    obstore.put(from_url(lake), lease.NAME, json.dumps(holder).encode())


def test_a_dead_holder_of_the_lease_is_taken_over_and_told(
    newsroom: Newsroom, lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "LASTS", 2.0)
    leased(lake, {"host": "desk-7", "process": 1})
    told: list[str] = []
    with lease.held(lake, told.append):
        pass
    assert [line.split(" the lake ")[0] for line in told] == [
        "Process 1 on desk-7 works on",
        "Process 1 on desk-7 was working on",
    ]
    with lease.held(lake, told.append):  # it was given back: nobody waits
        assert len(told) == 2


def test_who_lost_the_lease_commits_nothing_more(
    newsroom: Newsroom, lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "RENEWED", 0.05)
    newsroom.fill(1)
    with lease.held(lake):
        leased(lake, {"host": "desk-7", "process": 1})
        keeper = lease._Lease(lake)
        keeper.mark = '"another"'
        keeper.keep()
        with pytest.raises(lease.Lost, match="Another host has taken over the lake"):
            lease.see_that_it_is_held(lake)
        obstore.delete(from_url(lake), lease.NAME)
    with lease.held(lake):
        lease.see_that_it_is_held(lake)


def test_a_bucket_that_is_not_there_is_named_before_any_work(newsroom: Newsroom, server: str) -> None:
    newsroom.fill(1)
    run = newsroom.run(lake="s3://nobodys-bucket/lake")
    assert not run.success
    assert "The lake s3://nobodys-bucket/lake cannot be reached" in run.error()
    assert "AWS_ACCESS_KEY_ID" in run.error()
    with pytest.raises(Unreachable):
        lake_of(newsroom.settings(lake="s3://nobodys-bucket/lake")).tables()


def test_a_data_folder_must_be_a_folder() -> None:
    with pytest.raises(ValueError, match="put the lake alone into the bucket: CLEANCOPY_LAKE"):
        Settings(data="s3://bucket/data", _env_file=None)
    with pytest.raises(ValueError, match="not a bucket"):
        Settings(lake="/srv/lake", _env_file=None)
