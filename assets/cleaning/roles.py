"""What each line is: the document's word, the rules', its place, the model's, in that order."""

import polars as pl

from assets.cleaning import reasons
from assets.cleaning.body.paragraphs import cut, hangs
from assets.cleaning.header import find
from assets.cleaning.lines import ends
from checks.vocabulary import BODY_ROLES, FIELD_ROLES

HEADING = 90  # bytes: a longer line is no subheading
RULES_ARE_RIGHT = 0.97  # share of the lines the lexicon drops that are not the article's, on the benchmark
GOES_ON_AFTER = 0.15  # chance of being the article's from which a sentence after an advertisement's label is
TABLES = ["table_under_date", "table_in_text"]  # rules that keep lines without an end which are no subheadings
PROMOS = ("teasers_in_a_row", "title_runs_into_teaser", "headline_in_capitals")
NAMED = dict.fromkeys(PROMOS, "promo") | {"credit_behind_caption": "caption"}  # roles of lines dropped for their form
STORY = 4  # words: a shorter line names a section, a longer one another story


def decide(lines: pl.DataFrame) -> pl.DataFrame:
    """Lines as `judging.judge` gives them → the same with `role`, `kept`, `in_body`, `rule`, `reason`, `confidence`."""
    named = find.name(lines).rename({"role": "placed", "rule": "placed_by"})
    lines = lines.join(named, on="row", how="left", maintain_order="left")
    title = pl.col("row").filter(pl.col("placed") == "headline").max().over("doc")
    lines = lines.with_columns(pl.col("body") & (pl.col("row") > title).fill_null(True))  # nothing above the headline is the story
    lines = _past_advertisements(lines)
    edges = (
        lines.filter((pl.col("body") & pl.col("placed").is_null()) | (pl.col("placed") == "body").fill_null(False))
        .group_by("doc")
        .agg(first=pl.col("row").min(), last=pl.col("row").max())
    )
    lines = lines.join(edges, on="doc", how="left", maintain_order="left")
    astray = pl.col("told").is_in(["timestamp", "byline", "credit"]) & _away_from_article()
    told = pl.when(astray).then(None).otherwise(pl.col("told"))
    recurs = (pl.col("verdict") == "most") & pl.col("told").is_null()
    role = (
        pl.when(pl.col("placed").is_not_null())
        .then("placed")
        .when(pl.col("body"))
        .then(_body_role())
        .when(told.is_not_null())
        .then(told)
        .when(recurs & pl.col("usual_role").is_not_null())
        .then("usual_role")
        .otherwise(_dropped_role())
    )
    rule = (
        pl.when(pl.col("placed").is_not_null())
        .then("placed_by")
        .when(pl.col("body"))
        .then("method")
        .when(told.is_not_null())
        .then("told_by")
        .when(recurs)
        .then(pl.lit("repeated_in_outlet"))
        .when(pl.col("first").is_null() & (pl.col("method") == "line_model"))
        .then(pl.lit("no_article_here"))
        .otherwise(pl.coalesce("method", pl.lit("outside_the_text")))
    )
    decided = reasons.reasons(lines.with_columns(role=role, rule=rule))
    return decided.with_columns(
        kept=pl.col("role").is_in([*FIELD_ROLES, *BODY_ROLES]),
        in_body=pl.col("role").is_in(list(BODY_ROLES)),
        confidence=_confidence(),
    )


def _past_advertisements(lines: pl.DataFrame) -> pl.DataFrame:
    """The same lines with `body` true for a sentence right after an advertisement's label, where text stands right before it."""
    filled = lines.filter(pl.col("told").fill_null("") != "blank").with_columns(
        label=(pl.col("told_by") == "advert_label").fill_null(False)
    )
    text, free = pl.col("text"), pl.col("told").is_null() & pl.col("placed").is_null() & (pl.col("verdict") == "none")
    sentence = (
        free
        & text.str.contains(r"^[\p{Lu}\p{Lo}“\"«„¿¡]")
        & text.str.contains(r"[.!?…。][”\"»“’)]*$")
        & (pl.col("chance") >= GOES_ON_AFTER)
    )
    follows = (pl.col("label").shift(1) & pl.col("body").shift(2)).over("doc").fill_null(False)
    on = filled.filter(sentence & follows & ~pl.col("body")).select("row", _on=pl.lit(True))
    joined = lines.join(on, on="row", how="left", maintain_order="left")
    goes_on = pl.col("_on").fill_null(False)
    method = pl.when(goes_on).then(pl.lit("goes_on_after_advertisement")).otherwise("method")
    return joined.with_columns(pl.col("body") | goes_on, method=method).drop("_on")


def _away_from_article() -> pl.Expr:
    """True for lines so far from the body that a date or name there belongs to something else."""
    return ((pl.col("row") > pl.col("last") + 12) | (pl.col("first") - pl.col("row") > 40)).fill_null(False)


def _body_role() -> pl.Expr:
    """`subheading` for a short line without an end that other text follows, else `body`."""
    short = pl.when(pl.col("text").str.len_bytes() <= HEADING).then("text")
    heading = short.is_not_null() & ~ends(short) & ~hangs(short) & short.str.contains(r"^[\p{Lu}\p{Lt}\p{Lo}\d“\"«¿¡]")
    heading &= ~cut() & (pl.col("row") < pl.col("last")) & ~pl.col("method").is_in(TABLES)
    return pl.when(heading).then(pl.lit("subheading")).otherwise(pl.lit("body"))


def _dropped_role() -> pl.Expr:
    """What a line outside the text most likely is, by its shape and place: another story, a menu entry, or neither."""
    text = pl.when(~pl.col("body")).then("text")
    words = text.str.count_matches(" ", literal=True) + 1
    after = (pl.col("row") > pl.col("first")).fill_null(False)
    return (
        pl.when(pl.col("method").is_in(list(NAMED)))
        .then(pl.col("method").replace(NAMED))
        .when(after & (words >= STORY) & (words <= 30) & ~text.str.contains(r"\.$"))
        .then(pl.lit("promo"))
        .when((words < STORY) & ~ends(text))
        .then(pl.lit("navigation"))
        .otherwise(pl.lit("other"))
    )


def _confidence() -> pl.Expr:
    """How sure it is that the line is rightly in the body, or rightly not."""
    against = 1 - pl.col("chance")
    ruled = ~pl.col("rule").is_in(["line_model", "among_sentences", "no_article_here"])
    return (
        pl.when(pl.col("role").is_in(["blank", "separator"]))
        .then(1.0)
        .when(pl.col("role").is_in(list(BODY_ROLES)))
        .then("chance")
        .when(ruled & pl.col("placed").is_null())
        .then(pl.max_horizontal(against, pl.lit(RULES_ARE_RIGHT)))
        .when(pl.col("body"))
        .then(pl.lit(0.6))
        .otherwise(against)
        .clip(0.0, 1.0)
    )
