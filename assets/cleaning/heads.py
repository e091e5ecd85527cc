"""The lines around the body that say what the article is: headline, deck, byline."""

import polars as pl

from assets.cleaning.texts import SENTENCE, TERMINAL
from assets.parsing import bylines

MARKS = "“”„«»‘’'\"()[]{}.,:;!?…–—-*|/"
STEM = 4  # letters by which two words are taken for one: Iran and Iranian, sign and signed
TITLE = {  # log-odds of being the title, fitted on the titles of the benchmark, rounded
    "told_in_opening": 2.0,
    "told_in_body": 1.3,
    "words_told": 1.8,
    "away": -0.8,
    "inside": -2.2,
    "short": -1.1,
    "full": 1.4,
    "long": -0.7,
    "stops": -1.6,
    "bullet": -3.1,
    "numbered": -1.7,
    "some": -1.4,
    "most": -2.2,
    "signed_soon": 0.8,
    "stamped_soon": 0.9,
    "stamped_next": 0.6,
    "divided": -1.7,
    "runs_on": -0.5,
    "like_body": -0.4,
    "in_body": -0.7,
    "ends_in_another": -0.4,
    "ends_another": 1.9,
    "under_title": -0.7,
    "over_longer": 1.3,
    "clock": -0.9,
}
NEAR = 0.6  # log-odds within which the first candidate wins
WITHIN = 3  # sentences of the text before which the headline may stand, for a stray line may be taken for text
NEIGHBOURS = 5  # candidates on either side that a headline is compared with
OPENING = 8  # body lines whose words a headline shares
LABELLED = r"^[-*•+]\s|^[\p{L}\s]{2,24}:\s"  # a list entry, or a label and what it says
TITLE_AGAIN = 0.6  # share of the headline's words from which a line is the headline once more
RETOLD, BETTER = 0.74, 0.48  # share of the headline's words that a lead tells again, and by how much it outdoes the summary before it
SUMMARY = 160  # bytes
UNENDED_LEAD = 0.29  # the same for a line without a full stop
LEAD = 0.25  # chance of being text from which a line under the headline is a lead, and no deck
INTRODUCES = r"^(?:A|An|Ein|Eine|Un|Une|Uno|Una|Um|Uma)\s"  # a story that begins anew brings its subject on with "a", not "the"
ANEW = 0.2  # the same, where the line before the lead tells nothing of the headline
DAYS = r"(?i:\b(?:\w+day|heute|gestern|\w+tag|mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes)\b)"
SAID = r"(?i:\b(?:said|says|told|announced|warned|confirmed|sagte|erklärte|déclaré|annoncé|dijo|anunció|ha detto|disse|powiedział\w*|сказал\w*|заявил\w*|είπε|δήλωσε)\b)"
FULL_NAME = r"[\p{Ll},]\s\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}+|^\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}+"
TELLS_NEWS = rf"\d\d|{DAYS}|{SAID}|{FULL_NAME}|^[-*•+]\s|^[“\"«‘'„]|:$"  # a figure, a day, a speaker, a full name: what a report opens with and a summary leaves out
SIGNATURE = 120  # bytes in a line that signs
BEFORE, BELOW, AFTER = 3, 8, 2  # lines above and below the headline, and after the text, in which one may stand
ABOUT = 2  # lines of the text that name someone the story is about, and who is not its author; its headline counts as many
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
    rest = placed.join(headline.select("row"), on="row", how="anti", maintain_order="left")
    body = body.join(headline.select("row"), on="row", how="anti", maintain_order="left")
    signed = _bylines(rest, body, placed.join(headline.select("row"), on="row", how="semi", maintain_order="left"))
    named = signed.select("row", named="role")
    placed = placed.join(named, on="row", how="left", maintain_order="left").with_columns(told=pl.coalesce("told", "named"))
    return pl.concat([headline, signed, _deck(placed, body, headline)])


def _headline(placed: pl.DataFrame, body: pl.DataFrame) -> pl.DataFrame:
    """The line most like a title among those above the text and its first sentences; of near equals the first."""
    found = candidates(placed, body)
    scored = found.with_columns(score=pl.sum_horizontal(pl.col(name) * weight for name, weight in TITLE.items()))
    near = scored.filter(pl.col("score") >= pl.col("score").max().over("doc") - NEAR)
    return near.group_by("doc", maintain_order=True).first().select("row", role=pl.lit("headline"), rule=pl.lit("told_again_by_the_body"))


def candidates(placed: pl.DataFrame, body: pl.DataFrame) -> pl.DataFrame:
    """The lines that may be the headline, with what speaks for and against each, as numbers named as in `TITLE`."""
    text, size = pl.col("text"), pl.col("text").str.len_bytes()
    told_text = body.filter((size >= SENTENCE) & text.str.contains(TERMINAL)).with_columns(sentence=pl.int_range(pl.len()).over("doc"))
    start = pl.col("row").filter(pl.col("sentence") == 0).first()
    third = pl.col("row").filter(pl.col("sentence") == WITHIN).first()
    edges = told_text.group_by("doc").agg(start=start, limit=pl.coalesce(third, pl.col("row").last()))
    filled = placed.filter(pl.col("told").fill_null("") != "blank").join(edges, on="doc", how="left", maintain_order="left")
    filled = filled.with_columns(start=pl.coalesce("start", "first"), limit=pl.coalesce("limit", "first"))
    filled = filled.with_columns(nth=pl.int_range(pl.len()).over("doc"))
    top = filled.filter(pl.col("row") >= pl.col("start")).group_by("doc").agg(top=pl.col("nth").min())
    filled = filled.join(top, on="doc", how="left", maintain_order="left")
    signs = pl.col("told").is_in(["byline", "timestamp"]) | bylines.named(text.str.strip_chars("-–—•* "))
    dated = pl.col("told").is_in(["byline", "timestamp"])
    next_of = {
        name: (pl.when(sign).then("nth").shift(-1).backward_fill().over("doc") - pl.col("nth")).fill_null(99)
        for name, sign in (("signs", signs), ("stamps", dated))
    }
    ended = text.str.contains(r"[.…:]$")
    filled = filled.with_columns(**next_of).filter(pl.col("row") < pl.col("limit"))
    above = filled.filter(
        pl.col("told").is_null() & size.is_between(*HEADLINE) & ~(pl.col("body") & ended) & (pl.col("row") != pl.col("start"))
    )
    above = _told_again(above, told_text)
    above = _among_others(above)
    words, chance = _words(text), pl.col("chance").clip(0.01, 0.99)
    seen = {
        "told_in_opening": pl.col("opening"),
        "told_in_body": pl.col("whole"),
        "words_told": pl.col("hits").clip(0, 6) / 6,
        "away": (pl.col("top") - pl.col("nth")).abs().cast(pl.Float64).log1p(),
        "inside": pl.col("nth") > pl.col("top"),
        "short": words < 4,
        "full": words >= 6,
        "long": words > 17,
        "stops": text.str.ends_with("."),
        "bullet": text.str.contains(r"^[*+•·o>-]\s"),
        "numbered": text.str.contains(r"^\d+[.)]\s"),
        "some": pl.col("verdict") == "some",
        "most": pl.col("verdict") == "most",
        "signed_soon": pl.col("signs") <= 4,
        "stamped_soon": pl.col("stamps") <= 6,
        "stamped_next": pl.col("stamps") <= 2,
        "divided": text.str.contains(r"\s[|/>»]\s"),
        "runs_on": text.str.contains(r"\p{Ll}\p{Lu}\p{Ll}"),
        "like_body": (chance / (1 - chance)).log(),
        "in_body": pl.col("body"),
        "ends_in_another": pl.col("ends_in_another"),
        "ends_another": pl.col("ends_another"),
        "under_title": pl.col("under_title"),
        "over_longer": pl.col("over_longer"),
        "clock": text.str.contains(r"\d:\d\d|\d\s?(?:°|%|€|\$)"),
    }
    return above.with_columns(**{name: measure.cast(pl.Float64).fill_null(0) for name, measure in seen.items()})


def _words(text: pl.Expr) -> pl.Expr:
    """How many words a line has; two characters of a script without spaces count for one."""
    return text.str.count_matches(r"\S+") + text.str.count_matches(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]") // 2


def _among_others(above: pl.DataFrame) -> pl.DataFrame:
    """What the candidates nearby make of each: a breadcrumb ends in the headline, a link is cut short, a deck stands under it."""
    near = [(step, pl.col("text").shift(-step).over("doc")) for step in (*range(-NEIGHBOURS, 0), *range(1, NEIGHBOURS + 1))]
    own, words = pl.col("text").str.to_lowercase(), pl.col("text").str.count_matches(r"\S+")
    ends_in = [
        own.str.ends_with(other.str.to_lowercase()) & (own != other.str.to_lowercase()) & (other.str.count_matches(r"\S+") > 2)
        for _, other in near
    ]
    ends = [other.str.to_lowercase().str.ends_with(own) & (own != other.str.to_lowercase()) & (words > 2) for _, other in near]
    before = pl.col("nth") - pl.col("nth").shift(1).over("doc") == 1
    title_above = (
        before
        & (words.shift(1).over("doc") >= 3)
        & ~pl.col("text").shift(1).over("doc").str.contains(r"[.:…]$")
        & (pl.col("verdict").shift(1).over("doc") == "none")
    )
    next_to = pl.col("nth").shift(-1).over("doc") - pl.col("nth") == 1
    longer = next_to & (words.shift(-1).over("doc") > words) & (words.shift(-1).over("doc") >= 8) & (words >= 3)
    return above.with_columns(
        ends_in_another=pl.any_horizontal(ends_in).fill_null(False),
        ends_another=pl.any_horizontal(ends).fill_null(False),
        under_title=title_above.fill_null(False),
        over_longer=longer.fill_null(False),
    )


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
    lead = after.filter((pl.col("row") == pl.col("first")) & one & ~pl.col("text").str.contains(TELLS_NEWS))
    lead = lead.join(retold, on=["doc", "row"], how="inner", maintain_order="left").filter("next_tells")
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
    tells = pl.col("text").str.contains(TELLS_NEWS).shift(-1).over("doc").fill_null(False)
    later = {
        "following": share.shift(-1).over("doc"),
        "next_size": size.shift(-1).over("doc"),
        "introduces": introduces,
        "next_tells": tells,
    }
    return shares.select("doc", "row", retold=share, size=size, **later)


def _bylines(rest: pl.DataFrame, body: pl.DataFrame, heads: pl.DataFrame) -> pl.DataFrame:
    """Names that stand alone: under the headline, beside a date, after a lone "by", before or right after the body."""
    size, text = pl.col("text").str.len_bytes(), pl.col("text")
    sentence = (size >= SENTENCE) & text.str.contains(TERMINAL)
    filled = rest.filter(pl.col("told").fill_null("") != "blank").with_columns(nth=pl.int_range(pl.len()).over("doc"))
    starts = body.join(heads.select("doc", head="row"), on="doc", how="left").filter(
        sentence & (pl.col("row") > pl.col("head").fill_null(-1))
    )
    edges = (
        body.group_by("doc").agg(last=pl.col("row").max()).join(starts.group_by("doc").agg(start=pl.col("row").min()), on="doc", how="left")
    )
    filled = filled.drop("last").join(edges, on="doc", how="left", maintain_order="left")
    filled = filled.join(heads.select("doc", head="row"), on="doc", how="left", maintain_order="left")
    start = pl.coalesce("start", "first")
    edge = filled.group_by("doc").agg(
        top=pl.col("nth").filter(pl.col("row") >= start).first(),
        end=pl.col("nth").filter(pl.col("row") <= pl.col("last")).last(),
        under=pl.col("nth").filter(pl.col("row") > pl.col("head")).first(),
    )
    dated = [(pl.col("told").shift(step) == "timestamp") & (pl.col("doc").shift(step) == pl.col("doc")) for step in (1, -1, 2)]
    by = (pl.col("doc").shift(1) == pl.col("doc")) & text.shift(1).str.contains(rf"^(?i:{bylines.BY})\s*:?$")
    lines = filled.with_columns(beside=pl.any_horizontal(dated).fill_null(False), signed=by.fill_null(False))
    lines = lines.join(edge, on="doc", how="left", maintain_order="left")
    short = pl.col("told").is_null() & ~(pl.col("body") & sentence) & (size <= SIGNATURE) & (pl.col("verdict") != "most")
    lines = lines.filter(short & (pl.col("nth") >= pl.col("under").fill_null(0) - BEFORE) & (pl.col("nth") <= pl.col("end") + AFTER))
    lines = lines.join(bylines.signatures(lines.select("row", "text")), on="row", how="inner", maintain_order="left")
    names = _unheard(lines, body, heads)
    alone = bylines.named(text.str.strip_chars("-–—•* "))
    before, after, under = pl.col("top") - pl.col("nth"), pl.col("nth") - pl.col("end"), pl.col("nth") - pl.col("under")
    rule = (
        pl.when(pl.col("signed"))
        .then(pl.lit("name_after_by"))
        .when(under.is_between(0, BELOW) & (before > -BELOW // 2))
        .then(pl.lit("name_under_headline"))
        .when(pl.col("beside") & before.is_between(1, 12))
        .then(pl.lit("name_beside_date"))
        .when(pl.col("head").is_null() & before.is_between(1, 3))
        .then(pl.lit("name_before_text"))
        .when(after.is_between(1, AFTER) & alone & (pl.col("heard_last") == 0) & ~text.str.contains(r"^[\p{Lu}\W]+$"))
        .then(pl.lit("name_after_text"))
    )
    return names.select("row", role=pl.lit("byline"), rule=rule).filter(pl.col("rule").is_not_null())


def _unheard(names: pl.DataFrame, body: pl.DataFrame, heads: pl.DataFrame) -> pl.DataFrame:
    """The lines whose `name` is neither common words nor someone the story is about, with `heard_last`: its last word is a common one."""
    words = names.select("row", "doc", word=pl.col("name").str.split(" ")).explode("word")
    words = words.with_columns(pl.col("word").str.strip_chars(MARKS)).filter(pl.col("word").str.len_chars() >= 3)
    words = words.with_columns(lower=pl.col("word").str.to_lowercase(), nth=pl.int_range(pl.len()).over("row"))
    texts = pl.concat([body.select("doc", "text"), heads.select("doc", "text")]).with_columns(title=pl.int_range(pl.len()) >= body.height)
    texts = texts.join(names.select("doc").unique(), on="doc", how="semi")
    said = texts.select("doc", "title", word=pl.col("text").str.split(" ").list.unique()).explode("word")
    said = said.with_columns(pl.col("word").str.strip_chars(MARKS).str.replace(r"['’]s$", ""))
    common = said.select("doc", lower="word").unique().with_columns(common=pl.lit(1))
    about = said.group_by("doc", "word").agg(times=pl.len() + 2 * pl.col("title").any())
    told = words.join(common, on=["doc", "lower"], how="left").join(about, on=["doc", "word"], how="left")
    told = told.with_columns(pl.col("common", "times").fill_null(0)).sort("row", "nth")
    heard = told.group_by("row").agg(
        heard=pl.col("common").mean() == 1, heard_last=pl.col("common").last(), about=(pl.col("times") >= ABOUT).all()
    )
    return names.join(heard, on="row", how="inner", maintain_order="left").filter(~pl.col("heard") & ~pl.col("about"))
