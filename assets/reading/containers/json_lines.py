"""JSON Lines: a record a line. A member's name is the number of its line, from 1."""

from collections.abc import Iterator
from typing import BinaryIO

from assets.reading.containers import columns, json_text
from assets.reading.containers.members import Member, Opening, Place
from assets.reading.containers.streams import PIECE, Problem
from assets.reading.encodings import NotText, detect

SUFFIXES: tuple[str, ...] = (".jsonl", ".ndjson", ".jsonlines", ".jl")
MARK = b"\xef\xbb\xbf"


def takes(head: bytes, name: str) -> bool:
    """The first line is an object that ends with it; or, where it is longer than what is seen, the name says
    so."""
    start = head.removeprefix(MARK).lstrip()
    line, end, rest = start.partition(b"\n")
    named = name.lower().endswith(SUFFIXES) and b"\0" not in head
    if named and not start.startswith(b"["):
        return True
    if not end or not rest.lstrip().startswith(b"{"):
        return False
    try:  # a list may be one line of many, or hold all that comes
        value = json_text.LENIENT.decode(line.decode("utf-8", "replace").strip())
    except (ValueError, RecursionError):
        return False
    return named or (isinstance(value, dict) and columns.chosen(None).holds_a_document([*value]))


def members(opening: Opening) -> Iterator[Member]:
    """A member a line that is not empty."""
    stream, number, offset = opening.stream, 0, 0
    can_seek = opening.file is opening.stream
    if can_seek and opening.begin.offset is not None:
        stream.seek(opening.begin.offset)
        number, offset = opening.begin.number, opening.begin.offset
    most = opening.limits.max_bytes
    while line := stream.readline(most + 1):
        number += 1
        length, problem = len(line), None
        if length > most and not line.endswith(b"\n"):
            length += _skip(stream)
            problem = Problem(
                "refused",
                f"The line has {length:,} bytes, more than CLEANCOPY_MAX_BYTES={most:,}: raise the setting, "
                "or leave the record out.",
            )
        begins, offset = offset, offset + length
        if number <= opening.begin.number and opening.begin.offset is None:
            continue
        if problem is None and not line.strip():
            continue
        # a last line without its end may still be being written: it is read again when there is more
        ended = line.endswith(b"\n") or problem is not None
        after = Place(offset, number) if ended else Place(begins, number - 1)
        yield _member(line, number, problem, after if can_seek else Place(None, after.number))


def _member(line: bytes, number: int, problem: Problem | None, after: Place) -> Member:
    name = str(number)
    if problem is not None:
        return Member(name, problem=problem, after=after)
    try:
        fields = json_text.record(json_text.DECODER.decode(_text(line, number)))
    except Problem as error:
        return Member(name, problem=error, after=after)
    except json_text.Twice as error:
        return Member(name, problem=json_text.twice(error), after=after)
    except RecursionError:
        return Member(name, problem=Problem("no_json", json_text.TOO_DEEP), after=after)
    except (ValueError, NotText) as error:
        cut = "" if line.endswith(b"\n") else " The file ends within it: was it written whole?"
        return Member(
            name, problem=Problem("no_json", f"The line is no JSON: {str(error)[:200]}.{cut}"), after=after
        )
    return Member(name, fields=fields, after=after)


def _text(line: bytes, number: int) -> str:
    """A line's text: JSON is UTF-8; one that is not has an older encoding."""
    if number == 1:
        line = line.removeprefix(MARK)
    try:
        return line.decode("utf-8").strip()
    except UnicodeDecodeError:
        return line.decode(detect(line)).strip()


def _skip(stream: BinaryIO) -> int:
    """Read on to the end of a line. Returns the bytes that were passed over."""
    count = 0
    while part := stream.readline(PIECE):
        count += len(part)
        if part.endswith(b"\n"):
            break
    return count
