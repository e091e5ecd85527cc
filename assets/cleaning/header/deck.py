"""Which line is the summary under the headline, which the headline once more, and which the lead."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from assets.cleaning.header.shared_words import stems
from assets.cleaning.line_shape import ends
from assets.parsing import calendar
from assets.parsing.rules import any_of


@dataclass(frozen=True)
class DeckLimits:
    """What a summary under the headline is like, and what the lead that follows it."""

    shortest_bytes: int = 30
    longest_bytes: int = 420
    fewest_words: int = 6
    lines_below_headline: int = 4  # in which one stands that is no part of the text
    # share of the headline's words, and of its own, from which a line without a full stop is the headline
    # once more
    same_share: float = 0.6
    retold_share: float = 0.74  # share of the headline's words that a lead tells again, …
    retold_more: float = 0.48  # … and by how much it outdoes the summary before it
    summary_bytes: int = 160  # of a summary that the lead outdoes
    retold_anew: float = 0.2  # the share where the line before the lead tells nothing of the headline
    lead_chance: float = 0.2  # chance of being text from which a line under the headline is a lead, no deck
    # the same for a line that reads as a summary, and for one without a full stop that stands above the
    # byline or date
    summary_chance: float = 0.6
    weekday_chars: int = 5  # in a weekday that is no other word, and no abbreviation


LIMITS: Final = DeckLimits()
LABELLED = r"^[-*•+]\s|^[\p{L}\s]{2,24}:\s"  # a list entry, or a label and what it says
STOP = r"[.…:。][\"'”’»)]*$"
# a story that begins anew brings its subject on with "a", not "the"
INTRODUCES = r"^(?:A|An|Ein|Eine|Un|Une|Uno|Una|Um|Uma)\s"
SAID: Final = any_of(
    "said|says|told|announced|warned|confirmed|sagte|erklärte|a déclaré|a annoncé|dijo|anunció|ha detto|disse"
    "|powiedział|powiedziała|сказал|сказала|заявил|заявила|είπε|δήλωσε"
)
FULL_NAME = r"(?:\p{Ll}{4}|,)\s\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}+|^\p{Lu}\p{Ll}{3,}\s\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}+"


def tells_news(texts: pl.Series) -> str:
    """What reports open with and summaries leave out, as a regex for these texts: a figure, a day, a speaker,
    a full name.

    Nor is a quotation or list entry a summary.
    """
    weekdays = calendar.words_in(texts.str.to_lowercase()).full().weekdays
    day = calendar.alternatives([word for word in weekdays if len(word) >= LIMITS.weekday_chars])
    return rf"\d\d|(?i:(?:^|\P{{L}})(?:{day}|{SAID})(?:\P{{L}}|$))|{FULL_NAME}|^[-*•+]\s|^[“\"«‘'„]|:$"


def deck(placed: pl.DataFrame, body: pl.DataFrame, headline: pl.DataFrame) -> pl.DataFrame:
    """The summary under the headline: before the body, or above the byline, or one sentence before a lead
    that tells the headline again.

    And the lines that are the headline once more: on top of the text a page may print what its title says.
    """
    heads = placed.join(headline.select("row"), on="row", how="semi", maintain_order="left")
    below = _below_headline(placed, heads)
    again = _headline_again(below)
    leads, between = _between(below)
    decks = {
        "between_headline_and_body": between,
        "above_the_byline": _above_byline(below),
        "lead_tells_it_again": _told_again_by_lead(below, _shared_with_headline(heads, body)),
    }
    either = [_named(leads, "body", "lead_under_headline")]
    either += [_named(lines, "deck", rule) for rule, lines in decks.items()]
    first = pl.concat(either).unique("doc", keep="first", maintain_order=True)
    both = pl.concat([_named(again, "other", "headline_again"), first])
    return both.unique("row", keep="first", maintain_order=True).select("row", "role", "rule")


def _named(lines: pl.DataFrame, role: str, rule: str) -> pl.DataFrame:
    return lines.select("doc", "row", role=pl.lit(role), rule=pl.lit(rule))


def _below_headline(placed: pl.DataFrame, heads: pl.DataFrame) -> pl.DataFrame:
    """The lines from the headline to the text's first that may be a deck by their size.

    With what is asked of each: `one_sentence`; `reports` (tells news, as no summary does); `titled` and
    `own`, the shares of the headline's words and of its own that both have in common; `head`, `signed` and
    `second`, the rows of the headline, of the first byline or date below it, and of the text's second line.
    """
    below = placed.join(heads.select("doc", head="row"), on="doc", how="inner", maintain_order="left")
    below = below.filter(pl.col("row") > pl.col("head"))
    is_stamp = pl.col("known_role").is_in(["byline", "timestamp"])
    below = below.with_columns(
        signed=pl.col("row").filter(is_stamp).min().over("doc"),
        second=pl.col("row").filter("body").sort().slice(1, 1).first().over("doc"),
    )
    text = pl.col("text")
    fits = text.str.len_bytes().is_between(LIMITS.shortest_bytes, LIMITS.longest_bytes)
    own = pl.col("known_role").is_null() & (pl.col("verdict") == "none")
    below = below.filter((pl.col("row") <= pl.col("first")) & fits & own)
    one_sentence = text.str.count_matches(r"[.!?][\"'”’]?\s") == 0
    below = below.with_columns(
        one_sentence=one_sentence, reports=~one_sentence | text.str.contains(tells_news(below["text"]))
    )
    shares = _share_of(heads, below).rename({"retold": "titled"})
    return below.join(shares, on="row", how="left", maintain_order="left").with_columns(
        pl.col("titled", "own").fill_null(0)
    )


def _headline_again(below: pl.DataFrame) -> pl.DataFrame:
    """The lines that say what the headline says, and no more."""
    same = (pl.col("titled") >= LIMITS.same_share) & (pl.col("own") >= LIMITS.same_share)
    return below.filter(same & ~pl.col("text").str.contains(STOP))


def _between(below: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The first line of each page that sums up between headline and text: those likely to be the text's lead,
    and the others."""
    text, row, signed, first = pl.col("text"), pl.col("row"), pl.col("signed"), pl.col("first")
    near = (row < first) & (row - pl.col("head") <= LIMITS.lines_below_headline)
    enough_words = text.str.count_matches(r"\S+") >= LIMITS.fewest_words
    sums_up = enough_words & ~text.str.contains(LABELLED) & (pl.col("titled") < LIMITS.same_share)
    between = below.filter(near & sums_up).group_by("doc", maintain_order=True).first()
    under_byline = signed.is_null() | (signed < row) | (signed > first)
    reads_as_lead = pl.col("reports") & (ends(text) | under_byline)
    needed = pl.when(reads_as_lead).then(LIMITS.lead_chance).otherwise(LIMITS.summary_chance)
    is_lead = pl.col("chance") >= needed
    return between.filter(is_lead), between.filter(~is_lead)


def _above_byline(below: pl.DataFrame) -> pl.DataFrame:
    """The text's first line where it is one sentence above the byline, and not surely text."""
    above_byline = (pl.col("signed") > pl.col("row")) & (pl.col("signed") < pl.col("second"))
    doubtful = pl.col("chance") < LIMITS.summary_chance
    return below.filter((pl.col("row") == pl.col("first")) & pl.col("one_sentence") & above_byline & doubtful)


def _told_again_by_lead(below: pl.DataFrame, shared: pl.DataFrame) -> pl.DataFrame:
    """The text's first line where it tells no news, and the longer one after it begins the story anew."""
    summary = below.filter((pl.col("row") == pl.col("first")) & ~pl.col("reports"))
    summary = summary.join(shared, on=["doc", "row"], how="inner", maintain_order="left")
    following, retold = pl.col("following"), pl.col("retold")
    outdone = (following >= LIMITS.retold_share) & (following >= retold + LIMITS.retold_more)
    retells = outdone & (pl.col("size") <= LIMITS.summary_bytes)
    starts_anew = (retold == 0) & (following >= LIMITS.retold_anew) & pl.col("introduces")
    next_is_longer = pl.col("next_size") > pl.col("size")
    return summary.filter(pl.col("next_tells") & (retells | starts_anew) & next_is_longer)


def _share_of(heads: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """`row`, `retold`: the share of the headline's words that each line has, and `own`: that of its words
    that the headline has."""
    wanted = stems(heads).select("doc", "stem")
    words = stems(lines)
    hits = words.join(wanted, on=["doc", "stem"], how="inner").group_by("doc", "row").agg(hits=pl.len())
    own = words.group_by("row").agg(own=pl.len())
    shares = hits.join(wanted.group_by("doc").agg(total=pl.len()), on="doc").join(own, on="row")
    return shares.select("row", retold=pl.col("hits") / pl.col("total"), own=pl.col("hits") / pl.col("own"))


def _shared_with_headline(heads: pl.DataFrame, body: pl.DataFrame) -> pl.DataFrame:
    """For the first line of each body: the share of the headline's words in it and in the next, both sizes,
    and whether the next introduces its subject and tells news."""
    two = body.select("doc", "row", "text").group_by("doc", maintain_order=True).head(2)
    shares = two.join(_share_of(heads, two), on="row", how="left", maintain_order="left")
    share, size = pl.col("retold").fill_null(0), pl.col("text").str.len_bytes()
    tells = pl.col("text").str.contains(tells_news(two["text"]))
    return shares.select(
        "doc",
        "row",
        retold=share,
        size=size,
        following=share.shift(-1).over("doc"),
        next_size=size.shift(-1).over("doc"),
        introduces=pl.col("text").str.contains(INTRODUCES).shift(-1).over("doc"),
        next_tells=tells.shift(-1).over("doc").fill_null(False),
    )
