"""Who decides a line signs for it."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import polars as pl
import pytest

from assets.cleaning import clean, recur
from assets.cleaning.body.chances import calibrated
from assets.cleaning.body.step import apply, checked, step, undecided
from assets.cleaning.body.steps import BESIDE_HEADLINE, ON_PAGES, STEPS, WITHOUT_MODEL
from assets.cleaning.decisions import DECISIONS
from assets.cleaning.line_model import model
from assets.cleaning.reasons import reasons
from assets.cleaning.rules.lexicon import PHRASES, RULES
from assets.parsing import parse
from tests.cleaning.conftest import STORY, Believe
from tests.cleaning.test_documents import NAVIGATION, STANDINGS
from tests.cleaning.test_forms import CAPTIONS, CARDS, DATES, TEASERS

TITLE = "Eastern quay to be widened after ten years of dispute"
DATE, BY = "20 November 2026, 18:04", "By Lea Holm"
OTHER = "The mail boat turns eighty, and its captain has never missed a tide since the winter of the flood."
SHORT = "The mail boat turns eighty this week."
LABELS = ["Author: Lea Holm", "Date: 20 November 2026", "URL: https://example.invalid/quay"]
MENU = ["Home", "News", "Harbour", "* Tides", "* Ferries", "Weather", "Sport", "Letters"]
DEV = Path(__file__).parents[2].parent / "shared" / "bench"
KNOWN = {*DECISIONS, *(phrase.name for phrase in PHRASES), *(rule.name for rule in RULES)}
"""Every rule that may decide a line."""


def decided(row: Mapping[str, Any], text: str) -> dict[str, Any]:
    (line,) = (line for line in row["lines"] if line["text"] == text)
    return dict(line)


def keeps(*held: bool | None) -> Callable[[pl.DataFrame], pl.DataFrame]:
    return lambda lines: lines.select(keep=pl.Series(held, dtype=pl.Boolean))


def named(
    name: str, decide: Callable[[pl.DataFrame], pl.DataFrame], needs: str = "doc", gives: str = ""
) -> Any:
    decide.__name__ = name
    return step(needs, gives)(decide)


LINES = pl.DataFrame({"doc": [1, 1, 1]})


def test_who_flips_a_verdict_signs_it_and_the_one_before_is_overruled() -> None:
    first, second, third = (
        named("first", keeps(True, True, None)),
        named("second", keeps(True, False, None)),
        named("third", keeps(None, True, False)),
    )
    after = apply(undecided(LINES), ((first,), (second,), (third,)))
    assert after.select("body", "rule", "overruled").rows() == [
        (True, "first", None),
        (True, "third", "first, second"),
        (False, "third", None),
    ]


def test_of_one_round_the_first_to_speak_is_heard() -> None:
    one, other = named("one", keeps(False, None, None)), named("other", keeps(True, True, None))
    after = apply(undecided(LINES), ((one, other),))
    assert after.select("body", "rule").rows() == [(False, "one"), (True, "other"), (None, None)]


def test_a_step_sees_what_it_needs_and_no_more() -> None:
    seen: list[list[str]] = []

    def looks(lines: pl.DataFrame) -> pl.DataFrame:
        seen.append(lines.columns)
        return lines.select(keep=pl.lit(None, pl.Boolean))

    apply(undecided(LINES.with_columns(text=pl.lit("x"))), ((named("looks", looks),),))
    assert seen == [["doc"]]


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        (
            [named("early", keeps(), "odds"), named("late", keeps(), gives="odds")],
            "early needs odds, which no round before it gives",
        ),
        ([named("bold", keeps(), gives="rule")], "bold gives rule, which `apply` alone writes"),
        ([named("twin", keeps()), named("twin", keeps())], "twin stands twice"),
    ],
)
def test_steps_that_cannot_work_in_their_order_are_refused_at_import(steps: list[Any], told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        checked([(one,) for one in steps], given=["doc"])


class Example(NamedTuple):
    """A page on which a rule decides the line `at`; the model believes `likely` of these lines, .97 of the
    story, else `others`."""

    lines: list[str]
    at: str
    likely: Mapping[str, float] = {}
    others: float = 0.05


SHOUTED = "HARBOUR MASTER SAYS MAIL BOAT WILL SAIL AGAIN BEFORE EASTER, TIDE PERMITTING"
GEORGIAN = (
    "გემი ნავსადგურში დილით შემოვიდა, და მეზღვაურებმა ტვირთი ნაპირზე გადმოიტანეს მთელი დღის განმავლობაში"
)
NEWS = (
    "On Friday 20 traders told the council that they would not leave their stalls, whatever was decided "
    "about the summer."
)
SUMMARY = "Ships will have room to turn at last."
ANEW = (
    "A dispute over the eastern quay of Norvik ended on Tuesday after ten years, when the council voted "
    "to have it widened."
)
LEAD = (
    "A plan to widen the eastern quay was passed after a dispute that had run for most of a decade in the "
    "harbour council."
)
EXAMPLES: dict[str, Example] = {
    "white_space": Example([TITLE, *STORY, "\u200b"], "\u200b"),
    "only_marks": Example([TITLE, *STORY[:3], "* * *", *STORY[3:]], "* * *"),
    "only_a_date": Example([TITLE, DATE, *STORY], DATE),
    "published_on": Example(
        [TITLE, f"Published in the Quay on {DATE}", *STORY], f"Published in the Quay on {DATE}"
    ),
    "agency_alone": Example([TITLE, *STORY, "Reuters"], "Reuters"),
    "agency_sign_off": Example([TITLE, *STORY, "— with agencies"], "— with agencies"),
    "agency_said": Example([TITLE, *STORY, "mit Material von dpa"], "mit Material von dpa"),
    "desk_alone": Example([TITLE, "News Desk", *STORY], "News Desk"),
    "by_name": Example([TITLE, BY, *STORY], BY),
    "label_of_field": Example([f"Title: {TITLE}", *LABELS, *STORY], "Author:"),
    "stated_in_text": Example([f"Title: {TITLE}", *LABELS, *STORY], "Lea Holm"),
    "markdown_title": Example([f"# {TITLE}", "", *STORY[:3], "", "## Eels", "", *STORY[3:]], f"# {TITLE}"),
    "nothing_but_article": Example(
        [TITLE, *STORY, "Eels and herring", "Nets, hooks and line"], "Eels and herring", {}, 0.05
    ),
    "line_model": Example([TITLE, *STORY], STORY[0]),
    "likely_enough": Example([TITLE, STORY[0], OTHER], OTHER, {STORY[0]: 0.55, OTHER: 0.47}),
    "no_article_here": Example([*MENU, OTHER], OTHER, {OTHER: 0.1}),
    "between_text": Example(
        [TITLE, *STORY[:3], "Eels and herring", *STORY[3:]], "Eels and herring", {"Eels and herring": 0.35}
    ),
    "sentence_beside_text": Example([TITLE, *STORY, OTHER], OTHER, {OTHER: 0.35}),
    "line_alone_in_text": Example([TITLE, *STORY[:3], SHORT, *STORY[3:]], SHORT, {SHORT: 0.15}),
    "sentence_under_date": Example(
        [*MENU, TITLE, DATE, "Photo: Jon Vik", OTHER, *MENU, *STORY], OTHER, {OTHER: 0.47}
    ),
    "stray_line": Example([TITLE, *STORY, *MENU, SHORT, *MENU], SHORT, {SHORT: 0.55}),
    "among_sentences": Example([f"{GEORGIAN} {n}." for n in range(5)], f"{GEORGIAN} 3."),
    "above_headline": Example(["Ferries", OTHER, TITLE, BY, *STORY], OTHER, {OTHER: 0.97}),
    "goes_on_after_advertisement": Example(
        [TITLE, *STORY[:3], "Advertisement", OTHER, "Log in"], OTHER, {OTHER: 0.17}
    ),
    "told_again_by_the_body": Example([TITLE, *STORY], TITLE),
    "headline_again": Example([TITLE, BY, TITLE + " at last", *STORY], TITLE + " at last"),
    "lead_under_headline": Example([TITLE, BY, NEWS, *STORY], NEWS, {NEWS: 0.25}),
    "name_after_by": Example([TITLE, "By", "Lea Holm", *STORY], "Lea Holm"),
    "name_under_headline": Example([TITLE, "Lea Holm", *STORY], "Lea Holm"),
    "name_beside_date": Example([TITLE, *MENU, *MENU, "Lea Holm", DATE, *STORY], "Lea Holm"),
    "name_before_text": Example(["Lea Holm", *STORY], "Lea Holm"),
    "name_after_text": Example([TITLE, *STORY, "Lea Holm"], "Lea Holm"),
    "date_under_headline": Example([TITLE, "Norvik, 20 November 2026", *STORY], "Norvik, 20 November 2026"),
    "between_headline_and_body": Example(
        [TITLE, "Traders fear for their summer while cranes stand on the old pier", BY, *STORY],
        "Traders fear for their summer while cranes stand on the old pier",
    ),
    "above_the_byline": Example([TITLE, LEAD, BY, *STORY], LEAD, {LEAD: 0.5}),
    "lead_tells_it_again": Example([TITLE, BY, SUMMARY, ANEW, *STORY], SUMMARY, {SUMMARY: 0.97, ANEW: 0.97}),
    "among_links": Example(
        [TITLE, *STORY, *(f"* Ferry captain {n} shows off new paint" for n in range(120))],
        "* Ferry captain 9 shows off new paint",
    ),
    "under_read_more": Example(
        [TITLE, *STORY, "Read more:", "- The crane that nobody wanted"], "- The crane that nobody wanted"
    ),
    "teasers_in_a_row": Example([TITLE, BY, *STORY, *TEASERS], TEASERS[2], others=0.7),
    "title_runs_into_teaser": Example([TITLE, BY, *STORY, *CARDS], CARDS[0], others=0.7),
    "credit_behind_caption": Example(
        [TITLE, BY, *STORY[:3], CAPTIONS[0], *STORY[3:]], CAPTIONS[0], others=0.7
    ),
    "headline_in_capitals": Example([TITLE, BY, *STORY[:3], SHOUTED, *STORY[3:]], SHOUTED, others=0.7),
    "table_in_text": Example([TITLE, BY, *STORY, *DATES], DATES[1], others=0.1),
    "table_under_date": Example(
        [*NAVIGATION, "Rowing league table", DATE, *STANDINGS, *NAVIGATION], STANDINGS[1]
    ),
    "list_after_colon": Example(
        [TITLE, *STORY, "The council will pay for these:", "* eels", "* cranes"],
        "* eels",
        {"The council will pay for these:": 0.97},
    ),
    "numbered_heading": Example(
        [TITLE, STORY[0], "1. Eels", "Advertisement", STORY[1], "2. Cranes", "Advertisement", STORY[2]],
        "1. Eels",
        {"1. Eels": 0.2, "2. Cranes": 0.2},
    ),
    "too_little_text": Example([*MENU * 5, SHORT, *MENU * 5], SHORT, {SHORT: 0.7}, 0.2),
}


@pytest.mark.parametrize("rule", EXAMPLES)
def test_each_rule_decides_its_example(page: Any, believe: Believe, rule: str) -> None:
    lines, at, likely, others = EXAMPLES[rule]
    believe({**dict.fromkeys(STORY, 0.97), **likely}, others)
    decided_by = {
        line["rule"] for line in page(*lines)["lines"] if line["text"] == at.strip() or line["text"] == at
    }
    assert decided_by == {rule}


def test_every_registered_rule_has_an_example() -> None:
    several_articles = {"repeated_in_outlet"}  # tests/cleaning/test_recurrence.py
    of_pages = {"says_stated_headline", "readers_comments"}  # tests/parsing/test_html.py, test_markup.py
    by_people = {"corrected"}  # tests/pipeline/test_corrections.py
    assert {*EXAMPLES, *several_articles, *of_pages, *by_people} == {*DECISIONS}


def test_every_step_that_decides_is_registered() -> None:
    steps = {
        one.name
        for steps in (STEPS, ON_PAGES, WITHOUT_MODEL, BESIDE_HEADLINE)
        for one_round in steps
        for one in one_round
    }
    signs_for_others = {"known_line", "author_note_at_edge"}  # under the name of the rule that knows the line
    weighs = {
        "even_lists",
        "look_under_dates",
        "look_beside_text",
        "continue_long_texts",
    }  # and decides nothing
    assert steps - signs_for_others - weighs <= {*DECISIONS}


def test_text_above_the_headline_goes_by_that_rule_and_says_whom_it_overruled(
    page: Any, believe: Believe
) -> None:
    believe([*STORY, OTHER], 0.05)
    line = decided(page("Ferries", OTHER, TITLE, BY, *STORY), OTHER)
    assert (line["kept"], line["rule"], line["overruled"]) == (False, "above_headline", "line_model")
    assert line["reason"] == "stands above the headline"
    assert line["confidence"] >= 0.5


def test_a_deck_taken_from_the_text_says_so(page: Any, believe: Believe) -> None:
    believe([*STORY, SUMMARY, ANEW], 0.05)
    line = decided(page(TITLE, BY, SUMMARY, ANEW, *STORY), SUMMARY)
    assert (line["role"], line["rule"], line["overruled"]) == ("deck", "lead_tells_it_again", "line_model")


def contradictions(lines: pl.DataFrame) -> pl.DataFrame:
    """Lines that no registered rule decides, or whose reason speaks for the other verdict without a rule that
    explains it."""
    percent = pl.col("reason").str.extract(r"^(\d+) % likely").cast(pl.Int64)
    against = pl.when("in_body").then(percent < 50).otherwise(percent > 50)
    return lines.filter(~pl.col("rule").is_in(list(KNOWN)) | against.fill_null(False))


@pytest.mark.skipif(not DEV.exists(), reason=f"the benchmark's pages are not there: {DEV}")
@pytest.mark.parametrize("rendering", ["extracted", "page"])
def test_no_reason_contradicts_its_verdict_on_real_pages(rendering: str) -> None:
    from bench import pages

    frame = pages.pages().filter(pl.col(rendering).is_not_null()).sort("id")[::4]
    parsed = parse(pages.raw(frame, rendering))
    lines = clean(parsed, recur(parsed.lazy())).select("lines").explode("lines").unnest("lines")
    assert lines.height > 1_000
    assert contradictions(lines).select("text", "rule", "reason", "in_body").rows() == []


def test_a_reason_for_the_other_verdict_would_be_seen() -> None:
    line = {
        "rule": "line_model",
        "reason": "95 % likely the article’s; weighed most: length",
        "in_body": False,
    }
    assert contradictions(pl.DataFrame([line])).height == 1
    assert contradictions(pl.DataFrame([line | {"in_body": True}])).height == 0
    assert contradictions(pl.DataFrame([line | {"in_body": True, "rule": "hearsay"}])).height == 1


def test_a_likely_line_that_is_dropped_says_why_all_the_same() -> None:
    cases = [("line_model", False, 0.58), ("line_model", True, 0.58), ("among_sentences", False, 0.03)]
    lines = pl.DataFrame(cases, ["rule", "body", "chance"], orient="row").with_row_index("row")
    told = reasons(
        lines.with_columns(
            text=pl.lit("Tides"), why=pl.lit("length"), known_by=pl.lit(None, pl.String), corrector=pl.lit("")
        )
    )["reason"]
    weighed = "58 % likely the article’s; weighed most: length"
    assert (
        told[0]
        == f"is less likely text than the lines that the page’s article is made of; by itself {weighed}"
    )
    assert told[1] == weighed
    assert told[2].startswith("stands outside the lines that read like sentences")


BARE = [TITLE, "What was decided", *STORY[:4], "Tides", *STORY[4:], "Bids: three, from two firms"]


def test_of_a_title_and_text_alone_all_is_kept_down_to_its_last_line(page: Any, believe: Believe) -> None:
    believe(STORY, 0.05)
    row = page(*BARE)
    assert row["headline"] == TITLE
    assert row["body"].split("\n\n") == BARE[1:]


def test_under_a_byline_the_same_lines_may_be_a_label_and_an_imprint(page: Any, believe: Believe) -> None:
    believe(STORY, 0.05)
    row = page(TITLE, BY, *BARE[1:])
    assert decided(row, BARE[-1])["in_body"] is False


def test_days_within_a_bare_text_are_its_own_and_one_label_makes_it_no_page(
    page: Any, believe: Believe
) -> None:
    believe(STORY, 0.05)
    days = [f"{day} November 2026" for day in (20, 21, 22)]
    tour = [TITLE, *STORY[:5], *days, STORY[5]]
    assert page(*tour)["body"].split("\n\n") == tour[1:]
    noted = page(TITLE, *STORY[:3], "Eels and herring", "Photo: Jon Vik", "Nets and line", *STORY[3:])
    assert [decided(noted, text)["in_body"] for text in ("Nets and line", "Photo: Jon Vik")] == [True, False]


def test_a_button_makes_a_page_of_a_text(page: Any, believe: Believe) -> None:
    believe(STORY, 0.05)
    row = page(TITLE, "What was decided", *STORY, "Bids: three, from two firms", "Share on Facebook")
    assert decided(row, "Bids: three, from two firms")["in_body"] is False


def test_how_sure_a_page_is_goes_by_the_curve_of_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    class Flat(model.LineModel):
        def __init__(self, sure: float) -> None:
            self.sure = np.full(41, sure, dtype=np.float32)

    monkeypatch.setattr(model, "load", lambda: Flat(0.25))
    monkeypatch.setattr(model, "load_for_pages", lambda: Flat(0.75))
    odds = np.array([0.5], dtype=np.float32)
    assert [calibrated(odds, on_page).item() for on_page in (False, True)] == [0.25, 0.75]
