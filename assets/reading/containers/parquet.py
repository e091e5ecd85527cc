"""Parquet: a record a row. A member's name is the row's number, from 1."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from assets.reading.containers.members import Member, Opening, Place
from assets.reading.containers.streams import Problem, on_disk

SUFFIXES: tuple[str, ...] = (".parquet", ".pq")
MAGIC = b"PAR1"
AT_ONCE = 500  # rows


def takes(head: bytes, name: str) -> bool:
    """It opens with the format's mark."""
    return head.startswith(MAGIC)


def members(opening: Opening) -> Iterator[Member]:
    """A member a row."""
    place, copy = _place(opening), None
    if place is None:
        copy = on_disk(opening.stream, opening.limits)
        place = copy.name
    try:
        yield from _rows(place, opening)
    finally:
        if copy is not None:
            copy.close()


def _place(opening: Opening) -> str | None:
    """Where the file itself lies, if it does."""
    name = getattr(getattr(opening.file, "raw", None), "name", None)
    if opening.file is None or opening.file is not opening.stream or not isinstance(name, str | bytes):
        return None
    try:
        place = name if isinstance(name, str) else name.decode()
    except UnicodeDecodeError:
        return None
    return place if Path(place).is_file() else None


def _rows(place: str, opening: Opening) -> Iterator[Member]:
    number = opening.begin.number
    try:
        scan = pl.scan_parquet(place, glob=False, hive_partitioning=False)
        names = scan.collect_schema().names()
        if not opening.columns.holds_a_document(names):
            raise Problem(
                "no_text",
                f"None of its columns is known to hold text: {', '.join(names)[:400]}. Name the one that "
                "does in the file CLEANCOPY_COLUMNS (field,column).",
            )
        for batch in scan.slice(number).collect_batches(chunk_size=AT_ONCE, maintain_order=True):
            for some in batch.iter_slices(AT_ONCE):
                for fields in some.iter_rows(named=True):
                    number += 1
                    yield Member(str(number), fields=fields, after=Place(None, number))
    except (Problem, GeneratorExit):
        raise
    except BaseException as error:  # a panic in Rust is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise Problem("damaged", f"It is Parquet that cannot be read: {str(error)[:300]}.") from error
