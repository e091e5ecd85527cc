"""What JSON Lines and JSON files have in common: one value of JSON, read with care."""

import json
from typing import Any

from assets.reading.containers.streams import Problem


class Twice(ValueError):
    """A key stands twice in an object, with two values."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; of a key with two values nobody knows which is meant."""
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: dict[str, Any] = {}
        for name, value in pairs:
            if seen.setdefault(name, value) != value:
                raise Twice(name)
    return found


def _number(digits: str) -> int | float:
    """A whole number: one may have more digits than Python turns into an int."""
    return int(digits) if len(digits) < 1_000 else float(digits)


DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_int=_number, strict=False)
LENIENT = json.JSONDecoder(strict=False)


def twice(error: Twice) -> Problem:
    """Why such an object is no record."""
    return Problem(
        "duplicate_key", f"The key {str(error)[:60]!r} stands there twice, with two values: which is meant?"
    )


TOO_DEEP = "It is JSON that is nested too deeply to be read."


def record(value: Any) -> dict[str, Any]:
    """A value that must be an object. Raises Problem where it is none."""
    if isinstance(value, dict):
        return value
    kind = {list: "a list", str: "a string", type(None): "null", bool: "true or false"}.get(
        type(value), "a number"
    )
    raise Problem("no_record", f"A record must be a JSON object, not {kind}.")
