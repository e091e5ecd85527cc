"""Run a craft on a chunk so that one bad document does not take the others with it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import polars as pl

from assets.framework.fingerprints import resolve
from checks.halving import POISON

SHARE = 0.2  # of a larger chunk so many documents may fail; more of them is a defect of the craft


class Made(NamedTuple):
    """What an engine has of a chunk."""

    parts: list[Any]  # what the function gave, of the whole chunk or of its parts
    killed: dict[str, str]  # by version_id: documents over which processes were killed, and how


@dataclass
class Attempt:
    """What a craft made of a chunk: its rows, in pieces, and the error of each document it failed on."""

    made: list[pl.DataFrame] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)  # by version_id


def attempt(craft: str, rows: pl.DataFrame, *others: pl.DataFrame | None) -> Attempt:
    """Run a craft (`module:function`) on rows; where it fails, halve them until those at fault stand alone.

    Raises:
        Exception: the craft's own, when so many documents fail that the craft is at fault.
        RuntimeError: the same where the craft's own is a panic of Polars.
    """
    function: Callable[..., Any] = resolve(craft)
    result = Attempt()
    waiting = [rows]
    while waiting:
        part = waiting.pop()
        try:
            result.made.append(function(part, *others))
        except (Exception, pl.exceptions.PanicException) as error:  # a panic is none of Python's Exceptions
            if part.height > 1:
                half = part.height // 2
                waiting += [part[half:], part[:half]]
                continue
            message = f"{type(error).__name__}: {error}"
            result.failed[part["version_id"][0]] = message
            if len(result.failed) > POISON and len(result.failed) > SHARE * rows.height:
                if isinstance(error, Exception):
                    raise
                raise RuntimeError(message) from error  # what runs the craft catches Exceptions only
    return result
