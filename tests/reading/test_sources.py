"""Raw files in a bucket or on a web server: the same as in a folder, fetched once."""

import gzip
import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import boto3
import obstore
import pytest
from moto.server import ThreadedMotoServer
from pydantic import ValidationError

from assets import reading
from assets.reading import sources
from pipeline.sensors import changes
from pipeline.settings import Settings
from tests.conftest import Newsroom, article

PLACE = "s3://press/wire"
ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "somebody",
    "AWS_SECRET_ACCESS_KEY": "nothing",
    "AWS_REGION": "eu-north-1",
    "AWS_ALLOW_HTTP": "true",
}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto.start()
    host, port = moto.get_host_and_port()
    yield f"http://{host}:{port}"
    moto.stop()


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A bucket `press` to put objects into, by their names below `wire/`."""
    for name, value in {**ENVIRONMENT, "AWS_ENDPOINT_URL": server}.items():
        monkeypatch.setenv(name, value)
    client = boto3.client("s3", endpoint_url=server, region_name="eu-north-1")
    client.create_bucket(Bucket="press", CreateBucketConfiguration={"LocationConstraint": "eu-north-1"})

    def put(name: str, content: str | bytes) -> None:
        client.put_object(Bucket="press", Key=f"wire/{name}", Body=content)

    put.remove = lambda name: client.delete_object(Bucket="press", Key=f"wire/{name}")  # type: ignore[attr-defined]
    yield put
    for held in client.list_objects_v2(Bucket="press").get("Contents", []):
        client.delete_object(Bucket="press", Key=held["Key"])
    client.delete_bucket(Bucket="press")


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the objects that were fetched."""
    names: list[str] = []
    for verb in ("get", "open_reader"):
        plain = getattr(obstore, verb)

        def noted(store: Any, path: str, *rest: Any, plain: Any = plain, **more: Any) -> Any:
            names.append(path)
            return plain(store, path, *rest, **more)

        monkeypatch.setattr(sources.obstore, verb, noted)
    return names


def lines(count: int) -> bytes:
    return b"".join(
        json.dumps({"title": f"Quay {n}", "text": article(n), "url": f"https://quay.example/{n}"}).encode()
        + b"\n"
        for n in range(count)
    )


def test_a_bucket_is_read_as_a_folder_is(newsroom: Newsroom, bucket: Any, fetched: list[str]) -> None:
    bucket("herald/one.txt", article(1))
    bucket("herald/one.txt.meta.json", '{"url": "https://herald.example/one"}')
    bucket("herald/dump.jsonl.gz", gzip.compress(lines(3)))
    bucket("herald/scan.pdf", b"%PDF-1.7")
    run = newsroom.run("raw", raw=PLACE)
    assert run.success, run.error()
    rows = newsroom.lake.current("raw").collect().sort("path")
    assert rows["path"].to_list() == [*(f"herald/dump.jsonl.gz#{n}" for n in (1, 2, 3)), "herald/one.txt"]
    assert set(rows["outlet"]) == {"herald"}
    assert rows["url"].to_list()[-1] == "https://herald.example/one"
    assert fetched
    fetched.clear()
    run = newsroom.run("raw", raw=PLACE)
    assert run.success, run.error()
    assert [name for name in fetched if not name.endswith(".pdf")] == [], (
        "what has not changed is not fetched"
    )


def test_an_object_that_changed_is_a_new_version_and_one_that_is_gone_is_missing(
    newsroom: Newsroom, bucket: Any
) -> None:
    bucket("herald/one.txt", article(1))
    bucket("herald/two.txt", article(2))
    settings = newsroom.settings(raw=PLACE, settle_seconds=0)
    assert len(changes(settings)[0] + changes(settings)[1]) == 4 or len(changes(settings)[0]) == 2
    assert newsroom.run("raw", raw=PLACE).success
    assert changes(settings) == ([], [])
    bucket("herald/one.txt", article(3))
    bucket.remove("herald/two.txt")
    run = newsroom.run("raw", raw=PLACE)
    assert run.success, run.error()
    assert (run.metadata("raw")["changed"], run.metadata("raw")["missing"]) == (1, 1)


def test_a_bucket_that_is_not_there_or_may_not_be_read_is_told_with_the_cure(
    newsroom: Newsroom, bucket: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = newsroom.run("raw", raw="s3://nobodys")
    assert not run.success
    assert "s3://nobodys is not there: 404 Not Found, NoSuchBucket" in run.error()

    def refused(*_: Any, **__: Any) -> Any:
        raise obstore.exceptions.PermissionDeniedError(
            "Error performing list request: Server returned non-2xx status code: 403 Forbidden: <?xml?>"
            "<Error><Code>AccessDenied</Code></Error>"
        )

    monkeypatch.setattr(sources.obstore, "list", refused)
    run = newsroom.run("raw", raw=PLACE)
    assert not run.success
    told = "may not be read: 403 Forbidden, AccessDenied. Give the credentials in the environment"
    assert f"{PLACE} {told}" in run.error()
    with pytest.raises(reading.NotListed, match="s3:ListBucket"):
        changes(newsroom.settings(raw=PLACE))


def test_credentials_are_no_part_of_an_address() -> None:
    with pytest.raises(ValidationError, match="environment"):
        Settings(raw="https://user:secret@files.example/news", _env_file=None)
    with pytest.raises(ValidationError, match="no place that can be read"):
        Settings(raw="ftp://files.example/news", _env_file=None)
    assert Settings(raw="samples", _env_file=None).raw == Path("samples")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def web(newsroom: Newsroom) -> Iterator[str]:
    """A web server that shows an index of each folder of the newsroom's raw folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(newsroom.raw)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_a_web_server_that_shows_an_index_is_read_as_a_folder_is(newsroom: Newsroom, web: str) -> None:
    newsroom.put("herald/one two.txt", article(1))
    newsroom.put("herald/2026/dump.jsonl", lines(2))
    run = newsroom.run("raw", raw=web)
    assert run.success, run.error()
    paths = newsroom.lake.current("raw").collect()["path"].sort().to_list()
    assert paths == ["herald/2026/dump.jsonl#1", "herald/2026/dump.jsonl#2", "herald/one two.txt"]


def test_a_web_server_without_a_listing_is_told_with_the_cure(newsroom: Newsroom) -> None:
    class Bare(Quiet):
        def do_GET(self) -> None:
            self.send_error(403)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Bare)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    run = newsroom.run("raw", raw=f"http://127.0.0.1:{server.server_port}/news")
    server.shutdown()
    assert not run.success
    assert "may not be read" in run.error() or "WebDAV" in run.error()
