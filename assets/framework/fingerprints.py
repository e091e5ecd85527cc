"""Hashes that say what a row was made from: any change upstream is seen, and nothing else is done again."""

import hashlib
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import polars as pl

from assets.framework import dependencies

ROOT: Final = Path(__file__).parents[2]  # where our packages lie
AT_ONCE: Final = 50_000  # texts of a column


def digest(*parts: str) -> str:
    """16 hexadecimal digits that differ when any part does."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def digest_of(texts: pl.Series) -> str:
    """The same of a column of texts, which are not all made Python's at once."""
    whole = hashlib.sha256()
    for start in range(0, len(texts), AT_ONCE):
        whole.update(digest(*texts[start : start + AT_ONCE]).encode())
    return whole.hexdigest()[:16]


@cache
def of_code(craft: Callable[..., Any], contract: type) -> str:
    """A hash of all that a craft's rows are made by: see `of_files`."""
    return digest(address(craft), of_files(craft.__module__, contract.__module__))


def of_files(craft: str, contract: str, root: Path = ROOT) -> str:
    """A hash of what the rows of a craft are made by.

    That is the craft's package (code and files in it), our modules that it or the contract imports, and the
    data that these name. Both are modules by their dotted names, below `root`; the hash is of the files'
    names and bytes, and nothing is imported.

    Raises:
        ValueError: the craft's module does not lie directly in a package of `assets`, so that what lies
            beside it would not be seen.
    """
    package, _, module = craft.rpartition(".")
    if package.count(".") != 1 or not module:
        raise ValueError(
            f"{craft}: a craft lies directly in its package (assets.<package>.<module>, "
            "as assets.parsing.craft), for that package is what its rows are made by: "
            "move the function there, or call it from there."
        )
    own = dependencies.contents(root.joinpath(*package.split(".")))
    modules = [".".join(file.relative_to(root).with_suffix("").parts) for file in own if file.suffix == ".py"]
    modules = [name.removesuffix(".__init__") for name in modules]
    return _of({*own, *dependencies.files(root, *modules, contract)}, root)


@cache
def of_modules(*modules: str) -> str:
    """A hash of some modules (by their dotted names) and of all of ours that they depend on."""
    return _of(dependencies.files(ROOT, *modules), ROOT)


def _of(files: set[Path], root: Path) -> str:
    """A hash of files, by their names below `root` and their bytes."""
    hashes = {file: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(files)}
    return digest(*(f"{file.relative_to(root).as_posix()} {hash_}" for file, hash_ in hashes.items()))


def address(function: Callable[..., Any]) -> str:
    """Where another process finds the function: `module:name`."""
    return f"{function.__module__}:{function.__qualname__}"


def resolve(address: str) -> Any:
    """What an address names, in whichever process."""
    module, _, name = address.partition(":")
    return getattr(import_module(module), name)
