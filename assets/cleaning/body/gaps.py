"""The choice made whole, for an article is a few runs of lines: gaps are closed, sentences beside the text
taken in, strays left out.

The steps read `chosen`, `dropped` and `odds` as `choice` leaves them, and `ended` (has a closing mark),
`sentence` (ended, and no short line), `entry` (has a bullet), `size` (bytes).
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from assets.cleaning.body.step import step
from assets.cleaning.documents import Documents
from assets.cleaning.line_shape import STAMP


@dataclass(frozen=True)
class GapLimits:
    """How likely a line must be for its neighbours to decide."""

    # chance from which lines between kept ones, or a sentence beside one, are kept with them
    likely: float = 0.3
    likely_alone: float = 0.1  # the same for one line alone, and no list entry, right between two kept ones
    # the same for each of several lines in a row, and for a sentence with nothing but labels up to its date
    likely_bridge: float = 0.45
    stray_bytes: int = 200  # a line with no kept line beside it is left out if it is shorter …
    stray_chance: float = 0.6  # … and less likely
    # a sentence so many lines below a date or byline may be a flash: all that there is to report
    lines_below_date: int = 10
    # a shorter line without a closing mark may stand between them, as what rules know may
    label_bytes: int = 40


LIMITS: Final = GapLimits()


@step(needs="doc known_role ended size", gives="opens")
def look_under_dates(lines: pl.DataFrame) -> pl.DataFrame:
    """Gives `opens`: a sentence below a date or byline, with nothing between them but share buttons,
    captions, labels and the like."""
    label = ~pl.col("ended") & (pl.col("size") < LIMITS.label_bytes)
    kinds = lines.select(
        stamp=pl.col("known_role").is_in(list(STAMP)).fill_null(False),
        text=pl.col("known_role").is_null() & ~label,
        ended="ended",
    )
    documents = Documents(lines["doc"].to_numpy())
    to_stamp = documents.nearest(kinds["stamp"].to_numpy())[0]
    to_text = documents.nearest(kinds["text"].to_numpy())[0]
    opens = kinds["ended"].to_numpy() & (to_stamp <= LIMITS.lines_below_date) & (to_stamp < to_text)
    return pl.DataFrame({"opens": opens})


@step(needs="doc chosen dropped odds", gives="text_above text_below")
def look_beside_text(lines: pl.DataFrame) -> pl.DataFrame:
    """Gives `text_above`, `text_below`: whether the nearest line that is decided, above and below, is of the
    text.

    Passed over are dropped lines, and unchosen ones that may be a bridge.
    """
    bridge = ~pl.col("chosen") & (pl.col("odds") > LIMITS.likely_bridge)
    decided = pl.when(~(pl.col("dropped") | bridge)).then("chosen")
    return lines.select(
        text_above=decided.shift(1).forward_fill().over("doc").fill_null(False),
        text_below=decided.shift(-1).backward_fill().over("doc").fill_null(False),
    )


@step(needs="opens dropped odds")
def sentence_under_date(lines: pl.DataFrame) -> pl.DataFrame:
    """Keeps the sentence that opens a text."""
    return _kept(lines, pl.col("opens") & ~pl.col("dropped") & (pl.col("odds") > LIMITS.likely_bridge))


@step(needs="chosen odds size text_above text_below")
def stray_line(lines: pl.DataFrame) -> pl.DataFrame:
    """Drops short lines of the choice that stand apart from it."""
    apart = ~pl.col("text_above") & ~pl.col("text_below")
    stray = (
        pl.col("chosen")
        & apart
        & (pl.col("size") < LIMITS.stray_bytes)
        & (pl.col("odds") < LIMITS.stray_chance)
    )
    return lines.select(keep=pl.when(stray).then(False))


@step(needs="odds text_above text_below")
def between_text(lines: pl.DataFrame) -> pl.DataFrame:
    """Keeps likely lines between two of the text."""
    return _kept(lines, pl.col("text_above") & pl.col("text_below") & (pl.col("odds") > LIMITS.likely))


@step(needs="odds sentence text_above text_below")
def sentence_beside_text(lines: pl.DataFrame) -> pl.DataFrame:
    """Keeps a likely sentence right above or below the text."""
    return _kept(
        lines,
        (pl.col("text_above") | pl.col("text_below")) & pl.col("sentence") & (pl.col("odds") > LIMITS.likely),
    )


@step(needs="doc chosen dropped odds entry")
def line_alone_in_text(lines: pl.DataFrame) -> pl.DataFrame:
    """Keeps one line alone, and no list entry, right between two of the text."""
    between = (pl.col("chosen").shift(1) & pl.col("chosen").shift(-1)).over("doc").fill_null(False)
    free = ~pl.col("dropped") & ~pl.col("entry")
    return _kept(lines, between & free & (pl.col("odds") > LIMITS.likely_alone))


def _kept(lines: pl.DataFrame, holds: pl.Expr) -> pl.DataFrame:
    return lines.select(keep=pl.when(holds).then(True))
