"""Lists and rankings: which of their lines are the article's, and which are links.

The steps read `entry` (has a bullet), `ended` (has a closing mark), `sentence` (ended, and no short line),
`odds` (chance of being the article's), `dropped` (before the choice), `body` (text, as far as is decided).
"""

import numpy as np
import polars as pl

from assets.cleaning.body.chances import moved
from assets.cleaning.body.step import step
from assets.cleaning.documents import Documents
from assets.cleaning.line_model.odds import together

LISTED, ENTRY = (
    4,
    120,
)  # lines in a row that make a list; bytes below which a line without a closing mark may be an entry of one
LINKS = 100  # entries that a page's list of links has at the least
REACH, MOST, FEW = (
    20,
    0.8,
    0.15,
)  # lines either way, and the shares of list entries and of sentences among them that make such a list
CUT = r"(?:\.\.|…)[\"'”’»]?$"  # a teaser that breaks off
INVITATIONS = (
    "read_more_alone",
    "more_boxes",
    "more_from",
    "more_on",
)  # rules for lines that other stories stand under
INTRODUCES = 0.45  # chance of being text from which a line that ends in a colon brings on a list
INTRODUCTION = 30  # bytes: a shorter one heads a box
NUMBER, NUMBERED = (
    5,
    0.15,
)  # characters that a number at a line's beginning has; chance from which it heads what stands under it


@step(needs="doc text entry ended odds chance why", gives="odds chance why")
def even_lists(lines: pl.DataFrame) -> pl.DataFrame:
    """Evens out the chances of a list's lines: a list, a table, a menu is the article's as a whole or not at
    all."""
    text = pl.col("text")
    short = (text.str.len_bytes() < ENTRY) & ~pl.col("ended")
    form = (
        pl.when("entry")
        .then(pl.lit("bullet"))
        .when(short & text.str.contains(r"^[0-9]"))
        .then(pl.lit("number"))
    )
    formed = lines.select("doc", "odds", form=form.when(short).then(pl.lit("neither")))
    formed = formed.with_columns(run=pl.struct("doc", "form").rle_id())
    listed = pl.col("form").is_not_null() & (pl.len().over("run") >= LISTED)
    even = together(pl.col("odds")).over("run")
    after = formed.select(pl.when(listed).then(even.cast(pl.Float32)).otherwise("odds")).to_series()
    return moved(lines, after.to_numpy(), "the other lines of its list")


@step(needs="doc text entry ended")
def among_links(lines: pl.DataFrame) -> pl.DataFrame:
    """Drops list entries among, or near, so many others without a closing mark that they must be links: no
    article lists so much."""
    documents = Documents(lines["doc"].to_numpy())
    closed = pl.col("ended") & ~pl.col("text").str.contains(CUT)
    signs = lines.select(bullet=pl.col("entry").cast(pl.Float32), end=closed.cast(pl.Float32))
    bullet, end = signs["bullet"].to_numpy(), signs["end"].to_numpy()
    around, bullets, sentences = (
        documents.window(values, REACH, REACH) for values in (np.ones_like(end), bullet, end)
    )
    entry = bullet > 0
    amid = entry & (around >= 2 * REACH) & (bullets >= MOST * around) & (sentences <= FEW * around)
    near = amid | (entry & (end == 0) & (documents.window(amid.astype(np.float32), REACH, REACH) > 0))
    links = near & (documents.all(near.astype(np.float32)) >= LINKS)
    return pl.select(keep=pl.when(pl.Series(links)).then(False))


@step(needs="doc text entry odds dropped")
def list_after_colon(lines: pl.DataFrame) -> pl.DataFrame:
    """Keeps the entries of a list right under a line that is likely to be text and ends in a colon, and that
    line."""
    text = pl.col("text")
    likely = (pl.col("odds") >= INTRODUCES) & ~pl.col("dropped")
    brings_on = likely & (text.str.len_bytes() >= INTRODUCTION) & text.str.contains(r"[:：]$")
    listed = _under(brings_on)
    above_list = brings_on & ~pl.col("entry") & listed.shift(-1).over("doc").fill_null(False)
    return lines.select(keep=pl.when((listed | above_list) & ~pl.col("dropped")).then(True))


@step(needs="doc text sentence odds dropped body")
def numbered_heading(lines: pl.DataFrame) -> pl.DataFrame:
    """Keeps a short numbered line above a paragraph of the text, where the numbered line before or after it
    counts on.

    Between it and the paragraph may stand what rules drop: a caption, an advertisement's label.
    """
    text = pl.col("text")
    number = text.str.head(NUMBER).str.extract(r"^#?([0-9]{1,2})[.):]\s").cast(pl.Int8)
    before, after = number.shift(1).forward_fill().over("doc"), number.shift(-1).backward_fill().over("doc")
    counts = ((number - before).abs() == 1).fill_null(False) | ((after - number).abs() == 1).fill_null(False)
    paragraph = pl.when(~pl.col("dropped")).then(pl.col("body") & pl.col("sentence"))
    heads = paragraph.shift(-1).backward_fill().over("doc").fill_null(False)
    likely = (pl.col("odds") >= NUMBERED) & ~pl.col("dropped")
    return lines.select(keep=pl.when(counts & heads & (text.str.len_bytes() < ENTRY) & likely).then(True))


@step(needs="doc known_by entry")
def under_read_more(lines: pl.DataFrame) -> pl.DataFrame:
    """Drops the entries of a list right under a line that invites to read more: links to other stories."""
    invites = pl.col("known_by").is_in(list(INVITATIONS)).fill_null(False)
    return lines.select(keep=pl.when(_under(invites)).then(False))


def _under(line: pl.Expr) -> pl.Expr:
    """True for the entries of a list right under such a line, which is no entry itself."""
    return pl.col("entry") & pl.when(~pl.col("entry")).then(line).forward_fill().over("doc").fill_null(False)
