"""The lines around the body that say what the article is: headline, deck, byline."""

import polars as pl

from assets.cleaning import decks, signatures, titles


def name(lines: pl.DataFrame) -> pl.DataFrame:
    """Lines with `told`, `body` (bool) → `row`, `role`, `rule` of the headlines, decks and bylines that only their place gives away.

    A deck may be a line of the body; headlines and bylines never are.
    """
    body = lines.filter("body")
    edges = body.group_by("doc").agg(first=pl.col("row").min(), last=pl.col("row").max())
    placed = lines.join(edges, on="doc", how="left", maintain_order="left")
    headline = titles.headline(placed, body)
    rest = placed.join(headline.select("row"), on="row", how="anti", maintain_order="left")
    body = body.join(headline.select("row"), on="row", how="anti", maintain_order="left")
    signed = signatures.signatures(rest, body, placed.join(headline.select("row"), on="row", how="semi", maintain_order="left"))
    named = signed.select("row", named="role")
    placed = placed.join(named, on="row", how="left", maintain_order="left").with_columns(told=pl.coalesce("told", "named"))
    return pl.concat([headline, signed, decks.deck(placed, body, headline)])
