"""WARC and WET, packed or not: pages (`response` and `resource` records of HTML), texts (`conversion`).

A member's name is the number of its record, from 1, among those of these three kinds. Records of other kinds,
answers that are no page, and those that say "moved" or "not found" hold no article, and are no members.
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from assets.reading.containers.members import Member, Opening, Place
from assets.reading.containers.streams import PIECE, Problem, is_of_the_disk
from assets.reading.served import page_text

SUFFIXES: tuple[str, ...] = (".warc", ".wet", ".arc.warc")
BEGINS: Final = re.compile(rb"WARC/[01]\.\d\r?\n(?:WARC-|Content-)|\x1f\x8b\x08")
KINDS: Final = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
PAGES: Final = ("text/html", "application/xhtml+xml")
LOOKS_LIKE_A_PAGE: Final = re.compile(rb"\s*<(?:!doctype html|html|head|body)", re.IGNORECASE)
HEADER: Final = 1 << 20  # bytes that the head of a record may have


def takes(head: bytes, name: str) -> bool:
    """It opens with the format's version."""
    return head.startswith((b"WARC/1.", b"WARC/0.", b"\r\nWARC/1.", b"\nWARC/1."))


def members(opening: Opening) -> Iterator[Member]:
    """A member a page or text; what is damaged is told, and the next record that can be found goes on."""
    file = opening.file
    source: Any = _Forward(opening.stream) if file is None else file
    start, number = 0, 0
    if file is not None:
        start, number = opening.begin.offset or 0, opening.begin.number
        file.seek(start)
    told = False  # of what is damaged here: the record that follows may be a part of it
    while True:
        last = start
        try:
            for record in ArchiveIterator(
                source, record_types=KINDS, parse_http=False, max_header_len=HEADER, fsspec_args=False
            ):
                last = start + record.stream_pos
                number += 1
                told = False
                member = _member(record, str(number), opening)
                if member is not None:
                    # a record that was cut short is read again when there is more
                    member.after = None if file is None else Place(last, number - 1)
                    yield member
            return
        except (Problem, GeneratorExit, KeyboardInterrupt, SystemExit, MemoryError):
            raise
        except BaseException as error:  # a panic in Rust is no Exception
            if is_of_the_disk(error):
                raise
            why = f"It is damaged after its record {number:,}: {str(error)[:200]}."
            found = None if file is None else _next(file, last + 1)
            if file is None or found is None:
                raise Problem("damaged", f"{why} No record was found after it.") from error
            if not told:
                told, number = True, number + 1
                yield Member(str(number), problem=Problem("damaged", f"{why} What can be read after it is."))
            file.seek(found)
            start = found


class _Forward:
    """A stream that cannot go back: the iterator asks where it is, and would panic if nobody told."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream, self.at = stream, 0

    def read(self, size: int = -1) -> bytes:
        part = self.stream.read(size)
        self.at += len(part)
        return part

    def tell(self) -> int:
        return self.at


def _member(record: WarcRecord, name: str, opening: Opening) -> Member | None:
    """A record as a member; None where it holds no article. Its `known` values are for `columns.known`."""
    most = opening.limits.max_bytes
    length = record.content_length
    if length > most:
        return _refused(name, length, most)
    block = record.reader.read(most + 1)
    if len(block) < length:
        told = f"The record has {len(block):,} of its {length:,} bytes: the file was not written whole."
        return Member(name, problem=Problem("cut_short", told))
    headers = _named(record.headers)
    kind = (headers.get("content-type") or "").split(";")[0].strip().lower()
    http: dict[str, str] = {}
    charset = None
    if record.record_type == WarcRecordType.response and block.startswith(b"HTTP/"):
        try:
            record.set_bytes_content(block)
            record.parse_http(auto_decode="all")
            block = record.reader.read(most + 1)
        except (OSError, ValueError) as error:
            told = f"What the server sent cannot be unpacked: {str(error)[:200]}."
            return Member(name, problem=Problem("damaged", told))
        if len(block) > most:
            return _refused(name, len(block), most)
        status = record.http_headers.status_code
        http = _named(record.http_headers)
        if status is not None and not 200 <= status < 300:
            return None
        kind, charset = (record.http_content_type or "").lower(), record.http_charset
    address = (headers.get("warc-target-uri") or "").strip("<> ")
    known: dict[str, Any] = {"url": address, "retrieved_at": headers.get("warc-date"), "warc": headers}
    if http:
        known["http"] = http
    if record.record_type == WarcRecordType.conversion:
        return Member(name, known={"text": block.decode("utf-8", "replace"), **known})
    if kind in PAGES or (kind in ("", "application/octet-stream") and LOOKS_LIKE_A_PAGE.match(block)):
        return Member(name, known={"html": page_text(block, charset), **known})
    return None


def _refused(name: str, length: int, most: int) -> Member:
    told = f"The record has {length:,} bytes or more; CLEANCOPY_MAX_BYTES={most:,}: raise the setting."
    return Member(name, problem=Problem("refused", told))


def _named(headers: Any) -> dict[str, str]:
    """Headers by their names in lower case."""
    return {str(name).lower(): str(value) for name, value in headers.items()}


def _next(file: BinaryIO, at: int) -> int | None:
    """Where, from a place on, something begins that looks as a record does."""
    file.seek(at)
    tail = b""
    while piece := file.read(PIECE):
        block = tail + piece
        if found := BEGINS.search(block):
            return at + found.start()
        tail = block[-24:]
        at += len(block) - len(tail)
    return None
