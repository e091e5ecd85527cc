"""The lines around the body that say what the article is: headline, deck, byline."""

import polars as pl

from assets.cleaning.header.byline import signatures
from assets.cleaning.header.date import stamps
from assets.cleaning.header.deck import deck
from assets.cleaning.header.headline import headline
from assets.cleaning.lines import undoubted


def name(lines: pl.DataFrame) -> pl.DataFrame:
    """Lines with `known_role`, `body` (bool) → `row`, `role`, `rule` of the headlines, decks, bylines and
    dates that only their place gives away.

    A deck may be a line of the body; the others never are.
    """
    lines = lines.with_columns(known_role=undoubted())  # a headline may speak of newsletters
    body = lines.filter("body")
    edges = body.group_by("doc").agg(first=pl.col("row").min(), last=pl.col("row").max())
    placed = lines.join(edges, on="doc", how="left", maintain_order="left")
    title = _titles(placed, body)
    rest = placed.join(title.select("row"), on="row", how="anti", maintain_order="left")
    body = body.join(title.select("row"), on="row", how="anti", maintain_order="left")
    headed = placed.join(title.select("row"), on="row", how="semi", maintain_order="left")
    signed = signatures(rest, body, headed)
    dated = stamps(rest.join(signed.select("row"), on="row", how="anti", maintain_order="left"), headed)
    named = pl.concat([signed, dated]).select("row", named="role")
    placed = placed.join(named, on="row", how="left", maintain_order="left").with_columns(
        known_role=pl.coalesce("known_role", "named")
    )
    return pl.concat([title, signed, dated, deck(placed, body, title)])


def _titles(placed: pl.DataFrame, body: pl.DataFrame) -> pl.DataFrame:
    """`row`, `role`, `rule` of the headlines: those that texts state, and where they state none, the line
    most like one."""
    other = pl.col("nothing_else") & ~_opens() & pl.col("known_role").is_null()
    placed = placed.with_columns(known_role=pl.when(other).then(pl.lit("other")).otherwise("known_role"))
    stated = placed.filter(pl.col("known_role") == "headline")
    if stated.is_empty():
        return headline(placed, body)
    open_ones = headline(
        *(lines.join(stated, on="doc", how="anti", maintain_order="left") for lines in (placed, body))
    )
    return pl.concat([stated.select("row", role="known_role", rule="known_by"), open_ones])


def _opens() -> pl.Expr:
    """True for the first line of a document that says something."""
    said = pl.col("known_role").fill_null("") != "blank"
    return said & (said.cum_sum().over("doc") == 1)
