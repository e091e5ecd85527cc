"""What is broken in a data folder (lake, published file, Dagster's databases), without reading it all."""

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import dagster as dg
import duckdb
import polars as pl
from deltalake import DeltaTable

from pipeline.lake import KEPT, OBSERVATIONS, Lake
from pipeline.lake_files import InBucket

PARQUET = b"PAR1"  # how a Parquet file begins and ends
SQLITE = b"SQLite format 3\x00"
CHECKED = 100_000_000  # bytes up to which all pages of an SQLite file are looked at: a fraction of a second
VERSIONS = 3  # of a table whose log is broken, how many versions before the last are tried
TOLD = 3  # broken files of a table that are named
# What else is raised tells of damage: a panic in Rust is no Exception.
ENDS = (KeyboardInterrupt, SystemExit, dg.DagsterExecutionInterruptedError)
RESTORE = (
    "The archive cannot be made again, and Clean Copy does not touch it. "
    "Restore it from its back-up, then run `make rebuild`: "
    'docs/operating.md, "Back up and restore", says how, and what to do without a back-up. '
    "What was published stays."
)
MAKE_AGAIN = "All of this can be made again from the archive: run `make rebuild`. What was published stays."
CORRUPT = re.compile(r"not a valid DuckDB|enough bytes|version number|checksum|corrupt", re.IGNORECASE)


class Foreign(Exception):
    """Something that is not ours lies where the published file should be; the message says what to do."""


class Broken(Exception):
    """A part of the data folder is broken and no run can go on.

    The message says what is broken, what can be read, and the cure.
    """


@dataclass(frozen=True)
class Damage:
    """What is wrong with a table, and what can be read of it all the same."""

    what: str
    readable: str


def of_lake(root: Path, thorough: bool = False) -> dict[str, Damage]:
    """The broken tables of a lake: opens each one, and looks at the sizes and ends of its files.

    `thorough`: also reads all that cannot be made again.
    """
    if not root.is_dir():
        return {}
    folders = {folder.name: folder for folder in sorted(root.iterdir()) if folder.is_dir()}
    begun = {name for name, folder in folders.items() if _has_log(folder)}
    found = {name: of_table(folders[name], thorough and name in KEPT) for name in sorted(begun)}
    # An intake that was killed leaves the first two without a log, but then no stage has one either.
    lost = {"raw", OBSERVATIONS} - begun
    if begun - set(KEPT) or (OBSERVATIONS in begun and "raw" in lost):
        for name in sorted(lost):
            files = len(list(folders[name].glob("*.parquet"))) if name in folders else 0
            found[name] = Damage("the table or its log is gone", f"{files:,} Parquet files lie there still")
    return {name: damage for name, damage in found.items() if damage}


def of_bucket(root: str) -> dict[str, Damage]:
    """The broken tables of a lake in a bucket: opens each one's log. What lies in a bucket is kept whole by
    it, so that no file is looked at."""
    lake, found, tables = Lake(root), {}, set()
    for name in (folder[:-1] for folder in InBucket(root).names() if folder.endswith("/")):
        try:
            if lake.rows(name) is not None:
                tables.add(name)
        except ENDS:
            raise
        except BaseException as error:
            found[name] = Damage(
                f"its log cannot be read ({_first_line(error)})", "nothing of it can be read"
            )
    if tables - set(KEPT) and "raw" not in tables | found.keys():
        found["raw"] = Damage("the table or its log is gone", "nothing of it can be read")
    return found


def of_table(folder: Path, thorough: bool = False) -> Damage | None:
    """What is wrong with a Delta table: its log, or files that the log names (`thorough`: read too)."""
    log = _broken_commit(folder)
    try:
        table = DeltaTable(str(folder))
        rows = _rows(table)
    except ENDS:
        raise
    except BaseException as error:
        what = log or f"its log cannot be read ({_first_line(error)})"
        return Damage(what, _readable_before(folder))
    if log:
        return Damage(log, _readable_before(folder))
    judged = ((name, _wrong(folder / name, size, thorough)) for name, size, _ in rows)
    wrong = {name: fault for name, fault in judged if fault}
    if not wrong:
        return None
    named = [f"{name} {fault}" for name, fault in wrong.items()]
    first = "; ".join(named if len(named) <= TOLD else [*named[:TOLD], "…"])
    good = [count for name, _, count in rows if name not in wrong]
    total = sum(count for _, _, count in rows)
    return Damage(
        f"{len(wrong):,} of its {len(rows):,} Parquet files are broken or gone ({first})",
        f"{len(good):,} of {len(rows):,} files, with {sum(good):,} of {total:,} rows, can be read",
    )


def of_file(file: Path, thorough: bool = False) -> str | None:
    """What is wrong with a published DuckDB file, as far as opening it (`thorough`: reading it all) shows.

    A file that some client holds for writing, or has left a `.wal` beside, is not judged here.

    Raises:
        Foreign: it is no file of ours at all.
    """
    if file.is_dir():
        raise Foreign(f"{file} is a folder, where the published file should be: move it away, and run again.")
    if not file.exists() or Path(f"{file}.wal").exists():
        return None
    if not file.stat().st_size:
        return "it is empty (0 bytes)"
    try:
        with duckdb.connect(str(file), read_only=True) as connection:
            query = "SELECT schema_name, table_name FROM duckdb_tables() ORDER BY ALL"
            tables = connection.sql(query).fetchall()
            if ("main", "releases") not in tables:
                raise Foreign(
                    f"{file} is a DuckDB file that Clean Copy did not make (it has no table releases), "
                    "and is not written over. "
                    "Move it away, or choose another data folder (DATA=…), and run again."
                )
            for schema, name in tables if thorough else [("main", "releases")]:
                connection.sql(f'SELECT sum(hash(t)) FROM "{schema}"."{name}" AS t').fetchall()
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        # A lock, a right, a full disk are no damage.
        return _first_line(error) if CORRUPT.search(str(error)) else None
    except duckdb.Error as error:
        return _first_line(error)
    return None


def of_sqlite(file: Path, thorough: bool = False) -> bool:
    """Whether an SQLite file is broken: its head, its length, and, small or `thorough`, all its pages."""
    if not file.is_file() or not file.stat().st_size:
        return False
    with open(file, "rb") as handle:
        head = handle.read(100)
    size = file.stat().st_size
    page = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    sound = head.startswith(SQLITE) and size >= (65_536 if page == 1 else page) * pages
    if sound and size > CHECKED and not thorough:
        return False
    try:
        with closing(sqlite3.connect(file, timeout=60)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)])
    except sqlite3.OperationalError:  # locked, or no room: that is no damage
        return False
    except sqlite3.DatabaseError:
        return True


def in_words(found: dict[str, Damage], root: str) -> str:
    """What is broken in the lake, and the cure: for the archive another one than for what is made from it."""
    tables = [f"{root}/{name}: {damage.what}; {damage.readable}." for name, damage in found.items()]
    in_archive = any(name in KEPT for name in found)
    head = f"The lake is broken{' in its archive' if in_archive else ''}."
    return "\n".join([head, *tables, RESTORE if in_archive else MAKE_AGAIN])


def _has_log(folder: Path) -> bool:
    return any((folder / "_delta_log").glob("*.json")) or any((folder / "_delta_log").glob("*.parquet"))


def _commits(folder: Path) -> list[Path]:
    return sorted(file for file in (folder / "_delta_log").glob("*.json") if file.stem.isdecimal())


def _broken_commit(folder: Path) -> str | None:
    """The entry of a log that is empty, or the last one, cut short: Delta may read over it silently."""
    commits = _commits(folder)
    for file in commits:
        if not file.stat().st_size:
            return f"the entry {file.name} of its log is empty"
    for file in commits[-1:]:
        try:
            actions = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
            commits_said = [action["commitInfo"] for action in actions if "commitInfo" in action]
            metrics = [commit.get("operationMetrics", {}) for commit in commits_said]
            added = sum("add" in action for action in actions)
            if metrics and added < int(metrics[0].get("num_added_files", added)):
                return f"the last entry of its log, {file.name}, is cut short"
        except (ValueError, TypeError, AttributeError):
            return f"the last entry of its log, {file.name}, is cut short or overwritten"
    return None


def _readable_before(folder: Path) -> str:
    """The newest version before the last that opens, and what it holds."""
    for file in reversed(_commits(folder)[:-1][-VERSIONS:]):
        try:
            rows = _rows(DeltaTable(str(folder), version=int(file.stem)))
        except ENDS:
            raise
        except BaseException:
            continue
        sound = [count for name, size, count in rows if not _wrong(folder / name, size, thorough=False)]
        return (
            f"version {int(file.stem)}, the one before, "
            f"can be read ({len(sound):,} of its {len(rows):,} files, {sum(sound):,} rows)"
        )
    files = list(folder.glob("*.parquet"))
    whole = [file for file in files if not _wrong(file, file.stat().st_size, thorough=False)]
    return (
        f"no version can be read, but {len(whole):,} of the {len(files):,} Parquet files that lie there can"
    )


def _rows(table: DeltaTable) -> list[tuple[str, int, int]]:
    """Of each live file its name, its size and its number of rows."""
    held = pl.DataFrame(table.get_add_actions(flatten=True))
    counts = pl.zeros(held.height, pl.Int64, eager=True)
    if "num_records" in held.columns:
        counts = held["num_records"].fill_null(0)
    names = [unquote(path) for path in held["path"]]
    return list(zip(names, held["size_bytes"], counts, strict=True))


def _wrong(file: Path, size: int, thorough: bool) -> str | None:
    """What is wrong with a Parquet file that should have so many bytes."""
    try:
        held = file.stat().st_size
        if held != size:
            return f"has {held:,} of {size:,} bytes"
        with open(file, "rb") as handle:
            begins = handle.read(len(PARQUET))
            handle.seek(-len(PARQUET), 2)
            if begins != PARQUET or handle.read() != PARQUET:
                return "is overwritten"
        if thorough:
            pl.read_parquet(file, glob=False)
    except FileNotFoundError:
        return "is gone"
    except ENDS:
        raise
    except BaseException as error:
        return f"cannot be read ({_first_line(error)})"
    return None


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
