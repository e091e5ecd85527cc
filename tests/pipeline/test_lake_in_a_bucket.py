"""The lake may lie in a bucket: one run at a time from whichever host, housekeeping, forgetting, repair.

That the tables are the same is shown in `test_cluster.py`."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import dagster as dg
import obstore
import polars as pl
import pytest
from deltalake import DeltaTable
from obstore.store import from_url

from assets.framework import faults
from pipeline import claim, forgetting, lake_files, lease, repair, upload
from pipeline.housekeeping import keep_house
from pipeline.lake import Lake, lake_of
from pipeline.lake_files import InBucket, Unreachable
from pipeline.sensors import changes
from pipeline.settings import Settings
from tests.conftest import Newsroom
from tests.pipeline.bucket import BUCKET, Server, served

LAKE = f"s3://{BUCKET}/archive"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with served() as here:
        yield here


@pytest.fixture(scope="module")
def far(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Three articles, published with the lake in a bucket. The tests below change it one after the other."""
    newsroom = Newsroom(tmp_path_factory.mktemp("far"))
    newsroom.fill(3)
    run = newsroom.run(lake=LAKE, chunk=2)
    assert run.success, run.error()
    return newsroom


@pytest.fixture
def lake(server: Server, tmp_path: Path) -> str:
    """An address of its own for each test."""
    return f"s3://{BUCKET}/{tmp_path.name}"


def versions() -> dict[str, int]:
    return {table: Lake(LAKE)._must_open(table).version() for table in Lake(LAKE).tables()}


def test_a_second_run_writes_nothing_into_the_bucket_and_the_sensor_sees_nothing_new(far: Newsroom) -> None:
    before = versions()
    assert {"raw", "cleaned", "stories"} <= {*before}
    assert not (far.data / "lake").exists()
    run = far.run(lake=LAKE)
    assert run.success, run.error()
    assert versions() == before
    assert InBucket(LAKE).read(lease.NAME) is None, "the lease was given back"
    assert changes(far.settings(lake=LAKE))[0] == []


def test_a_release_is_brought_to_a_bucket(far: Newsroom) -> None:
    place = f"s3://{BUCKET}/published"
    there = upload.upload(far.settings(lake=LAKE, publish=place))
    assert there is not None
    latest = json.loads(InBucket(place).read("latest.json") or b"")
    assert InBucket(place).read(latest["file"]) == (far.data / "cleancopy.duckdb").read_bytes()
    assert set(latest["tables"]) == {
        path.rpartition("/")[2].removesuffix(".parquet")
        for path in InBucket(place).objects(there.folder)
        if path.endswith(".parquet")
    }


def test_another_raw_folder_or_data_of_somebody_else_is_refused_before_any_work(
    far: Newsroom, newsroom: Newsroom, lake: str
) -> None:
    newsroom.fill(1)
    run = newsroom.run(lake=LAKE)
    assert not run.success
    assert f"was made from the raw folder {far.raw}" in run.error()
    store = from_url(lake)
    obstore.put(store, "invoices/2026.csv", b"1")
    with pytest.raises(claim.Foreign, match="something else than a lake of Clean Copy"):
        claim.held(newsroom.settings(lake=lake)).__enter__()
    assert [item["path"] for page in obstore.list(store) for item in page] == ["invoices/2026.csv"]


def test_house_is_kept_and_a_document_forgotten_in_the_bucket_and_all_else_made_again(far: Newsroom) -> None:
    settings = far.settings(lake=LAKE)
    told: list[str] = []
    with claim.held(settings), dg.DagsterInstance.ephemeral() as instance:
        assert keep_house(settings, instance, told.append) == []
    assert len([line for line in told if line.startswith("lake/")]) == len(versions())
    assert forgetting.forget(settings, "quay/001.txt") == "forgotten"
    with claim.held(settings):
        repair.stages(settings, told.append)
    assert "removed from s3://" in told[-1]
    assert set(lake_of(settings).tables()) == {"raw", "observations", "quarantine", "forgotten"}
    run = far.run(["raw", "parsed", "recurring", "cleaned"], lake=LAKE)
    assert run.success, run.error()
    paths = lake_of(settings).current("cleaned").select("path").collect()["path"].sort()
    assert paths.to_list() == ["quay/000.txt", "quay/002.txt"]


def test_a_broken_log_in_the_bucket_is_named_before_any_work(far: Newsroom) -> None:
    store = from_url(LAKE)
    obstore.put(store, "cleaned/_delta_log/00000000000000000999.json", b"{not a commit")
    run = far.run(lake=LAKE)
    assert not run.success
    assert f"{LAKE}/cleaned: its log cannot be read" in run.error()
    assert "make rebuild" in run.error()
    obstore.delete(store, "cleaned/_delta_log/00000000000000000999.json")


def leased(lake: str, holder: dict[str, Any]) -> None:
    obstore.put(from_url(lake), lease.NAME, json.dumps(holder).encode())


def test_a_dead_holder_of_the_lease_is_taken_over_and_told(
    lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "LASTS", 1.0)
    monkeypatch.setattr(lease, "LOOKED", 0.3)
    leased(lake, {"host": "desk-7", "process": 1})
    told: list[str] = []
    with lease.held(lake, told.append):
        assert lease.of(lake) is not None
    assert [line.split(" the lake ")[0] for line in told] == [
        "Process 1 on desk-7 works on",
        "Process 1 on desk-7 worked on",
    ]
    with lease.held(lake, told.append):  # it was given back: nobody waits
        assert len(told) == 2


def test_a_process_of_this_machine_that_died_is_taken_over_at_once(lake: str) -> None:
    leased(lake, {"host": "desk-7", "process": 2**22 + 1, "machine": lease._machine()})
    told: list[str] = []
    with lease.held(lake, told.append):
        assert [line.split(" the lake ")[0] for line in told] == [f"Process {2**22 + 1} on desk-7 worked on"]


def test_who_lost_the_lease_commits_nothing_more(lake: str) -> None:
    rows = pl.DataFrame({"article_id": ["a"]})
    with lease.held(lake):
        Lake(lake).append("forgotten", rows)
        mine = lease.of(lake)
        assert mine is not None
        mine.mark = '"of a sign whose answer was lost"'
        mine.renew()
        Lake(lake).append("forgotten", rows)
        leased(lake, {"host": "desk-7", "process": 1, "name": "another"})
        mine.renew()
        with pytest.raises(lease.Lost, match="Another host has taken over the lake"):
            Lake(lake).append("forgotten", rows)
    assert Lake(lake).newest("forgotten").select("batch").collect().item() == 2
    assert InBucket(lake).read(lease.NAME) is not None, "the other's lease stays"


def until(happened: Callable[[], bool]) -> None:
    for _ in range(300):
        if happened():
            return
        time.sleep(0.05)
    raise AssertionError("it does not happen")


def test_a_bucket_that_is_silent_for_a_while_is_waited_for_and_told_of(
    server: Server, lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "RENEWED", 0.1)
    monkeypatch.setattr(lease, "PATIENCE", 0.5)
    told: list[str] = []
    with lease.held(lake, told.append):
        with server.silent():
            written = threading.Thread(
                target=lambda: obstore.put(InBucket(lake).store, "meanwhile", b"1"), daemon=True
            )
            written.start()
            until(lambda: len(told) == 1)
            assert written.is_alive(), "what is asked meanwhile waits"
        until(lambda: len(told) == 2)
        written.join(20)
    assert f"The lake {lake} does not answer" in told[0]
    assert told[1] == f"The lake {lake} answers again."
    assert InBucket(lake).read("meanwhile") == b"1"


class Refusing(BaseHTTPRequestHandler):
    """A server that lets nobody write."""

    def do_GET(self) -> None:
        self.send_response(200)
        body = b"<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>"
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_PUT(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(403)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def test_a_bucket_without_rights_is_named_before_any_work(
    server: Server, lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing = HTTPServer(("127.0.0.1", 0), Refusing)
    threading.Thread(target=refusing.serve_forever, daemon=True).start()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{refusing.server_port}")
    with pytest.raises(Unreachable, match="may list, read, write and delete"), lease.held(lake):
        pass
    refusing.shutdown()


def test_a_bucket_that_is_not_there_is_named_before_any_work(newsroom: Newsroom, server: Server) -> None:
    newsroom.fill(1)
    run = newsroom.run(lake="s3://nobodys-bucket/lake")
    assert not run.success
    assert "The lake s3://nobodys-bucket/lake cannot be reached" in run.error()
    assert "AWS_ACCESS_KEY_ID" in run.error()
    assert not run.started


def test_a_bucket_that_stays_silent_is_told_in_words(
    newsroom: Newsroom, lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of the libraries that talk to it says it in its own way."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setitem(lake_files.DELTA, "retry_timeout", "1s")
    monkeypatch.setitem(lake_files.POLARS, "retry_timeout_ms", 500)
    ways: list[Callable[[], Any]] = [
        lambda: DeltaTable(f"{lake}/raw", storage_options=lake_files.DELTA),
        lambda: pl.read_parquet(f"{lake}/raw/a.parquet", storage_options=lake_files.POLARS),
        lambda: obstore.head(InBucket(lake, 0.5).store, "raw"),
    ]
    for way in ways:
        with pytest.raises(Exception) as raised:
            way()
        words = faults.in_words(raised.value, newsroom.settings())
        assert words is not None
        assert words.startswith("The bucket of the lake did not answer"), words


def test_a_data_folder_must_be_a_folder_and_a_lake_a_bucket() -> None:
    with pytest.raises(ValueError, match="put the lake alone into the bucket: CLEANCOPY_LAKE"):
        Settings(data="s3://bucket/data", _env_file=None)
    with pytest.raises(ValueError, match="not a bucket"):
        Settings(lake="/srv/lake", _env_file=None)
    with pytest.raises(ValueError, match="may not lie in the raw folder"):
        Settings(raw="s3://bucket/news", lake="s3://bucket/news/lake", _env_file=None)
