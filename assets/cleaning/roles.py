"""What each line is: the document's word, the rules', its place, the model's, in that order."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from assets.cleaning import corrected, reasons
from assets.cleaning.body.paragraphs import cut, hangs
from assets.cleaning.body.step import apply
from assets.cleaning.body.steps import BESIDE_HEADLINE
from assets.cleaning.decisions import DECISIONS, LEXICON_IS_RIGHT, ROLE
from assets.cleaning.header import find
from assets.cleaning.line_shape import ends
from checks.vocabulary import BODY_ROLES, FIELD_ROLES


@dataclass(frozen=True)
class RoleLimits:
    """What a line is by its size and place."""

    subheading_bytes: int = 90  # a longer line is no subheading
    story_words: int = 4  # a shorter line names a section, a longer one another story
    title_words: int = 30  # a longer line is no title of another story
    # lines below and above the text from which a date or a name belongs to something else
    lines_below_text: int = 12
    lines_above_text: int = 40
    # how sure it is that a line that reads like text, and has a place at the head of the page, is no text
    placed_and_text: float = 0.6


LIMITS: Final = RoleLimits()
CHOSEN: Final = ("line_model", "likely_enough", "among_sentences")
"""The choices: where one of these drops a line that a rule knows, the rule's name says more."""
TABLES: Final = ("table_under_date", "table_in_text")
"""Rules that keep lines without an end which are no subheadings."""
RIGHT: Final = {decision.rule: decision.right for decision in DECISIONS.values()}


def decide(lines: pl.DataFrame) -> pl.DataFrame:
    """Lines as `steps.judge` gives them → the same with `role`, `kept`, `in_body`, `rule`, `reason`,
    `confidence`, `overruled`."""
    named = find.name(lines).rename({"role": "placed", "rule": "placed_by"})
    lines = lines.join(named, on="row", how="left", maintain_order="left")
    lines = corrected.settle(apply(lines, BESIDE_HEADLINE))
    is_text = pl.col("body") & pl.col("placed").is_null() | (pl.col("placed") == "body").fill_null(False)
    edges = lines.filter(is_text).group_by("doc").agg(first=pl.col("row").min(), last=pl.col("row").max())
    lines = lines.join(edges, on="doc", how="left", maintain_order="left")
    astray = pl.col("known_role").is_in(["timestamp", "byline", "credit"]) & _away_from_article()
    astray |= (pl.col("known_role") == "headline").fill_null(False)  # one that has its place is `placed`
    known_as = pl.when(astray).then(None).otherwise(pl.col("known_role"))
    recurs = (pl.col("verdict") == "most") & pl.col("known_role").is_null()
    role = (
        pl.when(pl.col("placed").is_not_null())
        .then("placed")
        .when(pl.col("body"))
        .then(_body_role())
        .when(known_as.is_not_null())
        .then(known_as)
        .when(recurs & pl.col("usual_role").is_not_null())
        .then("usual_role")
        .otherwise(_dropped_role())
    )
    chosen = pl.col("rule").is_in(list(CHOSEN)) | pl.col("rule").is_null()
    rule = (
        pl.when(pl.col("placed").is_not_null())
        .then("placed_by")
        .when(pl.col("body") | ~chosen)
        .then("rule")
        .when(known_as.is_not_null())
        .then("known_by")
        .when(pl.col("first").is_null() & (pl.col("rule") != "among_sentences"))
        .then(pl.lit("no_article_here"))
        .otherwise("rule")
    )
    taken_from_text = pl.col("placed").is_not_null() & pl.col("body")
    overruled = (
        pl.when(taken_from_text)
        .then(pl.concat_str("overruled", "rule", separator=", ", ignore_nulls=True))
        .otherwise("overruled")
    )
    decided = reasons.reasons(lines.with_columns(role=role, rule=rule, overruled=overruled))
    return decided.with_columns(
        kept=pl.col("role").is_in([*FIELD_ROLES, *BODY_ROLES]),
        in_body=pl.col("role").is_in(list(BODY_ROLES)),
        confidence=_confidence(),
    )


def _away_from_article() -> pl.Expr:
    """True for lines so far from the text that a date or name there belongs to something else."""
    far_below = pl.col("row") > pl.col("last") + LIMITS.lines_below_text
    far_above = pl.col("first") - pl.col("row") > LIMITS.lines_above_text
    return (far_below | far_above).fill_null(False)


def _body_role() -> pl.Expr:
    """`subheading` for a short line without an end that other text follows, else `body`."""
    short = pl.when(pl.col("text").str.len_bytes() <= LIMITS.subheading_bytes).then("text")
    without_end = short.is_not_null() & ~ends(short) & ~hangs(short)
    begins = short.str.contains(r"^[\p{Lu}\p{Lt}\p{Lo}\d“\"«¿¡]")
    above_text = ~cut() & (pl.col("row") < pl.col("last"))
    in_table = pl.col("rule").is_in(list(TABLES))
    return (
        pl.when(without_end & begins & above_text & ~in_table)
        .then(pl.lit("subheading"))
        .otherwise(pl.lit("body"))
    )


def _dropped_role() -> pl.Expr:
    """What a line outside the text most likely is, by its shape and place: another story, a menu entry, or
    neither."""
    text = pl.when(~pl.col("body")).then("text")
    words = text.str.count_matches(" ", literal=True) + 1
    after = (pl.col("row") > pl.col("first")).fill_null(False)
    is_title = (words >= LIMITS.story_words) & (words <= LIMITS.title_words) & ~text.str.contains(r"\.$")
    return (
        pl.when(pl.col("rule").is_in(list(ROLE)))
        .then(pl.col("rule").replace(ROLE))
        .when(after & is_title)
        .then(pl.lit("promo"))
        .when((words < LIMITS.story_words) & ~ends(text))
        .then(pl.lit("navigation"))
        .otherwise(pl.lit("other"))
    )


def _confidence() -> pl.Expr:
    """How sure it is that the line is rightly in the body, or rightly not."""
    against = 1 - pl.col("chance")
    right = pl.col("rule").replace_strict(RIGHT, default=LEXICON_IS_RIGHT, return_dtype=pl.Float64)
    return (
        pl.when(pl.col("role").is_in(["blank", "separator"]))
        .then(1.0)
        .when(pl.col("role").is_in(list(BODY_ROLES)))
        .then(pl.max_horizontal("chance", pl.when(pl.col("placed").is_null()).then(right)))
        .when(pl.col("placed").is_null())
        .then(pl.max_horizontal(against, right))
        .when(pl.col("body"))
        .then(pl.lit(LIMITS.placed_and_text))
        .otherwise(against)
        .clip(0.0, 1.0)
    )
