"""Readers: a document's bytes to its text, with where each of its lines comes from. One module a format;
which reads what stands here."""

from typing import Final, Protocol

import polars as pl

from assets.parsing.readers import text


class Reader(Protocol):
    """A module that reads a format."""

    SUFFIXES: tuple[str, ...]
    """What names of its files end in, in lower case: `raw` takes in files with a suffix of some reader."""

    PLACES: str
    """What its offsets in bytes count, a word of `checks.vocabulary.PLACES`: the file itself, or the UTF-8 of
    the text that it renders."""

    def takes(self) -> pl.Expr:
        """True for the documents of its format, told by `content` (bytes) before `path`."""

    def read(self, raw: pl.DataFrame) -> pl.DataFrame:
        """Documents of its format → the same with `text`, `bom` (bytes before the text), `utf8` (whether
        offsets are UTF-8's), `elements`.

        `elements` (a list of strings) says of each line of `text` where it stands; null where `PLACES` is
        `bytes`: the place is the offset.
        """


READERS: Final[tuple[Reader, ...]] = (text,)
"""In the order in which they are asked: the first that takes a document reads it. The last takes every
document."""


def suffixes() -> tuple[str, ...]:
    """The suffixes of all readers, in their order."""
    return tuple(dict.fromkeys(suffix for reader in READERS for suffix in reader.SUFFIXES))


def read(raw: pl.DataFrame) -> pl.DataFrame:
    """Rows of contract Raw → the same with what their readers tell of them (see `Reader.read`), and `places`.
    In no particular order.

    Raises:
        UnicodeDecodeError: a text's `encoding` does not decode it.
        ValueError: a reader that renders does not say of each line where it stands.
    """
    parts, rest = [], raw
    for reader in READERS:
        mine = reader.takes().fill_null(False)
        taken = reader.read(rest.filter(mine)).with_columns(
            pl.col("elements").cast(pl.List(pl.String)), places=pl.lit(reader.PLACES)
        )
        parts.append(taken.select(*raw.columns, "text", "bom", "utf8", "elements", "places"))
        rest = rest.filter(~mine)
    return pl.concat(parts)
