"""How likely each line is the article's, as the steps go by it."""

import polars as pl

from assets.cleaning.documents import Floats
from assets.cleaning.line_model import model

EVEN = 0.5  # chance from which a line is likelier the article's than not


def moved(lines: pl.DataFrame, odds: Floats, because: str) -> pl.DataFrame:
    """Lines with `odds` and `why` → new `odds`, the `chance` that they come to, and `why`: `because` where
    another side is likelier now."""
    after = pl.Series("odds", odds)
    other_side = (lines["odds"] >= EVEN) != (after >= EVEN)
    why = pl.when(other_side).then(pl.lit(because)).otherwise(lines["why"])
    return pl.select(odds=after, chance=calibrated(odds), why=why)


def calibrated(odds: Floats) -> pl.Series:
    """The model's chances → how often lines of such a chance were the article's, on pages that it had not
    seen."""
    return pl.Series("chance", model.load().confidence(odds)).cast(pl.Float64)
