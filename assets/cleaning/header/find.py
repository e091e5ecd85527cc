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
    return pl.concat([title, signed, dated, deck(placed, body, title)])


def _headlines(placed: pl.DataFrame, body: pl.DataFrame) -> pl.DataFrame:
    """The lines that say what their pages state as headline; of the other documents those most like one."""
    said = placed.filter(pl.col("known_by") == "says_stated_headline")
    if said.is_empty():
        return headline(placed, body)
    rest = [
        part.join(said.select("doc"), on="doc", how="anti", maintain_order="left") for part in (placed, body)
    ]
    named = said.select("row", role=pl.lit("headline"), rule="known_by")
    return pl.concat([named, headline(*rest)]) if rest[0].height else named
