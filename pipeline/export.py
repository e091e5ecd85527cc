"""Export: every published table, but the machinery in the schema `internal`, as a Parquet file, for those who
use something else than DuckDB."""

import hashlib
import json
import shutil
import time
from pathlib import Path

import duckdb

from assets import publishing
from assets.display import interchange
from assets.framework import notes
from pipeline.settings import Settings
from pipeline.warehouse import UNWRITABLE, CannotPublish, Warehouse

RELEASE = """
    SELECT release_id, number, strftime(published_at AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%SZ')
    FROM releases ORDER BY number DESC LIMIT 1"""


def export(settings: Settings, text: bool = True) -> dict[str, int] | None:
    """Write `DATA/export/<table>.parquet` for every table of the published file, `datapackage.json`, which
    describes them, and `sources.yml` for dbt. Returns the rows of each table; None where none is published.

    Without `text` the columns are left out from which an article could be put together again.

    `export` is a link to a folder that is written aside and then put in place of the last one in one step: a
    reader that opens it finds the tables of one release, never of two.

    Raises:
        CannotPublish: the disk is full, the folder is read-only, or something else lies at `DATA/export`; the
            last export stays.
    """
    link = settings.home / "export"
    with Warehouse(settings.database, settings.releases, settings.memory).read() as connection:
        if connection is None:
            return None
        if link.exists() and not link.is_symlink():
            raise CannotPublish(f"{link} is no export of ours: move it away, and export again.")
        folder = settings.home / f"export-{time.time_ns()}"
        aside = folder.with_name(f"{folder.name}.building")
        try:
            aside.mkdir()
            tables = [
                name
                for (name,) in connection.sql(
                    "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' ORDER BY table_name"
                ).fetchall()
            ]
            rows = {}
            for table in tables:
                rows[table] = _write(connection, table, aside / f"{table}.parquet", text)
            _describe(connection, aside, rows, text)
            aside.rename(folder)
            _point(link, folder)
        except (*UNWRITABLE, OSError) as error:
            raise CannotPublish(
                f"The export failed: {error}. The last one stays. See that {settings.home} can be written."
            ) from error
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    _clear(settings)
    return rows


def _write(connection: duckdb.DuckDBPyConnection, table: str, file: Path, text: bool) -> int:
    """Write one table, with its descriptions. Returns its rows."""
    columns = interchange.exported(table, text)
    told = interchange.metadata(table, columns)
    noted = ", ".join(f'"{name}": {publishing.text(value)}' for name, value in told.items())
    names = ", ".join(f'"{column}"' for column in columns)
    ((rows,),) = connection.execute(
        f"COPY (SELECT {names} FROM {table}) TO {publishing.text(str(file))} "
        f"(FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{noted}}})"
    ).fetchall()
    return int(rows)


def _describe(connection: duckdb.DuckDBPyConnection, folder: Path, rows: dict[str, int], text: bool) -> None:
    """Write what the files are, with their sizes and hashes."""
    files = {}
    for table, number in rows.items():
        file = folder / f"{table}.parquet"
        with open(file, "rb") as opened:
            hashed = hashlib.file_digest(opened, "sha256").hexdigest()
        files[table] = {
            "path": file.name,
            "bytes": file.stat().st_size,
            "hash": f"sha256:{hashed}",
            "rows": number,
        }
    release = dict(
        zip(("release_id", "number", "published_at"), connection.sql(RELEASE).fetchall()[0], strict=True)
    )
    package = interchange.package(release, files, text)
    told = json.dumps(package, indent=2, ensure_ascii=False)
    (folder / "datapackage.json").write_text(f"{told}\n", encoding="utf-8")
    (folder / "sources.yml").write_text(interchange.dbt(), encoding="utf-8")


def drop(settings: Settings) -> None:
    """Delete the export."""
    (settings.home / "export").unlink(missing_ok=True)
    _clear(settings)


def leftovers(settings: Settings) -> list[Path]:
    """What earlier exports left, those that were killed too: all but the folder that `export` names."""
    link = settings.home / "export"
    live = link.readlink().name if link.is_symlink() else ""
    return [old for old in settings.home.glob("export-*") if old.name != live]


def _clear(settings: Settings) -> None:
    for old in leftovers(settings):
        if old.is_symlink():
            old.unlink()
        else:
            notes.remove(old)


def _point(link: Path, folder: Path) -> None:
    """Let the link name another folder, in one step."""
    new = link.with_name(f"{folder.name}.link")
    new.symlink_to(folder.name, target_is_directory=True)
    new.replace(link)
