"""Exports of press databases: one text with many articles, each between the lines that such databases print
(`12 of 250 DOCUMENTS`, `End of Document`, a ruled line above labels). A member's name is its number, from 1.

A file with one article is a document, not a container.
"""

import re
from collections.abc import Iterator
from typing import Final, Literal

from assets.reading import pages
from assets.reading.containers.members import Member, Opening, Place
from assets.reading.containers.streams import HEAD, Problem

SUFFIXES: tuple[str, ...] = ()  # they are texts: what they are shows by their content alone

Kind = Literal["opens", "closes", "ruled"]

_OF: Final = rb"\s+(?:of|von|de|di|sur|van|z|av|af|\xd0\xb8\xd0\xb7)\s+"
OPENS: Final = re.compile(
    rb"^\W*(?:(?:document|dokument|documento|article|artikel|item)\s+\d+" + _OF + rb"[\d.,]+"
    rb"|\d+" + _OF + rb"[\d.,]+\s+(?:document|dokument|article|artikel|item)\w*)\W*$",
    re.IGNORECASE,
)
"""`12 of 250 DOCUMENTS`, `Document 3 of 25`: right above an article."""
CLOSES: Final = re.compile(
    rb"^\W*(?:end of document|(?:AN\s+)?document [a-z]{2,}\w*\d{8}\w*)\W*$", re.IGNORECASE
)
"""`End of Document`, `Document MERRPO0020260403em4300001`: right under an article."""
RULE: Final = re.compile(rb"^\s*[_=]{20,}\s*$")
LABEL: Final = re.compile(rb"^\s*[^\W\d_][\w .'/\x80-\xff-]{1,30}:(?:\s|$)")
# one of which stands in every export: most texts are told by these alone
COUNTED: Final = re.compile(rb"\d" + _OF + rb"\d")
ENDED: Final = re.compile(rb"(?i)\bdocument\W")
RULED: Final = re.compile(rb"_{20}|={20}")
UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
FEWEST: Final = 2  # articles that make a container
LABELS_NEAR: Final = 10  # lines under a ruled line …
LABELS: Final = 2  # … and of them those with a label, where an article begins
LEAST: Final = 200  # bytes of what is no article's frame: less is a page of the database's own


def takes(head: bytes, name: str) -> bool:
    """Its beginning holds two articles, or one and the beginning of another."""
    return _kind(head) is not None


def members(opening: Opening) -> Iterator[Member]:
    """A member an article."""
    kind = _kind(opening.stream.peek(HEAD)[:HEAD])  # type: ignore[attr-defined]
    number = 0
    for content in _parts(opening, kind or "opens"):
        number += 1
        if number <= opening.begin.number:
            continue
        after = Place(None, number)
        if content is None:
            most = f"CLEANCOPY_MAX_BYTES={opening.limits.max_bytes:,}: raise the setting, or leave it out."
            yield Member(str(number), problem=Problem("refused", f"It has more than {most}"), after=after)
        else:
            yield Member(str(number), content=content, after=after)


def _kind(head: bytes) -> Kind | None:
    """By which lines the articles are parted; None where there are no two of them."""
    if head.startswith(UTF16) or b"\0" in head:
        return None
    if pages.is_page(head):
        return None
    gates = (COUNTED.search(head), ENDED.search(head), RULED.search(head))
    if not any(gates):
        return None
    lines = head.splitlines()
    if sum(OPENS.match(line) is not None for line in lines) >= FEWEST:
        return "opens"
    closed = next((nth for nth, line in enumerate(lines) if CLOSES.match(line)), None)
    if closed is not None and _size(lines[closed + 1 :]) >= LEAST:
        return "closes"
    ruled = [nth for nth, line in enumerate(lines) if RULE.match(line)]
    return "ruled" if sum(_has_labels(lines[nth + 1 :]) for nth in ruled) >= FEWEST else None


def _has_labels(lines: list[bytes]) -> bool:
    filled = [line for line in lines[: 2 * LABELS_NEAR] if line.strip()][:LABELS_NEAR]
    return sum(LABEL.match(line) is not None for line in filled) >= LABELS


def _size(lines: list[bytes]) -> int:
    return sum(len(line.strip()) for line in lines)


def _parts(opening: Opening, kind: Kind) -> Iterator[bytes | None]:
    """The articles, in their order; None for one that is too large. What stands before the first is the
    database's own: a list of what was sought, a cover."""
    part, size, begun = list[bytes](), 0, kind != "opens"
    most = opening.limits.max_bytes
    while line := opening.stream.readline(most + 1):
        opens = OPENS.match(line) if kind == "opens" else RULE.match(line) if kind == "ruled" else None
        if opens:
            if begun and size >= LEAST:
                yield _whole(part, size, most)
            part, size, begun = [], 0, True
        size += len(line)
        if begun and size <= most:
            part.append(line)
        if kind == "closes" and CLOSES.match(line):
            yield _whole(part, size, most)
            part, size = [], 0
    if begun and _size(part) >= LEAST:
        yield _whole(part, size, most)


def _whole(part: list[bytes], size: int, most: int) -> bytes | None:
    return b"".join(part) if size <= most else None
