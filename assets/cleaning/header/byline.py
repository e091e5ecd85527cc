"""Which lines name the author without saying so."""

import polars as pl

from assets.cleaning.header.shared_words import MARKS
from assets.cleaning.line_shape import BULLET, SENTENCE, ends
from assets.parsing import bylines

SIGNATURE = 120  # bytes in a line that signs
SURE = 0.75  # chance of being text from which a line is a subheading, and nobody's name
BEFORE, BELOW, AFTER = (
    3,
    8,
    2,
)  # lines above and below the headline, and after the text, in which one may stand
CLOSE = 5  # lines above the text; further up, an entry of a list that stands beside no date is a menu's
STRANGE = 3  # lines below the headline, beside a date, in which words sign that may be a heading as well
DASHES = "-–—•* "
# times that the text names someone it is about, and who is not its author; its headline counts as many
ABOUT = 3


def signatures(rest: pl.DataFrame, body: pl.DataFrame, heads: pl.DataFrame) -> pl.DataFrame:
    """Names that stand alone: under the headline, beside a date, after a lone "by", before or right after the
    body.

    Words that may be a heading as well (no list of names knows them, and they are English, or the text is
    not) sign only after "by", or dated under the headline.
    """
    size, text = pl.col("text").str.len_bytes(), pl.col("text")
    sentence = (size >= SENTENCE) & ends(text)
    filled = rest.filter(pl.col("told").fill_null("") != "blank").with_columns(
        nth=pl.int_range(pl.len()).over("doc")
    )
    starts = (
        body.select("doc", "row", "text")
        .join(heads.select("doc", head="row"), on="doc", how="left")
        .filter(sentence & (pl.col("row") > pl.col("head").fill_null(-1)))
    )
    edges = _last(body).join(starts.group_by("doc").agg(start=pl.col("row").min()), on="doc", how="left")
    filled = filled.drop("last").join(edges, on="doc", how="left", maintain_order="left")
    filled = filled.join(heads.select("doc", head="row"), on="doc", how="left", maintain_order="left")
    start = pl.coalesce("start", "first")
    edge = filled.group_by("doc").agg(
        top=pl.col("nth").filter(pl.col("row") >= start).first(),
        end=pl.col("nth").filter(pl.col("row") <= pl.col("last")).last(),
        under=pl.col("nth").filter(pl.col("row") > pl.col("head")).first(),
    )
    listed = text.str.contains(BULLET)
    dated = [
        (pl.col("told").shift(step) == "timestamp") & (pl.col("doc").shift(step) == pl.col("doc"))
        for step in (1, -1, 2)
    ]
    by = (pl.col("doc").shift(1) == pl.col("doc")) & text.shift(1).str.contains(rf"^(?i:{bylines.BY})\s*:?$")
    lines = filled.with_columns(beside=pl.any_horizontal(dated).fill_null(False), signed=by.fill_null(False))
    lines = lines.join(edge, on="doc", how="left", maintain_order="left")
    text_line = pl.col("body") & (sentence | (pl.col("chance") >= SURE))
    short = pl.col("told").is_null() & ~text_line & (size <= SIGNATURE) & (pl.col("verdict") != "most")
    lines = lines.filter(
        short
        & (pl.col("nth") >= pl.col("under").fill_null(0) - BEFORE)
        & (pl.col("nth") <= pl.col("end") + AFTER)
    )
    lines = lines.join(
        bylines.signatures(lines.select("row", "text")), on="row", how="inner", maintain_order="left"
    )
    names = _unheard(lines, body, heads)
    known = bylines.known(pl.col("name")) | (pl.col("english") & bylines.strange(pl.col("name")))
    names = names.with_columns(known=known, words=bylines.of_words(pl.col("name")))
    alone = bylines.named(text.str.strip_chars(DASHES))
    before, after, under = (
        pl.col("top") - pl.col("nth"),
        pl.col("nth") - pl.col("end"),
        pl.col("nth") - pl.col("under"),
    )
    rule = (
        pl.when(pl.col("signed"))
        .then(pl.lit("name_after_by"))
        .when("words")
        .then(None)
        .when(
            ~pl.col("known")
            & ~((pl.col("beside") | text.str.contains(bylines.STAMPED)) & under.is_between(0, STRANGE))
        )
        .then(None)
        .when(
            under.is_between(0, BELOW)
            & (before > -BELOW // 2)
            & ~(listed & ~pl.col("beside") & (before > CLOSE))
        )
        .then(pl.lit("name_under_headline"))
        .when(pl.col("beside") & before.is_between(1, 12))
        .then(pl.lit("name_beside_date"))
        .when(pl.col("head").is_null() & before.is_between(1, 3))
        .then(pl.lit("name_before_text"))
        .when(
            after.is_between(1, AFTER) & alone & ~pl.col("heard_last") & ~text.str.contains(r"^[\p{Lu}\W]+$")
        )
        .then(pl.lit("name_after_text"))
    )
    return names.select("row", role=pl.lit("byline"), rule=rule).filter(pl.col("rule").is_not_null())


def _last(body: pl.DataFrame) -> pl.DataFrame:
    """`doc`, `last`: the last line of each text; the sentence before it where that says nothing but a name,
    which then signs the text."""
    two = body.select("doc", "row", "text").group_by("doc", maintain_order=True).tail(2)
    follows = ends(pl.col("text")).shift(1) & (pl.col("doc") == pl.col("doc").shift(1))
    two = two.with_columns(before=pl.col("row").shift(1), follows=follows.fill_null(False))
    alone = pl.col("follows") & bylines.named(pl.col("text").str.strip_chars(DASHES))
    last = pl.col("doc").is_last_distinct()
    return two.filter(last).select("doc", last=pl.when(alone).then("before").otherwise("row"))


def _unheard(names: pl.DataFrame, body: pl.DataFrame, heads: pl.DataFrame) -> pl.DataFrame:
    """The lines whose `name` is neither common words nor someone the story is about, with `heard_last`: its
    last word is a common one.

    And with `english`: the text is in English.
    """
    words = names.select("row", "doc", word=pl.col("name").str.split(" ")).explode("word")
    words = words.with_columns(pl.col("word").str.strip_chars(MARKS)).filter(
        pl.col("word").str.len_chars() >= 3
    )
    words = words.with_columns(nth=pl.int_range(pl.len()).over("row"))
    said = (
        body.join(names.select("doc").unique(), on="doc", how="semi")
        .group_by("doc")
        .agg(said=pl.col("text").str.join(" "))
    )
    title = heads.group_by("doc").agg(title=pl.col("text").first())
    told = (
        words.join(said, on="doc", how="left")
        .join(title, on="doc", how="left")
        .with_columns(pl.col("said", "title").fill_null(""))
    )
    lower, word = pl.col("word").str.to_lowercase(), pl.col("word")
    common = pl.any_horizontal(
        pl.col("said").str.contains(pl.format(" {}" + end, lower), literal=True) for end in " ,."
    )
    times = pl.col("said").str.count_matches(word, literal=True) + ABOUT * pl.col("title").str.contains(
        word, literal=True
    )
    english = pl.col("said").str.contains(" the ", literal=True)
    told = told.select("row", "nth", common=common, times=times, english=english).sort("row", "nth")
    heard = told.group_by("row").agg(
        heard=pl.col("common").all(),
        heard_last=pl.col("common").last(),
        about=(pl.col("times") >= ABOUT).all(),
        english=pl.col("english").any(),
    )
    return names.join(heard, on="row", how="inner", maintain_order="left").filter(
        ~pl.col("heard") & ~pl.col("about")
    )
