"""Whether a page holds an article at all, or nothing but navigation, teasers and notices."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from assets.cleaning.line_model.features import STAMP
from assets.cleaning.line_model.surroundings import Documents, Floats

SURE_OF_SOMETHING = 0.5  # chance that the best line of a page must reach: below, the page holds no article, or nothing but a table
LITTLE, PART = 200, 0.3  # bytes of text, those that speak against it taken off, and share of the page's, below which the text is little
CERTAIN = 0.9  # chance from which a line is enough, however little there is
NEAR = 10  # a sentence so many lines below a date or byline may be a flash: all that there is to report
LABEL = 40  # bytes below which a line without a closing mark may stand between them, as what rules know may


def of_something(documents: Documents, found: Floats) -> NDArray[np.bool_]:
    """True for the lines of pages on which something is likelier text than not."""
    return np.asarray(documents.most(found) >= SURE_OF_SOMETHING)


def opens(documents: Documents, lines: pl.DataFrame) -> NDArray[np.bool_]:
    """True for a sentence below a date or byline, with nothing between them but share buttons, captions, labels and the like."""
    label = ~pl.col("ended") & (pl.col("text").str.len_bytes() < LABEL)
    told = lines.select(
        stamp=pl.col("told").is_in(list(STAMP)).fill_null(False), text=pl.col("told").is_null() & ~label, sentence=pl.col("ended")
    )
    stamp, text, sentence = (column.to_numpy() for column in told.iter_columns())
    above = documents.nearest(stamp)[0]
    return np.asarray(sentence & (above <= NEAR) & (above < documents.nearest(text)[0]))


def too_little(lines: pl.DataFrame) -> pl.Series:
    """The `doc` of pages with so little text among so much else, and none of it certain, that it is no article's.

    The lines are as `judging` has them, with `body`, `chance`, `opens` and `formed`: the rule by which a line is text
    by its form and place, as a table is, which is enough of it. A line that is as likely text as not speaks neither for it nor against.
    """
    certain = (pl.col("chance") >= CERTAIN) | pl.col("formed").is_not_null()
    sized = lines.select("doc", "body", "chance", certain=certain, size=pl.col("text").str.len_bytes(), flash="opens")
    pages = sized.group_by("doc").agg(size=pl.col("size").sum())
    text = sized.filter("body").with_columns(speaks=pl.col("size") * (2 * pl.col("chance") - 1)).group_by("doc", maintain_order=True)
    found = text.agg(pl.col("speaks").sum(), part=pl.col("size").sum(), certain=pl.col("certain").any(), flash=pl.col("flash").any())
    little = (pl.col("speaks") < LITTLE) & (pl.col("part") < PART * pl.col("size")) & ~pl.col("certain") & ~pl.col("flash")
    return found.join(pages, on="doc").filter(little)["doc"]
