"""Which lines are the article's text: the steps that decide it, in their order. The list is the strategy."""

from typing import Final

import polars as pl

from assets.cleaning.body.advertisements import goes_on_after_advertisement
from assets.cleaning.body.capitals import headline_in_capitals
from assets.cleaning.body.captions import credit_behind_caption
from assets.cleaning.body.chances import calibrated
from assets.cleaning.body.choice import line_model
from assets.cleaning.body.clean_texts import nothing_but_article
from assets.cleaning.body.comments import readers_comments
from assets.cleaning.body.data_tables import table_in_text, table_under_date
from assets.cleaning.body.gaps import (
    between_text,
    line_alone_in_text,
    look_beside_text,
    look_under_dates,
    sentence_beside_text,
    sentence_under_date,
    stray_line,
)
from assets.cleaning.body.has_article import too_little_text
from assets.cleaning.body.known import author_note_at_edge, known_line, repeated_in_outlet
from assets.cleaning.body.lists import (
    among_links,
    even_lists,
    list_after_colon,
    numbered_heading,
    under_read_more,
)
from assets.cleaning.body.long_texts import continue_long_texts
from assets.cleaning.body.step import apply, checked, undecided
from assets.cleaning.body.teasers import teasers_in_a_row, title_runs_into_teaser
from assets.cleaning.body.title import above_headline
from assets.cleaning.body.without_model import among_sentences, unseen
from assets.cleaning.line_model import model
from assets.cleaning.line_shape import BULLET, ends

SENTENCE: Final = 80  # bytes from which a line with a closing mark is a sentence
GIVEN: Final = ("row", "doc", "text", "known_role", "known_by", "verdict")  # as `lines.explode` gives them
JUDGED: Final = ("body", "rule", "overruled", "chance", "why", "nothing_else")
MEASURED: Final = ("on_page", "size", "entry", "ended", "sentence", "odds", "chance", "why")

STEPS: Final = checked(
    (
        # How likely each line is, with the others of its list.
        (even_lists, look_under_dates),
        # What is dropped however likely it is: what rules know, what gives itself away by its form, what the
        # outlet repeats.
        (known_line,),
        (among_links, under_read_more),
        (teasers_in_a_row, title_runs_into_teaser, credit_behind_caption, headline_in_capitals),
        (repeated_in_outlet,),
        # Of the rest the likeliest, made whole.
        (continue_long_texts,),
        (line_model,),
        (look_beside_text,),
        (sentence_under_date, stray_line, between_text, sentence_beside_text, line_alone_in_text),
        # What is text by its form though it does not read so.
        (table_under_date, list_after_colon, numbered_heading, table_in_text),
        # What is none though it does.
        (too_little_text,),
        (author_note_at_edge,),
        # Where nothing but an article stands, all of it is.
        (nothing_but_article,),
    ),
    given=(*GIVEN, *MEASURED),
)
ON_PAGES: Final = checked(
    (
        (look_under_dates,),
        (known_line,),
        (readers_comments,),
        (among_links, under_read_more),
        (teasers_in_a_row, title_runs_into_teaser, credit_behind_caption, headline_in_capitals),
        (repeated_in_outlet,),
        (continue_long_texts,),
        (line_model,),
        (look_beside_text,),
        (stray_line, between_text),
        (table_under_date, list_after_colon, numbered_heading, table_in_text),
        (too_little_text,),
        (author_note_at_edge,),
    ),
    given=(*GIVEN, "element", *MEASURED),
)
"""For pages of HTML: their model sees which lines share an element, so that less of its choice need be made
whole. Most lines that the other steps for gaps and lists changed on the benchmark's pages were wrong."""

WITHOUT_MODEL: Final = checked(((among_sentences,), (nothing_but_article,)), given=GIVEN)
"""For pages in a script that the model never saw."""

BESIDE_HEADLINE: Final = checked(
    ((above_headline,), (goes_on_after_advertisement,)), given=(*GIVEN, "hint", "chance", "placed")
)
"""Once the headline, and what else stands at the head of the page, is found (`placed`)."""


def judge(lines: pl.DataFrame) -> pl.DataFrame:
    """Lines as `lines.explode` gives them → the same with `body` (is it text), `rule` and `overruled` of the
    steps, `chance`, `why`, `nothing_else` (its document holds a title and text alone).

    `chance` is how often such lines are the article's, `why` what weighed most with the model. Of blank lines
    nothing is said.
    """
    filled = lines.filter(pl.col("known_role").fill_null("") != "blank")
    strange = unseen(filled)
    of_known = filled.filter(~pl.col("doc").is_in(strange.implode()))
    on_page = of_known["hint"].is_not_null()
    of_strange = lines.filter(pl.col("doc").is_in(strange.implode()))
    judged = [
        _whole(apply(undecided(part), steps)).select("row", *JUDGED)
        for part, steps in (
            (_measured(of_known.filter(~on_page), on_page=False), STEPS),
            (_measured(of_known.filter(on_page), on_page=True), ON_PAGES),
            (of_strange, WITHOUT_MODEL),
        )
        if part.height
    ]
    if not judged:
        return undecided(lines).with_columns(
            body=pl.lit(False), chance=pl.lit(0.0), why=pl.lit(None, pl.String), nothing_else=pl.lit(False)
        )
    joined = lines.join(pl.concat(judged), on="row", how="left", maintain_order="left")
    return joined.with_columns(
        pl.col("chance").fill_null(0.0), pl.col("body", "nothing_else").fill_null(False)
    )


def _whole(judged: pl.DataFrame) -> pl.DataFrame:
    """The lines with `nothing_else`: no page of HTML holds a title and text alone."""
    return judged if "nothing_else" in judged.columns else judged.with_columns(nothing_else=pl.lit(False))


def _measured(filled: pl.DataFrame, on_page: bool) -> pl.DataFrame:
    """The lines with what the steps read of each, and how likely the model of texts, or of pages, finds
    it."""
    if filled.is_empty():
        return filled
    known = model.load_for_pages() if on_page else model.load()
    odds, why = known.chances(filled)
    size = pl.col("text").str.len_bytes()
    measured = filled.with_columns(
        size=size, entry=pl.col("text").str.contains(BULLET), ended=ends(pl.col("text"))
    )
    sentence = pl.col("ended") & (pl.col("size") >= SENTENCE)
    chance = calibrated(odds, on_page)
    return measured.with_columns(
        sentence=sentence, odds=pl.Series(odds), chance=chance, why=why, on_page=pl.lit(on_page)
    )
