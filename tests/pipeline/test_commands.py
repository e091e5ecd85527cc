"""What the commands print in a terminal is true, and says what to do."""

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline import console
from pipeline.__main__ import main
from tests.conftest import Newsroom, article


@pytest.fixture
def commands(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """A newsroom that the commands work on."""
    monkeypatch.setenv("CLEANCOPY_RAW", str(newsroom.raw))
    monkeypatch.setenv("CLEANCOPY_DATA", str(newsroom.data))
    monkeypatch.setenv("DAGSTER_HOME", str(newsroom.data / "dagster"))
    return newsroom


def test_a_run_ends_with_what_was_made_what_waits_and_a_first_answer(
    commands: Newsroom, capfd: pytest.CaptureFixture[str]
) -> None:
    commands.fill(2)
    commands.put("quay/photo.png", b"\x89PNG\r\n\x1a\n\x00")
    commands.put("quay/empty.txt", "")
    commands.put("quay/scan.png", b"\x89PNG\r\n\x1a\n\x00\x00")
    assert main(["run"]) == 0
    told = capfd.readouterr().out
    assert "Made: articles 3, " in told
    assert "In quarantine: 2 × raw, refused, such as quay/photo.png" in told
    assert "Look at: articles.body_is_not_empty: broken by 1 row (quay/empty.txt): Every article" in told
    assert "Nothing waits in quarantine" not in told
    assert "FROM articles" in told


def test_forget_without_a_path_says_how_to_name_one(
    commands: Newsroom, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["forget", ""]) == 2
    assert "make forget PATH=" in capfd.readouterr().err


def test_what_was_forgotten_before_is_not_forgotten_anew(
    commands: Newsroom, capfd: pytest.CaptureFixture[str]
) -> None:
    commands.fill(2)
    assert main(["run"]) == 0
    assert main(["forget", "quay/000.txt"]) == 0
    batches = commands.batches()
    capfd.readouterr()
    assert main(["forget", "quay/000.txt"]) == 0
    assert "was forgotten before" in capfd.readouterr().out
    assert commands.batches() == batches


LIMITED = """
import resource, signal, sys
import dagster as dg
from pipeline import console
from pipeline.__main__ import main
from pipeline.definitions import build_definitions
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
if sys.argv[2] == "main":
    sys.exit(main(["run"]))
with dg.DagsterInstance.ephemeral() as instance:
    job = build_definitions().resolve_job_def("refresh")
    result = job.execute_in_process(
        instance=instance,
        asset_selection=[dg.AssetKey("raw")],
        run_config={"loggers": {"console": {}}},
        raise_on_error=False,
    )
print("\\n".join(console.of_failure(result.all_events)))
sys.exit(not result.success)
"""


@pytest.mark.parametrize(("limit", "what", "place"), [(20_000, "main", "/dagster"), (100_000, "lake", "")])
def test_a_disk_without_room_is_told_without_a_traceback(
    newsroom: Newsroom, limit: int, what: str, place: str
) -> None:
    """A limit on the size of files stands in for the full disk: of Dagster's database, then of the lake."""
    newsroom.put(
        "quay/long.txt", article(1, " ".join(f"{n * n * 7919 % 1_000_003:x}" for n in range(100_000)))
    )
    process = newsroom.process("-c", LIMITED, str(limit), what)
    told = process.communicate(timeout=120)[0]
    assert process.returncode == 1
    assert "no room" in told, told
    assert f"{newsroom.data}{place}" in told
    assert "run again" in told
    assert "Traceback" not in told


def test_ctrl_c_ends_a_run_with_a_word_and_nothing_else(newsroom: Newsroom) -> None:
    newsroom.fill(8)
    process = newsroom.process("-m", "pipeline", "run", CLEANCOPY_CHUNK="1", start_new_session=True)
    assert process.stdout is not None
    for line in process.stdout:
        if "parsed: " in line:  # several processes are at work
            break
    told = None
    while told is None:  # who sees nothing happen presses it again
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        with suppress(subprocess.TimeoutExpired):
            told = process.communicate(timeout=20)[0]
    assert process.returncode == 130, told
    assert told.endswith("Stopped; run again to go on.\n")
    assert "Traceback" not in told


def test_ctrl_c_before_anything_is_loaded_is_told_no_less(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def interrupted(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.settings.Settings", interrupted)
    assert main(["run"]) == 130
    assert capfd.readouterr().err == "\nStopped; run again to go on.\n"


@pytest.mark.parametrize("below", ["", "deep/down"])
def test_a_file_in_place_of_the_data_folder_is_named(
    commands: Newsroom,
    below: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "taken").touch()
    monkeypatch.setenv("CLEANCOPY_DATA", str(tmp_path / "taken" / below))
    assert main(["run"]) == 1
    assert f"Something else lies where {tmp_path / 'taken'} should be" in capfd.readouterr().err


def test_a_raw_folder_that_is_a_file_is_named(
    commands: Newsroom, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLEANCOPY_RAW", str(commands.put("quay/000.txt", "text")))
    assert main(["run"]) == 1
    assert (
        f"The raw folder {commands.raw / 'quay/000.txt'} cannot be read (Not a directory)"
        in capfd.readouterr().err
    )


def test_a_query_that_ctrl_c_ends_is_no_fault() -> None:
    """DuckDB makes of it an error like any other."""
    assert console.is_interrupt("RuntimeError", "Query interrupted")
    assert not console.is_interrupt("RuntimeError", "a defect")
