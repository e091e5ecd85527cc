"""Which lines under the headline say when, among a few other words: `Redaktion 1. November 2023 10:29`."""

import polars as pl

from assets.cleaning.texts import SENTENCE, ends
from assets.parsing import bylines, dates, headers

LONGEST = 120  # bytes
BELOW = 8  # lines under the headline in which one may stand, before the text's first sentence
WORDS = 6  # words besides those of a date; more tell the news
OTHERS = (
    r"\b(?:releas\w+|launch\w*|opens?|ends?|expires?|due|deadline|until|bis|premier\w+|erschein\w+)\b"  # whose day it is, not the article's
)
MARKS = r"\s*[|•·–—/]\s*|\s-\s"
ANSWERS = r"(?i)\s*\b(?:\d+\s+)?(?:(?:no |post a |leave a )?comments?|(?:keine |schreibe einen |hinterlasse einen )?kommentare?)\b.*$"


def stamps(rest: pl.DataFrame, headline: pl.DataFrame) -> pl.DataFrame:
    """Lines but the headline's, and the headlines → `row`, `role`, `rule` of the lines that date the article in passing."""
    text, size = pl.col("text"), pl.col("text").str.len_bytes()
    after = rest.join(headline.select("doc", head="row"), on="doc", how="inner", maintain_order="left")
    after = after.filter((pl.col("row") > pl.col("head")) & (pl.col("told").fill_null("") != "blank"))
    told = (pl.col("body") & (size >= SENTENCE) & ends(text)).cum_sum().over("doc") > 0
    near = after.filter(~told & (pl.int_range(pl.len()).over("doc") < BELOW))
    likely = near.filter(
        pl.col("told").is_null() & (size <= LONGEST) & text.str.contains(r"\d") & ~ends(text) & (pl.col("verdict") != "most")
    )
    if not likely.is_empty():  # making a pattern ready costs more than trying it
        lower = dates.lowered(text)
        likely = likely.filter(dates.is_dated(lower) & ~lower.str.contains(OTHERS) & (dates.words_besides(lower) <= WORDS))
    return likely.select("row", role=pl.lit("timestamp"), rule=pl.lit("date_under_headline"))


def names(lines: pl.DataFrame) -> pl.DataFrame:
    """Rows `row`, `text` of lines that `stamps` found → `row`, `value`: the persons that stand beside the day."""
    if lines.is_empty():
        return pl.DataFrame(schema={"row": lines.schema["row"], "value": pl.String})
    pieces = pl.col("text").str.replace_all(headers.STAMP, "\x1f").str.replace_all(MARKS, "\x1f").str.split("\x1f")
    each = lines.select("row", text=pieces).explode("text").with_columns(pl.col("text").str.replace(ANSWERS, "").str.strip_chars(" ,;:()@"))
    return bylines.read(each.filter(pl.col("text") != "")).filter(pl.col("field") == "author").select("row", "value")
