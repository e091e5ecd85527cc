"""Lists and rankings: which of their lines are the article's, and which are links.

The steps read `entry` (has a bullet), `ended` (has a closing mark), `sentence` (ended, and no short line),
`odds` (chance of being the article's), `dropped` (before the choice), `body` (text, as far as is decided).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from assets.cleaning.body.chances import moved
from assets.cleaning.body.step import step
from assets.cleaning.documents import Documents
from assets.cleaning.line_model.odds import together


@dataclass(frozen=True)
class ListLimits:
    """What makes a list, and which lists are links."""

    list_lines: int = 4  # in a row that make a list
    entry_bytes: int = 120  # below which a line without a closing mark may be an entry of one
    links: int = 100  # entries that a page's list of links has at the least
    reach_lines: int = 20  # either way of a link, …
    entries_share: float = 0.8  # … and the share of list entries among them at the least, …
    sentences_share: float = 0.15  # … and of sentences at the most
    introduces_chance: float = 0.45  # of being text, from which a line that ends in a colon brings on a list
    introduction_bytes: int = 30  # a shorter one heads a box
    number_chars: int = 5  # that a number at a line's beginning has
    numbered_chance: float = 0.15  # from which it heads what stands under it


LIMITS: Final = ListLimits()
CUT = r"(?:\.\.|…)[\"'”’»]?$"  # a teaser that breaks off
# rules for lines that other stories stand under
INVITATIONS = ("read_more_alone", "more_boxes", "more_from", "more_on")


@step(needs="doc text entry ended odds chance why on_page", gives="odds chance why")
def even_lists(lines: pl.DataFrame) -> pl.DataFrame:
    """Evens out the chances of a list's lines: a list, a table, a menu is the article's as a whole or not at
    all."""
    text = pl.col("text")
    short = (text.str.len_bytes() < LIMITS.entry_bytes) & ~pl.col("ended")
    form = (
        pl.when("entry")
        .then(pl.lit("bullet"))
        .when(short & text.str.contains(r"^[0-9]"))
        .then(pl.lit("number"))
    )
    formed = lines.select("doc", "odds", form=form.when(short).then(pl.lit("neither")))
    formed = formed.with_columns(run=pl.struct("doc", "form").rle_id())
    listed = pl.col("form").is_not_null() & (pl.len().over("run") >= LIMITS.list_lines)
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
    reach = LIMITS.reach_lines
    around, bullets, sentences = (
        documents.window(values, reach, reach) for values in (np.ones_like(end), bullet, end)
    )
    entry = bullet > 0
    mostly_entries = bullets >= LIMITS.entries_share * around
    few_sentences = sentences <= LIMITS.sentences_share * around
    amid = entry & (around >= 2 * reach) & mostly_entries & few_sentences
    beside_such = documents.window(amid.astype(np.float32), reach, reach) > 0
    near = amid | (entry & (end == 0) & beside_such)
    links = near & (documents.all(near.astype(np.float32)) >= LIMITS.links)
    return pl.select(keep=pl.when(pl.Series(links)).then(False))


@step(needs="doc text entry odds dropped")
def list_after_colon(lines: pl.DataFrame) -> pl.DataFrame:
    """Keeps the entries of a list right under a line that is likely to be text and ends in a colon, and that
    line."""
    text = pl.col("text")
    likely = (pl.col("odds") >= LIMITS.introduces_chance) & ~pl.col("dropped")
    brings_on = likely & (text.str.len_bytes() >= LIMITS.introduction_bytes) & text.str.contains(r"[:：]$")
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
    number = text.str.head(LIMITS.number_chars).str.extract(r"^#?([0-9]{1,2})[.):]\s").cast(pl.Int8)
    before, after = number.shift(1).forward_fill().over("doc"), number.shift(-1).backward_fill().over("doc")
    counts = ((number - before).abs() == 1).fill_null(False) | ((after - number).abs() == 1).fill_null(False)
    paragraph = pl.when(~pl.col("dropped")).then(pl.col("body") & pl.col("sentence"))
    heads = paragraph.shift(-1).backward_fill().over("doc").fill_null(False)
    likely = (pl.col("odds") >= LIMITS.numbered_chance) & ~pl.col("dropped")
    short = text.str.len_bytes() < LIMITS.entry_bytes
    return lines.select(keep=pl.when(counts & heads & short & likely).then(True))


@step(needs="doc known_by entry")
def under_read_more(lines: pl.DataFrame) -> pl.DataFrame:
    """Drops the entries of a list right under a line that invites to read more: links to other stories."""
    invites = pl.col("known_by").is_in(list(INVITATIONS)).fill_null(False)
    return lines.select(keep=pl.when(_under(invites)).then(False))


def _under(line: pl.Expr) -> pl.Expr:
    """True for the entries of a list right under such a line, which is no entry itself."""
    return pl.col("entry") & pl.when(~pl.col("entry")).then(line).forward_fill().over("doc").fill_null(False)
