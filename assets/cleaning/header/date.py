"""Which lines under the headline say when, among a few other words: `Redaktion 1. November 2023 10:29`."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from assets.cleaning.line_shape import SENTENCE, ends
from assets.parsing import bylines, dates, headers
from assets.parsing.rules import any_of


@dataclass(frozen=True)
class DateLimits:
    """Which lines may date the article in passing."""

    longest_bytes: int = 120
    lines_below_headline: int = 8  # in which one may stand, before the text's first sentence
    other_words: int = 6  # words besides those of a date; more tell the news


LIMITS: Final = DateLimits()
SMALL: Final = any_of(  # words in lower case that may stand there: any other one tells something
    "admin|redaktion|report|link|read|leave|post|comments?|kommentare?|keine|schreibe|einen|hinterlasse"
    "|gelesen|views?|shares?|lesezeit|posted|published|written|words|text|fotos?"
)
SAID = rf"\b(?:{bylines.BY}|{SMALL}|{dates.READING_TIME}|{dates.LABEL})\b"
MARKS = r"\s*[|•·–—/]\s*|\s-\s"
ANSWERS = (
    r"(?i)\s*\b(?:\d+\s+)?(?:(?:no |post a |leave a )?comments?"
    r"|(?:keine |schreibe einen |hinterlasse einen )?kommentare?)\b.*$"
)
PART = "\x1f"  # stands where a line is cut into pieces


def stamps(rest: pl.DataFrame, headline: pl.DataFrame) -> pl.DataFrame:
    """Lines but the headline's, and the headlines → `row`, `role`, `rule` of the lines that date the article
    in passing."""
    likely = _short_with_figures(_between_headline_and_text(rest, headline))
    if not likely.is_empty():  # making a pattern ready costs more than trying it
        likely = _dating(likely)
    return likely.select("row", role=pl.lit("timestamp"), rule=pl.lit("date_under_headline"))


def _between_headline_and_text(rest: pl.DataFrame, headline: pl.DataFrame) -> pl.DataFrame:
    """The few lines below each headline that stand above the text's first sentence."""
    after = rest.join(headline.select("doc", head="row"), on="doc", how="inner", maintain_order="left")
    not_blank = pl.col("known_role").fill_null("") != "blank"
    after = after.filter((pl.col("row") > pl.col("head")) & not_blank)
    is_sentence = (pl.col("text").str.len_bytes() >= SENTENCE) & ends(pl.col("text"))
    text_has_begun = (pl.col("body") & is_sentence).cum_sum().over("doc") > 0
    lines_below = pl.int_range(pl.len()).over("doc")
    return after.filter(~text_has_begun & (lines_below < LIMITS.lines_below_headline))


def _short_with_figures(near: pl.DataFrame) -> pl.DataFrame:
    """Those that may name a day, and are no sentence."""
    text = pl.col("text")
    short = text.str.len_bytes() <= LIMITS.longest_bytes
    own = pl.col("known_role").is_null() & (pl.col("verdict") != "most")
    return near.filter(own & short & text.str.contains(r"\d") & ~ends(text))


def _dating(likely: pl.DataFrame) -> pl.DataFrame:
    """Those that name a full day, and tell nothing else."""
    text, lower = pl.col("text"), pl.col("lower")
    likely = likely.with_columns(lower=dates.lowered(likely["text"]))
    known = dates.patterns(likely["lower"])
    few_words = known.words_besides(lower) <= LIMITS.other_words
    likely = likely.filter(known.is_dated(lower) & few_words)
    # what is on a day is not published on it
    on_day = rf"\b{dates.ON}\s+(?:{known.weekday}\b\.?,?\s+)?{known.date}"
    happens_on_day = lower.str.contains(on_day) & ~lower.str.contains(SAID)
    bare = text.str.replace_all(headers.stamp_as_written(known), " ").str.replace_all(f"(?i){SAID}", " ")
    tells = bare.str.contains(r"(?:^|\P{L})\p{Ll}|[:;?!]|\bRelease")
    return likely.filter(~tells & ~happens_on_day)


def names(lines: pl.DataFrame) -> pl.DataFrame:
    """Rows `row`, `text` of lines that `stamps` found → `row`, `value`: the persons that stand beside the
    day."""
    if lines.is_empty():
        return pl.DataFrame(schema={"row": lines.schema["row"], "value": pl.String})
    stamp = headers.stamp_as_written(dates.patterns(lines["text"].str.to_lowercase()))
    pieces = (
        pl.col("text")
        # a comma parts a place from the day as often as a name
        .str.replace_all(rf"^[^,]*,\s*{stamp}", PART)
        .str.replace_all(stamp, PART)
        .str.replace_all(MARKS, PART)
        .str.split(PART)
    )
    bare = pl.col("text").str.replace(ANSWERS, "").str.strip_chars(" ,;:()@")
    each = lines.select("row", text=pieces).explode("text").with_columns(bare)
    read = bylines.read(each.filter(pl.col("text") != ""))
    return read.filter(pl.col("field") == "author").select("row", "value")
