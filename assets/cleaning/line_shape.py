"""What a line looks like by itself."""

from typing import Final

import polars as pl

CLOSES = r"[.!?…。！？।۔։;:][\s\"'“”‘’«»‹›)\]*]*$"
LAST = 8  # characters at the end of a line in which its closing mark is sought
SENTENCE = 60  # bytes: a line this long that ends like a sentence is one


def ends(text: pl.Expr) -> pl.Expr:
    """True where a text ends as sentences do: in a closing mark, behind it quotation marks and brackets at
    most."""
    return text.str.tail(LAST).str.contains(CLOSES)


BULLET: Final = r"^[-–—•*·+>o]\s"
STAMP: Final = ("timestamp", "byline")  # what an article stands under
HEADER: Final = ("timestamp", "byline", "credit", "separator")
