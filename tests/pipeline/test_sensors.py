"""The sensor asks for one run for all that is new; the webhook is told of what failed."""

import json
import os
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from pipeline import lock
from pipeline.definitions import build_definitions
from pipeline.sensors import NotTold, changes, checks_of, failures_of, tell
from tests.conftest import Newsroom, article, free_port

OLD = 1_700_000_000


def settle(newsroom: Newsroom) -> None:
    """Let every raw file be one that has not changed for long."""
    for file in newsroom.raw.rglob("*"):
        os.utime(file, (OLD, OLD))


def news(newsroom: Newsroom) -> list[str]:
    """The paths that a run would take in, sorted."""
    found, _ = changes(newsroom.settings())
    return sorted(line.split()[0] for line in found)


def evaluate(newsroom: Newsroom, cursor: str | None = None, **changed: Any) -> Any:
    """What the sensor of new files says now; `remembered` gives the cursor that it leaves."""
    sensors = build_definitions(newsroom.settings(**changed)).sensors or []
    sensor = next(s for s in sensors if isinstance(s, dg.SensorDefinition) and s.name == "new_files")
    with dg.DagsterInstance.ephemeral() as instance, dg.build_sensor_context(instance, cursor) as context:
        told = sensor(context)
        cursors.append(context.cursor or "")
        return told


cursors: list[str] = []


def remembered() -> str:
    """What the sensor left for its next tick."""
    return cursors[-1]


@pytest.fixture
def taken_in(newsroom: Newsroom) -> Newsroom:
    """A newsroom whose four files are in the archive."""
    newsroom.fill(4)
    settle(newsroom)
    assert newsroom.run("raw").success
    return newsroom


def test_new_files_are_news(newsroom: Newsroom) -> None:
    newsroom.fill(2)
    settle(newsroom)
    assert news(newsroom) == ["quay/000.txt", "quay/001.txt"]


def test_files_that_are_taken_in_are_no_news(taken_in: Newsroom) -> None:
    assert news(taken_in) == []


def test_changed_gone_and_annotated_files_are_news(taken_in: Newsroom) -> None:
    taken_in.put("quay/000.txt", article(40))
    taken_in.put("quay/001.txt.meta.json", "{}")
    settle(taken_in)
    (taken_in.raw / "quay/002.txt").unlink()
    found, _ = changes(taken_in.settings())
    assert sorted((line.split()[0], line.endswith("gone")) for line in found) == [
        ("quay/000.txt", False),
        ("quay/001.txt", False),
        ("quay/002.txt", True),
    ]


def test_a_file_that_is_still_being_written_is_left_for_later(taken_in: Newsroom) -> None:
    taken_in.put("quay/009.txt", article(9))
    found, restless = changes(taken_in.settings())
    assert found == []
    assert [line.split()[0] for line in restless] == ["quay/009.txt"]
    settle(taken_in)
    assert news(taken_in) == ["quay/009.txt"]


def test_a_file_from_the_future_is_taken_once_it_stays_the_same(
    taken_in: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time()
    taken_in.put("quay/009.txt", article(9))
    os.utime(taken_in.raw / "quay/009.txt", (now + 90_000, now + 90_000))
    told, seen = evaluate(taken_in, ""), remembered()
    assert "1 files have a time of change that lies in the future" in told.skip_message
    assert "have changed within the last" not in told.skip_message
    monkeypatch.setattr(time, "time", lambda: now + 5)
    assert isinstance(evaluate(taken_in, seen), dg.SkipReason)
    monkeypatch.setattr(time, "time", lambda: now + 20)
    assert evaluate(taken_in, remembered()).run_requests[0].tags["cleancopy/files"] == "1"
    taken_in.put("quay/009.txt", article(10) + "\nand more")
    os.utime(taken_in.raw / "quay/009.txt", (now + 90_000, now + 90_000))
    assert isinstance(evaluate(taken_in, remembered()), dg.SkipReason), (
        "it has changed: it must stay the same anew"
    )
    monkeypatch.undo()
    assert taken_in.run("raw").success
    assert news(taken_in) == []


def test_a_refused_file_is_news_once(taken_in: Newsroom) -> None:
    taken_in.put("quay/scan.pdf", b"%PDF-1.7")
    settle(taken_in)
    assert news(taken_in) == ["quay/scan.pdf"]
    taken_in.run("raw")
    assert news(taken_in) == []


def test_a_file_that_is_gone_is_news_once(taken_in: Newsroom) -> None:
    (taken_in.raw / "quay/002.txt").unlink()
    taken_in.run("raw")
    assert news(taken_in) == []


def test_a_link_that_leads_nowhere_does_not_ask_for_runs_for_ever(taken_in: Newsroom) -> None:
    (taken_in.raw / "quay/odd.txt").symlink_to("nowhere.txt")
    taken_in.run("raw")
    assert news(taken_in) == []


def test_what_waits_in_quarantine_for_what_it_is_does_not_ask_for_runs_for_ever(
    taken_in: Newsroom, tmp_path: Path
) -> None:
    """Pipes, links that lead out, in circles or to what is read anyway, a sidecar before its document, two
    names that read the same."""
    os.mkfifo(taken_in.raw / "quay/pipe.txt")
    os.mkfifo(taken_in.raw / "quay/000.txt.meta.json")
    for name, target in {
        "out.txt": "/etc/passwd",
        "out": tmp_path,
        "self": ".",
        "round.txt": "round.txt",
    }.items():
        (taken_in.raw / "quay" / name).symlink_to(target)
    (taken_in.raw / "again").symlink_to("quay")
    taken_in.put("quay/late.txt.meta.json", "{}")
    taken_in.put("quay/caf%E9.txt", article(5))
    with open(os.fsencode(taken_in.raw / "quay") + b"/caf\xe9.txt", "wb") as handle:
        handle.write(article(6).encode())
    assert taken_in.run("raw").success
    assert changes(taken_in.settings(settle_seconds=0)) == ([], [])
    taken_in.put("quay/late.txt", article(7))
    assert taken_in.run("raw").success
    assert changes(taken_in.settings(settle_seconds=0)) == ([], [])


def test_a_link_that_is_followed_from_now_on_is_news(taken_in: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.txt").write_text(article(8))
    (taken_in.raw / "quay/link.txt").symlink_to(tmp_path / "elsewhere.txt")
    assert taken_in.run("raw").success
    assert changes(taken_in.settings(settle_seconds=0))[0] == []
    (line,) = changes(taken_in.settings(settle_seconds=0, follow_links=True))[0]
    assert line.startswith("quay/link.txt ")


def test_a_forgotten_file_does_not_ask_for_runs_for_ever(taken_in: Newsroom) -> None:
    from pipeline import forgetting

    assert forgetting.forget(taken_in.settings(), "quay/000.txt") == "forgotten"
    taken_in.run("raw")
    assert news(taken_in) == []


def test_many_files_ask_for_one_run(newsroom: Newsroom) -> None:
    newsroom.fill(5)
    settle(newsroom)
    result = evaluate(newsroom)
    assert isinstance(result, dg.SensorResult)
    (request,) = result.run_requests or []
    assert request.tags["cleancopy/files"] == "5"
    (same,) = evaluate(newsroom).run_requests
    assert same.run_key == request.run_key, "the same files ask for the same run"
    newsroom.put("quay/000.txt", article(60))
    os.utime(newsroom.raw / "quay/000.txt", (OLD + 5, OLD + 5))
    (other,) = evaluate(newsroom).run_requests
    assert other.run_key != request.run_key


def test_the_sensor_rests_where_nothing_is_new(taken_in: Newsroom) -> None:
    assert isinstance(evaluate(taken_in), dg.SkipReason)


def test_the_sensor_rests_while_a_run_works(newsroom: Newsroom) -> None:
    newsroom.fill(1)
    settle(newsroom)
    with lock.held(newsroom.data):
        told = evaluate(newsroom)
    assert isinstance(told, dg.SkipReason)
    assert "A run is working" in (told.skip_message or "")
    assert isinstance(evaluate(newsroom), dg.SensorResult)


def test_the_sensor_says_what_to_set_where_there_is_no_raw_folder(newsroom: Newsroom) -> None:
    newsroom.raw.rmdir()
    told = evaluate(newsroom)
    assert isinstance(told, dg.SkipReason)
    assert "CLEANCOPY_RAW" in (told.skip_message or "")


def test_the_webhook_is_told_once_that_the_raw_folder_is_gone_and_that_it_is_back(
    newsroom: Newsroom, webhook: tuple[str, list[dict[str, Any]]]
) -> None:
    address, posted = webhook
    newsroom.raw.rmdir()
    evaluate(newsroom, webhook=address)
    assert not posted, "a mount that is away for one tick is no news"
    for _ in range(3):
        evaluate(newsroom, remembered(), webhook=address)
    newsroom.raw.mkdir()
    evaluate(newsroom, remembered(), webhook=address)
    evaluate(newsroom, remembered(), webhook=address)
    gone, back = [told["text"] for told in posted]
    assert f"The raw folder {newsroom.raw} cannot be read" in gone
    assert back.endswith("can be read again.")


def test_where_the_webhook_does_not_answer_it_is_told_of_the_raw_folder_later(
    newsroom: Newsroom, webhook: tuple[str, list[dict[str, Any]]]
) -> None:
    address, posted = webhook
    newsroom.raw.rmdir()
    deaf = f"http://127.0.0.1:{free_port()}"
    evaluate(newsroom, webhook=deaf)
    for _ in range(2):
        told = evaluate(newsroom, remembered(), webhook=deaf)
    assert "was not told of the raw folder" in told.skip_message
    evaluate(newsroom, remembered(), webhook=address)
    assert len(posted) == 1


def test_a_cursor_of_an_older_version_is_read(taken_in: Newsroom) -> None:
    assert isinstance(evaluate(taken_in, '{"quay/009.txt 12 34": 1.5}'), dg.SkipReason)


def test_sensor_and_schedules_are_on_from_the_start(newsroom: Newsroom) -> None:
    definitions = build_definitions(newsroom.settings(schedule="15 4 * * *", timezone="Europe/Rome"))
    nightly = {s.name: s for s in definitions.schedules or [] if isinstance(s, dg.ScheduleDefinition)}[
        "nightly"
    ]
    assert (nightly.cron_schedule, nightly.execution_timezone) == ("15 4 * * *", "Europe/Rome")
    assert nightly.default_status == dg.DefaultScheduleStatus.RUNNING
    assert all(
        s.default_status == dg.DefaultSensorStatus.RUNNING
        for s in definitions.sensors or []
        if isinstance(s, dg.SensorDefinition)
    )


@pytest.fixture
def webhook() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A server that keeps what is posted to it: its address, and the bodies."""
    posted: list[dict[str, Any]] = []

    class Keeps(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers["Content-Type"] == "application/json"
            posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Keeps) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/hook", posted
        server.shutdown()


def test_the_webhook_is_told_of_failed_checks(
    newsroom: Newsroom, webhook: tuple[str, list[dict[str, Any]]]
) -> None:
    address, posted = webhook
    newsroom.put("quay/scan.pdf", b"%PDF-1.7")
    settings = newsroom.settings(webhook=address)
    job = build_definitions(settings).resolve_job_def("refresh")
    with dg.DagsterInstance.ephemeral() as instance:
        result = job.execute_in_process(
            instance=instance, asset_selection=[dg.AssetKey("raw")], run_config={"loggers": {"console": {}}}
        )
        failed = checks_of(instance, result.run_id)
        tell(settings, result.dagster_run, failed, "1 checks failed")
    assert len(posted) == 1
    assert (posted[0]["run_id"], posted[0]["job"]) == (result.run_id, "refresh")
    assert "1 checks failed" in posted[0]["text"]
    (check,) = posted[0]["checks"]
    assert (check["asset"], check["check"], check["severity"]) == ("raw", "contract", "WARN")
    assert "could not be taken in" in check["message"]
    assert check["documents"] == ["quay/scan.pdf"]
    assert "Documents: quay/scan.pdf" in posted[0]["text"]
    assert check["cure"].startswith("quay/scan.pdf: ")
    assert f"What to do: {check['cure']}" in posted[0]["text"]


def test_the_webhook_is_told_why_a_run_failed_as_the_terminal_is(
    newsroom: Newsroom, webhook: tuple[str, list[dict[str, Any]]]
) -> None:
    address, posted = webhook
    settings = newsroom.settings(webhook=address)
    newsroom.fill(1)
    job = build_definitions(settings).resolve_job_def("refresh")

    def fails() -> None:
        with dg.DagsterInstance.ephemeral() as instance:
            config = {"loggers": {"console": {}}}
            result = job.execute_in_process(
                instance=instance,
                asset_selection=[dg.AssetKey("raw")],
                run_config=config,
                raise_on_error=False,
            )
            tell(settings, result.dagster_run, [], "failed", failures_of(instance, result.run_id))

    newsroom.raw.rename(newsroom.raw.with_name("elsewhere"))
    fails()
    newsroom.raw.with_name("elsewhere").rename(newsroom.raw)
    (newsroom.data / "raw_folder").write_text("/another\n")
    fails()
    step, start = posted
    assert step["failures"][0].startswith(f"raw: The raw folder {newsroom.raw} cannot be read")
    assert step["text"].endswith("failed\n" + step["failures"][0])
    assert start["failures"][0].startswith(f"{newsroom.data} was made from the raw folder /another"), (
        "what stops a run before any step"
    )


def test_a_webhook_that_takes_nothing_is_told_by_its_host_alone(newsroom: Newsroom) -> None:
    settings = newsroom.settings(webhook=f"http://127.0.0.1:{free_port()}/secret-token")
    with pytest.raises(NotTold, match=r"CLEANCOPY_WEBHOOK \(127\.0\.0\.1\) was not told of run") as caught:
        tell(settings, dg.DagsterRun(job_name="refresh"), [], "failed")
    assert "secret-token" not in str(caught.value)


def test_without_a_webhook_nobody_is_told_and_it_says_where_to_set_one(newsroom: Newsroom) -> None:
    told = tell(newsroom.settings(), dg.DagsterRun(job_name="refresh"), [], "failed")
    assert isinstance(told, dg.SkipReason)
    assert "CLEANCOPY_WEBHOOK" in (told.skip_message or "")


def test_a_client_that_writes_delays_the_publication_until_it_is_closed(newsroom: Newsroom) -> None:
    newsroom.fill(1)
    settle(newsroom)
    assert newsroom.run().success
    file = str(newsroom.data / "cleancopy.duckdb")
    writer = newsroom.process(
        "-c",
        f"import sys, duckdb; c = duckdb.connect({file!r}); print('open', flush=True); sys.stdin.readline()",
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "open\n"
    newsroom.fill(2)
    settle(newsroom)
    run = newsroom.run()
    assert run.success, run.error()
    (told,) = (check for check in run.checks.values() if not check.passed)
    assert told.check_name == "what_changed"
    assert "Close that client" in (told.description or "")
    assert isinstance(evaluate(newsroom), dg.SkipReason), "the client is at work still"
    writer.communicate("\n", timeout=60)
    assert newsroom.sql("SELECT count(*) FROM articles") == [(1,)]
    assert len(evaluate(newsroom).run_requests) == 1
    assert newsroom.run().success
    assert newsroom.sql("SELECT count(*) FROM articles") == [(2,)]
    assert isinstance(evaluate(newsroom), dg.SkipReason)
