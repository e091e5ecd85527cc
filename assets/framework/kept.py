"""What a whole table's craft knows of the set from its last call: a DuckDB database beside the lake.

It holds nothing that cannot be made again. Where it is missing, torn, or of other code, an empty one is made.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import duckdb

from assets.framework.resources import Tools
from assets.publishing import text

FOLDER: Final = "index"  # in the data folder


@contextmanager
def kept(tools: Tools, table: str, code: str) -> Iterator[tuple[duckdb.DuckDBPyConnection, Path]]:
    """The database of a table and a folder for what goes in and out of it. Only what is committed stays."""
    folder = tools.settings.home / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{table}-{code}.duckdb"
    for old in folder.glob(f"{table}-*"):
        if not old.name.startswith(file.name):
            old.unlink()
    connection = _opened(tools, file)
    try:
        connection.execute(f"SET memory_limit = '{tools.settings.memory // 2}B'")
        connection.execute(f"SET temp_directory = {text(str(tools.settings.home / 'spill'))}")
        with TemporaryDirectory(prefix=f"{table}-", dir=folder) as aside:
            yield connection, Path(aside)
    finally:
        connection.close()


def drop(home: Path) -> None:
    """Delete what is kept, for it may know of a document that must be forgotten."""
    shutil.rmtree(home / FOLDER, ignore_errors=True)


def _opened(tools: Tools, file: Path) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(file))
    except duckdb.Error as error:
        tools.log.warning(f"{file} cannot be read ({error}). It is made again, which takes a while.")
        for broken in (file, Path(f"{file}.wal")):
            broken.unlink(missing_ok=True)
        return duckdb.connect(str(file))
