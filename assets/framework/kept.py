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

from assets.framework import notes
from assets.framework.resources import Tools
from assets.publishing import text

FOLDER: Final = "index"  # in the data folder


class Kept:
    """The database of a table, open, in a transaction: what is not committed is as if it had never been.

    `folder` is for files that go in and out of it.
    """

    def __init__(self, tools: Tools, file: Path, folder: Path) -> None:
        self.tools, self.file, self.folder = tools, file, folder
        self.from_nothing = not file.exists()
        try:
            self.connection = self._open()
        except duckdb.Error as error:
            tools.log.warning(f"{file} cannot be read ({error}). It is made again, which takes a while.")
            self._delete()
            self.connection = self._open()

    @property
    def handed(self) -> tuple[duckdb.DuckDBPyConnection, Path]:
        """What an index is made of."""
        return self.connection, self.folder

    def empty(self) -> None:
        """Begin again with an empty database."""
        self.connection.close()
        self._delete()
        self.connection = self._open()

    def _delete(self) -> None:
        for file in (self.file, Path(f"{self.file}.wal")):
            file.unlink(missing_ok=True)
        self.from_nothing = True

    def _open(self) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect(str(self.file))
        connection.execute(f"SET memory_limit = '{self.tools.settings.memory // 2}B'")
        connection.execute(f"SET temp_directory = {text(str(self.tools.settings.home / 'spill'))}")
        return connection.execute("BEGIN")


@contextmanager
def kept(tools: Tools, table: str, code: str) -> Iterator[Kept]:
    """The database of a table; an empty one where all is asked for anew."""
    folder = tools.settings.home / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{table}-{code}.duckdb"
    for old in folder.glob(f"{table}-*"):
        if old.is_dir():  # of a run that was killed
            shutil.rmtree(old)
        elif tools.scope.force or not old.name.startswith(file.name):
            old.unlink()
    with TemporaryDirectory(prefix=f"{table}-", dir=folder) as aside:
        database = Kept(tools, file, Path(aside))
        try:
            yield database
        finally:
            database.connection.close()


def drop(home: Path) -> None:
    """Delete what is kept, for it may know of a document that must be forgotten."""
    notes.remove(home / FOLDER)
