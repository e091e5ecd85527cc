"""Readers: a document's bytes to its text, with where each of its lines comes from. One module a format;
which reads what stands here."""

from typing import Final, Protocol

import polars as pl

from assets.parsing.readers import html, text
from checks.shapes import HINT, LEFT_OUT, LINK, STATEMENT


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
        `bytes`: the place is the offset. A reader of pages also gives those of `OF_PAGES`.
        """


OF_PAGES: Final = {
    "hints": pl.List(HINT),  # one a line
    "left_out": pl.List(LEFT_OUT),
    "characters": pl.Int64(),  # that are no white space, of all the page's text nodes
    "links": pl.List(LINK),
    "said": pl.List(STATEMENT),  # of its fields, beside its text; of each the most trusted first
    "host": pl.String(),  # of its address
}
"""What is known of pages alone: null elsewhere."""

READERS: Final[tuple[Reader, ...]] = (html, text)
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
        asked = rest.with_columns(_mine=mine)
        if asked["_mine"].any():
            taken = reader.read(rest.filter(asked["_mine"])).with_columns(
                pl.col("elements").cast(pl.List(pl.String)), places=pl.lit(reader.PLACES)
            )
            beside = {
                name: pl.col(name) if name in taken.columns else pl.lit(None, dtype)
                for name, dtype in OF_PAGES.items()
            }
            taken = taken.with_columns(**beside)
            parts.append(taken.select(*raw.columns, "text", "bom", "utf8", "elements", "places", *OF_PAGES))
            rest = rest.filter(~asked["_mine"])
    return pl.concat(parts)
