"""The lines around the body that say what the article is: headline, deck, byline."""

from typing import Final

import polars as pl

from assets.cleaning.header.byline import signatures
from assets.cleaning.header.date import stamps
from assets.cleaning.header.deck import deck
from assets.cleaning.header.headline import headline
from assets.cleaning.lines import undoubted

# chance from which a line of a page is text and no deck: its model sees how the text is marked
SURE_OF_TEXT: Final = 0.6


def name(lines: pl.DataFrame) -> pl.DataFrame:
    """Lines with `known_role`, `body` (bool) → `row`, `role`, `rule` of the headlines, decks, bylines and
    dates that only their place gives away.

    A deck may be a line of the body; the others never are.
    """
    lines = lines.with_columns(known_role=undoubted())  # a headline may speak of newsletters
    body = lines.filter("body")
    edges = body.group_by("doc").agg(first=pl.col("row").min(), last=pl.col("row").max())
    placed = lines.join(edges, on="doc", how="left", maintain_order="left")
    title = _headlines(placed, body)
    rest = placed.join(title.select("row"), on="row", how="anti", maintain_order="left")
    body = body.join(title.select("row"), on="row", how="anti", maintain_order="left")
    headed = placed.join(title.select("row"), on="row", how="semi", maintain_order="left")
    signed = signatures(rest, body, headed)
    dated = stamps(rest.join(signed.select("row"), on="row", how="anti", maintain_order="left"), headed)
    named = pl.concat([signed, dated]).select("row", named="role")
    placed = placed.join(named, on="row", how="left", maintain_order="left").with_columns(
        known_role=pl.coalesce("known_role", "named")
    )
    decks = deck(placed, body, title)
    sure_text = pl.col("hint").is_not_null() & pl.col("body") & (pl.col("chance") >= SURE_OF_TEXT)
    text = placed.filter(sure_text).select("row")
    is_body = decks.filter(role="body")
    named = decks.filter(pl.col("role") != "body").join(text, on="row", how="anti", maintain_order="left")
    return pl.concat([title, signed, dated, named, is_body])


def _headlines(placed: pl.DataFrame, body: pl.DataFrame) -> pl.DataFrame:
    """`row`, `role`, `rule` of the headlines: the lines that say what their pages state as headline, or that
    texts state; of the other documents those most like one."""
    says = (pl.col("known_by") == "says_stated_headline").fill_null(False)
    size = pl.when("body").then(pl.col("text").str.len_bytes()).otherwise(0).cast(pl.Int64)
    above = size.cum_sum().over("doc") - size
    is_above_text = 2 * above <= size.sum().over("doc")  # a list of other stories may say it again below
    other = pl.col("nothing_else") & ~_opens() & pl.col("known_role").is_null()
    placed = placed.with_columns(known_role=pl.when(other).then(pl.lit("other")).otherwise("known_role"))
    stated = (
        pl.when(says).then(is_above_text).otherwise((pl.col("known_role") == "headline").fill_null(False))
    )
    said = placed.filter(stated)
    if said.is_empty():
        return headline(placed, body)
    rest, text = (
        lines.join(said.select("doc"), on="doc", how="anti", maintain_order="left")
        for lines in (placed, body)
    )
    named = said.select("row", role=pl.lit("headline"), rule="known_by")
    return named if rest.is_empty() else pl.concat([named, headline(rest, text)])


def _opens() -> pl.Expr:
    """True for the first line of a document that says something."""
    said = pl.col("known_role").fill_null("") != "blank"
    return said & (said.cum_sum().over("doc") == 1)
