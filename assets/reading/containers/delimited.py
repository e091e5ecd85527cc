"""CSV and its like: a record a row, under a row of names. A member's name is the row's number, from 1."""

import codecs
import csv
import io
from collections.abc import Iterator

from assets.reading.containers.members import Member, Opening, Place
from assets.reading.containers.streams import HEAD, Problem
from assets.reading.encodings import NotText, detect

SUFFIXES: tuple[str, ...] = (".csv", ".tsv")
DELIMITERS = (",", ";", "\t", "|")


def takes(head: bytes, name: str) -> bool:
    """Its name says so: any text might be a table of one column."""
    return name.lower().endswith(SUFFIXES)


def members(opening: Opening) -> Iterator[Member]:
    """A member a row."""
    csv.field_size_limit(opening.limits.max_bytes)
    head = opening.stream.peek(HEAD)[:HEAD]  # type: ignore[attr-defined]
    text = io.TextIOWrapper(opening.stream, _codec(head), errors="surrogateescape", newline="")
    lines = _Lines(text, opening.limits.max_bytes)
    first = head.decode(text.encoding, "replace").lstrip("\ufeff").split("\n")[0]
    rows = csv.reader(lines, delimiter=_delimiter(first))
    try:
        names = [name.lstrip("\ufeff").strip() for name in next(rows, [])]
        if not opening.columns.holds_a_document(names):
            raise Problem(
                "no_text",
                f"None of its columns is known to hold text: {', '.join(names)[:400]}. Name the one that "
                "does in the file CLEANCOPY_COLUMNS (field,column).",
            )
        yield from _records(rows, names, opening)
    except (csv.Error, UnicodeError) as error:
        raise Problem("damaged", f"It is a table that cannot be read: {str(error)[:200]}.") from error
    finally:
        text.detach()


def _records(rows: Iterator[list[str]], names: list[str], opening: Opening) -> Iterator[Member]:
    number = 0
    while True:
        number += 1
        after = Place(None, number)
        try:
            row = next(rows)
        except StopIteration:
            return
        except (csv.Error, _TooLong) as error:
            yield Member(str(number), problem=_told(error), after=after)
            continue
        if number <= opening.begin.number or not any(row):
            continue
        if len(row) > len(names):
            told = (
                f"The row has {len(row)} values for {len(names)} columns: are its marks of quotation right?"
            )
            yield Member(str(number), problem=Problem("no_record", told), after=after)
            continue
        fields = {name: _mended(value) for name, value in zip(names, row, strict=False) if name}
        yield Member(str(number), fields=fields, after=after)


def _told(error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    return Problem(
        "no_record", f"The row cannot be read: {error}. CLEANCOPY_MAX_BYTES is the most a value may have."
    )


class _TooLong(Problem):
    """A line has more than a member may have; the next can be read."""


class _Lines:
    """The lines of a text, none longer than a member may be."""

    def __init__(self, text: io.TextIOWrapper, most: int) -> None:
        self.text, self.most = text, most

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.text.readline(self.most + 1)
        if not line:
            raise StopIteration
        if len(line) > self.most and not line.endswith(("\n", "\r")):
            while (part := self.text.readline(self.most)) and not part.endswith(("\n", "\r")):
                pass
            raise _TooLong("refused", f"A line has more than CLEANCOPY_MAX_BYTES={self.most:,} characters.")
        return line


def _codec(head: bytes) -> str:
    """The encoding of a table, as its beginning shows it."""
    for mark, codec in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if head.startswith(mark):
            return codec
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
        return "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        return detect(head)
    except NotText:
        return "utf-8"


def _mended(value: str) -> str:
    """A value, its bytes that are no UTF-8 read as what they are."""
    if value.isascii() or not any("\udc80" <= char <= "\udcff" for char in value):
        return value
    found = value.encode("utf-8", "surrogateescape")
    try:
        return found.decode(detect(found))
    except (NotText, UnicodeDecodeError):
        return found.decode("utf-8", "replace")


def _delimiter(first: str) -> str:
    """What parts the columns of the first row: what makes the most of them."""

    def columns(sign: str) -> int:
        try:
            return len(next(csv.reader([first], delimiter=sign), []))
        except csv.Error:
            return 0

    return max(DELIMITERS, key=columns)
