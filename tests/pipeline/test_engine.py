"""The engine that the setting names. Workers that are killed: their chunks are done again, and who kills them
is named."""

from collections.abc import Generator, Iterable, Sequence
from pathlib import Path
from typing import Any

import dagster as dg
import polars as pl
import pytest

from assets.framework.attempt import Attempt, Made
from pipeline import engines
from pipeline.engines import local
from pipeline.engines.inline import Inline
from pipeline.engines.local import KILLED, Local
from pipeline.resources import resources
from pipeline.settings import Settings
from tests.conftest import Newsroom

CRAFT = "tests.pipeline.killing:dies"


def documents(count: int) -> list[str]:
    return [f"v{number:03}" for number in range(count)]


def made(
    versions: list[str], size: int, tmp_path: Path, once: str = "", always: list[str] | None = None
) -> list[Attempt]:
    """What two workers make of chunks of the documents."""
    orders = pl.DataFrame({"once": once, "always": always or [""], "marks": str(tmp_path)})
    chunks = [pl.DataFrame({"version_id": versions[at : at + size]}) for at in range(0, len(versions), size)]
    return together(Local(workers=2).map("assets.framework.attempt:attempt", chunks, [CRAFT, orders]))


def together(results: Iterable[Made]) -> list[Attempt]:
    """What was made of each chunk, its parts in one."""
    return [
        Attempt(
            [frame for part in made.parts for frame in part.made],
            {version: told for part in made.parts for version, told in part.failed.items()} | made.killed,
        )
        for made in results
    ]


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


def test_a_machine_on_which_every_worker_is_killed_stops_the_run_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "POISON", 0)
    with pytest.raises(dg.Failure, match=r"memory runs short.*CLEANCOPY_CHUNK"):
        made(documents(4), 1, tmp_path, always=documents(1))


def test_the_engine_is_the_one_that_the_setting_names(tmp_path: Path) -> None:
    for name, engine in (("local", Local), ("inline", Inline)):
        settings = Settings(raw=tmp_path / "raw", data=tmp_path / "data", engine=name, _env_file=None)
        assert type(resources(settings)["engine"]) is engine


def test_an_unknown_engine_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(ValueError, match="not an engine: choose one of dask://host:port, inline, local"):
        Settings(engine="steam", _env_file=None)


def test_a_new_engine_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "steam.py").write_text(
        "class Steam:\n    def map(self, function, chunks, others):\n        return iter(['made'])\n"
    )
    monkeypatch.setattr(engines, "__path__", [*engines.__path__, str(tmp_path)])
    assert Settings(engine="steam", _env_file=None).engine in engines.names()
    assert list(engines.named("steam").map("a:b", [], [])) == ["made"]


def test_the_inline_engine_gives_what_the_local_one_does(tmp_path: Path) -> None:
    orders = pl.DataFrame({"once": "", "always": [""], "marks": str(tmp_path)})
    chunks = [pl.DataFrame({"version_id": documents(6)[at : at + 1]}) for at in range(6)]
    made = Inline().map("assets.framework.attempt:attempt", chunks, [CRAFT, orders])
    assert rows_of(together(made)) == documents(6)


def test_a_stage_whose_other_input_is_not_made_yet_says_which(newsroom: Newsroom) -> None:
    newsroom.fill(1)
    assert newsroom.run(["raw", "parsed"]).success
    run = newsroom.run(["cleaned"])
    assert not run.success
    assert "recurring has not been made yet: materialize it first." in run.error()


def test_the_engine_is_done_when_its_stage_is_however_that_ends(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[str] = []
    held: list[Exception] = []  # a traceback that is kept keeps all that it passed alive

    class Watched(Inline):
        def map(
            self, function: str, chunks: Sequence[Any], others: Sequence[Any]
        ) -> Generator[Made, None, None]:
            try:
                yield from super().map(function, chunks, others)
            finally:
                ended.append(others[1].stage)

    def stops(*_: Any) -> None:
        assert ended == []
        held.append(ValueError("stop"))
        raise held[0]

    newsroom.fill(2)
    monkeypatch.setattr("assets.framework.stage._Work.commit", stops)
    assert not newsroom.run(["raw", "parsed"], chunk=1, instead={"engine": Watched()}).success
    assert held
    assert ended == ["parsed"]
