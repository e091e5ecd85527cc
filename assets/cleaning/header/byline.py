"""Which lines name the author without saying so."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from assets.cleaning.header.shared_words import MARKS
from assets.cleaning.line_shape import BULLET, SENTENCE, ends
from assets.parsing import bylines


@dataclass(frozen=True)
class BylineLimits:
    """Where a name signs the article."""

    longest_bytes: int = 120
    sure_chance: float = 0.75  # chance of being text from which a line is a subheading, and nobody's name
    lines_above_headline: int = 3
    lines_below_headline: int = 8
    lines_into_text: int = 4  # from the text's first line, where it stands below the headline
    lines_after_text: int = 2
    lines_above_text: int = 3  # where no headline is known
    lines_above_text_by_date: int = 12  # where it stands beside a date
    # lines above the text; further up, an entry of a list that stands beside no date is a menu's
    list_lines_above_text: int = 5
    # lines below the headline, beside a date, in which words sign that may be a heading as well
    heading_lines: int = 3
    # times that the text names someone it is about, and who is not its author; its headline counts as many
    about_times: int = 3
    word_chars: int = 3  # in a word of a name that is looked for in the text


LIMITS: Final = BylineLimits()
DASHES = "-–—•* "


def signatures(rest: pl.DataFrame, body: pl.DataFrame, heads: pl.DataFrame) -> pl.DataFrame:
    """Names that stand alone: under the headline, beside a date, after a lone "by", before or right after the
    body.

    Words that may be a heading as well (no list of names knows them, and they are English, or the text is
    not) sign only after "by", or dated under the headline.
    """
    lines = _short(_with_edges(rest, body, heads))
    readable = bylines.signatures(lines.select("row", "text"))
    lines = lines.join(readable, on="row", how="inner", maintain_order="left")
    names = _unheard(lines, body, heads)
    known = bylines.known(pl.col("name")) | (pl.col("english") & bylines.strange(pl.col("name")))
    names = names.with_columns(known=known, words=bylines.of_words(pl.col("name")))
    signed = names.select("row", role=pl.lit("byline"), rule=_rule())
    return signed.filter(pl.col("rule").is_not_null())


def _rule() -> pl.Expr:
    """By which rule a line that may be a name signs the article; null where it does not."""
    text, is_beside_date = pl.col("text"), pl.col("beside_date")
    lines_above_text = pl.col("top") - pl.col("nth")
    lines_after_text = pl.col("nth") - pl.col("end")
    lines_below_headline = pl.col("nth") - pl.col("under")
    is_dated = is_beside_date | text.str.contains(bylines.STAMPED)
    right_below_headline = lines_below_headline.is_between(0, LIMITS.heading_lines)
    may_be_a_heading = ~pl.col("known") & ~(is_dated & right_below_headline)
    is_listed = text.str.contains(BULLET) & ~is_beside_date
    of_a_menu = is_listed & (lines_above_text > LIMITS.list_lines_above_text)
    near_headline = lines_below_headline.is_between(0, LIMITS.lines_below_headline)
    not_deep_in_text = lines_above_text > -LIMITS.lines_into_text
    before_text_by_date = is_beside_date & lines_above_text.is_between(1, LIMITS.lines_above_text_by_date)
    without_headline = pl.col("head").is_null() & lines_above_text.is_between(1, LIMITS.lines_above_text)
    after_text = lines_after_text.is_between(1, LIMITS.lines_after_text)
    is_name_alone = bylines.named(text.str.strip_chars(DASHES)) & ~text.str.contains(r"^[\p{Lu}\W]+$")
    return (
        pl.when(pl.col("after_by"))
        .then(pl.lit("name_after_by"))
        .when(pl.col("words") | may_be_a_heading)
        .then(None)
        .when(near_headline & not_deep_in_text & ~of_a_menu)
        .then(pl.lit("name_under_headline"))
        .when(before_text_by_date)
        .then(pl.lit("name_beside_date"))
        .when(without_headline)
        .then(pl.lit("name_before_text"))
        .when(after_text & is_name_alone & ~pl.col("heard_last"))
        .then(pl.lit("name_after_text"))
    )


def _with_edges(rest: pl.DataFrame, body: pl.DataFrame, heads: pl.DataFrame) -> pl.DataFrame:
    """The lines that are not blank, numbered (`nth`), with the numbers of the line under the headline
    (`under`), of the text's first sentence (`top`) and last line (`end`).

    And with `beside_date`, a date stands right above or below, and `after_by`, the line above says "by" and
    nothing else.
    """
    head = heads.select("doc", head="row")
    filled = rest.filter(pl.col("known_role").fill_null("") != "blank").with_columns(
        nth=pl.int_range(pl.len()).over("doc")
    )
    below_headline = pl.col("row") > pl.col("head").fill_null(-1)
    sentences = body.select("doc", "row", "text").join(head, on="doc", how="left")
    starts = sentences.filter(_is_sentence() & below_headline).group_by("doc").agg(start=pl.col("row").min())
    edges = _last(body).join(starts, on="doc", how="left")
    filled = filled.drop("last").join(edges, on="doc", how="left", maintain_order="left")
    filled = filled.join(head, on="doc", how="left", maintain_order="left")
    numbers = filled.group_by("doc").agg(
        top=pl.col("nth").filter(pl.col("row") >= pl.coalesce("start", "first")).first(),
        end=pl.col("nth").filter(pl.col("row") <= pl.col("last")).last(),
        under=pl.col("nth").filter(pl.col("row") > pl.col("head")).first(),
    )
    beside_date = [
        (pl.col("known_role").shift(step) == "timestamp") & (pl.col("doc").shift(step) == pl.col("doc"))
        for step in (1, -1, 2)
    ]
    lone_by = pl.col("text").shift(1).str.contains(rf"^(?i:{bylines.BY})\s*:?$")
    after_by = (pl.col("doc").shift(1) == pl.col("doc")) & lone_by
    lines = filled.with_columns(
        beside_date=pl.any_horizontal(beside_date).fill_null(False), after_by=after_by.fill_null(False)
    )
    return lines.join(numbers, on="doc", how="left", maintain_order="left")


def _is_sentence() -> pl.Expr:
    return (pl.col("text").str.len_bytes() >= SENTENCE) & ends(pl.col("text"))


def _short(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines that may be a name by their size and place."""
    text_line = pl.col("body") & (_is_sentence() | (pl.col("chance") >= LIMITS.sure_chance))
    short = pl.col("text").str.len_bytes() <= LIMITS.longest_bytes
    own = pl.col("known_role").is_null() & (_is_seldom() | _is_near())
    from_headline = pl.col("nth") >= pl.col("under").fill_null(0) - LIMITS.lines_above_headline
    to_end = pl.col("nth") <= pl.col("end") + LIMITS.lines_after_text
    near = lines.filter(own & ~text_line & short & from_headline & to_end)
    # a staff writer may sign most of what an outlet prints
    repeated = pl.when(~_is_seldom().fill_null(False)).then("text")  # the others need not be looked at
    return near.filter(_is_seldom() | (_is_near() & bylines.opens_with_given_name(repeated)))


def _is_seldom() -> pl.Expr:
    return pl.col("verdict") != "most"


def _is_near() -> pl.Expr:
    """True right under the headline and beside the date."""
    below_headline = (pl.col("nth") - pl.col("under")).is_between(0, LIMITS.heading_lines).fill_null(False)
    return below_headline | pl.col("beside_date")


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
    words = words.with_columns(pl.col("word").str.strip_chars(MARKS))
    words = words.filter(pl.col("word").str.len_chars() >= LIMITS.word_chars)
    words = words.with_columns(nth=pl.int_range(pl.len()).over("row"))
    of_names = body.join(names.select("doc").unique(), on="doc", how="semi")
    texts = of_names.group_by("doc").agg(said=pl.col("text").str.join(" "))
    titles = heads.group_by("doc").agg(title=pl.col("text").first())
    words = words.join(texts, on="doc", how="left").join(titles, on="doc", how="left")
    words = words.with_columns(pl.col("said", "title").fill_null(""))
    said, word = pl.col("said"), pl.col("word")
    in_lower_case = [
        said.str.contains(pl.format(" {}" + end, word.str.to_lowercase()), literal=True) for end in " ,."
    ]
    in_title = pl.col("title").str.contains(word, literal=True)
    heard = words.select(
        "row",
        "nth",
        common=pl.any_horizontal(in_lower_case),
        times=said.str.count_matches(word, literal=True) + LIMITS.about_times * in_title,
        english=said.str.contains(" the ", literal=True),
    )
    of_lines = (
        heard.sort("row", "nth")
        .group_by("row")
        .agg(
            heard=pl.col("common").all(),
            heard_last=pl.col("common").last(),
            about=(pl.col("times") >= LIMITS.about_times).all(),
            english=pl.col("english").any(),
        )
    )
    joined = names.join(of_lines, on="row", how="inner", maintain_order="left")
    return joined.filter(~pl.col("heard") & ~pl.col("about"))
