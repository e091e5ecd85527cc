"""Whether a page holds an article at all."""

from typing import Any

import pytest

from tests.cleaning.conftest import Believe

TITLE = "Eastern quay to be widened after ten years of dispute"
MENU = [
    "Home",
    "News",
    "Harbour",
    "* Tides",
    "* Ferries",
    "Weather",
    "Sport",
    "Letters",
    "Log in",
    "Contact us",
    "Mail boat",
] * 4
TEASER = "The mail boat has never missed a tide, says its captain."
FLASH = "The eastern quay was closed on Tuesday evening after a crane fell into the harbour; nobody was hurt."


def test_doubtful_sentence_amid_navigation_is_no_article(page: Any, believe: Believe) -> None:
    believe({TEASER: 0.7}, of_others=0.2)
    row = page(*MENU, TEASER, *MENU)
    assert (row["body"], row["kept_share"], row["headline"]) == ("", 0.0, None)
    assert [(line["rule"], line["kept"]) for line in row["lines"] if line["text"] == TEASER] == [
        ("too_little_text", False)
    ]


def test_reason_says_why_the_page_holds_no_article(page: Any, believe: Believe) -> None:
    believe({TEASER: 0.7}, of_others=0.2)
    reasons = {line["reason"] for line in page(*MENU, TEASER, *MENU)["lines"] if line["text"] == TEASER}
    assert reasons == {
        "reads like text, but so little of the page does, and none of it surely, that the page holds no "
        "article"
    }


def test_sentence_that_is_surely_text_is_an_article_however_short(page: Any, believe: Believe) -> None:
    believe([FLASH], of_others=0.2)
    assert page(*MENU, TITLE, FLASH, *MENU)["body"] == FLASH


@pytest.mark.parametrize(
    "stamp", [["By Lea Holm"], ["20 November 2026, 18:04"], ["20 November 2026, 18:04", "Share on WhatsApp"]]
)
def test_doubtful_flash_under_its_date_or_author_stays(page: Any, believe: Believe, stamp: list[str]) -> None:
    believe({FLASH: 0.7}, of_others=0.2)
    assert page(*MENU, TITLE, *stamp, FLASH, *MENU)["body"] == FLASH


def test_sentence_under_its_date_opens_the_text_where_it_is_as_likely_as_not(
    page: Any, story: list[str], believe: Believe
) -> None:
    believe({FLASH: 0.47} | dict.fromkeys(story, 0.97), of_others=0.2)
    buttons = ["Share on WhatsApp", "Photo: Jon Vik", "0 comments"]
    assert page(*MENU, TITLE, "20 November 2026, 18:04", *buttons, FLASH, *MENU, *story)["body"].startswith(
        FLASH
    )
    assert FLASH not in page(*MENU, FLASH, *MENU, TITLE, "20 November 2026, 18:04", *story)["body"]


def test_doubtful_sentence_of_a_short_file_stays(page: Any, believe: Believe) -> None:
    believe({FLASH: 0.7}, of_others=0.2)
    assert page(TITLE, FLASH)["body"] == FLASH


def test_doubtful_sentences_enough_are_an_article(page: Any, story: list[str], believe: Believe) -> None:
    believe(dict.fromkeys(story, 0.7), of_others=0.2)
    assert page(*MENU, TITLE, *story, *MENU)["body"] == "\n\n".join(story)
