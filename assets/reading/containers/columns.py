"""Which column of a record holds what, in whatever language and tool, and what a record so says."""

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

from assets.data import packaged
from assets.reading import addresses
from assets.reading.containers.streams import Problem
from checks.years import RETRIEVED

CONTENTS: Final = ("html", "text", "content")
NOT_STATED: Final = {*CONTENTS, "retrieved_at"}
"""Sections that hold the document itself, or what `raw` has a column for and no field."""
ONE_EACH: Final = {"author", "tag"}  # a field whose every value is a statement of its own
DATES: Final = {"published", "modified"}
LONGEST: Final = 2_000  # characters of a statement
DEEPEST: Final = 3  # objects within each other whose fields are looked at
HUMP: Final = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ])")
BETWEEN: Final = re.compile(r"[\s\-:/]+|__+")
ODD: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
MARKUP: Final = re.compile(
    r"<(?:!doctype|html|head|body|article|section|div|p|br|h[1-6]|ul|span|a)\b[^>]*>", re.IGNORECASE
)
DIGITS: Final = re.compile(r"-?\d+(?:\.\d+)?")


class NotColumns(ValueError):
    """The file CLEANCOPY_COLUMNS cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a record says."""

    content: str | bytes
    format: str | None
    url: str | None
    outlet: str | None
    retrieved_at: datetime | None
    stated: list[dict[str, str]]
    record: str


@dataclass(frozen=True)
class Columns:
    """Names of columns by what they hold: first those that an operator chose, then the lexicon's."""

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()

    @property
    def told(self) -> str:
        """What the choice is, as text: a container is read again when it changes."""
        return json.dumps([sorted(self.chosen.items()), sorted(self.ignored)])

    def names(self, section: str) -> Iterator[str]:
        """The names of the columns that may hold this, the surest first."""
        yield from self.chosen.get(section, ())
        yield from (name for name in _lexicon().get(section, ()) if name not in self.ignored)

    def holds_a_document(self, names: list[str]) -> bool:
        """Whether one of these columns holds text or a page."""
        return any(
            section in CONTENTS for name in names for section, _ in self._meanings.get(_plain(name), ())
        )

    @cached_property
    def _meanings(self) -> dict[str, list[tuple[str, int]]]:
        """Of each name what it may hold, and how sure that is: 0 is the surest."""
        meanings: dict[str, dict[str, int]] = {}
        for section in SECTIONS:
            for nth, name in enumerate(self.names(section)):
                meanings.setdefault(name, {}).setdefault(section, nth)
        return {name: [*found.items()] for name, found in meanings.items()}

    @cached_property
    def _placed(self) -> Callable[[tuple[str, ...]], dict[str, list[str]]]:
        """Of the columns of a record those that hold each thing, the surest first; most records of a
        container have the same columns."""

        @lru_cache(200)
        def placed(names: tuple[str, ...]) -> dict[str, list[str]]:
            found: dict[str, list[tuple[int, str]]] = {section: [] for section in SECTIONS}
            for name in names:
                for section, nth in self._meanings.get(_plain(name), ()):
                    found[section].append((nth, name))
            return {section: [name for _, name in sorted(some)] for section, some in found.items()}

        return placed

    def read(self, fields: Mapping[str, Any]) -> Found:
        """What a record says. Raises Problem where it holds no text."""
        flat = dict(_flat(fields))
        placed = self._placed(tuple(flat))
        return _said(fields, {section: [(n, flat[n]) for n in names] for section, names in placed.items()})


def known(fields: Mapping[str, Any]) -> Found:
    """What a record says whose values stand under our own names."""
    held = {section: [(section, fields[section])] if section in fields else [] for section in SECTIONS}
    rest = {name: value for name, value in fields.items() if name not in SECTIONS}
    return _said({**rest, **{name: fields[name] for name in SECTIONS if name in fields}}, held)


def chosen(file: Path | None) -> Columns:
    """The columns as an operator's file (`field,column`, with a head line) says; without one the lexicon's.

    A field is a section of `columns.txt`, or empty: such a column means nothing.

    Raises:
        NotColumns: it cannot be read, has other columns, or a field that is none.
    """
    if file is None:
        return Columns()
    try:
        with open(file, encoding="utf-8-sig", newline="") as handle:
            rows = [*csv.DictReader(handle)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise NotColumns(f"it cannot be read ({error})") from error
    named: dict[str, list[str]] = {}
    ignored: set[str] = set()
    for row in rows:
        if set(row) != {"field", "column"} or None in row.values():
            raise NotColumns("its first line must be field,column, and each line below have both")
        what, column = row["field"].strip(), _plain(row["column"])
        if what and what not in SECTIONS:
            raise NotColumns(f"{what!r} is no field: choose one of {', '.join(SECTIONS)}, or none")
        ignored.add(column)
        if what:
            named.setdefault(what, []).append(column)
    return Columns({what: tuple(names) for what, names in named.items()}, frozenset(ignored))


def _said(fields: Mapping[str, Any], held: Mapping[str, list[tuple[str, Any]]]) -> Found:
    name, content, form = _content(held)
    if form is None and isinstance(content, str) and MARKUP.search(content[:4096]):
        form = "html"
    urls = [(n, u) for n, v in held["url"] for u in strings(v) if addresses.normalised(u)]
    outlets = [(n, o) for n, v in held["outlet"] for o in strings(v)[:1] if not addresses.normalised(o)]
    moments = [m for _, v in held["retrieved_at"] if (m := moment(v))]
    held = {**held, "url": urls[:1], "outlet": outlets[:1]}
    return Found(
        content=content,
        format=form,
        url=urls[0][1] if urls else None,
        outlet=_clean(outlets[0][1]) if outlets else None,
        retrieved_at=moments[0] if moments else None,
        stated=[*_stated(held)],
        record=_rest(fields, name),
    )


def _content(held: Mapping[str, list[tuple[str, Any]]]) -> tuple[str, str | bytes, str | None]:
    """The column of the document, the document, and its form where the column says so."""
    for section, form in (("html", "html"), ("text", "text"), ("content", None)):
        for name, value in held[section]:
            if section == "html" and not isinstance(value, str | bytes):
                continue  # what is told of the page, and not the page
            text = value if isinstance(value, bytes) else prose(value)
            if text.strip():
                return name, text, form
    raise Problem(
        "no_text",
        "No column of this record holds text. If one does under a name that is not known, name it in the "
        "file CLEANCOPY_COLUMNS (field,column).",
    )


def _stated(held: Mapping[str, list[tuple[str, Any]]]) -> Iterator[dict[str, str]]:
    """What is said of the document's fields: of each field the first column that says something."""
    for section, columns in held.items():
        if section in NOT_STATED:
            continue
        for name, value in columns:
            values = [text for told in strings(value) if (text := _clean(told))]
            if section in DATES:
                values = [_dated(text) for text in values]
            if section in ONE_EACH:
                values = [
                    part.strip() for text in values for part in re.split(r"\s*;\s*", text) if part.strip()
                ]
                if section == "tag":
                    values = [part.strip() for text in values for part in text.split(",") if part.strip()]
            if values:
                many = section in ONE_EACH and len(values) > 1
                for nth, text in enumerate(values if section in ONE_EACH else values[:1]):
                    yield {"field": section, "value": text, "place": f"{name}[{nth}]" if many else name}
                break


def _rest(fields: Mapping[str, Any], name: str) -> str:
    """All that the record holds beside its document, as JSON."""
    first, _, below = name.partition(".")
    rest = {key: value for key, value in fields.items() if key not in (name, first)}
    if below and first in fields and isinstance(fields[first], Mapping):
        rest[first] = {key: value for key, value in fields[first].items() if key != below}
    return ODD.sub("\ufffd", json.dumps(rest, ensure_ascii=False, default=_told))


def _told(value: Any) -> str:
    """A value that JSON has no word for: a moment of Parquet's, bytes."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def prose(value: Any) -> str:
    """Text: a string; paragraphs in a list; what an object holds in its order (fundus: a body of summary and
    sections, each with headlines and paragraphs)."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return "\n\n".join(filter(None, map(prose, value.values())))
    if isinstance(value, list | tuple):
        return "\n\n".join(filter(None, map(prose, value)))
    return ""


def strings(value: Any) -> list[str]:
    """The values of a column: one, or those of a list; of objects their names."""
    if value is None or isinstance(value, bool):
        return [] if value is None else [str(value).lower()]
    if isinstance(value, str):
        if value[:1] == "[" and value[-1:] == "]":  # a list that a table wrote down as text
            return _written_list(value)
        return [value] if value.strip() else []
    if isinstance(value, list | tuple):
        return [text for part in value[:100] for text in strings(part)[:1]]
    if isinstance(value, Mapping):
        return [
            text
            for key in ("name", "url", "title", "term", "#text")
            if key in value
            for text in strings(value[key])[:1]
        ][:1]
    return [_told(value)]


def _written_list(text: str) -> list[str]:
    """`["a", "b"]`, or `['a', 'b']` as Python's programs leave it in tables."""
    try:
        parsed = json.loads(text)
        return strings(parsed) if isinstance(parsed, list) else [text]
    except (ValueError, RecursionError):
        return [part for pair in re.findall(r"'([^']*)'|\"([^\"]*)\"", text) for part in pair if part] or (
            [] if text[1:-1].strip() == "" else [text]
        )


def moment(value: Any) -> datetime | None:
    """A moment: ISO 8601, as mails write it, or seconds or milliseconds since 1970; UTC where no zone is
    named. None where it is none, or outside the years of the web."""
    try:
        at = _moment(value)
    except (ValueError, OverflowError, OSError, TypeError, IndexError):
        return None
    if at is None:
        return None
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    since, until = RETRIEVED
    return at.astimezone(UTC) if since < at.year <= until else None


def _moment(value: Any) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    text = strings(value)[0].strip()
    if DIGITS.fullmatch(text) and len(text) > 8:
        number = float(text)
        return datetime.fromtimestamp(number / 1000 if abs(number) > 1e11 else number, UTC)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return parsedate_to_datetime(text)


def _dated(text: str) -> str:
    """A date as written, but for a number of seconds."""
    at = moment(text) if DIGITS.fullmatch(text) and len(text) > 8 else None
    return at.isoformat() if at else text


def _clean(text: str) -> str:
    """A value that can be shown: one line, not too long, without characters that no text has."""
    text = " ".join(ODD.sub(" ", text).split())
    return text if len(text) <= LONGEST else ""


def _flat(fields: Mapping[str, Any], above: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Columns by name; those of objects as `object.name` too."""
    for name, value in fields.items():
        yield f"{above}{name}", value
        if isinstance(value, Mapping) and depth < DEEPEST:
            yield from _flat(value, f"{above}{name}.", depth + 1)


@lru_cache(10_000)
def _plain(name: str) -> str:
    """A column's name as the lexicon writes it."""
    return BETWEEN.sub("_", HUMP.sub("_", name.strip()).strip("_@ ")).casefold()


@cache
def _lexicon() -> dict[str, tuple[str, ...]]:
    return {
        section: tuple(dict.fromkeys(map(_plain, names)))
        for section, names in packaged.sections("reading/containers/columns.txt").items()
    }


SECTIONS: Final = tuple(_lexicon())
