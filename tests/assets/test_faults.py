"""What the machine refuses is said in words that name the place and the cure; what nobody foresaw is not
explained away."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import dagster as dg
import duckdb
import polars as pl
import pytest

from assets.framework import faults
from assets.recurring import switches
from pipeline.lake import Lake
from pipeline.settings import Settings
from pipeline.warehouse import CannotPublish


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(raw=tmp_path / "raw", data=tmp_path / "data", _env_file=None)


def lake_in_a_file(home: Path) -> None:
    (home / "lake").write_text("no folder")
    Lake(home / "lake").append("raw", pl.DataFrame({"version_id": ["a"]}))


def folder_below_a_file(home: Path) -> None:
    (home / "data").write_text("no folder")
    (home / "data" / "dagster").mkdir(parents=True)


def zeroed_parquet(home: Path) -> None:
    (home / "part.parquet").write_bytes(bytes(500))
    pl.read_parquet(home / "part.parquet")


def parquet_that_is_gone(home: Path) -> None:
    pl.scan_parquet(home / "part.parquet").collect()


def broken_database(home: Path) -> None:
    (home / "runs.db").write_text("no database" * 500)
    with sqlite3.connect(home / "runs.db") as connection:
        connection.execute("SELECT * FROM runs")


def too_little_memory(home: Path) -> None:
    with duckdb.connect(config={"memory_limit": "20MB", "max_temp_directory_size": "0KB"}) as connection:
        connection.execute("SELECT list(md5(range::VARCHAR)) FROM range(3_000_000)").fetchall()


def full_disk(home: Path) -> None:
    raise OSError(28, "No space left on device", str(home / "lake"))


def full_disk_of_dagster(home: Path) -> None:
    try:
        raise sqlite3.OperationalError("database or disk is full")
    except sqlite3.OperationalError as error:
        raise RuntimeError("[SQL: INSERT INTO runs …]") from error


def read_only_disk(home: Path) -> None:
    raise OSError(30, "Read-only file system", str(home / "lock"))


def panic(home: Path) -> None:
    raise pl.exceptions.PanicException("assertion failed: range.end as u64 <= self.size")


@pytest.mark.parametrize(
    ("fault", "place", "cure"),
    [
        (lake_in_a_file, "{home}/lake", "Move it away"),
        (folder_below_a_file, "where {home}/data should be", "Move it away"),
        (zeroed_parquet, "a file in {home}/data", "make rebuild"),
        (parquet_that_is_gone, "{home}/part.parquet", "make rebuild"),
        (broken_database, "Dagster's database in {home}/data/dagster", "make rebuild"),
        (too_little_memory, "Memory ran out", "Raise CLEANCOPY_MEMORY (it is 2.0GB)"),
        (full_disk, "no room left for {home}/lake", "Make room"),
        (full_disk_of_dagster, "no room left for Dagster's database in {home}/data/dagster", "Make room"),
        (read_only_disk, "{home}/lock cannot be written", "Mount it for writing"),
        (panic, "a file in {home}/data is broken", "make rebuild"),
    ],
)
def test_a_fault_is_said_with_its_place_and_its_cure(
    settings: Settings, tmp_path: Path, fault: Callable[[Path], None], place: str, cure: str
) -> None:
    with pytest.raises(BaseException) as caught:
        fault(tmp_path)
    words = faults.in_words(caught.value, settings)
    assert words is not None, repr(caught.value)
    assert place.format(home=tmp_path).lower() in words.lower()
    assert cure in words
    assert "\n" not in words


def test_what_we_wrote_for_a_fault_goes_before_what_caused_it(settings: Settings) -> None:
    error = CannotPublish("The file could not be published: make room.")
    error.__cause__ = OSError(28, "No space left on device")
    assert faults.in_words(error, settings) == "The file could not be published: make room."


def test_a_defect_is_not_explained_away(settings: Settings) -> None:
    assert faults.in_words(ValueError("a headline that says: No space left on device"), settings) is None
    assert faults.in_words(duckdb.CatalogException("Table with name lines does not exist!"), settings) is None


@pytest.fixture
def context(settings: Settings) -> Any:
    settings.home.mkdir()
    (settings.home / "lock").touch()
    return SimpleNamespace(resources=SimpleNamespace(settings=settings))


def test_an_asset_fails_with_the_words_for_its_fault(context: Any) -> None:
    @faults.told
    def asset(_: dg.AssetExecutionContext) -> Iterator[int]:
        yield 1
        raise OSError(28, "No space left on device", "/news/lake")

    given = asset(context)
    assert next(given) == 1
    with pytest.raises(dg.Failure) as caught:
        next(given)
    assert str(caught.value.description).startswith("There is no room left for /news/lake")


def test_an_asset_does_not_begin_a_data_folder_anew_that_vanished_under_it(
    context: Any, settings: Settings
) -> None:
    @faults.told
    def asset(_: dg.AssetExecutionContext) -> Iterator[int]:
        (settings.home / "lake").mkdir(parents=True)
        yield 1

    (settings.home / "lock").unlink()
    with pytest.raises(dg.Failure) as caught:
        list(asset(context))
    assert f"{settings.home} has vanished" in str(caught.value.description)
    assert not (settings.home / "lake").exists()


def asked(file: Path) -> pl.DataFrame | None:
    """The switches as the asset reads them."""
    return switches(SimpleNamespace(settings=SimpleNamespace(switches=file)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "cannot be read as CSV"),
        (b"site,text\nquay,Share\n", "has no column outlet and none line, but 'site', 'text'"),
        (b"outlet\nquay\n", "has no column line"),
        (b"outlet,line\nquay,\xff\xfe\x00\n", "cannot be read as CSV"),
    ],
)
def test_a_file_of_switches_that_is_none_is_told_with_its_shape(
    tmp_path: Path, content: bytes | None, told: str
) -> None:
    file = tmp_path / "switches.csv"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(dg.Failure) as caught:
        asked(file)
    assert f"CLEANCOPY_SWITCHES={file}" in str(caught.value.description)
    assert told in str(caught.value.description)
    assert "outlet,line" in str(caught.value.description)


def test_switches_are_read_by_the_names_of_their_columns(tmp_path: Path) -> None:
    file = tmp_path / "switches.csv"
    file.write_text("line,outlet\nShare this,quay\n")
    rows = asked(file)
    assert rows is not None
    assert rows.rows(named=True) == [{"outlet": "quay", "line": "Share this"}]
    file.write_text("")
    rows = asked(file)
    assert rows is not None
    assert (rows.columns, rows.height) == (["outlet", "line"], 0)
