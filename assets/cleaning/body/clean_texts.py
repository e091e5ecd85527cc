"""Texts that hold an article and nothing else: all their lines belong to it, whatever they look like."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from assets.cleaning.body.step import step
from assets.cleaning.line_model.features import PROMPT
from assets.cleaning.line_shape import STAMP, ends
from checks.vocabulary import DROPPED_ROLES

ADDRESS: Final = r"https?:|www[.]|\w@\w"
BY_CHANCE: Final = ("line_model", "likely_enough", "stray_line", "between_text", "among_sentences")
"""Rules that drop a line because it does not read like text, and for nothing that it says."""
NO_FURNITURE: Final = ("separator", "blank", "label", "metadata", "other")
"""Roles of dropped lines that are no sign of a page around the article."""
FURNITURE: Final = tuple(role for role in DROPPED_ROLES if role not in NO_FURNITURE)


@dataclass(frozen=True)
class CleanTextLimits:
    """When a text holds nothing but an article. Lines are counted without blank ones."""

    lines_above_text: int = 3  # at the most: title, date, byline
    share_of_text: float = 0.25  # of all its bytes, which read like text, at the least
    share_of_invitations: float = 0.2  # of the lines in doubt: addresses, words that prompt
    repeated_lines: int = 1  # that other articles of its outlet have, too
    text_bytes: int = 300  # of that, at the least: less may be a notice
    head_lines: int = 6  # in which a date or a byline makes a header


LIMITS: Final = CleanTextLimits()


@step(needs="doc text known_role verdict body rule", gives="nothing_else")
def nothing_but_article(lines: pl.DataFrame) -> pl.DataFrame:
    """Keeps the short lines of a text in which no line looks like a page's furniture: line-ups, results,
    winners, a list's entries.

    It starts with the text right under its title, most of it reads like text, no rule knows any of its lines
    as a button, a link or a notice, and its outlet hardly repeats any. Gives `nothing_else`: its text is
    such, and no date or byline stands at its head.
    """
    nth, kept = pl.int_range(pl.len()).over("doc"), pl.col("body").fill_null(False)
    told_by_form = ~pl.col("rule").is_in(list(BY_CHANCE)) & pl.col("known_role").is_null()
    known = pl.col("known_role").is_in(list(FURNITURE))
    invites = pl.col("text").str.contains(ADDRESS) | pl.col("text").str.contains(PROMPT)
    furniture = ~kept & (told_by_form | known).fill_null(False)
    told = lines.with_columns(nth=nth, furniture=furniture, kept=kept, invites=~kept & invites)
    stamp = pl.col("known_role").is_in(list(STAMP)) & (pl.col("nth") < LIMITS.head_lines)
    first = pl.col("nth").filter("kept").first()
    size = pl.col("text").str.len_bytes()
    text = size.filter("kept").sum()
    is_clean = (
        ~(pl.col("furniture") | (pl.col("verdict") == "most")).any()
        & ((pl.col("verdict") == "some").sum() <= LIMITS.repeated_lines)
        & (pl.col("invites").sum() <= LIMITS.share_of_invitations * (~pl.col("kept")).sum())
        & (first <= LIMITS.lines_above_text)
        & (text >= LIMITS.share_of_text * size.sum())
        & (text >= LIMITS.text_bytes)
    )
    last = pl.col("nth").filter("kept").last()
    documents = told.group_by("doc").agg(
        is_clean=is_clean.fill_null(False), stamped=stamp.any(), first=first, last=last, lines=pl.len()
    )
    told = told.join(documents, on="doc", how="left", maintain_order="left")
    below = pl.col("nth") >= pl.col("first")
    # one line alone under the text, which is no sentence, is an imprint or a signature
    alone = (pl.col("nth") > pl.col("last")) & (pl.col("lines") - pl.col("last") == 2) & ~ends(pl.col("text"))
    return told.select(
        keep=pl.when(pl.col("is_clean") & pl.col("known_role").is_null() & below & ~alone).then(True),
        nothing_else=pl.col("is_clean") & ~pl.col("stamped").fill_null(False),
    )
