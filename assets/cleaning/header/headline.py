"""Which line is the headline."""

import polars as pl

from assets.cleaning.header.shared_words import stems
from assets.cleaning.line_shape import SENTENCE, ends
from assets.parsing import bylines, dates

TITLE = {  # log-odds of being the title, fitted on the titles of the benchmark, rounded
    "told_in_opening": 2.0,
    "told_in_body": 1.3,
    "words_told": 1.8,
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
NEAR = 0.6  # log-odds within which the first candidate wins
# sentences of the text before which the headline may stand, for a stray line may be taken for text …
WITHIN = 3
SIGNED = 4  # … where a name or date follows in so many lines: else it is a subheading
SURE = 0.8  # chance from which a sentence is no stray line: below it a headline needs a byline
NEIGHBOURS = 5  # candidates on either side that a headline is compared with
OPENING = 8  # body lines whose words a headline shares
TOLD, READ = (
    12,
    200,
)  # lines of the body, and characters of each, in which words of the headline are looked for at all
NAME = 60  # bytes in a line that is someone's name
AROUND, DATES = 6, 3  # lines either way, and the dates among them that make a list of stories
HEADLINE = (12, 260)  # bytes


def headline(placed: pl.DataFrame, body: pl.DataFrame) -> pl.DataFrame:
    """The line most like a title among those above the text and its first sentences; of near equals the
    first."""
    found = candidates(placed, body)
    scored = found.with_columns(
        score=pl.sum_horizontal(pl.col(name) * weight for name, weight in TITLE.items())
    )
    near = scored.filter(pl.col("score") >= pl.col("score").max().over("doc") - NEAR)
    return (
        near.group_by("doc", maintain_order=True)
        .first()
        .select("row", role=pl.lit("headline"), rule=pl.lit("told_again_by_the_body"))
    )


def candidates(placed: pl.DataFrame, body: pl.DataFrame) -> pl.DataFrame:
    """The lines that may be the headline, with what speaks for and against each, as numbers named as in
    `TITLE`."""
    text, size = pl.col("text"), pl.col("text").str.len_bytes()
    told_text = body.filter((size >= SENTENCE) & ends(text)).with_columns(
        sentence=pl.int_range(pl.len()).over("doc")
    )
    start = pl.col("row").filter(pl.col("sentence") == 0).first()
    third = pl.col("row").filter(pl.col("sentence") == WITHIN).first()
    sure = pl.col("row").filter(pl.col("chance") >= SURE).first()
    edges = told_text.group_by("doc").agg(
        start=start, sure=sure, limit=pl.coalesce(third, pl.col("row").last())
    )
    filled = placed.filter(pl.col("told").fill_null("") != "blank").join(
        edges, on="doc", how="left", maintain_order="left"
    )
    filled = filled.with_columns(start=pl.coalesce("start", "first"), limit=pl.coalesce("limit", "first"))
    filled = filled.with_columns(nth=pl.int_range(pl.len()).over("doc"))
    top = filled.filter(pl.col("row") >= pl.col("start")).group_by("doc").agg(top=pl.col("nth").min())
    filled = filled.join(top, on="doc", how="left", maintain_order="left").filter(
        pl.col("row") <= pl.col("limit")
    )
    short = filled.filter(size <= NAME)
    names = (
        short.select("row", "text")
        .filter(bylines.named(text.str.strip_chars("-–—•* ")))
        .select("row", name=pl.lit(True))
    )
    filled = filled.join(names, on="row", how="left", maintain_order="left")
    stamps = pl.col("told").is_in(["byline", "timestamp"])
    signs = {
        "signs": stamps | pl.col("name").fill_null(False),
        "stamps": stamps,
        "bylines": pl.col("told") == "byline",
    }
    next_of = {
        name: (pl.when(sign).then("nth").shift(-1).backward_fill().over("doc") - pl.col("nth")).fill_null(99)
        for name, sign in signs.items()
    }
    days = (pl.col("told") == "timestamp").fill_null(False).cast(pl.Int32)
    dates_around = days.rolling_sum(2 * AROUND + 1, min_samples=1, center=True).over("doc")
    filled = filled.with_columns(**next_of, dates_around=dates_around).filter(pl.col("row") < pl.col("limit"))
    above = filled.filter(
        pl.col("told").is_null()
        & size.is_between(*HEADLINE)
        & ~(pl.col("body") & ends(text))
        & (pl.col("row") != pl.col("start"))
        & ((pl.col("nth") <= pl.col("top")) | (pl.col("signs") <= SIGNED))
        & ((pl.col("row") < pl.col("sure")).fill_null(True) | (pl.col("bylines") <= SIGNED))
    )
    above = _told_again(above, told_text)
    above = _among_others(above)
    words, chance = _words(text), pl.col("chance").clip(0.01, 0.99)
    seen = {
        "told_in_opening": pl.col("opening"),
        "told_in_body": pl.col("whole"),
        "words_told": pl.col("hits").clip(0, 6) / 6,
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
        "signed_soon": pl.col("signs") <= SIGNED,
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
        "dated": dates.patterns(above["text"].str.to_lowercase()).is_dated(text.str.to_lowercase()),
        "among_dates": pl.col("dates_around") >= DATES,
    }
    return above.with_columns(
        **{name: measure.cast(pl.Float64).fill_null(0) for name, measure in seen.items()}
    )


def _words(text: pl.Expr) -> pl.Expr:
    """How many words a line has; two characters of a script without spaces count for one."""
    return (
        text.str.count_matches(r"\S+")
        + text.str.count_matches(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]") // 2
    )


def _among_others(above: pl.DataFrame) -> pl.DataFrame:
    """What the candidates nearby make of each: a breadcrumb ends in the headline, a link is cut short, a deck
    stands under it."""
    above = above.with_columns(
        _lower=pl.col("text").str.to_lowercase(), _words=pl.col("text").str.count_matches(r"\S+")
    )
    own, words = pl.col("_lower"), pl.col("_words")
    ends_in, ends_another = [], []
    for step in (*range(-NEIGHBOURS, 0), *range(1, NEIGHBOURS + 1)):
        other, others = own.shift(-step), words.shift(-step)
        beside = (pl.col("doc") == pl.col("doc").shift(-step)) & (own != other)
        ends_in.append(beside & (others > 2) & own.str.ends_with(other))
        ends_another.append(beside & (words > 2) & other.str.ends_with(own))
    before = pl.col("nth") - pl.col("nth").shift(1).over("doc") == 1
    title_above = (
        before
        & (words.shift(1).over("doc") >= 3)
        & ~pl.col("text").shift(1).over("doc").str.contains(r"[.:…]$")
        & (pl.col("verdict").shift(1).over("doc") == "none")
    )
    next_to = pl.col("nth").shift(-1).over("doc") - pl.col("nth") == 1
    longer = (
        next_to & (words.shift(-1).over("doc") > words) & (words.shift(-1).over("doc") >= 8) & (words >= 3)
    )
    return above.with_columns(
        ends_in_another=pl.any_horizontal(ends_in).fill_null(False),
        ends_another=pl.any_horizontal(ends_another).fill_null(False),
        under_title=title_above.fill_null(False),
        over_longer=longer.fill_null(False),
    )


def _told_again(above: pl.DataFrame, body: pl.DataFrame) -> pl.DataFrame:
    """The lines with the shares of their words that the text’s opening, and all that is read of it, have:
    `opening`, `whole`, `hits`."""
    told = (
        body.select("doc", "row", "text")
        .with_columns(nth=pl.int_range(pl.len()).over("doc"), text=pl.col("text").str.head(READ))
        .filter(pl.col("nth") < TOLD)
    )
    told = (
        stems(told).join(told.select("row", "nth"), on="row").group_by("doc", "stem").agg(pl.col("nth").min())
    )
    told = told.select("doc", "stem", ever=1.0, early=(pl.col("nth") < OPENING).cast(pl.Float64))
    words = stems(above).join(told, on=["doc", "stem"], how="left")
    shares = words.group_by("row").agg(
        opening=pl.col("early").fill_null(0).mean(),
        whole=pl.col("ever").fill_null(0).mean(),
        hits=pl.col("ever").sum(),
    )
    return above.join(shares, on="row", how="left", maintain_order="left").with_columns(
        pl.col("opening", "whole", "hits").fill_null(0)
    )
