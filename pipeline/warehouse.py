"""The published DuckDB file: built aside, checkpointed, then swapped in whole, so that a reader never waits
and never sees half of it.

DuckDB opens a path twice, first for the head that says where the tables begin, then for the tables. A reader
between whose two openings a swap comes has the head of the release before and the blocks of the new one. It
reads the release before, since a copy of a file that is changed and checkpointed *once* still has every block
of the file it was copied from: a checkpoint overwrites nothing that the one before it needs, or a crash would
lose both. So there is one checkpoint in a build, and the blocks that it cut off the file's end are put back.
Only a file that was built anew (new code, `make rebuild`) shares nothing with the release
before: there such a reader gets an error, and opens the file again.
"""

import errno
import fcntl
import math
import os
import re
import resource
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from assets import publishing
from assets.framework import notes
from assets.framework.resources import HeldForWriting, Refused

FICLONE = 0x40049409  # of Linux: let one file have the blocks of another
# the oldest client in use reads it; the default of DuckDB 2.0 cannot be opened by 1.4 or 1.5
STORAGE = "v1.4.0"
# no hard link is to be had
UNLINKED = {
    errno.EPERM,
    errno.EACCES,
    errno.EXDEV,
    errno.ENOTSUP,
    errno.EOPNOTSUPP,
    errno.EMLINK,
    errno.ENOSYS,
}
PART = 1_000_000  # bytes copied at once
STATM = Path("/proc/self/statm")  # of Linux: this process's pages
# bytes that building takes beside what DuckDB counts: its working vectors, the rows that are judged
BESIDES = 450_000_000
# the latter where a disk is full while a checkpoint is written
UNWRITABLE = (duckdb.IOException, duckdb.FatalException)
HEAD = 12_288  # bytes before a DuckDB file's first block
# of changes that are not in the file yet: none is ever so many, so that the one at the end stays the only one
ONE_CHECKPOINT = "1TB"
HELD = re.compile(r"Could not set lock|Conflicting lock")  # DuckDB, of a file that another process writes to
LEAST = 250_000_000  # bytes without which DuckDB may be unable to build a file


class CannotPublish(Exception):
    """The file could not be built or swapped in; the last good one stays. The message says what to do."""


class Held(CannotPublish, HeldForWriting):
    """A client has the live file open for writing."""


class Warehouse:
    """One DuckDB file for readers, and the few releases before it. `memory`: bytes for who builds it."""

    def __init__(self, database: Path, releases: int, memory: int) -> None:
        self.database, self.keep, self.memory = database, releases, memory
        self.releases = database.parent / "releases"
        self.note = database.parent / "published"  # size and time of change of the live file, as we left it
        self.pin_note = database.parent / "pinned"  # the id of the release that was put back and must stay

    @contextmanager
    def build(self, whole: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection to a new file, which takes the live one's place at the block's end.

        It is empty or (not `whole`) a copy of the live one, with the live one attached as `earlier`.
        An error inside the block leaves the live file as it was; where it is `Refused`, what was built is
        kept as `refused`.

        Raises:
            Held: a client has the live file open for writing.
            CannotPublish: the disk is full, the folder is read-only, or the memory is too small.
        """
        self._refuse_wal()
        left = self._left()
        aside = self.database.with_name(self.database.name + ".building")
        _remove(aside)
        try:
            self.database.parent.mkdir(parents=True, exist_ok=True)
            if not whole:
                _copy(self.database, aside)
            with duckdb.connect(str(aside), config={"storage_compatibility_version": STORAGE}) as connection:
                self._prepare(connection, left)
                publishing.create_schema(connection)
                publishing.see_internal(connection)
                if self.database.exists():
                    connection.execute(f"ATTACH {publishing.text(str(self.database))} AS earlier (READ_ONLY)")
                if not whole:
                    connection.execute(f"SET wal_autocheckpoint = '{ONE_CHECKPOINT}'")
                    needed = _bytes_in_blocks(connection, "earlier")
                try:
                    yield connection
                except Refused:
                    self._close(connection)
                    aside.replace(self.refused)
                    raise
                self._close(connection)
            if not whole:
                _put_back(aside, self.database, needed)
            self._refuse_wal()
            self._swap(aside)
            self.refused.unlink(missing_ok=True)
        except (*UNWRITABLE, OSError) as error:
            if HELD.search(str(error)):
                raise self._held(str(error)) from error
            raise CannotPublish(
                f"{self.database} could not be published: {error}. The last good file stays. "
                "See that the folder can be written and the disk is not full, and run again."
            ) from error
        finally:
            _remove(aside)

    @property
    def refused(self) -> Path:
        """The last file that was built and not published, for it broke its promises; gone once one is."""
        return self.database.with_suffix(".refused.duckdb")

    @contextmanager
    def read(self) -> Iterator[duckdb.DuckDBPyConnection | None]:
        """The live file, read-only; None where nothing was published yet.

        Raises:
            Held: a client has it open for writing.
            CannotPublish: it cannot be read.
        """
        if not self.database.exists():
            yield None
            return
        try:
            opened = duckdb.connect(str(self.database), read_only=True)
        except duckdb.IOException as error:
            if HELD.search(str(error)):
                raise self._held(str(error)) from error
            raise CannotPublish(f"{self.database} cannot be read: {error}. It stays as it is.") from error
        with opened as connection:
            self._bound(connection, max(LEAST, self.memory - _resident() - BESIDES))
            connection.execute("SET TimeZone = 'UTC'")
            publishing.see_internal(connection)
            yield connection

    def is_held(self) -> bool:
        """Whether a client has the live file open for writing."""
        try:
            self._refuse_wal()
            with self.read():
                return False
        except Held:
            return True

    def is_as_published(self) -> bool:
        """Whether nobody has written to the live file since it was published."""
        return (
            self.database.exists()
            and self.note.exists()
            and self.note.read_bytes() == _signature(self.database).encode()
        )

    @property
    def pinned(self) -> str | None:
        """The id of the release that was put back and must stay until it is unpinned; None where there is
        none."""
        if not self.pin_note.exists() or not self.database.exists():
            return None
        return self.pin_note.read_text().strip() or None

    def put_back(self, file: Path) -> None:
        """Put one of `files` in the live one's place, which stays among the releases.

        Raises:
            CannotPublish: a writer holds the live file, the disk is full, or the folder is read-only.
        """
        self._refuse_wal()
        aside = self.database.with_name(self.database.name + ".building")
        _remove(aside)
        try:
            _link_or_copy(file, aside)
            self._keep_live()
            aside.replace(self.database)
            notes.write(self.note, _signature(self.database))
        except OSError as error:
            raise CannotPublish(
                f"{file} could not be put in the place of {self.database}: {error}. The file that was "
                "published stays. See that the folder can be written and the disk is not full."
            ) from error
        finally:
            _remove(aside)

    def known(self) -> dict[str, tuple[int, Path]]:
        """The releases that there are, by their ids: the number of each and its file."""
        found: dict[str, tuple[int, Path]] = {}
        for file in reversed(self.files()):
            with suppress(duckdb.Error), duckdb.connect(str(file), read_only=True) as connection:
                rows = connection.sql(
                    "SELECT release_id, number FROM releases ORDER BY number DESC LIMIT 1"
                ).fetchall()
                found |= {str(release): (int(number), file) for release, number in rows}
        return found

    def take_out(self, articles: Sequence[str]) -> None:
        """Write the live file anew without some articles, whose bytes a copy of it would still have. A file
        of another make, which cannot be mended so, goes.

        Raises:
            CannotPublish: a writer holds the live file, the disk is full, or the folder is read-only.
        """
        self._refuse_wal()
        copy, fresh = (self.database.with_name(self.database.name + end) for end in (".copying", ".building"))
        try:
            for file in (copy, fresh):
                _remove(file)
            _copy(self.database, copy)
            try:
                with duckdb.connect(str(copy)) as connection:
                    publishing.see_internal(connection)
                    publishing.take_out(connection, articles)
            except (duckdb.CatalogException, duckdb.BinderException):
                self.database.unlink()
                self.pin_note.unlink(missing_ok=True)
                return
            with duckdb.connect(config={"storage_compatibility_version": STORAGE}) as connection:
                for name, file in (("old", copy), ("new", fresh)):
                    connection.execute(f"ATTACH {publishing.text(str(file))} AS {name}")
                connection.execute("COPY FROM DATABASE old TO new; DETACH old; CHECKPOINT new; DETACH new")
            _sync(fresh)
            fresh.replace(self.database)
            notes.write(self.note, _signature(self.database))
        except (*UNWRITABLE, OSError) as error:
            raise CannotPublish(
                f"{self.database} could not be written without what is to be forgotten: {error}. See that "
                "the folder can be written and the disk is not full, and forget it again."
            ) from error
        finally:
            for file in (copy, fresh):
                _remove(file)

    def files(self) -> list[Path]:
        """The live file and the releases before it."""
        return [file for file in (self.database, *sorted(self.releases.glob("*.duckdb"))) if file.exists()]

    def sizes(self) -> dict[str, int]:
        """Bytes on disk of the live file and of each release before it."""
        return {file.name: file.stat().st_size for file in self.files()}

    def holds(self, article_id: str) -> bool:
        """Whether any of the files knows of an article."""
        query = "SELECT 1 FROM versions WHERE article_id = ? LIMIT 1"
        for file in self.files():
            with duckdb.connect(str(file), read_only=True) as connection:
                if connection.execute(query, [article_id]).fetchall():
                    return True
        return False

    def drop_releases(self) -> int:
        """Delete every release but the live file, and the file that was refused. Returns how many."""
        self.refused.unlink(missing_ok=True)
        old = list(self.releases.glob("*.duckdb"))
        for file in old:
            file.unlink()
        return len(old)

    def _left(self) -> int:
        """The bytes that are left for DuckDB of those that the process may have.

        Raises:
            CannotPublish: they are too few.
        """
        taken = _resident() + BESIDES
        if taken + LEAST > self.memory:
            raise CannotPublish(
                f"CLEANCOPY_MEMORY={self.memory / 1e9:.2f}GB is too little to build {self.database}: "
                f"this process already takes {taken / 1e9:.2f} GB with what it needs beside DuckDB, "
                f"which needs {LEAST / 1e9:.2f} GB. The last good file stays. Set CLEANCOPY_MEMORY to "
                f"{math.ceil((taken + LEAST) / 1e8) / 10:.1f}GB or more, and run again."
            )
        return self.memory - taken

    def _prepare(self, connection: duckdb.DuckDBPyConnection, memory: int) -> None:
        self._bound(connection, memory)
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET autoinstall_known_extensions = false")
        connection.execute("SET autoload_known_extensions = false")
        connection.execute("SET parquet_metadata_cache = true")

    def _bound(self, connection: duckdb.DuckDBPyConnection, memory: int) -> None:
        """Let DuckDB use so many bytes, and the disk for what does not fit."""
        connection.execute(f"SET memory_limit = '{memory}B'")
        connection.execute(f"SET temp_directory = {publishing.text(str(self.database.parent / 'spill'))}")

    def _close(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Leave all that was written in the one file."""
        if self.database.exists():
            connection.execute("DETACH earlier")
        connection.execute("CHECKPOINT")
        connection.close()

    def _refuse_wal(self) -> None:
        wal = Path(f"{self.database}.wal")
        if wal.exists():
            raise self._held(f"{wal} lies beside it")

    def _held(self, seen: str) -> Held:
        return Held(
            f"A client has {self.database} open for writing ({seen}), and a new release would lose what that "
            "client wrote: the last file stays until it is closed. Close that client (if it has died, open "
            "and close the file once with DuckDB), and run again. Readers should open it read-only."
        )

    def _swap(self, aside: Path) -> None:
        """Keep the live file as a release, put the new one in its place, drop the oldest releases."""
        if self.keep > 1:
            self._keep_live()
        _sync(aside)
        notes.write(self.note, _signature(aside))  # which stays what it is under its new name
        # of a file that is gone: nothing is published over a pinned one
        self.pin_note.unlink(missing_ok=True)
        aside.replace(self.database)
        with suppress(OSError):  # it is published: the next publication drops what this one could not
            for old in sorted(self.releases.glob("*.duckdb"))[: -(self.keep - 1) or None]:
                old.unlink()

    def _keep_live(self) -> None:
        """Let the live file be a release."""
        if self.database.exists():
            self.releases.mkdir(exist_ok=True)
            kept = self.releases / f"{self.database.stat().st_mtime_ns}.duckdb"
            with suppress(FileExistsError):
                _link_or_copy(self.database, kept)


def _link_or_copy(file: Path, to: Path) -> None:
    """Give a file a second name; a copy, where the file system cannot."""
    try:
        os.link(file, to)
    except OSError as error:
        if error.errno not in UNLINKED:
            raise
        copied = to.with_suffix(".copying")  # has its name only once it is whole
        try:
            shutil.copy2(file, copied)
            copied.replace(to)
        finally:
            copied.unlink(missing_ok=True)


def _resident() -> int:
    """The bytes of memory that this process has; where the system does not tell, the most it ever had."""
    if STATM.exists():
        return int(STATM.read_text().split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _sync(file: Path) -> None:
    """Let the disk have it before its name does."""
    with open(file, "rb+") as handle:
        os.fsync(handle.fileno())


def _signature(file: Path) -> str:
    stat = file.stat()
    return f"{stat.st_size} bytes, changed {stat.st_mtime_ns}\n"


def _copy(file: Path, to: Path) -> None:
    """Copy a file: for next to nothing where the file system can share blocks until one of them changes."""
    with open(file, "rb") as source, open(to, "wb") as target:
        try:
            fcntl.ioctl(target.fileno(), FICLONE, source.fileno())
            return
        except OSError:  # a file system that cannot
            pass
    shutil.copyfile(file, to)


def _bytes_in_blocks(connection: duckdb.DuckDBPyConnection, database: str) -> int:
    """The least length of an attached database's file, in bytes, that holds all its blocks."""
    query = "SELECT block_size * total_blocks FROM pragma_database_size() WHERE database_name = ?"
    ((blocks,),) = connection.execute(query, [database]).fetchall()
    return HEAD + int(blocks)


def _put_back(aside: Path, live: Path, needed: int) -> None:
    """Give a changed copy of the live file the blocks again that it has cut off, up to `needed` bytes."""
    with open(live, "rb") as source, open(aside, "ab") as target:
        source.seek(target.tell())
        left = needed - target.tell()
        while left > 0 and (part := source.read(min(left, PART))):
            target.write(part)
            left -= len(part)


def _remove(file: Path) -> None:
    for name in (file, Path(f"{file}.wal")):
        name.unlink(missing_ok=True)
