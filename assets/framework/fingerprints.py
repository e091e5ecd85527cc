"""Hashes that say what a row was made from, so that a change anywhere upstream is seen and nothing else is done again."""

import hashlib
import inspect
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import polars as pl

PACKAGED: Final = Path(__file__).parents[1] / "data"  # what `assets.data.packaged` reads for several crafts
AT_ONCE: Final = 50_000  # texts of a column


def digest(*parts: str) -> str:
    """16 hexadecimal digits that differ when any part does."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def digest_of(texts: pl.Series) -> str:
    """The same of a column of texts, which are not all made Python's at once."""
    told = hashlib.sha256()
    for start in range(0, len(texts), AT_ONCE):
        told.update(digest(*texts[start : start + AT_ONCE]).encode())
    return told.hexdigest()[:16]


@cache
def of_code(craft: Callable[..., Any], contract: type) -> str:
    """The craft's package, code and artefacts, what is packaged for all crafts, and the module of the contract."""
    package = Path(str(import_module(craft.__module__.rpartition(".")[0]).__file__)).parent
    parts = [*_contents(package), *_contents(PACKAGED)]
    return digest(address(craft), *parts, inspect.getsource(inspect.getmodule(contract) or contract))


def _contents(folder: Path) -> list[str]:
    """The files of a folder, each with a hash of what is in it."""
    files = sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return [f"{p.relative_to(folder).as_posix()} {hashlib.sha256(p.read_bytes()).hexdigest()}" for p in files]


def address(function: Callable[..., Any]) -> str:
    """Where another process finds the function: `module:name`."""
    return f"{function.__module__}:{function.__qualname__}"
