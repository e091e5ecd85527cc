"""Export: every published table, but the machinery in the schema `internal`, as a Parquet file, for those who
use something else than DuckDB."""

import shutil
import time
from pathlib import Path

from assets import publishing
from assets.framework import notes
from pipeline.settings import Settings
from pipeline.warehouse import UNWRITABLE, CannotPublish, Warehouse


def export(settings: Settings) -> dict[str, int] | None:
    """Write `DATA/export/<table>.parquet` for every table of the published file. Returns the rows of each;
    None where nothing is published.

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
                target = publishing.text(str(aside / f"{table}.parquet"))
                ((rows[table],),) = connection.execute(
                    f"COPY {table} TO {target} (FORMAT parquet, COMPRESSION zstd)"
                ).fetchall()
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
