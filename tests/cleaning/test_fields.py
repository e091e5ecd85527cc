"""What stands around the text is told apart: headline, deck, names, dates, and why."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from assets.cleaning import clean, recur
from assets.cleaning.rules.lexicon import Phrases
from assets.cleaning.rules.matching import phrases
from assets.parsing import parse
from tests.cleaning.conftest import STORY, rows

TITLE = "Eastern quay to be widened after ten years of dispute"
SMALL = [
    ("Home > News > Local", "Council votes to repaint the town clock", "By Marta Lindqvist"),
    ("Startseite > Regional", "Brücke bei Nordtal wird gesperrt", "Von Anna Kessler"),
    ("Home » Sport", "Rowers finish lake crossing in record time", "By Jonas Ek"),
]
CLOCK = [
    "The council voted on Monday to repaint the town clock, which has shown half past three since the storm "
    "of last autumn.",
    "The work will cost 12,000 crowns and take two weeks, the mayor said, and the hands will be gilded "
    "again.",
    "“It is right twice a day, which is more than can be said of the buses,” said Olle Brandt, who sells "
    "cheese there.",
]


def roles(row: dict[str, Any]) -> dict[str, str]:
    return {line["text"]: line["role"] for line in row["lines"]}


@pytest.mark.parametrize(("trail", "title", "byline"), SMALL)
def test_line_above_the_byline_is_the_headline(page: Any, trail: str, title: str, byline: str) -> None:
    row = page(trail, title, byline, *CLOCK)
    assert (row["headline"], row["byline"]) == (title, byline)
    assert roles(row)[trail] == "navigation"


def test_breadcrumb_that_ends_in_the_headline_is_none(page: Any, story: list[str]) -> None:
    row = page(f"Harbour Quays {TITLE}", TITLE, "By Ana Soto", *story)
    assert (row["headline"], row["body"]) == (TITLE, "\n\n".join(story))


def test_headline_goes_without_the_outlets_name() -> None:
    texts = {
        "harbour-post.example/1.txt": "\n".join([f"{TITLE} - Harbour Post", *STORY]),
        "2.txt": "\n".join([f"{TITLE} | News", *STORY]),
    }
    found = parse(rows(texts))
    assert clean(found, recur(found.lazy()))["headline"].to_list() == [TITLE, TITLE]


def test_dash_of_the_headline_itself_stays(page: Any, story: list[str]) -> None:
    assert page(f"{TITLE} - at last", *story)["headline"] == f"{TITLE} - at last"


def test_stray_line_before_the_headline_is_not_the_story(page: Any, story: list[str]) -> None:
    row = page("Sunday, 12 January 2025 9°C, tomorrow 5°C", TITLE, "By Ana Soto", "18 January 2025", *story)
    assert (row["headline"], row["body"]) == (TITLE, "\n\n".join(story))
    assert row["published_at"] == datetime(2025, 1, 18, tzinfo=UTC)


def test_section_with_its_date_is_no_headline(page: Any, story: list[str]) -> None:
    row = page("harbour council Jan. 18, 2025", "Big cranes on their way", "By Ana Soto", *story)
    assert (row["headline"], row["published_at"]) == (
        "Big cranes on their way",
        datetime(2025, 1, 18, tzinfo=UTC),
    )


def test_dated_story_of_a_list_is_no_headline(page: Any, story: list[str]) -> None:
    others = [
        "Eel season opens late",
        "Old lighthouse is for sale",
        "Ferry fares go up",
        "Council votes to widen the eastern quay",
    ]
    listed = [
        line
        for other, day in zip(others, (21, 20, 19, 18), strict=True)
        for line in (other, f"Jan {day}, 2025, 07:00am EST")
    ]
    title = "A wider eastern quay after a long dispute"
    row = page("More from the harbour", *listed, title, "By Ana Soto", "Jan 12, 2025, 10:30am EST", *story)
    assert (row["headline"], row["published_at"]) == (title, datetime(2025, 1, 12, 15, 30, tzinfo=UTC))


def test_release_of_a_product_does_not_date_its_review(page: Any, story: list[str]) -> None:
    row = page("published 18 January 2025", TITLE, "Need to know", "Release date Dec 8, 2024", *story)
    assert row["published_at"] == datetime(2025, 1, 18, tzinfo=UTC)


def test_subheading_of_a_text_without_title_is_no_headline(page: Any, story: list[str]) -> None:
    row = page(story[0], "Engineers expect piles of an older pier", *story[1:])
    assert (row["headline"], row["body"].split("\n\n")) == (
        None,
        [story[0], "Engineers expect piles of an older pier", *story[1:]],
    )


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Nora Lind", ["Nora Lind"]),
        ("Nora Lind and Jonas Ek", ["Nora Lind", "Jonas Ek"]),
        ("Nora Lind, Shipping Correspondent", ["Nora Lind"]),
        ("By Nora Lind Shipping Correspondent", ["Nora Lind"]),
        ("Nora Lind 4 minutes read", ["Nora Lind"]),
        ("By Nora LindPublished: January 18, 2025", ["Nora Lind"]),
        ("Nora Lind | Harbour Post", ["Nora Lind"]),
        ("Nora Lind · Quay Broadcasting ·", ["Nora Lind"]),
        ("Nora LindFollow", ["Nora Lind"]),
        ("Nora Lind@noralind", ["Nora Lind"]),
        ("Harbour News; Nora Lind", ["Nora Lind"]),
        ("von Kathrin", ["Kathrin"]),
        ("Prof. Dr. Nora Lind", ["Nora Lind"]),
        ("Related Articles", []),
    ],
)
def test_name_under_the_headline_is_the_author(
    page: Any, story: list[str], line: str, authors: list[str]
) -> None:
    row = page(TITLE, line, *story)
    assert (row["authors"], row["body"]) == (authors, "\n\n".join(story))


@pytest.mark.parametrize("line", ["Interactive Map", "COLLECTED BY", "Zurück zum Lexikon"])
def test_words_under_the_headline_that_are_no_name_sign_nothing(
    page: Any, story: list[str], line: str
) -> None:
    assert page(TITLE, line, *story)["authors"] == []


def test_name_that_no_list_knows_signs_where_it_can_be_nothing_else(page: Any, story: list[str]) -> None:
    assert page(TITLE, "Ombeline Tchéquéré", *story)["authors"] == [
        "Ombeline Tchéquéré"
    ]  # no English word, in an English text
    foreign = [line.replace(" the ", " die ").replace("The ", "Die ") for line in story]
    assert page(TITLE, "Grünes Schmuckstück", *foreign)["authors"] == []
    assert page(TITLE, "Ombeline Tchéquéré", "18 January 2025", *foreign)["authors"] == ["Ombeline Tchéquéré"]


@pytest.mark.parametrize(
    "line",
    [
        "Nora Lind is a senior reporter at the Harbour Post.",
        "—Contact Nora Lind at nora.lind@quay.example.",
        "Nora Lind can be reached at nora.lind@quay.example.",
        "About the author: Nora Lind",
    ],
)
def test_author_told_of_below_the_text_signs_where_no_byline_does(
    page: Any, story: list[str], line: str
) -> None:
    row = page(TITLE, *story, line)
    assert (row["authors"], row["body"]) == (["Nora Lind"], "\n\n".join(story))
    assert page(TITLE, "By Ana Soto", *story, line)["authors"] == ["Ana Soto"]


@pytest.mark.parametrize(
    "line",
    [
        "Detective John Smith can be reached at john.smith@quay.example.",
        "Martin Scorsese is the producer of the film.",
        "Maria Gomez, the spokeswoman, can be reached at 555-1234.",
    ],
)
def test_person_told_of_below_the_text_who_does_not_write_is_no_author(
    page: Any, story: list[str], line: str
) -> None:
    assert page(TITLE, *story, line)["authors"] == []


def test_list_of_keywords_is_no_signature(page: Any, story: list[str]) -> None:
    assert page(TITLE, "Latest News; Joe Biden; Donald Trump", *story)["authors"] == []


@pytest.mark.parametrize(
    "title",
    [
        "Telegram newsletter readers must sign up to continue reading",
        "Why « Suivez toute l’actualité » became a song",
    ],
)
def test_headline_may_speak_of_what_outlets_print(page: Any, story: list[str], title: str) -> None:
    assert page(title, "By Nora Lind", "18 January 2025", *story)["headline"] == title


def test_name_with_accents_signs_in_every_language(page: Any, story: list[str]) -> None:
    foreign = [line.replace(" the ", " die ").replace("The ", "Die ") for line in story]
    for name in ("Jürgen Müller", "José García", "Małgorzata Wiśniewska", "Inês Simões"):
        assert page(TITLE, name, *foreign)["authors"] == [name]


def test_first_name_does_not_win_over_a_full_one(page: Any, story: list[str]) -> None:
    assert page(TITLE, "By Daniel", "Nora Lind", "18 January 2025", *story)["authors"] == ["Nora Lind"]


def test_sign_of_a_number_stays_in_the_headline(page: Any, story: list[str]) -> None:
    title = "- 20 degrees: council shuts the eastern quay for a week"
    assert page(title, "By Nora Lind", "18 January 2025", *story)["headline"] == title


def test_first_name_alone_signs_in_the_header_only(page: Any, story: list[str]) -> None:
    assert page(TITLE, *story, "* Walks", "* Tides", "* Boats", "von Kathrin")["authors"] == []


def test_day_beside_the_author_dates_the_article(page: Any, story: list[str]) -> None:
    row = page(TITLE, "Nora Lind, 18.01.2025", *story, "31.12.2024")
    assert (row["published_on"], row["authors"]) == (date(2025, 1, 18), ["Nora Lind"])


def test_bullet_is_no_part_of_the_headline(page: Any, story: list[str]) -> None:
    assert page(f"* {TITLE}", "By Nora Lind", "18 January 2025", *story)["headline"] == TITLE


def test_person_the_story_is_about_is_not_its_author(page: Any, story: list[str]) -> None:
    about = [
        line.replace("the council said", "Ana Soto said").replace("The engineers", "Ana Soto’s engineers")
        for line in story
    ]
    assert page(TITLE, "Ana Soto", *about)["authors"] == []


def test_outlet_under_the_headline_is_no_author(page: Any, story: list[str]) -> None:
    assert page(TITLE, "The Harbour Post", *story)["authors"] == []


def test_dated_subheading_below_sure_text_is_no_headline(page: Any, story: list[str]) -> None:
    row = page(*story[:2], "Golf on the quay, all the dates", "18 January 2025", *story[2:])
    assert row["body"].startswith(story[0])


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Redaktion 18. Januar 2025 10:29", []),
        ("January 18, 2025 by Nora Lind 4 Comments", ["Nora Lind"]),
        ("18. Januar 2025 admin Hafen 0", []),
        ("Nora Lind Veröffentlicht am 18.01.2025", ["Nora Lind"]),
        ("The Quay 18 January 2025 Jonas Ek", ["Jonas Ek"]),
    ],
)
def test_line_that_names_a_day_and_little_else_dates_the_article(
    page: Any, story: list[str], line: str, authors: list[str]
) -> None:
    row = page(TITLE, line, *story)
    assert (row["published_on"], row["authors"], row["body"]) == (
        date(2025, 1, 18),
        authors,
        "\n\n".join(story),
    )


@pytest.mark.parametrize(
    "line",
    [
        "The mayor resigned on 3 May 2023",
        "Next hearing: 14 January 2026",
        "Les élections du 7 juillet 2024",
        "Wahl am 23. Februar 2025",
    ],
)
def test_subtitle_that_names_a_day_does_not_date_the_article(page: Any, story: list[str], line: str) -> None:
    assert page(TITLE, line, "18 January 2025", *story)["published_on"] == date(2025, 1, 18)
    assert page("18 January 2025", TITLE, line, *story)["published_on"] == date(2025, 1, 18)


@pytest.mark.parametrize("line", ["Buenos Aires, 18 de enero de 2025", "São Paulo, 18 de janeiro de 2025"])
def test_place_before_the_day_is_no_author(page: Any, story: list[str], line: str) -> None:
    row = page(TITLE, line, *story)
    assert (row["published_on"], row["authors"]) == (date(2025, 1, 18), [])


def test_time_of_an_event_in_the_midst_of_the_text_is_text(page: Any, story: list[str]) -> None:
    line = "Date: Saturday, 18 January 2025 | Time: 3:30 p.m."
    row = page(TITLE, "17 January 2025", *story[:3], line, *story[3:])
    assert (line in row["body"], row["published_on"]) == (True, date(2025, 1, 17))
    assert (
        "18 January 2025"
        not in page(TITLE, "17 January 2025", *story[:3], "18 January 2025", *story[3:])["body"]
    )


def test_sentence_that_names_a_day_is_text(page: Any, story: list[str]) -> None:
    first = (
        "On 18 January 2025 the ferry ran aground off the eastern quay, with forty people on board and "
        "no pilot in reach."
    )
    assert page(TITLE, first, *story)["body"].startswith(first)


@pytest.mark.parametrize(
    "line", ["City Hall", "WATER SHORTAGE", "Weekend Edition", "LOCAL HERO", "ROAD CLOSED"]
)
def test_words_under_the_headline_are_nobodys_name(page: Any, story: list[str], line: str) -> None:
    assert page(TITLE, line, "20 November 2026, 18:04", *story)["authors"] == []


@pytest.mark.parametrize("line", ["Rose Hall", "WILL BANKS", "J. Stone", "Wanjiru Mwangi"])
def test_name_of_common_words_signs_where_it_begins_as_names_do(
    page: Any, story: list[str], line: str
) -> None:
    assert page(TITLE, line, "20 November 2026, 18:04", *story)["authors"] == [line]


def test_entry_of_a_menu_is_nobodys_name(page: Any, story: list[str]) -> None:
    assert page(TITLE, "* Harbour Walks", *(["* Tides"] * 7), *story)["authors"] == []


def test_subheading_is_nobodys_name(page: Any, story: list[str]) -> None:
    row = page(TITLE, *story[:2], "Assessing Your Space", *story[2:])
    assert (row["authors"], "Assessing Your Space" in row["body"]) == ([], True)


def test_common_words_after_the_text_are_no_author(page: Any, story: list[str]) -> None:
    assert page(TITLE, *story, "Fish Market")["authors"] == []


def test_dates_of_a_list_of_stories_do_not_date_the_article(page: Any, story: list[str]) -> None:
    others = [
        "Ferry fares go up again",
        "2 January 2025",
        "Old lighthouse is for sale",
        "3 January 2025",
        "Eel season opens late",
        "4 January 2025",
    ]
    assert page(TITLE, *story, "More from the harbour", *others)["published_at"] is None


@pytest.mark.parametrize("line", ["记者 陆以安 通讯员 胡小满", "記者陸以安／基隆即時報導"])
def test_reporters_line_is_no_headline(page: Any, story: list[str], line: str) -> None:
    assert (
        page("码头上的工具屋开了三年，大家都来借", line, *story)["headline"]
        == "码头上的工具屋开了三年，大家都来借"
    )


def test_clocks_beside_a_date_make_no_list_of_dated_stories(page: Any, story: list[str]) -> None:
    row = page(TITLE, "18/01/2025", "|", "14:22", "|", "Ana Soto", "Updated", "16:01", *story)
    assert row["published_on"] == date(2025, 1, 18)


def test_date_of_a_picture_does_not_date_the_article(page: Any, story: list[str]) -> None:
    assert (
        page(TITLE, "The quay in the storm of 6 December 2010 (Photo: Piet Kruger)", *story)["published_at"]
        is None
    )


def test_update_alone_leaves_the_publication_open(page: Any, story: list[str]) -> None:
    row = page(TITLE, "Updated 18 January 2025", *story)
    assert (row["published_at"], row["modified_at"]) == (None, datetime(2025, 1, 18, tzinfo=UTC))


def test_first_publication_is_told_at_the_end(page: Any, story: list[str]) -> None:
    row = page(
        TITLE, "Updated 20 January 2025", *story, "This story was originally published January 18, 2025."
    )
    assert (row["published_at"], row["modified_at"]) == (
        datetime(2025, 1, 18, tzinfo=UTC),
        datetime(2025, 1, 20, tzinfo=UTC),
    )


def test_stamp_with_a_clock_goes_before_a_bare_day(page: Any, story: list[str]) -> None:
    assert page(TITLE, "2025-01-17", "18 January 2025 10:30 GMT", *story)["published_at"] == datetime(
        2025, 1, 18, 10, 30, tzinfo=UTC
    )


def test_evidence_of_an_open_date_shows_both_days(page: Any, story: list[str]) -> None:
    row = page(TITLE, "05/11/2026", *story)
    assert [found["value"] for found in row["fields"] if found["field"] == "published"] == [
        "2026-05-11/2026-11-05"
    ]


def test_lead_that_tells_the_news_is_no_deck(page: Any, story: list[str]) -> None:
    assert page(TITLE, *story)["deck"] is None


@pytest.mark.parametrize("again", [TITLE, "Eastern quay widened at last, after ten years of dispute"])
def test_headline_once_more_on_top_of_the_text_is_no_text(page: Any, story: list[str], again: str) -> None:
    row = page(TITLE, "By Nora Lind", "18 January 2025", again, *story)
    assert (row["headline"], row["body"]) == (TITLE, "\n\n".join(story))
    assert [(line["role"], line["rule"]) for line in row["lines"]][3] == ("other", "headline_again")


@pytest.mark.parametrize(
    "lead",
    [
        "The eastern quay is to be widened, after a dispute of ten years.",
        "Nobody had asked the traders about the quay",
    ],
)
def test_lead_in_words_of_the_headline_is_not_the_headline_once_more(
    page: Any, story: list[str], lead: str
) -> None:
    assert "headline_again" not in {
        line["rule"] for line in page(TITLE, "By Nora Lind", "18 January 2025", lead, *story)["lines"]
    }


def test_unended_line_above_the_byline_is_the_deck(page: Any, story: list[str]) -> None:
    deck = "Fish market moves to the customs house while the cranes are there"
    assert page(TITLE, deck, "By Nora Lind", "18 January 2025", *story)["deck"] == deck


@pytest.mark.parametrize("label", ["Advertisement", "Anzeige"])
def test_story_goes_on_after_an_advertisement(page: Any, label: str) -> None:
    last = "The scaffolding goes up in April."
    row = page(*SMALL[0], *CLOCK, label, last)
    assert row["body"].endswith(last)
    assert roles(row)[label] == "advertisement"


def test_nothing_goes_on_after_an_advertisement_that_is_no_sentence(page: Any, story: list[str]) -> None:
    assert page(TITLE, *story, "Advertisement", "More from the harbour")["body"] == "\n\n".join(story)


def test_reason_quotes_what_matched(page: Any, story: list[str]) -> None:
    row = page(
        TITLE, *story[:3], "Share this story with a friend", *story[3:], "Related Articles", "© 2025 The Quay"
    )
    reasons = {line["text"]: line["reason"] for line in row["lines"]}
    assert reasons["Share this story with a friend"] == "matches “Share this story with a friend”"
    assert reasons["Related Articles"] == "matches “Related Articles”"
    assert reasons["© 2025 The Quay"] == "matches “©”"
    assert reasons[TITLE].startswith("is of the lines above the text the most like a title")


def test_phrase_is_known_however_the_lexicon_writes_it() -> None:
    assert phrases([Phrases("odd", "promo", ("Read this!", "• next up:"))])["bare"].to_list() == [
        "read this",
        "next up",
    ]


@pytest.mark.parametrize("word", ["2025", "…", "a long phrase " * 8])
def test_phrase_that_no_line_can_match_is_an_error(word: str) -> None:
    with pytest.raises(ValueError, match=r"no line can match the phrase .* of 'odd'"):
        phrases([Phrases("odd", "promo", ("fine", word))])
