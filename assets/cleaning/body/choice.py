"""The likeliest text of a page."""

from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from assets.cleaning.body.chances import EVEN
from assets.cleaning.body.step import step
from assets.cleaning.documents import Documents, Floats

LEAST: Final = 0.2  # no line less likely than this is ever the article's
# what the best line of a page must reach: below, it holds no article, or nothing but a table
SURE_OF_SOMETHING: Final = 0.5


@step(needs="doc body odds chance size", gives="odds chosen dropped sure_page")
def line_model(lines: pl.DataFrame) -> pl.DataFrame:
    """Of the lines that no step before has dropped, the likeliest text of each page; nothing where nothing is
    likely.

    Gives `chosen`, `dropped` (before the choice), `sure_page` (something on the page is likelier text than
    not), and `odds` as they count from here on: none for a dropped line.
    """
    dropped = lines["body"].eq_missing(False).to_numpy()
    odds = np.where(dropped, 0, lines["odds"].to_numpy()).astype(np.float32)
    documents = Documents(lines["doc"].to_numpy())
    sure_page = np.asarray(documents.most(odds) >= SURE_OF_SOMETHING)
    chosen = choose(documents, odds, lines["size"].to_numpy()) & sure_page
    keep = pl.select(pl.when(pl.Series(~dropped)).then(pl.Series(chosen))).to_series()
    unlikely = pl.Series(chosen) & (lines["chance"] < EVEN)
    rule = pl.when(unlikely).then(pl.lit("likely_enough")).otherwise(pl.lit("line_model"))
    return pl.select(
        keep=keep,
        rule=rule,
        odds=pl.Series(odds),
        chosen=pl.Series(chosen),
        dropped=pl.Series(dropped),
        sure_page=pl.Series(sure_page),
    )


def choose(documents: Documents, chance: Floats, size: Floats) -> NDArray[np.bool_]:
    """The lines of each document that make the best article: the set whose expected F1, counted in bytes, is
    highest.

    A sure page keeps what is likelier than not; on a page where nothing is sure, the likeliest lines stay
    rather than none.
    """
    keep = np.zeros(documents.count, dtype=bool)
    for start, end in zip(documents.starts, np.r_[documents.starts[1:], documents.count], strict=True):
        part, weight = chance[start:end], size[start:end]
        order = np.argsort(-part, kind="stable")
        gained = np.cumsum(part[order] * weight[order])
        expected = gained / (np.cumsum(weight[order]) + gained[-1] + 1e-9)
        keep[start:end] = part >= max(part[order[int(np.argmax(expected))]], LEAST)
    return keep
