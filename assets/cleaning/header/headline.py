"""Which line is the headline."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from assets.cleaning.header.shared_words import stems
from assets.cleaning.line_shape import SENTENCE, ends
from assets.cleaning.rules import matching
from assets.parsing import bylines, dates


@dataclass(frozen=True)
class HeadlineLimits:
    """Where a headline may stand, and what it is compared with."""

    shortest_bytes: int = 12
    longest_bytes: int = 260
    near_log_odds: float = 0.6  # log-odds within which the first candidate wins
    # sentences of the text before which it may stand, for a stray line may be taken for text …
    before_sentence: int = 3
    signed_lines: int = 4  # … where a name or date follows in so many lines: else it is a subheading
    # chance from which a sentence is no stray line: below it a headline needs a byline
    sure_chance: float = 0.8
    neighbours: int = 5  # candidates on either side that one is compared with
    opening_lines: int = 8  # body lines whose words a headline shares
    read_lines: int = 12  # body lines in which its words are looked for at all …
    read_chars: int = 200  # … and characters of each
    name_bytes: int = 60  # a line that is someone's name has no more
    list_reach_lines: int = 6  # lines either way, …
    # words that a line shares with the text from which it may be the headline though it opens like a prompt:
    # the first line of all needs none
    words_of_prompt: int = 2
    list_dates: int = 3  # … and the dates among them that make a list of stories


LIMITS: Final = HeadlineLimits()
PROMPTS: Final = ("share_widget", "follow_prompt", "promo", "newsletter", "comments", "live_badge")
"""Roles of lines that open with a word as a headline may."""
TITLE: Final = {  # log-odds of being the title, fitted on the titles of the benchmark, rounded
    "shared_with_opening": 2.0,
    "shared_with_body": 1.3,
    "words_shared": 1.8,
    "away": -0.8,
    "inside": -2.2,
    "short": -1.1,
    "full": 1.4,
    "long": -0.7,
    "stops": -1.6,
    "bullet": -3.1,
    "numbered": -1.7,
    "figure_first": -0.5,
    "small_first": -1.0,
    "some": -1.4,
    "most": -2.2,
    "signed_soon": 0.8,
    "byline_next": 0.8,
    "stamped_soon": 0.9,
    "stamped_next": 0.6,
    "divided": -1.7,
    "runs_on": -0.5,
    "like_body": -0.4,
    "in_body": -0.7,
    "ends_in_another": -0.4,
    "ends_another": 1.9,
    "under_title": -0.7,
    "over_longer": 1.3,
    "clock": -0.9,
    "dated": -2.5,
    "among_dates": -2.5,
}


def headline(placed: pl.DataFrame, body: pl.DataFrame) -> pl.DataFrame:
    """The line most like a title among those above the text and its first sentences; of near equals the
    first."""
    score = pl.sum_horizontal(pl.col(name) * weight for name, weight in TITLE.items())
    scored = candidates(placed, body).with_columns(score=score)
    near = scored.filter(pl.col("score") >= pl.col("score").max().over("doc") - LIMITS.near_log_odds)
    return (
        near.group_by("doc", maintain_order=True)
        .first()
        .select("row", role=pl.lit("headline"), rule=pl.lit("told_again_by_the_body"))
    )


def candidates(placed: pl.DataFrame, body: pl.DataFrame) -> pl.DataFrame:
    """The lines that may be the headline, with what speaks for and against each, as numbers named as in
    `TITLE`."""
    is_sentence = (pl.col("text").str.len_bytes() >= SENTENCE) & ends(pl.col("text"))
    sentences = body.filter(is_sentence)
    above = _shared_words(_possible(_before_the_text(placed, sentences)), sentences)
    told_again = (pl.col("hits") >= LIMITS.words_of_prompt) | (pl.col("nth") == 0)
    above = above.filter(pl.col("known_role").is_null() | told_again)
    above = _among_others(above)
    return above.with_columns(
        **{name: measure.cast(pl.Float64).fill_null(0) for name, measure in _measures(above).items()}
    )


def _before_the_text(placed: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """The lines that are not blank, down to the sentence of the text before which a headline may stand.

    With their number `nth`, that of the text's first line (`top`), where the text starts (`start`), and from
    which line it is surely text (`sure`).
    """
    numbered = sentences.with_columns(sentence=pl.int_range(pl.len()).over("doc"))
    last_before = pl.col("row").filter(pl.col("sentence") == LIMITS.before_sentence).first()
    edges = numbered.group_by("doc").agg(
        start=pl.col("row").filter(pl.col("sentence") == 0).first(),
        sure=pl.col("row").filter(pl.col("chance") >= LIMITS.sure_chance).first(),
        limit=pl.coalesce(last_before, pl.col("row").last()),
    )
    filled = placed.filter(pl.col("known_role").fill_null("") != "blank").join(
        edges, on="doc", how="left", maintain_order="left"
    )
    filled = filled.with_columns(
        start=pl.coalesce("start", "first"),
        limit=pl.coalesce("limit", "first"),
        nth=pl.int_range(pl.len()).over("doc"),
    )
    top = filled.filter(pl.col("row") >= pl.col("start")).group_by("doc").agg(top=pl.col("nth").min())
    filled = filled.join(top, on="doc", how="left", maintain_order="left")
    return _beside_names_and_dates(filled.filter(pl.col("row") <= pl.col("limit")))


def _beside_names_and_dates(filled: pl.DataFrame) -> pl.DataFrame:
    """The lines with how many lines below each the next name or date (`signs`), date or byline (`stamps`) and
    byline (`bylines`) stands, and how many dates stand around it."""
    short = filled.filter(pl.col("text").str.len_bytes() <= LIMITS.name_bytes)
    is_name = bylines.named(pl.col("text").str.strip_chars("-–—•* "))
    names = short.select("row", "text").filter(is_name).select("row", name=pl.lit(True))
    filled = filled.join(names, on="row", how="left", maintain_order="left")
    is_stamp = pl.col("known_role").is_in(["byline", "timestamp"])
    signs = {
        "signs": is_stamp | pl.col("name").fill_null(False),
        "stamps": is_stamp,
        "bylines": pl.col("known_role") == "byline",
    }
    lines_to_next = {
        name: (pl.when(sign).then("nth").shift(-1).backward_fill().over("doc") - pl.col("nth")).fill_null(99)
        for name, sign in signs.items()
    }
    days = (pl.col("known_role") == "timestamp").fill_null(False).cast(pl.Int32)
    window = 2 * LIMITS.list_reach_lines + 1
    dates_around = days.rolling_sum(window, min_samples=1, center=True).over("doc")
    return filled.with_columns(**lines_to_next, dates_around=dates_around)


def _possible(filled: pl.DataFrame) -> pl.DataFrame:
    """The lines that may be a headline by their size and place."""
    fits = pl.col("text").str.len_bytes().is_between(LIMITS.shortest_bytes, LIMITS.longest_bytes)
    is_text = (pl.col("body") & ends(pl.col("text"))) | (pl.col("row") == pl.col("start"))
    above_text = (pl.col("nth") <= pl.col("top")) | (pl.col("signs") <= LIMITS.signed_lines)
    above_sure_text = (pl.col("row") < pl.col("sure")).fill_null(True)
    above_byline = pl.col("bylines") <= LIMITS.signed_lines
    before_limit = pl.col("row") < pl.col("limit")
    may_be = (pl.col("stamps") == 1) & pl.col("known_role").is_in(list(PROMPTS))
    prompt = pl.when(may_be).then("text")  # the others need not be looked at
    is_phrase = matching.bare(prompt.str.to_lowercase()).is_in(matching.TABLE["bare"].implode())
    opens_like_a_prompt = may_be & ~is_phrase
    return filled.filter(
        before_limit
        & (pl.col("known_role").is_null() | opens_like_a_prompt)
        & fits
        & ~is_text
        & above_text
        & (above_sure_text | above_byline)
    )


def _measures(above: pl.DataFrame) -> dict[str, pl.Expr]:
    """What speaks for and against each candidate, by the names of `TITLE`."""
    text, words, chance = pl.col("text"), _words(pl.col("text")), pl.col("chance").clip(0.01, 0.99)
    lower = text.str.to_lowercase()
    return {
        "shared_with_opening": pl.col("opening"),
        "shared_with_body": pl.col("whole"),
        "words_shared": pl.col("hits").clip(0, 6) / 6,
        "away": (pl.col("top") - pl.col("nth")).abs().cast(pl.Float64).log1p(),
        "inside": pl.col("nth") > pl.col("top"),
        "short": words < 4,
        "full": words >= 6,
        "long": words > 17,
        "stops": text.str.ends_with("."),
        "bullet": text.str.contains(r"^[*+•·o>«»←→-]\s"),
        "numbered": text.str.contains(r"^\d+[.)]\s"),
        "figure_first": text.str.contains(r"^\d"),
        "small_first": text.str.contains(r"^\p{Ll}"),
        "some": pl.col("verdict") == "some",
        "most": pl.col("verdict") == "most",
        "signed_soon": pl.col("signs") <= LIMITS.signed_lines,
        "byline_next": pl.col("bylines") <= 2,
        "stamped_soon": pl.col("stamps") <= 6,
        "stamped_next": pl.col("stamps") <= 2,
        "divided": text.str.contains(r"\s[|/>»]\s"),
        "runs_on": text.str.contains(r"\p{Ll}\p{Lu}\p{Ll}"),
        "like_body": (chance / (1 - chance)).log(),
        "in_body": pl.col("body"),
        "ends_in_another": pl.col("ends_in_another"),
        "ends_another": pl.col("ends_another"),
        "under_title": pl.col("under_title"),
        "over_longer": pl.col("over_longer"),
        "clock": text.str.contains(r"\d:\d\d|\d\s?(?:°|%|€|\$)"),
        "dated": dates.patterns(above["text"].str.to_lowercase()).is_dated(lower),
        "among_dates": pl.col("dates_around") >= LIMITS.list_dates,
    }


def _words(text: pl.Expr) -> pl.Expr:
    """How many words a line has; two characters of a script without spaces count for one."""
    without_spaces = text.str.count_matches(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")
    return text.str.count_matches(r"\S+") + without_spaces // 2


def _among_others(above: pl.DataFrame) -> pl.DataFrame:
    """What the candidates nearby make of each: a breadcrumb ends in the headline, a link is cut short, a deck
    stands under it."""
    above = above.with_columns(
        _lower=pl.col("text").str.to_lowercase(), _words=pl.col("text").str.count_matches(r"\S+")
    )
    own, words, nth = pl.col("_lower"), pl.col("_words"), pl.col("nth")
    ends_in, ends_another = [], []
    for step in (*range(-LIMITS.neighbours, 0), *range(1, LIMITS.neighbours + 1)):
        other, others = own.shift(-step), words.shift(-step)
        beside = (pl.col("doc") == pl.col("doc").shift(-step)) & (own != other)
        ends_in.append(beside & (others > 2) & own.str.ends_with(other))
        ends_another.append(beside & (words > 2) & other.str.ends_with(own))
    right_above = nth - nth.shift(1).over("doc") == 1
    above_unended = ~pl.col("text").shift(1).over("doc").str.contains(r"[.:…]$")
    above_unrepeated = pl.col("verdict").shift(1).over("doc") == "none"
    title_above = right_above & (words.shift(1).over("doc") >= 3) & above_unended & above_unrepeated
    right_below = nth.shift(-1).over("doc") - nth == 1
    words_below = words.shift(-1).over("doc")
    longer_below = right_below & (words_below > words) & (words_below >= 8) & (words >= 3)
    return above.with_columns(
        ends_in_another=pl.any_horizontal(ends_in).fill_null(False),
        ends_another=pl.any_horizontal(ends_another).fill_null(False),
        under_title=title_above.fill_null(False),
        over_longer=longer_below.fill_null(False),
    )


def _shared_words(above: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """The lines with the shares of their words that the text’s opening, and all that is read of it, have:
    `opening`, `whole`, `hits`."""
    read = (
        sentences.select("doc", "row", "text")
        .with_columns(nth=pl.int_range(pl.len()).over("doc"), text=pl.col("text").str.head(LIMITS.read_chars))
        .filter(pl.col("nth") < LIMITS.read_lines)
    )
    first_lines = (
        stems(read).join(read.select("row", "nth"), on="row").group_by("doc", "stem").agg(pl.col("nth").min())
    )
    in_opening = (pl.col("nth") < LIMITS.opening_lines).cast(pl.Float64)
    body_words = first_lines.select("doc", "stem", ever=1.0, early=in_opening)
    words = stems(above).join(body_words, on=["doc", "stem"], how="left")
    shares = words.group_by("row").agg(
        opening=pl.col("early").fill_null(0).mean(),
        whole=pl.col("ever").fill_null(0).mean(),
        hits=pl.col("ever").sum(),
    )
    return above.join(shares, on="row", how="left", maintain_order="left").with_columns(
        pl.col("opening", "whole", "hits").fill_null(0)
    )
