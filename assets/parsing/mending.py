"""Mend the characters of a line for reading: what was decoded wrongly, or written for a browser, or is not
to be seen. The line itself stays as it stands in the file."""

import html
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

import ftfy
import polars as pl
from ftfy.badness import is_bad
from ftfy.chardata import UTF8_DETECTOR_RE
from ftfy.fixes import fix_c1_controls

# spaces that break no line or have another width, each to the plain one
SPACES: Final = dict.fromkeys(
    "\u00a0\u1680\u2007\u202f\u205f" + "".join(map(chr, range(0x2000, 0x200B))), " "
)
OTHER_SPACE: Final = f"[{''.join(SPACES)}]"
# soft hyphen, spaces without width, word joiners, marks of direction, byte order mark
INVISIBLE: Final = "\u00ad\u200b\u200e\u200f\u2060-\u2064\ufeff"
# joiners shape letters of other scripts, and emoji
JOINER_IN_LATIN: Final = r"(?<=[A-Za-z\u00c0-\u024f])[\u200c\u200d]+(?=[A-Za-z\u00c0-\u024f])"
ENTITY: Final = r"&(?:amp;)?(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
EDIT: Final = re.compile(
    rf"(?P<hidden>[{INVISIBLE}]+|{JOINER_IN_LATIN})|(?P<entity>{ENTITY})|(?P<control>[\x80-\x9f]+)"
)
EDGE: Final = re.compile(
    rf"^[\s{INVISIBLE}]*[{INVISIBLE}][\s{INVISIBLE}]*|[\s{INVISIBLE}]*[{INVISIBLE}][\s{INVISIBLE}]*$"
)
# UTF-8 that was read by a code page of one byte: its first byte, then one that goes on
LATIN: Final = (
    "[\u00c2-\u00f4\u0102-\u0171]["
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02c7\u02dc\u2013-\u2044\u20ac\u2122]"
)
CYRILLIC: Final = "[РСВГ][\u0080-\u00bf\u0402-\u040f\u0452-\u045f\u0490\u0491\u2013-\u2044\u20ac\u2116\u2122]"
# a line without any is not looked at
LIKELY: Final = rf"[{INVISIBLE}\u200c\u200d\u0080-\u009f]|{ENTITY}|{LATIN}|{CYRILLIC}"


PLAIN_SPACES: Final = {ord(char): plain for char, plain in SPACES.items()}


class Edit(NamedTuple):
    """The characters `start` to `end` of a line are read as `text`."""

    start: int
    end: int
    text: str


def mended(texts: pl.Series) -> pl.Series:
    """How each line is read, where that differs from what the file has; null where it does not."""
    others = texts.str.contains(OTHER_SPACE).fill_null(False).arg_true()
    spaced = texts.clone().scatter(others, texts.gather(others).str.replace_many(SPACES))
    likely = texts.str.contains(LIKELY).fill_null(False)
    if likely.any():
        read = pl.Series([mend(text) for text in texts.filter(likely)], dtype=pl.String)
        spaced = spaced.scatter(likely.arg_true(), read)
    return pl.select(pl.when(spaced != texts).then(spaced)).to_series().alias("mended")


def mend(text: str) -> str:
    """A line as it is read."""
    return edited(text, edits(text))


def edited(text: str, changes: list[Edit]) -> str:
    """A line as these edits, in order, make it."""
    parts, at = [], 0
    for edit in changes:
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]]).translate(PLAIN_SPACES)


def edits(text: str) -> list[Edit]:
    """What is read otherwise than it stands in a line, in order, but for spaces, each of which stays one."""
    found = [Edit(*edge.span(), "") for edge in EDGE.finditer(text)]
    found += _plain_edits(text)
    if is_bad(text):
        found += _decoded_again(text)
    return list(_apart(sorted(found, key=lambda edit: (edit.start, -edit.end))))


def _plain_edits(text: str) -> Iterator[Edit]:
    for match in EDIT.finditer(text):
        said = match.group()
        if match["hidden"]:
            yield Edit(*match.span(), "")
        elif match["entity"]:
            read = html.unescape(html.unescape(said)).translate(PLAIN_SPACES)
            if re.fullmatch(f"[{INVISIBLE}]+", read):
                yield Edit(*match.span(), "")
            elif read != said and read.isprintable():
                yield Edit(*match.span(), read)
        elif (read := fix_c1_controls(said)) != said:
            yield Edit(*match.span(), read)


def _decoded_again(text: str) -> Iterator[Edit]:
    """Characters that are UTF-8 read by another code page, decoded as they were meant: those of the whole
    line, else run by run."""
    whole = ftfy.fix_encoding(text)
    before, after = (re.split(r"([\x00-\x7f]+)", one) for one in (text, whole))
    if whole != text and before[1::2] == after[1::2]:
        at = 0
        for was, read in zip(before, after, strict=True):
            if was != read:
                yield Edit(at, at + len(was), read)
            at += len(was)
        return
    for match in UTF8_DETECTOR_RE.finditer(text):
        read = ftfy.fix_encoding(match.group())
        if read != match.group():
            yield Edit(*match.span(), read)


def _apart(found: list[Edit]) -> Iterator[Edit]:
    """Edits in order, without those that reach into one before."""
    end = 0
    for edit in found:
        if edit.start >= end:
            yield edit
            end = edit.end
