"""JSON: a list of records, one record, or several one after the other; also a list within an object.

A member's name is the number of the record, from 1.
"""

import codecs
import re
from collections.abc import Iterator
from json import JSONDecodeError
from typing import Any

from assets.reading.containers import columns, json_lines, json_text
from assets.reading.containers.members import Member, Opening, Place
from assets.reading.containers.streams import PIECE, Problem
from assets.reading.encodings import NotText

SUFFIXES: tuple[str, ...] = (".json",)
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
OPENS = re.compile(r"\s*(?:\[\s*)?\{\s*\"[^\"\\]*\"\s*:")
KEY = re.compile(r"\"([^\"\\]{1,60})\"\s*:")
SPACE = re.compile(r"\s*")


def takes(head: bytes, name: str) -> bool:
    """It opens as an object with a key or a list of objects does. Where its name does not say that it is so,
    a key at its head must be one under which records have their text: else it is text itself."""
    if name.lower().endswith(SUFFIXES):
        return True
    if b"\0" in head and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    text = head.decode(_codec(head), "replace")
    return bool(OPENS.match(text)) and columns.chosen(None).holds_a_document(KEY.findall(text))


def members(opening: Opening) -> Iterator[Member]:
    """A member a record."""
    number = 0
    for value in _values(opening):
        for fields in _records(value, opening):
            number += 1
            if number <= opening.begin.number:
                continue
            after = Place(None, number)
            if isinstance(fields, Problem):
                yield Member(str(number), problem=fields, after=after)
                continue
            try:
                yield Member(str(number), fields=json_text.record(fields), after=after)
            except Problem as error:
                yield Member(str(number), problem=error, after=after)


def _records(value: Any, opening: Opening) -> Iterator[Any]:
    """The records of a value: itself, or those in the list that an answer of a service holds."""
    if isinstance(value, dict) and not opening.columns.holds_a_document([*value]):
        for inner in value.values():
            if isinstance(inner, list) and inner and all(isinstance(one, dict) for one in inner):
                yield from inner
                return
    yield value


def _codec(head: bytes) -> str:
    return next((codec for mark, codec in MARKS if head.startswith(mark)), "utf-8")


class _Text:
    """The text of a stream, as much of it as is needed."""

    def __init__(self, opening: Opening) -> None:
        self.stream, self.most = opening.stream, opening.limits.max_bytes
        head = self.stream.peek(4)[:4]  # type: ignore[attr-defined]
        self.decoder = codecs.getincrementaldecoder(_codec(head))("surrogateescape")
        self.text, self.at, self.ended = "", 0, False

    def more(self) -> bool:
        """Read on; what is done is let go. False where there is no more."""
        if self.ended:
            return False
        # as much again as is there, so that a long value is not looked through from its start too often
        piece = self.stream.read(max(PIECE, len(self.text) - self.at))
        self.ended = not piece
        self.text, self.at = self.text[self.at :] + self.decoder.decode(piece, final=self.ended), 0
        return True

    def skip(self) -> str:
        """Pass over white space; the character that stands next, or nothing at the end."""
        while True:
            self.at = SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]
            if self.at < len(self.text) or not self.more():
                return self.text[self.at : self.at + 1]

    def value(self) -> Any:
        """The value that stands next; a problem, where it is read but is no record.

        Raises:
            Problem: it is no JSON; what comes after cannot be found.
        """
        while True:
            try:
                value, self.at = json_text.DECODER.raw_decode(self.text, self.at)
                return value
            except json_text.Twice as error:
                _, self.at = json_text.LENIENT.raw_decode(self.text, self.at)
                return json_text.twice(error)
            except JSONDecodeError as error:
                if len(self.text) - self.at > self.most:
                    told = f"A value has more than CLEANCOPY_MAX_BYTES={self.most:,} bytes, or is no JSON"
                    raise Problem("refused", f"{told}: what comes after it is not read.") from error
                if not self.more():
                    raise Problem(
                        "no_json", f"It is no JSON, or cut short: {error.msg} after character {error.pos:,}."
                    ) from error
            except RecursionError as error:
                raise Problem("no_json", json_text.TOO_DEEP) from error


def _values(opening: Opening) -> Iterator[Any]:
    """The values of a file, those of a list one by one."""
    text = _Text(opening)
    if text.skip() != "[":
        while text.skip():
            yield _text_of(text.value())
        return
    text.at += 1
    if text.skip() == "]":
        return
    while True:
        yield _text_of(text.value())
        sign = text.skip()
        if sign == "]":
            return
        if sign != ",":
            told = "ends within a list" if not sign else f"has {sign!r} where a comma should be"
            raise Problem("no_json", f"It is no JSON, or cut short: it {told}.")
        text.at += 1
        text.skip()


def _text_of(value: Any) -> Any:
    """The same, its bytes that are no UTF-8 read as what they are; a problem, where they are nothing."""
    try:
        return _mended(value)
    except NotText as error:
        return Problem("not_text", str(error))
    except RecursionError:
        return Problem("no_json", json_text.TOO_DEEP)


def _mended(value: Any) -> Any:
    """The same, its bytes that are no UTF-8 read as what they are."""
    if isinstance(value, str):
        if value.isascii() or not any("\udc80" <= char <= "\udcff" for char in value):
            return value
        return json_lines._text(value.encode("utf-8", "surrogateescape"), 0)
    if isinstance(value, list):
        return [_mended(one) for one in value]
    if isinstance(value, dict):
        return {name: _mended(one) for name, one in value.items()}
    return value
