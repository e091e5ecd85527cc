"""Invented articles in the styles of wire, broadcaster, local paper, court, sport and business: who and what
is named, and who speaks."""

from typing import Any

import pytest

from assets.enriching import enrich
from tests.enriching.copy_from_gold import article

PUBLISHED = "2025-01-15"  # a Wednesday


def annotated(*paragraphs: str) -> dict[str, Any]:
    return enrich(article(*paragraphs, published=PUBLISHED)).to_dicts()[0]


def named(*paragraphs: str) -> list[tuple[str, str]]:
    return [(mention["surface"], mention["kind"]) for mention in annotated(*paragraphs)["mentions"]]


def said(*paragraphs: str) -> list[tuple[str, str | None]]:
    row = annotated(*paragraphs)
    names = {entity["entity_id"]: entity["name"] for entity in row["entities"]}
    return [(quote["text"], names.get(quote["speaker_id"])) for quote in row["quotes"]]


def test_ship_is_neither_a_person_nor_an_organisation() -> None:
    text = (
        "Officers boarded the MV Norfolk Star off Tripoli on Thursday. The Norfolk Star had left Mersin with "
        "wheat, the captain, Dimitris "
        "Valanos, said. The ferry Sinar Bahari came to help."
    )
    assert named(text) == [("Tripoli", "place"), ("Mersin", "place"), ("Dimitris Valanos", "person")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "BEIRUT (AP) — The Harbour Board met.",
            [("BEIRUT", "place"), ("AP", "organisation"), ("Harbour Board", "organisation")],
        ),
        (
            "FRANKFURT, Oct 14 (Reuters) - The shares fell.",
            [("FRANKFURT", "place"), ("Reuters", "organisation")],
        ),
        ("BASF, Covestro and others also fell.", [("BASF", "organisation")]),
        (
            "It was told to USA Today by the NORVEX, Inc. board.",
            [("USA Today", "organisation"), ("NORVEX", "organisation")],
        ),
    ],
)
def test_dateline_is_a_place_and_a_company_in_capitals_is_none(
    text: str, names: list[tuple[str, str]]
) -> None:
    assert [name for name in named(text) if name in names] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The vote was close, said Majority Leader John Thorne.", "John Thorne"),
        (
            "It was weaker than thought, Chief Executive Officer Martina Vogel said on a call.",
            "Martina Vogel",
        ),
        ("The court heard Prosecutor Simon Yeo KC for an hour.", "Simon Yeo"),
        ("Democrats were joined by Sen. Bill Cassarine, R-La., on Thursday.", "Bill Cassarine"),
        ("Her husband, the British oceanographer Peter Baker, died in 1999.", "Peter Baker"),
        ("Most are used to it, said Lin Chia-hao, a professor in Taipei.", "Lin Chia-hao"),
        ("Her son Tony, who now runs the shop, remembers the flour sacks.", "Tony"),
        ("Kenya's Interior Cabinet Secretary Kithure Mwangi warned them.", "Kithure Mwangi"),
    ],
)
def test_person_is_told_from_title_rank_and_party(text: str, name: str) -> None:
    assert [surface for surface, kind in named(text) if kind == "person"] == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It was told to BBC Radio Leeds on Tuesday.", [("BBC Radio Leeds", "organisation")]),
        (
            "The National Search and Rescue Agency sent a boat.",
            [("National Search and Rescue Agency", "organisation")],
        ),
        (
            "She joined the Woods Hole Oceanographic Institution in May.",
            [("Woods Hole Oceanographic Institution", "organisation")],
        ),
        ("Rovers travel to Sheffield United on Tuesday.", [("Sheffield United", "organisation")]),
        ("As quoted by Antara news agency, nobody was hurt.", [("Antara", "organisation")]),
    ],
)
def test_organisation_is_told_by_its_form(text: str, names: list[tuple[str, str]]) -> None:
    assert [name for name in named(text) if name in names] == names


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "The rain turned streets into rivers in Paiporta and Chiva, near Valencia.",
            ["Paiporta", "Chiva", "Valencia"],
        ),
        ("The man, of Station Road, Llanfair, was found guilty.", ["Station Road", "Llanfair"]),
        ("He scored in the last minute at Fenway Lane, the fans said.", ["Fenway Lane"]),
        ("The ferry sank off Sulawesi, far from Tamil Nadu.", ["Sulawesi", "Tamil Nadu"]),
        ("A man from Liverpool was seen in Barcelona on Monday.", ["Liverpool", "Barcelona"]),
    ],
)
def test_place_is_told_by_what_stands_beside_it(text: str, places: list[str]) -> None:
    assert [surface for surface, kind in named(text) if kind == "place"] == places


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Paul Steiner of the Natural History Museum in London said the evidence was thin.", "Paul Steiner"),
        (
            "Researchers at the University of Manchester say they have found the oldest fossil.",
            "University of Manchester",
        ),
        ("Its members are angry about the plan, according to its president, Walt Simmons.", "Walt Simmons"),
        (
            "Union Home Minister Amit Shukla on Tuesday told the house that the figures had fallen.",
            "Amit Shukla",
        ),
    ],
)
def test_speaker_is_found_through_what_is_said_of_him(text: str, speaker: str) -> None:
    assert [name for _, name in said(text)] == [speaker]


def test_she_is_not_the_son() -> None:
    found = said(
        "Agnes Lindqvist, a geologist, died on Jan. 4. Her death was confirmed by her son, Erik Baker.",
        "“They told me women were bad luck on ships,” she said in 2004.",
    )
    assert found[-1][1] == "Agnes Lindqvist"


def test_single_word_behind_a_quotation_is_the_speakers_too() -> None:
    assert said("“My mother never took a day off,” Tony Esposito says. “Never.”") == [
        ("“My mother never took a day off,”", "Tony Esposito"),
        ("“Never.”", "Tony Esposito"),
    ]


def test_day_behind_is_not_taken_for_one_ahead() -> None:
    text = (
        "The ship, owned by the Greek company Aegean Bulk Carriers, had left on Tuesday. It will be back "
        "by Friday."
    )
    assert [str(date["earliest"]) for date in annotated(text)["date_mentions"]] == [
        "2025-01-14",
        "2025-01-17",
    ]


def test_programme_of_that_name_is_no_date() -> None:
    assert annotated("He told the BBC's Today programme that nothing had changed.")["date_mentions"] == []
