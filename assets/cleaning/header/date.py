"""Which lines under the headline say when, among a few other words: `Redaktion 1. November 2023 10:29`."""

from typing import Final

import polars as pl

from assets.cleaning.line_shape import SENTENCE, ends
from assets.parsing import bylines, dates, headers
from assets.parsing.rules import any_of

LONGEST = 120  # bytes
BELOW = 8  # lines under the headline in which one may stand, before the text's first sentence
WORDS = 6  # words besides those of a date; more tell the news
SMALL: Final = any_of(  # words in lower case that may stand there: any other one tells something
    "admin|redaktion|report|link|read|leave|post|comments?|kommentare?|keine|schreibe|einen|hinterlasse|gelesen|views?|shares?|lesezeit|posted|published|written|words|text|fotos?"
)
SAID = rf"\b(?:{bylines.BY}|{SMALL}|{dates.READING_TIME}|{dates.LABEL})\b"
MARKS = r"\s*[|•·–—/]\s*|\s-\s"
ANSWERS = r"(?i)\s*\b(?:\d+\s+)?(?:(?:no |post a |leave a )?comments?|(?:keine |schreibe einen |hinterlasse einen )?kommentare?)\b.*$"


def stamps(rest: pl.DataFrame, headline: pl.DataFrame) -> pl.DataFrame:
    """Lines but the headline's, and the headlines → `row`, `role`, `rule` of the lines that date the article
    in passing."""
    text, size = pl.col("text"), pl.col("text").str.len_bytes()
    after = rest.join(headline.select("doc", head="row"), on="doc", how="inner", maintain_order="left")
    after = after.filter((pl.col("row") > pl.col("head")) & (pl.col("told").fill_null("") != "blank"))
    told = (pl.col("body") & (size >= SENTENCE) & ends(text)).cum_sum().over("doc") > 0
    near = after.filter(~told & (pl.int_range(pl.len()).over("doc") < BELOW))
    likely = near.filter(
        pl.col("told").is_null()
        & (size <= LONGEST)
        & text.str.contains(r"\d")
        & ~ends(text)
        & (pl.col("verdict") != "most")
    )
    if not likely.is_empty():  # making a pattern ready costs more than trying it
        likely = likely.with_columns(lower=dates.lowered(text))
        known = dates.patterns(likely["lower"])
        # what is on a day is not published on it
        on_day = rf"\b{headers.ON}\s+(?:{known.weekday}\b\.?,?\s+)?{known.date}"
        likely = likely.filter(
            known.is_dated(pl.col("lower")) & (known.words_besides(pl.col("lower")) <= WORDS)
        )
        bare = text.str.replace_all(headers.stamp_as_written(known), " ").str.replace_all(f"(?i){SAID}", " ")
        tells = bare.str.contains(r"(?:^|\P{L})\p{Ll}|[:;?!]|\bRelease")
        on_a_day = pl.col("lower").str.contains(on_day) & ~pl.col("lower").str.contains(SAID)
        likely = likely.filter(~tells & ~on_a_day)
    return likely.select("row", role=pl.lit("timestamp"), rule=pl.lit("date_under_headline"))


def names(lines: pl.DataFrame) -> pl.DataFrame:
    """Rows `row`, `text` of lines that `stamps` found → `row`, `value`: the persons that stand beside the
    day."""
    if lines.is_empty():
        return pl.DataFrame(schema={"row": lines.schema["row"], "value": pl.String})
    stamp = headers.stamp_as_written(dates.patterns(lines["text"].str.to_lowercase()))
    pieces = (
        pl.col("text")
        .str.replace_all(
            rf"^[^,]*,\s*{stamp}", "\x1f"
        )  # a comma parts a place from the day as often as a name
        .str.replace_all(stamp, "\x1f")
        .str.replace_all(MARKS, "\x1f")
        .str.split("\x1f")
    )
    each = (
        lines.select("row", text=pieces)
        .explode("text")
        .with_columns(pl.col("text").str.replace(ANSWERS, "").str.strip_chars(" ,;:()@"))
    )
    return (
        bylines.read(each.filter(pl.col("text") != ""))
        .filter(pl.col("field") == "author")
        .select("row", "value")
    )
