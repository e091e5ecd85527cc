"""What depends on a text alone is asked once of each: pages repeat lines, and outlets repeat them on every
page."""

from collections.abc import Callable

import polars as pl


def texts(every: pl.Series) -> tuple[pl.Series, pl.Series]:
    """The texts that differ, and for each of all texts the place of its like among them."""
    distinct = every.unique(maintain_order=True)
    numbered = distinct.to_frame("text").with_row_index("place")
    places = every.to_frame("text").join(
        numbered, on="text", how="left", maintain_order="left", nulls_equal=True
    )
    return distinct, places["place"]


def ask(lines: pl.DataFrame, question: Callable[[pl.DataFrame], pl.DataFrame]) -> pl.DataFrame:
    """Rows `row`, `text` → the rows that `question` gives for these, in order of the lines.

    It is asked of the texts that differ, and must give at most one row for each.
    """
    distinct, places = texts(lines["text"])
    answers = question(distinct.to_frame("text").with_row_index("row")).rename({"row": "place"})
    placed = lines.select("row", place=places)
    return placed.join(answers, on="place", how="inner", maintain_order="left").drop("place")
