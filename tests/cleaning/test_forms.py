"""What the form of lines tells where the model is not sure: captions, teasers, headlines of other stories,
tables, signs."""

from typing import Any

import pytest

from tests.cleaning.conftest import Believe

TITLE = "Eastern quay to be widened after ten years of dispute"


def decided(row: dict[str, Any], lines: list[str]) -> set[tuple[str, str, bool]]:
    return {(line["rule"], line["role"], line["in_body"]) for line in row["lines"] if line["text"] in lines}


TEASERS = [
    line
    for title, sentence in {
        "Herring back in the bay": (
            "After four empty winters the boats come home with full nets, and nobody quite knows why."
        ),
        "The crane that nobody wanted": (
            "It was sold three times, and stands today where it was built in the year of the flood."
        ),
        "Who owns the slope": (
            "A map from the archive of the abbey may decide to whom the houses above the harbour belong."
        ),
        "Mail boat turns eighty": (
            "Its captain has never missed a tide, but for the day on which his daughter was born."
        ),
        "Ice on the western quay": (
            "The council asks people not to walk there before the surveyors have been."
        ),
    }.items()
    for line in [title, "Harbour", sentence]
]


@pytest.mark.parametrize("labels", [True, False])
def test_teasers_in_a_row_are_other_stories(
    page: Any, story: list[str], believe: Believe, labels: bool
) -> None:
    believe(story)
    teasers = TEASERS if labels else [line for line in TEASERS if line != "Harbour"]
    row = page(TITLE, "By Lea Holm", *story, *teasers)
    assert row["body"] == "\n\n".join(story)
    assert decided(row, teasers) == {("teasers_in_a_row", "promo", False)}


def test_teasers_in_the_middle_of_a_text_leave_its_paragraphs(
    page: Any, story: list[str], believe: Believe
) -> None:
    believe(story)
    assert page(TITLE, "By Lea Holm", *story[:3], *TEASERS, *story[3:])["body"] == "\n\n".join(story)


def test_few_teasers_are_left_to_the_model(page: Any, story: list[str], believe: Believe) -> None:
    believe(story)
    assert TEASERS[2] in page(TITLE, "By Lea Holm", *story, *TEASERS[:9])["body"]


def test_titles_and_sentences_are_the_text_where_nothing_is_surer(page: Any, believe: Believe) -> None:
    believe([])
    assert all(sentence in page(TITLE, "By Lea Holm", *TEASERS)["body"] for sentence in TEASERS[2::3])


def test_short_names_over_one_sentence_each_are_no_teasers(
    page: Any, story: list[str], believe: Believe
) -> None:
    believe(story)
    dishes = [
        line
        for name, said in zip(["Eel soup", "Rye bread", "Herring", "Plum cake"], TEASERS[2::3], strict=False)
        for line in [name, said]
    ]
    assert all(line in page(TITLE, "By Lea Holm", *story, *dishes)["body"] for line in dishes)


def test_steps_between_buttons_are_no_teasers(page: Any, story: list[str], believe: Believe) -> None:
    believe(story)
    steps = [line for sentence in TEASERS[2::3] for line in ["Enlarge picture", "Close picture", sentence]]
    assert all(sentence in page(TITLE, "By Lea Holm", *story, *steps)["body"] for sentence in TEASERS[2::3])


@pytest.mark.parametrize("sure_of", [TEASERS[2::3], TEASERS[5:9:3]])
def test_headed_paragraphs_of_which_the_model_is_sure_stay(
    page: Any, story: list[str], believe: Believe, sure_of: list[str]
) -> None:
    believe([*story, *sure_of])
    assert all(sentence in page(TITLE, "By Lea Holm", *story, *TEASERS)["body"] for sentence in sure_of)


CARDS = [
    "Harbour Pilots Threaten To Strike Before EasterThe pilots say that nobody has told them where they are "
    "to moor.",
    "Is The Old Crane Worth Saving?Visitors to the quay want it to stay, and the council wants it to go.",
    "Mail Boat To Sail Twice A DayIn summer the boat will leave at noon as well, if the tide lets it.",
]


@pytest.mark.parametrize("cards", [3, 2])
def test_titles_that_run_into_their_teasers_are_other_stories_where_there_are_several(
    page: Any, story: list[str], believe: Believe, cards: int
) -> None:
    believe(story)
    row = page(TITLE, "By Lea Holm", *story, *CARDS[:cards])
    assert decided(row, CARDS) == (
        {("title_runs_into_teaser", "promo", False)} if cards == 3 else {("line_model", "body", True)}
    )


def test_names_with_a_capital_within_do_not_make_a_teaser(
    page: Any, story: list[str], believe: Believe
) -> None:
    named = [
        f"The {maker} QuayBook Pro {n} is a very quiet machine, and it holds up well in the salt air."
        for n, maker in enumerate("ABCD")
    ]
    believe([*story, *named])
    assert all(line in page(TITLE, "By Lea Holm", *story, *named)["body"] for line in named)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Nobody needs a wider quay, the ships should be smaller.Reply", "comments"),
        ("We apologize, but this video has failed to load.", "other"),
        ("Následuje obsah vložený z jiného webu. Zde jej můžete přeskočit.", "other"),
        ("This interview has been edited for length and clarity.", "other"),
    ],
)
def test_words_that_outlets_print_drop_a_line_of_which_the_model_is_not_sure(
    page: Any, story: list[str], believe: Believe, line: str, role: str
) -> None:
    believe(story)
    assert {
        (known, kept) for _, known, kept in decided(page(TITLE, *story[:3], line, *story[3:]), [line])
    } == {(role, False)}


CAPTIONS = [
    "Gulls rest on the cranes of the eastern quay on Friday afternoon. Ana Soto",
    "The quay as it will look when the work is done, seen from the slope. Holm & Vik, Architects",
    "The fish market before it moved to the old customs house (front row). Jon Vik; Lea Holm",
    "Der alte Kran am Ostkai wird im Frühjahr abgebaut und verkauft. © Hafenamt Norvik | Lea Holm",
    "The old pier came to light when the mud was taken away in summer. Museum of the Bay",
    "The piles of the pier, "
    + ", ".join(f"(pile {n}) and what has grown on it since" for n in range(12))
    + ". Credit: Harbour Museum",
]
NO_CAPTIONS = [
    "The council voted on Tuesday, and the work will begin in the spring. Ana Soto agrees.",
    "Ships of the northern line will moor on the other side of the bay until 15. Juni",
    "Nobody asked the traders what they think of it. ana soto",
    "What the harbour costs us, and who pays for it in the end: the report of J. R. Vik",
]


@pytest.mark.parametrize("line", CAPTIONS)
def test_caption_with_its_credit_behind_it_is_no_text(
    page: Any, story: list[str], believe: Believe, line: str
) -> None:
    believe(story)
    row = page(TITLE, "By Lea Holm", *story[:3], line, *story[3:])
    assert decided(row, [line]) == {("credit_behind_caption", "caption", False)}


@pytest.mark.parametrize("line", NO_CAPTIONS)
def test_sentence_without_a_credit_behind_it_stays(
    page: Any, story: list[str], believe: Believe, line: str
) -> None:
    believe(story)
    assert line in page(TITLE, "By Lea Holm", *story[:3], line, *story[3:])["body"]


LETTERS = [
    "On the quay nobody says hello any more, and the gulls have gone as well. Anna Solberg",
    "The new trams are fine, but in the evening you wait for them for half an hour. Piotr Holm",
    "The cranes stood there when my father was a boy. Leave them where they are. Jeanne Vik, Norvik",
]


@pytest.mark.parametrize("letters", [LETTERS, LETTERS[:2], LETTERS[2:]])
def test_letters_of_readers_with_their_names_stay(
    page: Any, story: list[str], believe: Believe, letters: list[str]
) -> None:
    believe(story)
    assert all(
        letter in page(TITLE, "By Lea Holm", *story[:3], *letters, *story[3:])["body"] for letter in letters
    )


def test_sentence_that_a_link_has_cut_behind_names_stays(
    page: Any, story: list[str], believe: Believe
) -> None:
    believe(story)
    cut = [
        "Nobody had asked the traders what they think of the new quay. Then Ana Soto",
        "wrote to the council, and got no answer.",
    ]
    row = page(TITLE, "By Lea Holm", *story[:3], *cut, *story[3:])
    assert " ".join(cut) in row["body"]
    assert (
        "So the work goes on into the autumn. Yet"
        in page(TITLE, *story[:3], "So the work goes on into the autumn. Yet", *story[3:])["body"]
    )


@pytest.mark.parametrize(
    "line", [CAPTIONS[0], "HARBOUR MASTER SAYS MAIL BOAT WILL SAIL AGAIN BEFORE EASTER, TIDE PERMITTING"]
)
def test_line_of_which_the_model_is_sure_stays_whatever_its_form(
    page: Any, story: list[str], believe: Believe, line: str
) -> None:
    believe([*story, line])
    assert line in page(TITLE, "By Lea Holm", *story[:3], line, *story[3:])["body"]


def test_long_line_in_capitals_amid_the_text_is_another_story(
    page: Any, story: list[str], believe: Believe
) -> None:
    believe(story)
    links = [
        "HARBOUR MASTER SAYS MAIL BOAT WILL SAIL AGAIN BEFORE EASTER, TIDE PERMITTING",
        "TRADERS FURIOUS AS ‘RENT HOLIDAY’ ENDS A MONTH EARLY IN ALL OF THE BAY",
    ]
    row = page(TITLE, "By Lea Holm", *story[:2], links[0], *story[2:4], links[1], *story[4:])
    assert row["body"] == "\n\n".join(story)
    assert decided(row, links) == {("headline_in_capitals", "promo", False)}


def test_subheading_in_capitals_stays(page: Any, story: list[str], believe: Believe) -> None:
    believe(story)
    row = page(TITLE, "By Lea Holm", *story[:3], "WHAT THE TRADERS WILL LOSE", *story[3:])
    assert decided(row, ["WHAT THE TRADERS WILL LOSE"]) == {("line_model", "subheading", True)}


def test_text_all_in_capitals_stays(page: Any, story: list[str], believe: Believe) -> None:
    shouted = [paragraph.upper().rstrip(".") for paragraph in story]
    believe([])
    assert shouted[2] in page(TITLE.upper(), "BY LEA HOLM", *shouted)["body"]


DATES = [
    "June 9 – Norvik, East @ Old Customs House",
    "June 12 – St. Olaf, North @ Sail Loft",
    "June 13 – Westbay, South @ Ice House (sold out)",
    "June 20 – Selby, East @ Mail Boat Pier",
    "July 2 – Holm, North @ Eel Smokery",
    "July 3 – Vik, West @ Harbour Museum",
]


@pytest.mark.parametrize("heading", [["Dates of the harbour choir"], []])
def test_table_right_under_the_text_stays(
    page: Any, story: list[str], believe: Believe, heading: list[str]
) -> None:
    believe(story, 0.1)
    row = page(TITLE, "By Lea Holm", *story, *heading, *DATES)
    assert all(line in row["body"] for line in [*heading, *DATES])
    assert decided(row, DATES) == {("table_in_text", "body", True)}


@pytest.mark.parametrize(
    "between", [["More concerts", "Tickets and prices", "Log in"], ["Advertisement"], ["Most read"]]
)
def test_table_away_from_the_text_is_none_of_it(
    page: Any, story: list[str], believe: Believe, between: list[str]
) -> None:
    believe(story, 0.1)
    assert page(TITLE, "By Lea Holm", *story, *between, *DATES)["body"] == "\n\n".join(story)


@pytest.mark.parametrize(
    "links",
    [
        [f"[{number}] https://harbour.example/{name}/notes-{number}" for number, name in enumerate("abcdef")],
        [
            f"* Tap, to show the quay on {name} (in a new tab)"
            for name in ["Maps", "Charts", "Globe", "Atlas", "Radar", "Paper"]
        ],
    ],
)
def test_links_and_buttons_under_the_text_are_no_table(
    page: Any, story: list[str], believe: Believe, links: list[str]
) -> None:
    believe(story, 0.1)
    assert page("Log in", TITLE, "By Lea Holm", *story, *links)["body"] == "\n\n".join(story)
