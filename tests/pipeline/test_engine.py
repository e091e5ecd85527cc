"""Workers that are killed: their chunks are done again, in order, and the document that kills them is named."""

from pathlib import Path

import dagster as dg
import polars as pl
import pytest

from assets.framework.attempt import Attempt
from pipeline import engine
from pipeline.engine import KILLED, Local

CRAFT = "tests.pipeline.killing:dies"


def documents(count: int) -> list[str]:
    return [f"v{number:03}" for number in range(count)]


def made(versions: list[str], size: int, tmp_path: Path, once: str = "", always: list[str] | None = None) -> list[Attempt]:
    """What two workers make of chunks of the documents."""
    orders = pl.DataFrame({"once": once, "always": always or [""], "marks": str(tmp_path)})
    chunks = [pl.DataFrame({"version_id": versions[at : at + size]}) for at in range(0, len(versions), size)]
    return list(Local(workers=2).map("assets.framework.attempt:attempt", iter(chunks), len(chunks), [CRAFT, orders]))


def rows_of(attempts: list[Attempt]) -> list[str]:
    return [version for attempt in attempts for frame in attempt.made for version in frame["version_id"]]


def test_a_chunk_whose_worker_was_killed_is_done_again(tmp_path: Path) -> None:
    attempts = made(documents(24), 4, tmp_path, once="v010")
    assert (tmp_path / "v010").exists(), "a worker was killed"
    assert rows_of(attempts) == documents(24)
    assert len(attempts) == 6
    assert all(not attempt.failed for attempt in attempts)


def test_a_document_that_kills_its_workers_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    versions = [*documents(9), "bad", *documents(24)[9:]]
    attempts = made(versions, 5, tmp_path, always=["v007"])
    assert rows_of(attempts) == [version for version in versions if version not in ("v007", "bad")]
    assert {version: told for attempt in attempts for version, told in attempt.failed.items()} == {
        "v007": KILLED,
        "bad": "ValueError: no idea what this is",
    }


def test_a_machine_on_which_every_worker_is_killed_stops_the_run_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "POISON", 0)
    with pytest.raises(dg.Failure, match=r"memory runs short.*CLEANCOPY_CHUNK"):
        made(documents(4), 1, tmp_path, always=documents(1))
