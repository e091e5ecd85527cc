"""Long texts, to their end."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from assets.cleaning.body.chances import moved
from assets.cleaning.body.gaps import LIMITS as GAPS
from assets.cleaning.body.step import step
from assets.cleaning.documents import Documents


@dataclass(frozen=True)
class LongTextLimits:
    """When a paragraph far down in a long text is believed more than the model believes it."""

    bytes_above: int = 8_000  # of text above it, from which the model doubts it too much
    quiet_lines: int = 2  # either way of it, of which none is dropped
    doubted: float = 0.2  # its chance, at the least …
    raised: float = 0.6  # … and what it is raised to


LIMITS: Final = LongTextLimits()


@step(needs="doc body odds chance why size sentence entry on_page", gives="odds chance why")
def continue_long_texts(lines: pl.DataFrame) -> pl.DataFrame:
    """Raises the chances of paragraphs far down in a long text where no line near them is dropped.

    The model has seen few long texts and many pages that go on with something else: it doubts what stands far
    down.
    """
    odds, size = lines["odds"].to_numpy(), lines["size"].to_numpy()
    paragraph = (lines["sentence"] & ~lines["entry"]).to_numpy()
    dropped = lines["body"].eq_missing(False).to_numpy()
    documents = Documents(lines["doc"].to_numpy())
    text = np.where(paragraph & (odds >= GAPS.likely), size, 0).astype(np.float32)
    quiet = documents.window(dropped.astype(np.float32), LIMITS.quiet_lines, LIMITS.quiet_lines) == 0
    far_down = documents.above(text) >= LIMITS.bytes_above
    goes_on = paragraph & quiet & far_down & (odds >= LIMITS.doubted)
    after = np.where(goes_on, np.maximum(odds, LIMITS.raised), odds).astype(np.float32)
    return moved(lines, after, "a long text, of whose end nothing near tells")
