"""What becomes of whole documents, good and bad."""

from datetime import UTC, date, datetime
from itertools import product
from typing import Any

import numpy as np
import polars as pl
import pytest

from assets.cleaning.body.paragraphs import number
from assets.cleaning.documents import Floats
from assets.cleaning.line_model import model
from assets.cleaning.line_shape import ends

TITLE = "Eastern quay to be widened after ten years of dispute"
NAVIGATION = [
    "Home",
    "News",
    "* World",
    "* Europe",
    "+ Business",
    "+ Markets",
    "Sport",
    "Weather",
    "Log in",
    "Contact us",
    "Privacy Policy",
] * 4


def test_empty_file_has_an_empty_body(page: Any) -> None:
    row = page("")
    assert (row["body"], row["kept_share"], row["lines"]) == ("", 0.0, [])


@pytest.mark.parametrize(
    "sentence", ["„Nein.“", "»Nein!«", "«Non.»", "“No?”", "(So he said.)", "他说。”", "„Nie wiem…”"]
)
def test_sentence_ends_in_the_quotation_marks_of_any_language(sentence: str) -> None:
    assert pl.select(ends(pl.lit(sentence))).item()


def test_page_of_navigation_has_an_empty_body(page: Any) -> None:
    row = page(*NAVIGATION)
    assert (row["body"], row["kept_share"], row["headline"]) == ("", 0.0, None)


def test_long_list_of_links_is_no_article(page: Any, story: list[str]) -> None:
    teasers = [
        f"* Ferry captain number {n} shows off a new coat of paint as guests arrive for the regatta in Norvik"
        for n in range(120)
    ]
    row = page(TITLE, *story, *teasers)
    assert row["body"] == "\n\n".join(story)
    assert [line["rule"] for line in row["lines"] if "captain number 9 " in line["text"]] == ["among_links"]


def test_list_of_an_article_stays(page: Any, story: list[str]) -> None:
    entries = [
        f"- Berth {n}: closed until spring, ships of the northern line go to berth {n + 9}" for n in range(8)
    ]
    row = page(TITLE, *story[:4], *entries, *story[4:])
    assert all(entry.removeprefix("- ") in row["body"] for entry in entries)


def test_list_that_the_text_brings_on_with_a_colon_stays(page: Any, story: list[str]) -> None:
    brought_on = [
        "The harbour office will put three plans to the members in April:",
        "* Widen the quay",
        "* Move the mail boat",
        "* Wait a year",
    ]
    other = ["Share this on WhatsApp", "Most read:", "* Mail boat late again", "* Eel season opens"]
    row = page(TITLE, *story[:3], *brought_on, *story[3:], *other)
    assert all(line.removeprefix("* ") in row["body"] for line in brought_on)
    assert not any(line.removeprefix("* ") in row["body"] for line in other)


STANDINGS = [
    "Pos Team Games Points",
    *(f"{place} Team {name} {22 - place} {60 - 3 * place}" for place, name in enumerate("ABCDEFGHIJ", 1)),
]
WINNERS = [
    f"{2025 - n}: {name} – Harbour Rowing Club {n + 1}"
    for n, name in enumerate(["Ana Soto", "Jon Vik", "Lea Holm", "Per Dahl", "Ida Roth"] * 5)
]


@pytest.mark.parametrize("entries", [WINNERS, STANDINGS, [f"* {entry}" for entry in WINNERS]])
@pytest.mark.parametrize("below", [[], NAVIGATION])
def test_list_is_the_articles_as_a_whole_or_not_at_all(
    page: Any, story: list[str], entries: list[str], below: list[str]
) -> None:
    row = page(TITLE, *story, *entries, *below)
    assert len({line["in_body"] for line in row["lines"] if line["text"] in entries}) == 1


WHO = [
    "The harbour master",
    "Ana Soto",
    "An old pilot",
    "The clerk of the council",
    "Her brother",
    "A trader from the fish market",
    "The surveyor",
]
DID = [
    "remembers the winter when",
    "told me why",
    "would not say how",
    "kept a notebook of the days on which",
    "showed us where",
]
WHAT = [
    "the ice closed the eastern quay and the mail came over the hills on sledges",
    "the cranes were sold to a yard in the south, one after the other, for less than their steel was worth",
    "the council had paid twice for the same pier, and nobody asked for the money back",
    "the herring left the bay and half of the houses on the slope stood empty within three years",
]
MAGAZINE = [
    f"{who} {did} {what}. “{['We', 'They', 'You'][n % 3]} had nothing else to do,” {who.split()[-1]} said."
    for n, (who, did, what) in enumerate(product(WHO, DID, WHAT))
]


@pytest.mark.parametrize("answer", ["“No. Nobody asked us, and we did not ask them.”", "What happened then?"])
def test_long_text_stays_to_its_end(page: Any, answer: str) -> None:
    lines = [
        line
        for n, paragraph in enumerate(MAGAZINE)
        for line in ([paragraph] if n % 5 else [paragraph, answer])
    ]
    row = page(*NAVIGATION, TITLE, "By Lea Holm", *lines, *NAVIGATION)
    assert all(paragraph in row["body"] for paragraph in MAGAZINE)


def test_ranking_keeps_its_numbered_headings(page: Any, story: list[str]) -> None:
    ranked = [
        "6. Customs House",
        "5. Mail Boat",
        "4. Eel Smokery",
        "3. Old Pier",
        "2. Sail Loft",
        "1. Ice House",
    ]
    boxes = ["Image: Harbour Museum", "Advertisement"], ["See the pictures"]
    parts = [
        line
        for head, text in zip(ranked, MAGAZINE[::9], strict=False)
        for line in [head, *boxes[0], text, *boxes[1]]
    ]
    row = page(*NAVIGATION, TITLE, "By Lea Holm", *story[:2], *parts, story[4], *NAVIGATION)
    assert [
        line["text"] for line in row["lines"] if line["text"] in ranked and line["role"] == "subheading"
    ] == ranked


class Doubting(model.LineModel):
    """The packaged model, but sure of the first sixty lines of a page alone."""

    def __init__(self) -> None:
        self.__dict__.update(model.load().__dict__)

    def chances(self, lines: pl.DataFrame) -> tuple[Floats, pl.Series]:
        found = np.where(np.arange(lines.height) < 60, 0.9, 0.25).astype(np.float32)
        return found, pl.Series([None] * lines.height, dtype=pl.String)


def test_paragraphs_far_down_stay_but_beside_what_is_dropped(
    page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    doubting = Doubting()
    monkeypatch.setattr(model, "load", lambda: doubting)
    row = page(
        TITLE,
        *MAGAZINE[:90],
        "Share this on WhatsApp",
        "Advertisement",
        "Share this on WhatsApp",
        *MAGAZINE[90:],
    )
    assert [nth for nth, paragraph in enumerate(MAGAZINE) if paragraph not in row["body"]] == [88, 89, 90, 91]


def test_sentence_that_quotes_what_outlets_print_stays_among_their_boxes(page: Any, story: list[str]) -> None:
    quoted = (
        "“You have run out of free articles,” said the screen in the harbour office, and the clerk went "
        "back to the printed paper."
    )
    boxes = ["Sign up for the letter", "Most read"], ["Share this", "Most read"]
    assert quoted in page(TITLE, "By Ana Soto", *story[:2], *boxes[0], quoted, *boxes[1], *story[5:])["body"]


def test_table_under_its_date_is_the_article(page: Any) -> None:
    row = page(
        *NAVIGATION,
        "Rowing league table",
        "Sunday, 12 January 2025",
        "Share this on WhatsApp",
        *STANDINGS,
        "Share this on WhatsApp",
        *NAVIGATION,
    )
    assert row["body"] == "\n\n".join(STANDINGS)
    assert {(line["role"], line["rule"]) for line in row["lines"] if line["in_body"]} == {
        ("body", "table_under_date")
    }


@pytest.mark.parametrize(
    "lines", [STANDINGS, ["Sunday, 12 January 2025", *(f"Harbour {name}" for name in "ABCDEFGHIJ")]]
)
def test_figures_alone_and_a_date_alone_are_no_article(page: Any, lines: list[str]) -> None:
    assert page(*NAVIGATION, *lines, *NAVIGATION)["body"] == ""


def test_unseen_script_falls_back_to_the_rules_and_says_so(page: Any) -> None:
    line = (
        "परिषद ने मंगलवार को पूर्वी घाट को चौड़ा करने के पक्ष में मतदान किया, जिससे लगभग एक दशक से चला आ "
        "रहा विवाद समाप्त हो गया।"
    )
    row = page("मेनू", line, line.replace("मंगलवार", "बुधवार"), line.replace("परिषद", "समिति"))
    assert [kept["in_body"] for kept in row["lines"]] == [False, True, True, True]
    assert "script" in row["lines"][1]["reason"]


def test_reason_names_what_weighed(page: Any, story: list[str]) -> None:
    row = page(TITLE, *story)
    assert "weighed most" in row["lines"][1]["reason"]
    assert all(0 <= line["confidence"] <= 1 for line in row["lines"])


def test_ambiguous_date_keeps_its_bounds(page: Any, story: list[str]) -> None:
    row = page(TITLE, "03/04/2025", *story)
    assert (row["published_at"], row["published_precision"], row["published_basis"]) == (
        None,
        "unknown",
        "none",
    )
    assert (row["published_earliest"], row["published_latest"]) == (
        datetime(2025, 3, 4, tzinfo=UTC),
        datetime(2025, 4, 4, tzinfo=UTC),
    )


def test_day_is_bounded_by_the_next(page: Any, story: list[str]) -> None:
    row = page(TITLE, "Jan 18, 2025", *story)
    assert (row["published_at"], row["published_latest"]) == (
        datetime(2025, 1, 18, tzinfo=UTC),
        datetime(2025, 1, 19, tzinfo=UTC),
    )


def test_evening_in_the_west_stays_on_its_printed_day(page: Any, story: list[str]) -> None:
    row = page(TITLE, "Jan 18, 2025, 9:41 p.m. EST", *story)
    assert (row["published_at"], row["published_on"]) == (
        datetime(2025, 1, 19, 2, 41, tzinfo=UTC),
        date(2025, 1, 18),
    )


def test_month_alone_is_no_day(page: Any, story: list[str]) -> None:
    row = page(TITLE, "Published January 2025", *story)
    assert (row["published_at"], row["published_precision"], row["published_on"]) == (
        datetime(2025, 1, 1, tzinfo=UTC),
        "month",
        None,
    )


def test_published_wins_over_updated(page: Any, story: list[str]) -> None:
    row = page(TITLE, "Updated 20 January 2025 | Published 18 January 2025", *story)
    assert (row["published_at"].day, row["modified_at"].day) == (18, 20)


def test_relative_date_counts_from_retrieval(page: Any, story: list[str]) -> None:
    row = page(
        "Eastern quay to be widened after ten years of dispute",
        "3 hours ago",
        *story,
        retrieved_at=datetime(2025, 1, 18, 12, tzinfo=UTC),
    )
    assert (row["published_at"], row["published_basis"]) == (
        datetime(2025, 1, 18, 9, tzinfo=UTC),
        "relative_to_retrieval",
    )


def test_lines_broken_at_links_are_one_paragraph(page: Any, story: list[str]) -> None:
    first, second = story[1].split(", the council said,")
    row = page(TITLE, story[0], first, f", the council said,{second}", *story[2:])
    assert row["body"].split("\n\n")[1] == f"{first} , the council said,{second}"


def test_paragraphs_end_with_their_sentences() -> None:
    lines = pl.DataFrame(
        {
            "doc": [0, 0, 0],
            "row": [0, 1, 2],
            "text": ["One ends.", "Two goes on to the", "Admiralty."],
            "found": ["One ends.", "Two goes on to the", "Admiralty."],
            "role": ["body"] * 3,
        }
    )
    assert number(lines)["paragraph_no"].to_list() == [1, 2, 2]


def test_terms_in_an_unseen_script_are_not_the_article(page: Any) -> None:
    line = (
        "परिषद ने मंगलवार को पूर्वी घाट को चौड़ा करने के पक्ष में मतदान किया, जिससे लगभग एक दशक से चला आ "
        "रहा विवाद समाप्त हो गया।"
    )
    terms = [f"* {line} ({number})." for number in range(9)]
    row = page("मेनू", line, line.replace("मंगलवार", "बुधवार"), *(["मेनू"] * 14), *terms)
    assert [kept["in_body"] for kept in row["lines"]][1:3] == [True, True]
    assert not any(kept["in_body"] for kept in row["lines"][3:])


def test_list_under_an_invitation_to_read_more_is_no_text(page: Any, story: list[str]) -> None:
    links = [
        "- Harbour pilots’ fees to rise by a fifth as the port counts the cost of bigger ships.",
        "- The crane that nobody wanted to buy.",
    ]
    row = page(TITLE, *story[:3], "Related articles", *links, *story[3:])
    assert row["body"] == "\n\n".join(story)
    assert [line["rule"] for line in row["lines"] if line["text"] in links] == ["under_read_more"] * 2
