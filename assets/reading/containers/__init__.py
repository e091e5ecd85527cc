"""Containers: files that hold many documents, opened to their members, one after the other.

One module a format, found by content before suffix; a container may lie in another. A member is known by
`container#name`; names that lead anywhere (`../x`) are names alone, for nothing is ever written.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import BinaryIO, Final

from assets.reading import addresses
from assets.reading.containers import (
    columns,
    delimited,
    feed,
    json_lines,
    json_values,
    parquet,
    press,
    streams,
    tarred,
    warc,
    zipped,
)
from assets.reading.containers.columns import Columns, NotColumns, chosen
from assets.reading.containers.members import BEGINNING, Format, Member, Opening, Place
from assets.reading.containers.streams import Budget, Limits, Problem

__all__ = [
    "BEGINNING", "FORMATS", "Columns", "Document", "Limits", "NotColumns", "Opened", "Place", "Problem",
    "Refusal", "chosen", "in_memory", "looked_into", "not_read", "read", "whole",
]  # fmt: skip

FORMATS: Final[tuple[Format, ...]] = (
    zipped, tarred, parquet, warc, feed, json_lines, json_values, delimited, press
)  # fmt: skip
"""In the order in which they are asked: the first that takes a file reads it."""

BETWEEN: Final = "#"
CONTROLS: Final = bytes(n for n in range(32) if n not in (9, 10, 12, 13, 27))


@dataclass(slots=True)
class Document:
    """A document that a container holds."""

    path: str
    """Container and member: `herald/2026.jsonl.gz#17`."""
    content: bytes
    encoding: str | None = None
    """None where its bytes must tell."""
    format: str | None = None
    folders: tuple[str, ...] = ()
    """The folders that its name within the container has."""
    address: str | None = None
    """The address by which it is known; None where it is known by its path."""
    url: str | None = None
    outlet: str | None = None
    retrieved_at: datetime | None = None
    stated: list[dict[str, str]] = field(default_factory=list)
    record: str | None = None
    after: Place | None = None


@dataclass(slots=True)
class Refusal:
    """A member, or what is left of a container, that cannot be read."""

    path: str
    rule: str
    message: str
    after: Place | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file is: a container of a format, or, without one, a document that was packed or not."""

    opening: Opening
    form: Format | None
    is_packed: bool


def looked_into(
    stream: BinaryIO, name: str, size: int, limits: Limits, chosen: Columns, begin: Place = BEGINNING
) -> Opened:
    """What a file is, by its content. `stream` has `peek` and is where it was opened.

    Raises:
        Problem: it is packed, and damaged where it begins.
    """
    opening = Opening(
        stream, name, limits, Budget(size, limits), begin, stream if stream.seekable() else None, chosen
    )
    return _looked_into(opening, 0)


def _looked_into(opening: Opening, depth: int) -> Opened:
    stream, name, packed = opening.stream, opening.name, 0
    while magic := streams.magic_of(_head(stream)):
        packed += 1
        if depth + packed > opening.limits.max_nesting:
            raise _too_deep(opening.limits)
        stream, name = streams.unpacked(stream, magic, opening.budget), streams.without_suffix(name)
    head = _head(stream)
    form = next((form for form in FORMATS if form.takes(head, name)), None)
    # WARC unpacks by itself, record by record, and so can go on where it was
    alone = not packed or (form is warc and packed == 1 and _head_of_file(opening).startswith(b"\x1f\x8b"))
    return Opened(
        replace(opening, stream=stream, name=name, file=opening.file if alone else None), form, packed > 0
    )


def _head_of_file(opening: Opening) -> bytes:
    if opening.file is None:
        return b""
    opening.file.seek(0)
    return opening.file.read(2)


def _head(stream: BinaryIO) -> bytes:
    return bytes(stream.peek(streams.HEAD)[: streams.HEAD])  # type: ignore[attr-defined]


def read(opened: Opened, path: str) -> Iterator[Document | Refusal]:
    """The documents of a file, and what of it cannot be read, in their order.

    Raises:
        OSError: the disk or the network failed.
    """
    return _read(opened, path, 0)


def _read(opened: Opened, path: str, depth: int) -> Iterator[Document | Refusal]:
    opening = opened.opening
    if opened.form is None:
        yield _file(opening, path)
        return
    try:
        for member in opened.form.members(opening):
            for found in _members(member, opening, path, depth):
                found.after = member.after
                yield found
    except Problem as problem:
        yield Refusal(path, problem.rule, str(problem))


def _members(member: Member, opening: Opening, path: str, depth: int) -> Iterator[Document | Refusal]:
    """The documents of a member: one, unless it is a container itself."""
    name = f"{path}{BETWEEN}{_shown(member.name)}"
    try:
        if member.problem is not None:
            raise member.problem
        if member.stream is not None:
            yield from _inside(member.stream, name, member.name, opening, depth + 1)
        elif member.content is not None:
            yield Document(name, _text_of(member.content))
        else:
            told = (
                columns.known(member.known)
                if member.known is not None
                else opening.columns.read(member.fields or {})
            )
            yield _record(told, name, opening.limits)
    except Problem as problem:
        yield Refusal(name, problem.rule, str(problem))
        if problem.rule == "unpacks_to_too_much":
            raise


def _inside(
    stream: BinaryIO, path: str, name: str, opening: Opening, depth: int
) -> Iterator[Document | Refusal]:
    """The documents of a file within an archive."""
    if depth > opening.limits.max_nesting:
        raise _too_deep(opening.limits)
    inner = replace(opening, stream=stream, name=name, begin=BEGINNING, file=None)
    opened = _looked_into(inner, depth)
    folders = tuple(part for part in name.replace("\\", "/").split("/")[:-1] if part not in ("", ".", ".."))
    for found in _read(opened, path, depth):
        if isinstance(found, Document):
            found.folders = (*folders, *found.folders)
        yield found


def _file(opening: Opening, path: str) -> Document | Refusal:
    """A document that is a file of its own."""
    limits = opening.limits
    try:
        if not opening.name.lower().endswith(limits.suffixes):
            raise Problem("refused", not_read(limits.suffixes))
        return Document(path, streams.whole(opening.stream, limits))
    except Problem as problem:
        return Refusal(path, problem.rule, str(problem))


def not_read(documents: tuple[str, ...]) -> str:
    """Why a file whose type is not known is not read."""
    many = ", ".join(form.SUFFIXES[0] for form in FORMATS if form.SUFFIXES)
    return (
        f"Files of this type are not read; these are: {', '.join(documents)}. "
        f"So are files that hold many ({many}), all of them packed or not. "
        "To pass over such files, name a pattern in CLEANCOPY_IGNORE (.* for hidden ones)."
    )


def _record(told: columns.Found, path: str, limits: Limits) -> Document:
    content = told.content
    if isinstance(content, str):
        content = content.encode("utf-8", "replace")
    if len(content) > limits.max_bytes:
        told_most = f"CLEANCOPY_MAX_BYTES={limits.max_bytes:,}: raise the setting, or leave the record out."
        raise Problem("refused", f"Its text has {len(content):,} bytes, more than {told_most}")
    return Document(
        path,
        _text_of(content),
        encoding=None if isinstance(told.content, bytes) else "utf-8",
        format=told.format,
        address=addresses.normalised(told.url),
        url=told.url,
        outlet=told.outlet,
        retrieved_at=told.retrieved_at,
        stated=told.stated,
        record=told.record,
    )


def _text_of(content: bytes) -> bytes:
    """The same, if it is text. Raises Problem where it is not."""
    odd = len(content) - len(content.translate(None, CONTROLS))
    if b"\0" in content or odd > len(content) // 200:
        raise Problem("not_text", "It holds binary data, not text.")
    return content


def _shown(name: str) -> str:
    """A member's name as text that can be stored and shown: characters that are none are percent-encoded."""
    if name.isprintable():
        return name
    return "".join(
        char
        if char.isprintable()
        else "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogateescape"))
        if not "\ud800" <= char <= "\udfff" or "\udc80" <= char <= "\udcff"
        else "%EF%BF%BD"
        for char in name
    )


def _too_deep(limits: Limits) -> Problem:
    return Problem(
        "nested_too_deeply",
        "Archives and packed files lie within each other more than CLEANCOPY_MAX_NESTING="
        f"{limits.max_nesting} deep: unpack it, or raise the setting.",
    )


def whole(opened: Opened) -> bytes:
    """The bytes of a document that was packed. Raises Problem where they are too many, or damaged."""
    return streams.whole(opened.opening.stream, opened.opening.limits)


def in_memory(content: bytes) -> io.BufferedReader:
    """A file that is held whole, as `looked_into` takes it."""
    return io.BufferedReader(io.BytesIO(content), streams.HEAD)
