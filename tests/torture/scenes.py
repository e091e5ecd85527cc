"""What is disturbed: a first run, an update, a document that is withheld, house-keeping, and the commands
run, export and forget.

What uses Polars is imported where it is used: its threads start at once, and a process with threads may not
fork.
"""

import hashlib
import os
import pickle
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

GUILTY: Final = "quay/003.txt"  # in one scene its mentions break a promise of the file
SECRET: Final = "Zanzorelli"
FORGOTTEN: Final = "pier/secret.txt"
AGES: Final = 3_600  # seconds: so old are raw files, lest a run doubts the grain of the clock


@dataclass(frozen=True)
class Place:
    """The folders of one trial."""

    raw: Path
    data: Path
    temp: Path

    @property
    def below(self) -> dict[Path, str]:
        """Where calls are held, and how these folders are called."""
        return {self.data: "", self.temp: "temp:"}

    def settle_in(self) -> None:
        """Let this process work here."""
        self.temp.mkdir(exist_ok=True)
        tempfile.tempdir = str(self.temp)
        told = {"RAW": self.raw, "DATA": self.data, "CHUNK": "1", "MEMORY": "8GB"}
        os.environ.update(
            {f"CLEANCOPY_{name}": str(value) for name, value in told.items()}, TMPDIR=str(self.temp)
        )

    def newsroom(self) -> Any:
        """It, as the tests know it."""
        from tests.conftest import Newsroom

        newsroom = Newsroom(self.raw.parent)
        newsroom.data = self.data
        return newsroom


@dataclass(frozen=True)
class Scene:
    """Something that is done, from a state that is made once."""

    name: str
    told: str
    since: str | None  # the scene whose end it begins with
    before: Callable[[Place], None]  # what changes in the raw folder since then
    act: Callable[[Place], int]  # returns an exit code; what is wrong is printed
    then: Callable[[Place], int] | None = None  # what is done after it, undisturbed
    only: str = ""  # how the names begin of the files at which it is disturbed


def refresh(place: Place, chunk: int = 1) -> int:
    """One run of everything."""
    return _told(place.newsroom().run(chunk=chunk))


def refresh_withholding(place: Place) -> int:
    """One run in which a document breaks what is promised of the file."""
    import pytest

    from assets.enriching import craft
    from tests.pipeline.test_withholding import point_nowhere, spoiling

    with pytest.MonkeyPatch.context() as patch:
        spoiling(patch, craft, "enrich", point_nowhere([GUILTY]))
        return refresh(
            place, chunk=100
        )  # few chunks stay in this process: others would go to workers that know nothing of the patch


def keep_house(place: Place) -> int:
    """The job that keeps house."""
    import dagster as dg

    from pipeline.definitions import build_definitions
    from tests.conftest import Run

    job = build_definitions(place.newsroom().settings()).resolve_job_def("housekeeping")
    with dg.DagsterInstance.ephemeral() as instance:
        return _told(
            Run(
                job.execute_in_process(
                    instance=instance, run_config={"loggers": {"console": {}}}, raise_on_error=False
                )
            )
        )


def command(*arguments: str) -> Callable[[Place], int]:
    """A command as the Makefile calls it, with Dagster's own memory of runs."""

    def act(place: Place) -> int:
        from pipeline.__main__ import main

        return main([*arguments])

    return act


def _told(run: Any) -> int:
    print(run.error(), file=sys.stderr)
    return 0 if run.success else 1


def _put(place: Place, path: str, content: str | bytes) -> None:
    file = place.raw / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


def _first(place: Place) -> None:
    from tests.conftest import article

    _put(place, "quay/000.txt", article(0))
    _put(place, "quay/001.txt", article(1))
    _put(place, "quay/001.txt.meta.json", '{"url": "https://quay.example/1"}')
    _put(place, "quay/plan.pdf", b"%PDF-1.7\n")


def _update(place: Place) -> None:
    from tests.conftest import article

    _put(place, "quay/000.txt", article(0, "The crane was sold before the vote."))
    _put(place, "pier/002.txt", article(2))
    (place.raw / "quay/001.txt").unlink()


def _withheld(place: Place) -> None:
    from tests.conftest import article

    _put(place, GUILTY, article(3))
    _put(place, "pier/004.txt", article(4))


def _secret(place: Place) -> None:
    from tests.conftest import article

    _put(
        place,
        FORGOTTEN,
        article(5, f"The buyer, {SECRET}, paid in cash, and left at night.").replace("Council", SECRET),
    )


def _nothing(place: Place) -> None:
    pass


SCENES: Final = {
    scene.name: scene
    for scene in (
        Scene("first", "a first run, on an empty data folder", None, _first, refresh),
        Scene("update", "a run with an edited, a new and a vanished document", "first", _update, refresh),
        Scene(
            "withheld",
            "a run in which a document is withheld",
            "first",
            _withheld,
            refresh_withholding,
            refresh_withholding,
        ),
        Scene("house", "the job housekeeping, then a run", "update", _nothing, keep_house, refresh),
        Scene("export", "make export", "first", _nothing, command("export")),
        Scene(
            "command",
            "make run, with Dagster's own databases",
            "first",
            _secret,
            command("run"),
            only="dagster/",
        ),
        Scene("forget", "make forget", "command", _nothing, command("forget", FORGOTTEN)),
    )
}


def age(place: Place) -> None:
    """Let the raw files be old, lest a run reads them again for the grain of the clock."""
    for file in place.raw.rglob("*"):
        told = file.stat()
        if file.is_file() and told.st_mtime > place.raw.stat().st_mtime - AGES:
            os.utime(file, (told.st_mtime - AGES, told.st_mtime - AGES))


def move(since: Place, place: Place) -> None:
    """Let a place begin as another one ended."""
    shutil.copytree(since.raw, place.raw)
    shutil.copytree(since.data, place.data, symlinks=True)
    (place.data / "raw_folder").write_text(f"{place.raw}\n")


@dataclass
class Found:
    """What there is in a place."""

    tables: dict[str, list[tuple[Any, ...]]]  # of the published file, without what is history by nature
    archive: list[tuple[Any, ...]]  # every version that was ever taken in: its id and the hash of its bytes
    files: set[str]  # the names of all files, without what differs from run to run
    holds: list[str]  # files that hold the text of a document to be forgotten
    export: dict[str, int]  # rows of the exported tables


def look(place: Place, name: Callable[[str], str]) -> Found:
    """All of it."""
    from tests.pipeline.test_jobs import holds

    folders = ((place.data, ""), (place.temp, "temp:"))
    files = {
        name(mark + str(file.relative_to(folder)))
        for folder, mark in folders
        for file in folder.rglob("*")
        if file.is_file() and not _is_part_of_a_database(file)
    }
    return Found(
        tables=place.newsroom().tables() if (place.data / "cleancopy.duckdb").exists() else {},
        archive=archive(place),
        files=files,
        holds=holds(place.data, SECRET) if (place.data / "lake" / "forgotten").exists() else [],
        export=exported(place),
    )


def _is_part_of_a_database(file: Path) -> bool:
    """Whether DuckDB or SQLite keeps in it what it has yet to write to the database beside it."""
    if file.name.endswith((".db-wal", ".db-shm", ".db-journal")):
        return file.with_name(file.name.rpartition("-")[0]).exists()
    return file.name.endswith(".duckdb.wal") and file.with_suffix("").exists()


def archive(place: Place) -> list[tuple[Any, ...]]:
    """The versions in the archive, with a hash of the bytes of each."""
    import polars as pl

    from pipeline.lake import Lake

    lake = Lake(place.data / "lake")
    rows = lake.rows("raw")
    if rows is None:
        return []
    found = lake.current("raw").select("version_id", pl.col("content")).collect()
    return sorted((version, hashlib.sha256(content).hexdigest()) for version, content in found.iter_rows())


def exported(place: Place) -> dict[str, int]:
    """How many rows each exported table has."""
    import polars as pl

    return {
        file.name: pl.read_parquet(file).height for file in sorted((place.data / "export").glob("*.parquet"))
    }


def served(database: Path) -> str | None:
    """A hash of what a reader finds in a file now, after a look whether it is whole; None where there is no
    file.

    Raises:
        AssertionError: it is torn.
    """
    import duckdb

    if not database.exists():
        return None
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        ((rows,),) = connection.sql("SELECT count(*) FROM articles").fetchall()
        ((told,),) = connection.sql("SELECT articles FROM releases ORDER BY number DESC LIMIT 1").fetchall()
        assert rows == told, f"torn: {rows} articles, the release says {told}"
        lines = connection.sql("SELECT count(*) FROM lines JOIN versions USING (version_id)").fetchall()
        articles = connection.sql(
            "SELECT * EXCLUDE (first_seen, story_id) FROM articles ORDER BY article_id"
        ).fetchall()
        return hashlib.sha256(pickle.dumps((repr(lines), repr(articles)))).hexdigest()
