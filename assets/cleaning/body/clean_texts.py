"""Texts that hold an article and nothing else: all their lines belong to it, whatever they look like."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from assets.cleaning.body.step import step
from assets.cleaning.line_model.features import PROMPT
from assets.cleaning.line_shape import STAMP, ends
from assets.parsing import bylines, dates
from checks.vocabulary import DROPPED_ROLES

ADDRESS: Final = r"https?:|www[.]|\w@\w"
BY_CHANCE: Final = ("line_model", "likely_enough", "stray_line", "between_text", "among_sentences")
"""Rules that drop a line because it does not read like text, and for nothing that it says."""
NO_FURNITURE: Final = ("separator", "blank", "label", "metadata", "other")
"""Roles of dropped lines that are no sign of a page around the article."""
FURNITURE: Final = tuple(role for role in DROPPED_ROLES if role not in NO_FURNITURE)
MARKS: Final = "-–—•*()[] "  # around a name
OF_LISTS: Final = ("only_a_date",)
"""Rules that know lines which lists within a text have too: days of a tour."""


BY_SHAPE: Final = ("teasers_in_a_row", "headline_in_capitals", "credit_behind_caption")
"""Rules that know lines by what they look like beside others: results amid a text look like teasers."""
OF_PAGES: Final = (
    "navigation",
    "share_widget",
    "follow_prompt",
    "newsletter",
    "paywall",
    "promo",
    "tags",
    "comments",
)
"""Roles of lines that stand on pages alone: a caption or a notice may be saved with its article."""


@dataclass(frozen=True)
class CleanTextLimits:
    """When a text holds nothing but an article. Lines are counted without blank ones."""

    lines_above_text: int = 3  # at the most: title, date, byline
    share_of_text: float = 0.25  # of all its bytes, which read like text, at the least
    share_of_invitations: float = 0.2  # of the lines in doubt: addresses, words that prompt
    repeated_lines: int = 1  # that other articles of its outlet have, too
    text_bytes: int = 300  # of that, at the least: less may be a notice
    head_lines: int = 6  # in which a date or a byline makes a header
    listed_days: int = 3  # lines that say a day and nothing else, from which they are a list
    # where no header stands: a list may stand above the text, …
    lines_above_bare_text: int = 8
    # … and of all lines so many may look like a page's furniture, but for one no buttons and links; one
    # always may, for rules err
    share_of_furniture: float = 0.05
    kicker_bytes: int = 45  # of a first line that may be the kicker of the line under it, at the most
    edge_lines: int = 2  # above or below what reads like text, that are the article's however they look
    dated_bytes: int = 60  # of a line above or below the text with a year in it, that says when it appeared
    edge_chance: float = 0.2  # mean chance of being text from which more such lines below it are, too


LIMITS: Final = CleanTextLimits()


@step(needs="doc text known_role known_by verdict body rule chance", gives="nothing_else")
def nothing_but_article(lines: pl.DataFrame) -> pl.DataFrame:
    """Keeps the short lines of a text in which no line looks like a page's furniture: line-ups, results,
    winners, a list's entries.

    It starts with the text right under its title, most of it reads like text, no rule knows any of its lines
    as a button, a link or a notice, and its outlet hardly repeats any.

    Where no date or byline stands at its head either, whoever saved it took all else off (it is `bare`): then
    one line may look like furniture, what stands amid the text is the text's, days in its lists too, and so
    is the line or two above or below it. Gives `nothing_else`: its document holds a title and text alone.
    """
    nth, kept = pl.int_range(pl.len()).over("doc"), pl.col("body").fill_null(False)
    told_by_form = ~pl.col("rule").is_in(list(BY_CHANCE)) & pl.col("known_role").is_null()
    known = pl.col("known_role").is_in(list(FURNITURE)).fill_null(False)
    invites = pl.col("text").str.contains(ADDRESS) | pl.col("text").str.contains(PROMPT)
    furniture = ~kept & (told_by_form | known).fill_null(False)
    told = lines.with_columns(
        nth=nth, furniture=furniture, kept=kept, free=~kept & pl.col("known_role").is_null()
    )
    told = told.with_columns(
        formed=furniture & ~known & pl.col("rule").is_in(list(BY_SHAPE)) & _amid("kept"),
        listed=_in_list_of_days(),
        paged=~kept & pl.col("known_role").is_in(list(OF_PAGES)).fill_null(False),
        invites=~kept & invites,
    )
    told = told.join(_documents(told), on="doc", how="left", maintain_order="left")
    return told.select(
        keep=pl.when(_under_header() | (pl.col("bare") & _of_bare_text())).then(True),
        nothing_else=pl.col("bare") & pl.col("whole"),
    )


def _amid(flag: str) -> pl.Expr:
    """True from the first to the last flagged line of a document."""
    above = pl.col(flag).cum_max().over("doc")
    return above & pl.col(flag).reverse().cum_max().reverse().over("doc")


def _under_header() -> pl.Expr:
    """The lines in doubt of a clean text, from the first that reads like text on."""
    at, last = pl.col("nth"), pl.col("last")
    # one line alone under the text, which is no sentence, is an imprint or a signature
    alone = (at > last) & (pl.col("lines") - last == 2) & ~ends(pl.col("text"))
    return pl.col("is_clean") & pl.col("free") & (at >= pl.col("first")) & ~alone


def _of_bare_text() -> pl.Expr:
    """The lines in doubt that are a bare text's: amid it, and few above and below it that are no name and
    name no day."""
    at, first, last = pl.col("nth"), pl.col("first"), pl.col("last")
    free, amid = pl.col("free"), at.is_between("first", "last")
    listed = ~pl.col("kept") & pl.col("listed")
    name = pl.when(free & ~amid).then(pl.col("text").str.strip_chars(MARKS))
    dated = name.str.contains(dates.YEAR) & (name.str.len_bytes() <= LIMITS.dated_bytes)
    signs = ((bylines.named(name) & bylines.known(name)) | dated).fill_null(False)
    size = pl.col("text").str.len_bytes()
    title = size.first().over("doc")
    is_heading = (size <= title) | (title > LIMITS.kicker_bytes)  # a headline is longer than its kicker
    above = (at >= 1) & (at < first) & (first - 1 <= LIMITS.edge_lines) & is_heading
    few = pl.col("lines") - 1 - last <= LIMITS.edge_lines
    below = (at > last) & (few | (pl.col("chance_below") >= LIMITS.edge_chance)) & ~pl.col("invites")
    return (amid & (free | listed)) | (free & pl.col("whole") & (above | below) & ~signs).fill_null(False)


def _in_list_of_days() -> pl.Expr:
    """True for lines that say a day and nothing else, where there are several: a tour's, no article's own."""
    is_day = pl.col("known_by").is_in(list(OF_LISTS)).fill_null(False)
    return is_day & (is_day.sum().over("doc") >= LIMITS.listed_days)


def _documents(told: pl.DataFrame) -> pl.DataFrame:
    """`doc`, `is_clean` (nothing looks like furniture), `bare` (hardly anything does, and there is no date or
    byline at its head), `whole` (nothing in it is of a page), `first`, `last` (numbers of the lines that read
    like text), `lines`, `chance_below` (the mean chance of those below the last)."""
    stamp = pl.col("known_role").is_in(list(STAMP)) & (pl.col("nth") < LIMITS.head_lines)
    stamp &= ~pl.col("listed")
    first, last = pl.col("nth").filter("kept").first(), pl.col("nth").filter("kept").last()
    size = pl.col("text").str.len_bytes()
    text = size.filter("kept").sum()
    reads_like_text = (
        ~(pl.col("verdict") == "most").any()
        & ((pl.col("verdict") == "some").sum() <= LIMITS.repeated_lines)
        & (pl.col("invites").sum() <= LIMITS.share_of_invitations * (~pl.col("kept")).sum())
        & (first <= LIMITS.lines_above_bare_text)
        & (text >= LIMITS.share_of_text * size.sum())
        & (text >= LIMITS.text_bytes)
    ).fill_null(False)
    furniture = pl.col("furniture").sum()
    few = furniture - pl.col("formed").sum() <= pl.max_horizontal(LIMITS.share_of_furniture * pl.len(), 1)
    near_title = (first <= LIMITS.lines_above_text).fill_null(False)
    return told.group_by("doc").agg(
        is_clean=reads_like_text & (furniture == 0) & near_title,
        bare=reads_like_text & few & (pl.col("paged").sum() <= 1) & ~stamp.any().fill_null(False),
        whole=(pl.col("paged").sum() == 0) & near_title,
        first=first,
        last=last,
        lines=pl.len(),
        chance_below=pl.col("chance").filter(pl.col("nth") > last).mean(),
    )
