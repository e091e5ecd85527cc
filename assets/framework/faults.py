"""What the machine refuses (a full disk, a broken file), in words that name the place and the cure."""

import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Final, Protocol, TypeVar

import dagster as dg
import duckdb
import polars as pl
from deltalake.exceptions import DeltaError
from obstore.exceptions import BaseError as StoreError

T = TypeVar("T")

OURS: Final = ("assets", "checks", "pipeline")  # an exception defined in these says itself what to do
FOREIGN: Final = (
    OSError,
    MemoryError,
    duckdb.Error,
    sqlite3.Error,
    DeltaError,
    StoreError,
    pl.exceptions.PolarsError,
)
# of Rust: each library that is written in it has a class of its own, and none of them is an Exception
PANIC: Final = "PanicException"
ROOM: Final = 1_000_000  # bytes; with less left, a disk is full
BACKTRACE: Final = re.compile(r"\n\s+0: .*", re.DOTALL)
PATH: Final = re.compile(r"\"(/[^\"\n]+)\"|'(/[^'\n]+)'|(?<![\w:/])(/[^\s\"',;#]+[^\s\"',;:#.])")
LONGEST: Final = 400  # characters of a library's own words
KEPT: Final = "Nothing is lost, and what was published stays."

# Patterns of what errors say, and the words for it; the first that is found holds.
KINDS: Final = (
    (
        r"Generic S3 error|Error performing (GET|PUT|HEAD|POST|DELETE|list)",
        "The bucket of the lake did not answer, or refused, and was tried again in vain: {said}. "
        f"{KEPT} See to the network, the server and this process's rights, and run again: it goes on where "
        "it stopped.",
    ),
    (
        r"No space left|disk is full|database or disk|Disk quota|File too large|StorageFull"
        r"|os error 28|os error 122",
        "There is no room left for {place} (a full disk, a quota, or a limit on the size of files): {said}. "
        f"{KEPT} Make room, or choose a data folder on another disk (DATA=…), and run again.",
    ),
    (
        r"Read-only|readonly|os error 30",
        "{place} cannot be written, for its disk is mounted read-only: {said}. "
        f"{KEPT} Mount it for writing, or choose another data folder (DATA=…), and run again.",
    ),
    (
        r"Permission denied|Operation not permitted|don't have access|os error 13|os error 1\b",
        "{place} may not be read or written by this user: {said}. "
        f"{KEPT} Give this user the right (chown, chmod), "
        "or choose another data folder (DATA=…), and run again.",
    ),
    (
        r"Not a directory|NotADirectory|Is a directory|File exists|os error 20|os error 21"
        r"|unable to open database file",
        "Something else lies where {place} should be (a file in place of a folder, "
        "or a folder in place of a file): {said}. Move it away, and run again.",
    ),
    (
        r"Too many open files|os error 24",
        "This process may not open as many files as it needs: {said}. "
        "Raise the limit (ulimit -n 4096), and run again.",
    ),
    (
        r"Out of Memory|OutOfMemory|MemoryError|Cannot allocate memory|could not allocate",
        "Memory ran out: {said}. "
        f"{KEPT} Raise CLEANCOPY_MEMORY (it is {{memory:.1f}}GB) where the machine has more, "
        f"or lower CLEANCOPY_CHUNK (it is {{chunk}}), and run again.",
    ),
    (
        r"Could not set lock|Conflicting lock|database is locked",
        "Another process holds {place}: {said}. Close that client or wait for it to end, and run again; "
        "readers should open it read-only.",
    ),
    (
        r"Input/output error|disk I/O error|os error 5\b|Stale file handle|Transport endpoint",
        "The disk of {place} does not answer as it should, or has no room for so large a file: {said}. "
        "See to its room, its health and its mount, and run again; "
        "if files are broken by then, the run says which.",
    ),
    (
        r"Corrupt|checksum|malformed|not a database|not a valid DuckDB|File out of specification"
        r"|Invalid Parquet|magic bytes|Could not read enough bytes|self\.size|Kernel error"
        r"|Invalid Checkpoint|invalid thrift|No magic bytes|decompress",
        "{place} is broken: {said}. Run `make rebuild`: it says what is broken, sets it aside, and makes "
        "again what can be made again.",
    ),
    (
        r"No such file|No files found|NotFound|Local path|FileNotFound|os error 2\b",
        "A file is gone that should be there ({place}): {said}. "
        "If the disk and its mount are as they should be, run `make rebuild`: it says what is broken, "
        "and makes again what can be made again.",
    ),
)


class Named(Protocol):
    """The settings that a cure speaks of."""

    @property
    def home(self) -> Path:
        """The data folder."""
        ...

    @property
    def memory(self) -> int:
        """Bytes that the process may have."""
        ...

    @property
    def chunk(self) -> int:
        """Documents worked on at a time."""
        ...


def in_words(error: BaseException, settings: Named) -> str | None:
    """What went wrong and what to do about it; None for an error that we neither wrote nor know."""
    chain = list(_chain(error))
    for one in chain:
        if isinstance(one, dg.Failure) and one.description:
            return one.description
        if type(one).__module__.partition(".")[0] in OURS:
            return str(one)
    return next(filter(None, (_known(one, settings) for one in chain)), None)


@contextmanager
def named(settings: Named, leaving: Callable[[BaseException], bool] = lambda _: False) -> Iterator[None]:
    """Let an error that can be said in words leave the block as a failure with these words; `leaving` says
    which are let through.

    Raises:
        dg.Failure: in place of any error that `in_words` knows.
    """
    try:
        yield
    except (GeneratorExit, KeyboardInterrupt, dg.DagsterExecutionInterruptedError, dg.Failure):
        raise
    except BaseException as error:  # a panic in Rust is no Exception
        words = None if leaving(error) else in_words(error, settings)
        if words is None:
            raise
        raise dg.Failure(words, allow_retries=False) from error


def told(
    asset: Callable[[dg.AssetExecutionContext], Iterator[T]],
) -> Callable[[dg.AssetExecutionContext], Iterator[T]]:
    """Have an asset say in words what the machine refused it, and stop where the data folder is gone: it
    would be begun anew, half."""

    @wraps(asset)
    def run(context: dg.AssetExecutionContext) -> Iterator[T]:
        settings: Named = context.resources.settings
        with named(settings):
            hold_to_folder(settings)
            try:
                yield from asset(context)
            except Exception:
                hold_to_folder(settings)
                raise

    return run


def hold_to_folder(settings: Named) -> None:
    """See that the data folder, with the lock that this run holds, is still there.

    Raises:
        dg.Failure: it is not.
    """
    if not (settings.home / "lock").exists():
        raise dg.Failure(
            f"The data folder {settings.home} has vanished while the run worked on it: "
            "it was deleted or moved, or its mount is gone. "
            "Put it back (or its back-up), and run again. "
            "If it was deleted on purpose, see that nothing is left of it, and run again.",
            allow_retries=False,
        )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error, then what it was raised from, from the outermost inwards."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _known(error: BaseException, settings: Named) -> str | None:
    """The words for an error of a library or of the system."""
    if not isinstance(error, FOREIGN) and type(error).__name__ != PANIC:
        return None
    said = " ".join(BACKTRACE.sub("", str(error)).split()) or type(error).__name__
    # All that SQLite says where its index of the log has no room.
    if "disk I/O error" in said and _is_full(settings.home):
        said = "disk I/O error, no space left on device"
    whole = f"{type(error).__name__}: {said}"
    words = next((words for pattern, words in KINDS if re.search(pattern, whole, re.IGNORECASE)), None)
    if words is None:
        return None
    shortened = said if len(said) <= LONGEST else said[:LONGEST] + " …"
    filled = words.format(
        place=_place(error, said, settings),
        said=shortened.rstrip("."),
        memory=settings.memory / 1e9,
        chunk=settings.chunk,
    )
    return filled[0].upper() + filled[1:]


def _place(error: BaseException, said: str, settings: Named) -> str:
    """The file or folder that an error speaks of, as near as it can be told."""
    if isinstance(error, sqlite3.Error):
        return f"Dagster's database in {settings.home / 'dagster'}"
    if isinstance(error, OSError) and error.filename is not None:
        path = Path(os.fsdecode(error.filename))
        return str(next((above for above in path.parents if above.is_file()), path))
    named_path = PATH.search(said)
    return next(filter(None, named_path.groups())) if named_path else f"a file in {settings.home}"


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < ROOM
    except OSError:
        return False
