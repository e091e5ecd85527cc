"""Read what a sidecar file `<file>.meta.json` says of the document beside it."""

import json
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from checks.years import RETRIEVED

KEYS: Final = ("outlet", "url", "retrieved_at")
# bytes of a sidecar: it says who, where and when, and may say more, but it is no archive
MOST: Final = 1_000_000
LONGEST: Final = 2_000  # characters of a value
ZERO: Final = "0-:.TZ+ "  # what a database's zero time is written with
KINDS: Final = {
    "Cc": "a control character",
    "Cs": "half a character",
}  # Unicode's categories that no name or address has


@dataclass(frozen=True)
class Sidecar:
    """What is known of a document beside its bytes."""

    outlet: str | None = None
    url: str | None = None
    retrieved_at: datetime | None = None


def sidecar(content: bytes) -> Sidecar:
    """Parse a sidecar: a JSON object with any of `outlet`, `url` (strings) and `retrieved_at` (ISO 8601; UTC
    where it names no zone).

    A moment before the web or far ahead (0000-00-00, 0001-01-01, 1970-01-01, 9999-12-31) is what a program
    writes that knows none: it is none.

    Raises:
        ValueError: it is no such object; the message says what is wrong.
    """
    try:
        # a number may have more digits than Python turns into an int
        told = json.loads(content, object_pairs_hook=_once, parse_constant=_no_number, parse_int=float)
    except ValueError as error:
        raise ValueError(f"The sidecar is no JSON: {str(error).rstrip('.')}.") from error
    except RecursionError as error:
        raise ValueError("The sidecar is no JSON that can be read: it is nested too deeply.") from error
    if not isinstance(told, dict):
        raise ValueError("The sidecar must be a JSON object with outlet, url and retrieved_at.")
    outlet, url, retrieved_at = (_text(key, told.get(key)) for key in KEYS)
    return Sidecar(outlet, url, _moment(retrieved_at))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys stand once each: of two values nobody knows which is meant."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"the key {name[:40]!r} stands there twice")
        found[name] = value
    return found


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON's")


def _text(key: str, value: Any) -> str | None:
    """A value that can be stored and shown: a string of characters, not too long."""
    if value is None:
        return None
    if not isinstance(value, str):
        kind = {bool: "true or false", float: "a number", list: "a list", dict: "an object"}[type(value)]
        raise ValueError(f"The sidecar's {key} must be a string, not {kind}.")
    text = value.strip()
    if len(text) > LONGEST:
        raise ValueError(
            f"The sidecar's {key} has {len(text):,} characters: more than {LONGEST:,} are no {key}."
        )
    for char in text:
        if wrong := KINDS.get(unicodedata.category(char)):
            raise ValueError(f"The sidecar's {key} holds {wrong} (U+{ord(char):04X}): take it out.")
    return text or None


def _moment(text: str | None) -> datetime | None:
    if text is None or not text.strip(ZERO):
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        told = (
            f"The sidecar's retrieved_at must be an ISO 8601 time such as 2026-11-22T09:30:00Z, not "
            f"{text[:40]!r}."
        )
        raise ValueError(told) from error
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    since, until = RETRIEVED
    # asked before the zone is counted in: the first and last days of the calendar have no time in UTC
    return at.astimezone(UTC) if since <= at.year <= until else None
