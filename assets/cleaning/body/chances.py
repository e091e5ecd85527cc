"""How likely each line is the article's, as the steps go by it."""

import polars as pl

from assets.cleaning.documents import Floats
from assets.cleaning.line_model import model

EVEN = 0.5  # chance from which a line is likelier the article's than not


def moved(lines: pl.DataFrame, odds: Floats, because: str) -> pl.DataFrame:
    """Lines of texts, or of pages (`on_page`), with `odds` and `why` → new `odds`, their `chance`
    and `why`: `because` where another side is likelier now."""
    after = pl.Series("odds", odds)
    other_side = (lines["odds"] >= EVEN) != (after >= EVEN)
    why = pl.when(other_side).then(pl.lit(because)).otherwise(lines["why"])
    return pl.select(odds=after, chance=calibrated(odds, bool(lines["on_page"].any())), why=why)


def calibrated(odds: Floats, on_page: bool) -> pl.Series:
    """The model's chances → how often lines of such a chance were the article's, in texts or on pages that it
    had not seen."""
    known = model.load_for_pages() if on_page else model.load()
    return pl.Series("chance", known.confidence(odds)).cast(pl.Float64)
