"""The lines around the body that say what the article is: headline, deck, byline."""

import polars as pl

from assets.cleaning.texts import TERMINAL
from assets.parsing import bylines

MARKS = "“”„«»‘’'\"()[]{}.,:;!?…–—-*|/"
STEM = 4  # letters by which two words are taken for one: Iran and Iranian, sign and signed
TITLE = {  # log-odds of being the title, fitted on the benchmark's titles, rounded
    "told_in_opening": 2.3,
    "told_in_body": 2.0,
    "words_told": 0.5,
    "away": -0.8,
    "short": -2.0,
    "full": 1.6,
    "long": -1.4,
    "stops": -2.0,
    "bullet": -2.8,
    "numbered": -2.2,
    "recurs": -1.6,
    "signed_soon": 0.9,
    "signed_next": 0.4,
    "twice": 0.8,
    "divided": -3.5,
    "like_body": -0.4,
}
NEAR = 1.0  # log-odds within which the first candidate wins
OPENING = 8  # body lines whose words a headline shares
LABELLED = r"^[-*•+]\s|^[\p{L}\s]{2,24}:\s"  # a list entry, or a label and what it says
TITLE_AGAIN = 0.6  # share of the headline's words from which a line is the headline once more
RETOLD, BETTER = 0.74, 0.48  # share of the headline's words that a lead tells again, and by how much it outdoes the summary before it
SUMMARY = 160  # bytes
UNENDED_LEAD = 0.42  # the same for a line without a full stop
LEAD = 0.25  # chance of being text from which a line under the headline is a lead, and no deck
INTRODUCES = r"^(?:A|An|Ein|Eine|Un|Une|Uno|Una|Um|Uma)\s"  # a story that begins anew brings its subject on with "a", not "the"
ANEW = 0.2  # the same, where the line before the lead tells nothing of the headline
HEADLINE = (12, 260)  # bytes
DECK = (30, 420)  # bytes


def stems(lines: pl.DataFrame) -> pl.DataFrame:
    """Rows `doc`, `row`, `text` → the distinct `row`, `doc`, `stem` of its longer words."""
    words = lines.select("row", "doc", stem=pl.col("text").str.to_lowercase().str.split(" ")).explode("stem")
    words = words.with_columns(pl.col("stem").str.strip_chars(MARKS)).filter(pl.col("stem").str.len_bytes() >= 4)
    return words.with_columns(pl.col("stem").str.head(STEM)).unique()


def name(lines: pl.DataFrame) -> pl.DataFrame:
    """Lines with `told`, `body` (bool) → `row`, `role`, `rule` of the headlines, decks and bylines that only their place gives away.

    A deck may be a line of the body; headlines and bylines never are.
    """
    body = lines.filter("body")
    edges = body.group_by("doc").agg(first=pl.col("row").min(), last=pl.col("row").max())
    placed = lines.join(edges, on="doc", how="left", maintain_order="left")
    headline = _headline(placed, body)
    deck = _deck(placed, body, headline)
    rest = placed.join(pl.concat([headline, deck]).select("row"), on="row", how="anti", maintain_order="left")
    return pl.concat([headline, deck, _bylines(rest)])


def _headline(placed: pl.DataFrame, body: pl.DataFrame) -> pl.DataFrame:
    """The line before the body most like a title: the body tells it again, a byline or date follows; of near equals the first."""
    text, size = pl.col("text"), pl.col("text").str.len_bytes()
    signs = pl.when(pl.col("told").is_in(["byline", "timestamp"])).then("row").shift(-1).backward_fill().over("doc") - pl.col("row")
    above = placed.with_columns(signs=signs.fill_null(99), twice=pl.len().over("doc", "template") > 1)
    above = above.filter((pl.col("row") < pl.col("first")) & pl.col("told").is_null() & ~pl.col("body") & size.is_between(*HEADLINE))
    told = _told_again(above, body)
    words, chance = text.str.count_matches(r"\S+"), pl.col("chance").clip(0.01, 0.99)
    seen = {
        "told_in_opening": pl.col("opening"),
        "told_in_body": pl.col("whole"),
        "words_told": pl.col("hits").clip(0, 6) / 6,
        "away": (pl.col("first") - pl.col("row")).cast(pl.Float64).log1p(),
        "short": words < 4,
        "full": words >= 6,
        "long": words > 22,
        "stops": text.str.ends_with("."),
        "bullet": text.str.contains(r"^[*+•·o>-]\s"),
        "numbered": text.str.contains(r"^\d+[.)]\s"),
        "recurs": pl.col("verdict") != "none",
        "signed_soon": pl.col("signs") <= 6,
        "signed_next": pl.col("signs") <= 2,
        "twice": pl.col("twice"),
        "divided": text.str.contains(r"\s[|/>»]\s"),
        "like_body": (chance / (1 - chance)).log(),
    }
    scored = told.with_columns(score=pl.sum_horizontal(seen[name].cast(pl.Float64) * weight for name, weight in TITLE.items()))
    near = scored.filter(pl.col("score") >= pl.col("score").max().over("doc") - NEAR)
    return near.group_by("doc", maintain_order=True).first().select("row", role=pl.lit("headline"), rule=pl.lit("told_again_by_the_body"))


def _told_again(above: pl.DataFrame, body: pl.DataFrame) -> pl.DataFrame:
    """The same lines with the shares of their words that the body's opening, and the whole body, take up: `opening`, `whole`, `hits`."""
    opening = (
        stems(body.filter(pl.int_range(pl.len()).over("doc") < OPENING)).select("doc", "stem").unique().with_columns(early=pl.lit(1.0))
    )
    whole = stems(body).select("doc", "stem").unique().with_columns(ever=pl.lit(1.0))
    words = stems(above).join(opening, on=["doc", "stem"], how="left").join(whole, on=["doc", "stem"], how="left")
    shares = words.group_by("row").agg(
        opening=pl.col("early").fill_null(0).mean(), whole=pl.col("ever").fill_null(0).mean(), hits=pl.col("ever").sum()
    )
    return above.join(shares, on="row", how="left", maintain_order="left").with_columns(pl.col("opening", "whole", "hits").fill_null(0))


def _deck(placed: pl.DataFrame, body: pl.DataFrame, headline: pl.DataFrame) -> pl.DataFrame:
    """The summary under the headline: before the body, or above the byline, or one sentence before a lead that tells the headline again."""
    heads = placed.join(headline.select("row"), on="row", how="semi", maintain_order="left")
    after = placed.join(heads.select("doc", head="row"), on="doc", how="inner", maintain_order="left").filter(
        pl.col("row") > pl.col("head")
    )
    headed = pl.col("told").is_in(["byline", "timestamp"])
    after = after.with_columns(
        signed=pl.col("row").filter(headed).min().over("doc"), second=pl.col("row").filter("body").sort().slice(1, 1).first().over("doc")
    )
    after = after.filter(
        (pl.col("row") <= pl.col("first"))
        & pl.col("told").is_null()
        & pl.col("text").str.len_bytes().is_between(*DECK)
        & (pl.col("verdict") == "none")
    )
    one = pl.col("text").str.count_matches(r"[.!?][\"'”’]?\s") == 0
    summing_up = (pl.col("text").str.count_matches(r"\S+") >= 6) & ~pl.col("text").str.contains(LABELLED) & (pl.col("retold") < TITLE_AGAIN)
    after = after.join(_share_of(heads, after), on="row", how="left", maintain_order="left").with_columns(pl.col("retold").fill_null(0))
    near = (pl.col("row") < pl.col("first")) & (pl.col("row") - pl.col("head") <= 4)
    between = after.filter(near & summing_up).drop("retold").group_by("doc", maintain_order=True).first()
    likely = pl.col("chance") >= pl.when(pl.col("text").str.contains(TERMINAL)).then(LEAD).otherwise(UNENDED_LEAD)
    lead_first, between = between.filter(likely), between.filter(~likely)
    after = after.drop("retold")
    signed = after.filter(
        (pl.col("row") == pl.col("first")) & one & (pl.col("signed") > pl.col("row")) & (pl.col("signed") < pl.col("second"))
    )
    retold = _retold(heads, body)
    lead = after.filter((pl.col("row") == pl.col("first")) & one).join(retold, on=["doc", "row"], how="inner", maintain_order="left")
    retells = (pl.col("following") >= RETOLD) & (pl.col("following") >= pl.col("retold") + BETTER) & (pl.col("size") <= SUMMARY)
    starts_anew = (pl.col("retold") == 0) & (pl.col("following") >= ANEW) & pl.col("introduces")
    summary = lead.filter((retells | starts_anew) & (pl.col("next_size") > pl.col("size")))
    rules = {"between_headline_and_body": between, "above_the_byline": signed, "lead_tells_it_again": summary}
    found = pl.concat([rows.select("doc", "row", role=pl.lit("deck"), rule=pl.lit(rule)) for rule, rows in rules.items()])
    leads = lead_first.select("doc", "row", role=pl.lit("body"), rule=pl.lit("lead_under_headline"))
    return pl.concat([leads, found]).unique("doc", keep="first", maintain_order=True).select("row", "role", "rule")


def _share_of(heads: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """`row`, `retold`: the share of the headline's words that each line has."""
    wanted = stems(heads).select("doc", "stem")
    hits = stems(lines).join(wanted, on=["doc", "stem"], how="inner").group_by("doc", "row").agg(hits=pl.len())
    return hits.join(wanted.group_by("doc").agg(total=pl.len()), on="doc").select("row", retold=pl.col("hits") / pl.col("total"))


def _retold(heads: pl.DataFrame, body: pl.DataFrame) -> pl.DataFrame:
    """For the first line of each body: the share of the headline's words in it and in the next, and both sizes."""
    two = body.filter(pl.int_range(pl.len()).over("doc") < 2)
    shares = two.join(_share_of(heads, two), on="row", how="left", maintain_order="left")
    share, size = pl.col("retold").fill_null(0), pl.col("text").str.len_bytes()
    introduces = pl.col("text").str.contains(INTRODUCES).shift(-1).over("doc")
    later = {"following": share.shift(-1).over("doc"), "next_size": size.shift(-1).over("doc"), "introduces": introduces}
    return shares.select("doc", "row", retold=share, size=size, **later)


def _bylines(placed: pl.DataFrame) -> pl.DataFrame:
    """Names that stand alone: beside a date, between headline and body, or right after the body."""
    filled = placed.filter(pl.col("told").fill_null("") != "blank").with_columns(nth=pl.int_range(pl.len()).over("doc"))
    edge = filled.group_by("doc").agg(
        top=pl.col("nth").filter(pl.col("row") == pl.col("first")).first(),
        end=pl.col("nth").filter(pl.col("row") == pl.col("last")).first(),
    )
    dated = [(pl.col("told").shift(step) == "timestamp") & (pl.col("doc").shift(step) == pl.col("doc")) for step in (1, -1, 2)]
    by = (pl.col("doc").shift(1) == pl.col("doc")) & pl.col("text").shift(1).str.contains(rf"^(?i:{bylines.BY})\s*:?$")
    names = filled.with_columns(beside=pl.any_horizontal(dated).fill_null(False), signed=by.fill_null(False)).join(
        edge, on="doc", how="left", maintain_order="left"
    )
    names = names.filter(pl.col("told").is_null() & ~pl.col("body") & (pl.col("text").str.len_bytes() <= 60))
    names = names.filter(bylines.named(pl.col("text").str.strip_chars("-–—• ")))
    before, after = pl.col("top") - pl.col("nth"), pl.col("nth") - pl.col("end")
    rule = (
        pl.when(pl.col("signed"))
        .then(pl.lit("name_after_by"))
        .when(pl.col("beside") & before.is_between(1, 12))
        .then(pl.lit("name_beside_date"))
        .when(before.is_between(1, 3))
        .then(pl.lit("name_before_text"))
        .when(after.is_between(1, 2))
        .then(pl.lit("name_after_text"))
        .when(pl.col("beside") & (pl.col("span_no") > 1))
        .then(pl.lit("name_beside_date"))
    )
    return names.select("row", role=pl.lit("byline"), rule=rule).filter(pl.col("rule").is_not_null())
