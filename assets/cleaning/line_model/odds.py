"""Log-odds and chances."""

import numpy as np
import polars as pl

from assets.cleaning.documents import Floats


def chance(odds: Floats) -> Floats:
    """Log-odds → probability."""
    return (1 / (1 + np.exp(-np.clip(odds, -30, 30)))).astype(np.float32)


def together(odds: pl.Expr) -> pl.Expr:
    """One chance for many: that of the mean of their log-odds."""
    certain = odds.cast(pl.Float64).clip(1e-6, 1 - 1e-6)
    return 1 / (1 + (-(certain / (1 - certain)).log().mean()).exp())
