"""Read what a sidecar file `<file>.meta.json` says of the document beside it."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

KEYS = {"outlet", "url", "retrieved_at"}


@dataclass(frozen=True)
class Sidecar:
    """What is known of a document beside its bytes."""

    outlet: str | None = None
    url: str | None = None
    retrieved_at: datetime | None = None


def sidecar(content: bytes) -> Sidecar:
    """Parse a sidecar: a JSON object with any of `outlet`, `url` (strings) and `retrieved_at` (ISO 8601; UTC where it names no zone).

    Raises:
        ValueError: it is no such object; the message says what is wrong.
    """
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"The sidecar is no JSON: {error}.") from error
    if not isinstance(told, dict):
        raise ValueError("The sidecar must be a JSON object with outlet, url and retrieved_at.")
    for key in sorted(KEYS & set(told)):
        if told[key] is not None and not isinstance(told[key], str):
            raise ValueError(f"The sidecar's {key} must be a string, not {told[key]!r}.")
    return Sidecar(told.get("outlet") or None, told.get("url") or None, _moment(told.get("retrieved_at")))


def _moment(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"The sidecar's retrieved_at must be an ISO 8601 time such as 2026-11-22T09:30:00Z, not {text!r}.") from error
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
