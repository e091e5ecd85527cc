"""What a run will make anew because the code has changed since the last, and about how long that takes."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple

from assets.display import lineage, showing
from assets.framework.resources import Lake
from assets.framework.standing import Standing

ENOUGH: Final = 20  # documents from which a rate means something

_CODES: Final[dict[str, Callable[[], str]]] = {}


class Due(NamedTuple):
    """A stage whose rows will be made anew."""

    stage: str
    documents: int
    seconds: float | None  # about; null where no earlier run tells


def declare(stage: str, code: Callable[[], str]) -> None:
    """Note by which code a stage makes its rows."""
    _CODES[stage] = code


def noted(stage: str, before: dict[str, Any], documents: int, started: float) -> dict[str, Any]:
    """What a stage notes for the next upgrade: its code, and how long a document took.

    `documents` were made since `started` (of `time.monotonic`); few of them tell nothing, and what was noted
    `before` stays.
    """
    rate = before.get("rate")
    if documents >= ENOUGH:
        rate = (time.monotonic() - started) / documents
    return {"code": _CODES[stage](), "rate": rate}


def due(lake: Lake, home: Path) -> list[Due]:
    """The stages whose code has changed since they last noted it, and those that follow from them."""
    stages = lineage.stages()
    changed: dict[str, float | None] = {}
    for name in (name for name in stages if name in _CODES):
        before, code = Standing(home, name).last(), _CODES[name]()
        above = [*stages[name].reads]
        if (before.get("code") or code) != code or changed.keys() & {*above[:1]}:
            changed[name] = before.get("rate")
    documents = lake.keys("raw").height if changed else 0  # on most days there is nothing to count
    if not documents:
        return []
    return [
        Due(name, documents, None if rate is None else rate * documents) for name, rate in changed.items()
    ]


def in_words(stages: list[Due]) -> str:
    """What is due, in a sentence or two; empty where nothing is."""
    if not stages:
        return ""
    known = [one.seconds for one in stages if one.seconds is not None]
    long = f"about {duration(sum(known))}" if len(known) == len(stages) else "how long is not known yet"
    if known and len(known) < len(stages):
        long = f"more than {duration(sum(known))}"
    told = ", ".join(one.stage for one in stages)
    number = showing.number_of(stages[0].documents, "document")
    return (
        f"The code has changed: up to {number} will be made anew in {told}, and the file with them; {long}, "
        "by the rates of earlier runs. It may be stopped at any moment and goes on with the next run. Until "
        "it is done readers have the file of before."
    )


def duration(seconds: float) -> str:
    """5 s, 3 min, 2.5 h."""
    if seconds < 90:
        return f"{max(seconds, 1):.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5_400 else f"{seconds / 3600:.1f} h"
