"""The lines around the body that say what the article is: headline, deck, byline."""

import polars as pl

from assets.cleaning.texts import TERMINAL
from assets.parsing import bylines

STEM = 4  # letters by which two words are taken for one: Iran and Iranian, sign and signed
FIRST_LINES = 6  # body lines whose words a headline shares
RETOLD = 0.55  # share of the headline's words that a lead tells again
HEADLINE = (12, 260)  # bytes
DECK = (30, 420)  # bytes


def stems(lines: pl.DataFrame) -> pl.DataFrame:
    """Rows `row`, `text` → the distinct `row`, `stem` of its longer words."""
    words = lines.select("row", "doc", stem=pl.col("text").str.to_lowercase().str.extract_all(r"[\p{L}\p{M}\p{N}]+")).explode("stem")
    return words.filter(pl.col("stem").str.len_chars() >= 4).with_columns(pl.col("stem").str.head(STEM)).unique()


def name(lines: pl.DataFrame) -> pl.DataFrame:
    """Lines with `told`, `body` (bool) → `row`, `role`, `rule` of headlines, decks, bylines that only their place gives away; `deck` may take a body line."""
    body = lines.filter("body")
    edges = body.group_by("doc").agg(first=pl.col("row").min(), last=pl.col("row").max())
    placed = lines.join(edges, on="doc", how="left", maintain_order="left")
    headline = _headline(placed, body)
    deck = _deck(placed, body, headline)
    byline = _bylines(placed.join(pl.concat([headline, deck]).select("row"), on="row", how="anti", maintain_order="left"))
    return pl.concat([headline, deck, byline])


def _headline(placed: pl.DataFrame, body: pl.DataFrame) -> pl.DataFrame:
    """The line before the body whose words the body takes up most, nearer ones first."""
    text, size = pl.col("text"), pl.col("text").str.len_bytes()
    above = placed.filter((pl.col("row") < pl.col("first")) & pl.col("told").is_null() & size.is_between(*HEADLINE) & (pl.col("verdict") == "none"))
    above = above.with_columns(away=pl.col("first") - pl.col("row"), words=text.str.count_matches(r"\S+"))
    opening = stems(body.filter(pl.int_range(pl.len()).over("doc") < FIRST_LINES)).select("doc", "stem").unique().with_columns(shared=pl.lit(1.0))
    share = stems(above).join(opening, on=["doc", "stem"], how="left").group_by("row").agg(pl.col("shared").fill_null(0).mean())
    scored = above.join(share, on="row", how="left", maintain_order="left").with_columns(
        score=pl.col("shared").fill_null(0)
        + pl.when(pl.col("words").is_between(4, 22)).then(0.3).otherwise(0)
        - pl.when(text.str.contains(r"\.$")).then(0.5).otherwise(0)
        - (pl.col("away").cast(pl.Float64).log1p() * 0.08)
    )
    best = pl.col("score").max().over("doc")
    near = scored.filter((pl.col("score") >= best - 0.25) & (pl.col("score") > 0)).group_by("doc", maintain_order=True).first()
    return near.select("row", role=pl.lit("headline"), rule=pl.lit("retold_by_the_body"))


def _deck(placed: pl.DataFrame, body: pl.DataFrame, headline: pl.DataFrame) -> pl.DataFrame:
    """The summary between headline and body: a line that ends like no sentence, or one sentence before a lead that tells the headline again."""
    heads = placed.join(headline.select("row"), on="row", how="semi", maintain_order="left")
    after = placed.join(heads.select("doc", head="row"), on="doc", how="inner", maintain_order="left").filter(pl.col("row") > pl.col("head"))
    after = after.filter(pl.col("told").is_null() & pl.col("text").str.len_bytes().is_between(*DECK))
    between = after.filter(pl.col("row") < pl.col("first")).group_by("doc", maintain_order=True).first().select("row", "doc")
    lead = after.filter((pl.col("row") == pl.col("first")) & ~pl.col("doc").is_in(between["doc"].implode()))
    retold = _retold(heads, body).select("doc", "row", "retold", following=pl.col("retold").shift(-1).over("doc"), size="size", next_size=pl.col("size").shift(-1).over("doc"))
    summary = lead.join(retold, on=["doc", "row"], how="inner", maintain_order="left").filter(
        (pl.col("text").str.count_matches(r"[.!?][\"'”’]?\s") == 0)
        & (pl.col("following") >= RETOLD)
        & (pl.col("following") > pl.col("retold") + 0.2)
        & (pl.col("next_size") > pl.col("size"))
    )
    return pl.concat([between.select("row", rule=pl.lit("between_headline_and_body")), summary.select("row", rule=pl.lit("lead_tells_it_again"))]).select(
        "row", role=pl.lit("deck"), rule="rule"
    )


def _retold(heads: pl.DataFrame, body: pl.DataFrame) -> pl.DataFrame:
    """For the first two lines of each body, the share of the headline's words they take up: `doc`, `row`, `retold`, `size`."""
    two = body.filter(pl.int_range(pl.len()).over("doc") < 2)
    wanted = stems(heads).select("doc", "stem")
    hits = stems(two).join(wanted, on=["doc", "stem"], how="inner").group_by("row").agg(hits=pl.len())
    total = wanted.group_by("doc").agg(total=pl.len())
    joined = two.join(hits, on="row", how="left", maintain_order="left").join(total, on="doc", how="inner", maintain_order="left")
    return joined.select("doc", "row", retold=pl.col("hits").fill_null(0) / pl.col("total"), size=pl.col("text").str.len_bytes())


def _bylines(placed: pl.DataFrame) -> pl.DataFrame:
    """Names that stand alone: beside a date, between headline and body, or right after the body."""
    filled = placed.filter(pl.col("told").fill_null("") != "blank").with_columns(nth=pl.int_range(pl.len()).over("doc"))
    edge = filled.group_by("doc").agg(
        top=pl.col("nth").filter(pl.col("row") == pl.col("first")).first(), end=pl.col("nth").filter(pl.col("row") == pl.col("last")).first()
    )
    names = filled.with_columns(
        beside=((pl.col("told").shift(1) == "timestamp") | (pl.col("told").shift(-1) == "timestamp") | (pl.col("told").shift(2) == "timestamp")).fill_null(False)
    ).join(edge, on="doc", how="left", maintain_order="left")
    names = names.filter(pl.col("told").is_null() & ~pl.col("body") & (pl.col("text").str.len_bytes() <= 60))
    names = names.filter(bylines.named(pl.col("text").str.strip_chars("-–—•*· ")))
    before, after = pl.col("top") - pl.col("nth"), pl.col("nth") - pl.col("end")
    rule = (
        pl.when(pl.col("beside") & before.is_between(1, 12)).then(pl.lit("name_beside_date"))
        .when(before.is_between(1, 3)).then(pl.lit("name_before_text")).when(after.is_between(1, 2)).then(pl.lit("name_after_text"))
        .when(pl.col("beside") & (pl.col("span_no") > 1)).then(pl.lit("name_beside_date"))
    )
    return names.select("row", role=pl.lit("byline"), rule=rule).filter(pl.col("rule").is_not_null())
