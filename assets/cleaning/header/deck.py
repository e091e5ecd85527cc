# ruff: noqa: E501 (word lists and patterns)
"""Which line is the summary under the headline, which the headline once more, and which the lead."""

from typing import Final

import polars as pl

from assets.cleaning.header.shared_words import stems
from assets.cleaning.line_shape import ends
from assets.parsing import calendar
from assets.parsing.rules import any_of

LABELLED = r"^[-*•+]\s|^[\p{L}\s]{2,24}:\s"  # a list entry, or a label and what it says
TITLE_AGAIN = 0.6  # share of the headline's words, and of its own, from which a line without a full stop is the headline once more
STOP = r"[.…:。][\"'”’»)]*$"
RETOLD, BETTER = (
    0.74,
    0.48,
)  # share of the headline's words that a lead tells again, and by how much it outdoes the summary before it
SUMMARY = 160  # bytes
LEAD = 0.2  # chance of being text from which a line under the headline is a lead, and no deck
SURE_LEAD = 0.6  # the same for a line that reads as a summary, and for one without a full stop that stands above the byline or date
INTRODUCES = r"^(?:A|An|Ein|Eine|Un|Une|Uno|Una|Um|Uma)\s"  # a story that begins anew brings its subject on with "a", not "the"
ANEW = 0.2  # the same, where the line before the lead tells nothing of the headline
DECK = (30, 420)  # bytes
SHORTEST_DAY = 5  # characters of a weekday that is no other word, and no abbreviation
SAID: Final = any_of(
    "said|says|told|announced|warned|confirmed|sagte|erklärte|a déclaré|a annoncé|dijo|anunció|ha detto|disse|powiedział|powiedziała|сказал|сказала|заявил|заявила|είπε|δήλωσε"
)
FULL_NAME = r"(?:\p{Ll}{4}|,)\s\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}+|^\p{Lu}\p{Ll}{3,}\s\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}+"


def tells_news(texts: pl.Series) -> str:
    """What reports open with and summaries leave out, as a regex for these texts: a figure, a day, a speaker, a full name.

    Nor is a quotation or list entry a summary.
    """
    days = [
        word
        for word in calendar.words_in(texts.str.to_lowercase()).full().weekdays
        if len(word) >= SHORTEST_DAY
    ]
    day = calendar.alternatives(days)
    return rf"\d\d|(?i:(?:^|\P{{L}})(?:{day}|{SAID})(?:\P{{L}}|$))|{FULL_NAME}|^[-*•+]\s|^[“\"«‘'„]|:$"


def deck(placed: pl.DataFrame, body: pl.DataFrame, headline: pl.DataFrame) -> pl.DataFrame:
    """The summary under the headline: before the body, or above the byline, or one sentence before a lead that tells the headline again.

    And the lines that are the headline once more: on top of the text a page may print what its title says.
    """
    heads = placed.join(headline.select("row"), on="row", how="semi", maintain_order="left")
    after = placed.join(heads.select("doc", head="row"), on="doc", how="inner", maintain_order="left").filter(
        pl.col("row") > pl.col("head")
    )
    headed = pl.col("told").is_in(["byline", "timestamp"])
    after = after.with_columns(
        signed=pl.col("row").filter(headed).min().over("doc"),
        second=pl.col("row").filter("body").sort().slice(1, 1).first().over("doc"),
    )
    after = after.filter(
        (pl.col("row") <= pl.col("first"))
        & pl.col("told").is_null()
        & pl.col("text").str.len_bytes().is_between(*DECK)
        & (pl.col("verdict") == "none")
    )
    one = pl.col("text").str.count_matches(r"[.!?][\"'”’]?\s") == 0
    summing_up = (
        (pl.col("text").str.count_matches(r"\S+") >= 6)
        & ~pl.col("text").str.contains(LABELLED)
        & (pl.col("titled") < TITLE_AGAIN)
    )
    shares = _share_of(heads, after).rename({"retold": "titled"})
    after = after.join(shares, on="row", how="left", maintain_order="left").with_columns(
        pl.col("titled", "own").fill_null(0)
    )
    titled = after.filter(
        (pl.col("titled") >= TITLE_AGAIN)
        & (pl.col("own") >= TITLE_AGAIN)
        & ~pl.col("text").str.contains(STOP)
    )
    again = titled.select("doc", "row", role=pl.lit("other"), rule=pl.lit("headline_again"))
    near = (pl.col("row") < pl.col("first")) & (pl.col("row") - pl.col("head") <= 4)
    between = after.filter(near & summing_up).group_by("doc", maintain_order=True).first()
    reports = ~one | pl.col("text").str.contains(tells_news(after["text"]))
    under_byline = (
        pl.col("signed").is_null() | (pl.col("signed") < pl.col("row")) | (pl.col("signed") > pl.col("first"))
    )
    likely = pl.col("chance") >= pl.when(reports & (ends(pl.col("text")) | under_byline)).then(
        LEAD
    ).otherwise(SURE_LEAD)
    lead_first, between = between.filter(likely), between.filter(~likely)
    above_byline = (pl.col("signed") > pl.col("row")) & (pl.col("signed") < pl.col("second"))
    signed = after.filter(
        (pl.col("row") == pl.col("first")) & one & above_byline & (pl.col("chance") < SURE_LEAD)
    )
    retold = _retold(heads, body)
    lead = after.filter((pl.col("row") == pl.col("first")) & ~reports)
    lead = lead.join(retold, on=["doc", "row"], how="inner", maintain_order="left").filter("next_tells")
    retells = (
        (pl.col("following") >= RETOLD)
        & (pl.col("following") >= pl.col("retold") + BETTER)
        & (pl.col("size") <= SUMMARY)
    )
    starts_anew = (pl.col("retold") == 0) & (pl.col("following") >= ANEW) & pl.col("introduces")
    summary = lead.filter((retells | starts_anew) & (pl.col("next_size") > pl.col("size")))
    rules = {"between_headline_and_body": between, "above_the_byline": signed, "lead_tells_it_again": summary}
    found = pl.concat(
        [rows.select("doc", "row", role=pl.lit("deck"), rule=pl.lit(rule)) for rule, rows in rules.items()]
    )
    leads = lead_first.select("doc", "row", role=pl.lit("body"), rule=pl.lit("lead_under_headline"))
    either = pl.concat([leads, found]).unique("doc", keep="first", maintain_order=True)
    return (
        pl.concat([again, either])
        .unique("row", keep="first", maintain_order=True)
        .select("row", "role", "rule")
    )


def _share_of(heads: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """`row`, `retold`: the share of the headline's words that each line has, and `own`: that of its words that the headline has."""
    wanted = stems(heads).select("doc", "stem")
    words = stems(lines)
    hits = words.join(wanted, on=["doc", "stem"], how="inner").group_by("doc", "row").agg(hits=pl.len())
    own = words.group_by("row").agg(own=pl.len())
    shares = hits.join(wanted.group_by("doc").agg(total=pl.len()), on="doc").join(own, on="row")
    return shares.select("row", retold=pl.col("hits") / pl.col("total"), own=pl.col("hits") / pl.col("own"))


def _retold(heads: pl.DataFrame, body: pl.DataFrame) -> pl.DataFrame:
    """For the first line of each body: the share of the headline's words in it and in the next, and both sizes."""
    two = body.select("doc", "row", "text").group_by("doc", maintain_order=True).head(2)
    shares = two.join(_share_of(heads, two), on="row", how="left", maintain_order="left")
    share, size = pl.col("retold").fill_null(0), pl.col("text").str.len_bytes()
    introduces = pl.col("text").str.contains(INTRODUCES).shift(-1).over("doc")
    tells = pl.col("text").str.contains(tells_news(two["text"])).shift(-1).over("doc").fill_null(False)
    later = {
        "following": share.shift(-1).over("doc"),
        "next_size": size.shift(-1).over("doc"),
        "introduces": introduces,
        "next_tells": tells,
    }
    return shares.select("doc", "row", retold=share, size=size, **later)
