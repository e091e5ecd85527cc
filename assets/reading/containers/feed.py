"""RSS and Atom: an item a member, named by its `guid` or `id`, else by its address, else by its number."""

import html
import re
from collections.abc import Iterator
from typing import Any, Final
from xml.parsers import expat

from assets.reading.containers.members import Member, Opening
from assets.reading.containers.streams import PIECE, Problem

SUFFIXES: tuple[str, ...] = (".rss", ".atom", ".xml", ".rdf")
# a comment ends where it first can: else each more would double the ways to read the others
ROOT: Final = re.compile(
    r"\ufeff?\s*(?:<\?[^>]*\?>\s*|<!--(?:(?!-->).)*-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>\s*)*"
    r"<(?:[\w.-]+:)?(?:rss|feed|RDF)[\s>]",
    re.DOTALL,
)
ITEMS: Final = {"item", "entry"}
PREFIXED: Final = {"content", "dc", "dcterms", "media", "feedburner", "itunes"}
"""Prefixes whose names mean something else than without."""
MARKS: Final = re.compile(r"<[a-zA-Z/!][^>]*>")
SHORT: Final = 1_000  # characters of a summary that stands beside the whole text


def takes(head: bytes, name: str) -> bool:
    """Its first element is a feed's."""
    codec = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1"
    text = head.removeprefix(b"\xef\xbb\xbf").decode(codec, "replace")
    return bool(ROOT.match(text))


def members(opening: Opening) -> Iterator[Member]:
    """A member an item."""
    feed = _Feed(opening.limits.max_bytes)
    names: set[str] = set()
    number = 0
    while True:
        piece = opening.stream.read(PIECE)
        error = feed.read(piece)
        for item in feed.taken():
            number += 1
            name = _one_line(item.first("guid", "id") or item.address() or "") or str(number)
            name = name if name not in names else f"{name} ({number})"
            names.add(name)
            yield (
                Member(name, problem=item.problem)
                if item.problem
                else Member(name, known=item.known(feed.title))
            )
        if error is not None:
            raise error
        if not piece:
            return


class _Item:
    """What one item says: values by the names of elements, `author/name` of those within others."""

    def __init__(self, most: int) -> None:
        self.values: dict[str, list[str]] = {}
        self.links: list[dict[str, str]] = []
        self.left, self.problem = most, None
        self.form: str | None = None  # of an Atom entry's content: text, html, xhtml

    problem: Problem | None

    def add(self, name: str, text: str) -> None:
        """Note a value."""
        if text.strip():
            self.values.setdefault(name, []).append(text)

    def first(self, *names: str) -> str | None:
        """The first value of the first of these elements that has one."""
        return next((self.values[name][0].strip() for name in names if name in self.values), None)

    def address(self) -> str | None:
        """The page's address."""
        if found := self.first("feedburner:origLink"):
            return found
        for link in self.links:
            if link.get("rel", "alternate") == "alternate" and link.get("href"):
                return link["href"].strip()
        permanent = self.first("guid") if (self.first("guid") or "").startswith("http") else None
        return self.first("link") or permanent

    def known(self, feed: str | None) -> dict[str, Any]:
        """The same under our own names."""
        whole = self.first("content:encoded", "content")
        short = self.first("description", "summary", "dc:description")
        body = whole or short or ""
        is_text = self.form == "text" and whole is not None and not self.first("content:encoded")
        known: dict[str, Any] = {
            "text" if is_text else "html": body,
            "headline": html.unescape(self.first("title", "dc:title") or ""),
            "url": self.address(),
            "published": self.first("pubDate", "published", "issued", "dc:date", "dcterms:created"),
            "modified": self.first("updated", "modified", "dcterms:modified"),
            "author": self.values.get("author/name")
            or self.values.get("dc:creator")
            or self.values.get("author"),
            "tag": [*self.values.get("category", []), *self.values.get("dc:subject", [])],
            "outlet": self.first("source"),
            "language": self.first("dc:language"),
            "image_url": self.first("media:content@url", "media:thumbnail@url", "enclosure@url"),
            "feed": feed,
            "item": {name: values for name, values in self.values.items() if not self._is_body(name)},
        }
        if whole and short and len(short) < SHORT and not MARKS.search(short):
            known["deck"] = html.unescape(short)
        return {name: value for name, value in known.items() if value}

    @staticmethod
    def _is_body(name: str) -> bool:
        return name in ("content:encoded", "content", "description", "summary")


class _Feed:
    """A feed that is read piece by piece."""

    def __init__(self, most: int) -> None:
        self.most, self.items, self.title = most, [], None
        self.item: _Item | None = None
        self.stack: list[str] = []  # names of the open elements, of an item those below it
        self.text: list[str] = []
        self.markup: list[str] | None = None  # the elements within an Atom entry's XHTML
        self.depth = 0
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.UseForeignDTD(True)  # entities that are not declared are told, and no error
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.SkippedEntityHandler = self._entity
        parser.EntityDeclHandler = self._declared
        parser.ExternalEntityRefHandler = lambda *_: 1  # nothing is fetched
        self.parser = parser

    items: list[_Item]
    title: str | None

    def read(self, piece: bytes) -> Problem | None:
        """Read on; nothing at the end. Returns what is wrong, where reading cannot go on."""
        try:
            self.parser.Parse(piece, not piece)
        except Problem as problem:
            return problem
        except (expat.ExpatError, ValueError, LookupError) as error:
            return Problem("damaged", f"It is a feed that is no XML, or cut short: {str(error)[:200]}.")
        return None

    def taken(self) -> list[_Item]:
        """The items that are done."""
        done, self.items = self.items, []
        return done

    def _declared(self, name: str, *_: Any) -> None:
        raise Problem(
            "entities",
            f"The feed declares an entity ({name[:40]!r}): such files can grow without bound, and are not "
            "read.",
        )

    def _entity(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self._characters(html.unescape(f"&{name};"))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = _plain(name)
        if self.markup is not None:
            written = "".join(f' {n}="{html.escape(v)}"' for n, v in attributes.items())
            self.markup.append(f"<{name}{written}>")
            self.depth += 1
            return
        self.text = []
        if self.item is None:
            if name in ITEMS:
                self.item, self.stack = _Item(self.most), []
            else:
                self.stack.append(name)
            return
        self.stack.append(name)
        if name == "link" and attributes.get("href"):
            self.item.links.append(attributes)
        if name == "category" and attributes.get("term"):
            self.item.add(name, attributes["term"])
        if attributes.get("url") and name in ("media:content", "media:thumbnail", "enclosure"):
            self.item.add(f"{name}@url", attributes["url"])
        if name == "content" and len(self.stack) == 1:
            self.item.form = attributes.get("type", "text")
            if self.item.form == "xhtml":
                self.markup, self.depth = [], 0

    def _end(self, name: str) -> None:
        name = _plain(name)
        if self.markup is not None:
            if self.depth:
                self.depth -= 1
                self.markup.append(f"</{name}>")
                return
            self.text, self.markup = self.markup, None
        text, self.text = "".join(self.text), []
        if self.item is None:
            if name == "title" and self.title is None:
                self.title = _one_line(text)
            del self.stack[-1:]
        elif not self.stack:
            self.items.append(self.item)
            self.item = None
        else:
            if len(self.stack) == 1 or self.stack[0] == "author":
                self.item.add("/".join(self.stack), text)
            del self.stack[-1:]

    def _characters(self, text: str) -> None:
        if self.item is not None:
            self.item.left -= len(text)
            if self.item.left < 0:
                self.item.problem = Problem(
                    "refused", f"The item has more than CLEANCOPY_MAX_BYTES={self.most:,} bytes."
                )
                return
        if self.markup is not None:
            self.markup.append(html.escape(text, quote=False))
        elif self.item is not None or len(self.text) < 1_000:
            self.text.append(text)


def _plain(name: str) -> str:
    """An element's name, without a prefix that says nothing more."""
    prefix, _, own = name.rpartition(":")
    return name if prefix in PREFIXED else own


def _one_line(text: str) -> str:
    return " ".join(text.split())[:1_000]
