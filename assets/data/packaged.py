"""What is packaged as data: tables and lists of words (`data/README.md` says where each comes from)."""

from functools import cache
from importlib.resources import as_file, files
from typing import Final

import polars as pl

HERE: Final = files("assets")


def table(name: str) -> pl.DataFrame:
    """A table of the folder `data`, or, where the name has a slash, of this package: `languages/en/words`."""
    place = name if "/" in name else f"data/{name}"
    with as_file(HERE.joinpath(*f"{place}.parquet".split("/"))) as path:
        return pl.read_parquet(path)


def text(path: str) -> str:
    """A text in this package."""
    return HERE.joinpath(*path.split("/")).read_text("utf-8")


def lines(path: str) -> list[str]:
    """The lines of a text in this package, but its empty ones and comments."""
    return [line for line in text(path).splitlines() if line and not line.startswith("#")]


@cache
def sections(path: str) -> dict[str, list[str]]:
    """The lines of a text in this package, by the `[head]` that they stand under.

    Raises ValueError, naming the file, for a line that opens like a head and does not close like one.
    """
    found: dict[str, list[str]] = {}
    for line in lines(path):
        if line.startswith("["):
            if not line.endswith("]"):
                raise ValueError(
                    f"{path}: {line!r} begins with a bracket as a [head] does; begin a form with (?:…) "
                    "instead"
                )
            under = found.setdefault(line[1:-1], [])
        else:
            under.append(line)
    return found


@cache
def words(path: str) -> dict[str, str]:
    """The words of a text in this package, parted by `|`, by the `[head]` that they stand under."""
    return {head: "|".join(rows) for head, rows in sections(path).items()}
