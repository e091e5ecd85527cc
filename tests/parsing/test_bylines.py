"""Persons, desks and agencies apart; places alone."""

from typing import Any

import pytest

from assets.parsing import parse

PERSONS = {
    "By Ana Soto and Piet Kruger, Shipping Correspondents": ["Ana Soto", "Piet Kruger"],
    "By RALPH D. RUSSO and BOB FERRANTE": ["RALPH D. RUSSO", "BOB FERRANTE"],
    "Von Anna Martel und Lea Wagner": ["Anna Martel", "Lea Wagner"],
    "Par Zoé Dupont": ["Zoé Dupont"],
    "Por Luna González": ["Luna González"],
    "Автор: Иван Петров": ["Иван Петров"],
    "By Jane Doe in London": ["Jane Doe"],
    "Reporting by Tamsin Oyelaran": ["Tamsin Oyelaran"],
    "By Jane Doe @janedoe": ["Jane Doe"],
    "Por Luna González lgonzalez@quay.example": ["Luna González"],
    "By Ana Soto And Piet Kruger For The Harbour On Sunday": ["Ana Soto", "Piet Kruger"],
    "Eine Kolumne von Anna Martel": ["Anna Martel"],
    "Text & Fotos: Lea Wagner": ["Lea Wagner"],
    "By Ana SotoStaff Writer": ["Ana Soto"],
    "By Ana Soto 3 minute read": ["Ana Soto"],
    "Text von Lea Wagner Illustration von Jan Kern": ["Lea Wagner"],
    "Posted by Ana Soto, Quay Project Marketing": ["Ana Soto"],
    "Autorin: Prof. Dr. Lea Wagner": ["Lea Wagner"],
    "Autor: Rechtsanwalt Jan Kern": ["Jan Kern"],
    "von Kathrin": ["Kathrin"],
    "Author: Daniel": ["Daniel"],
    "By Admin": [],
    "By Design": [],
    "By Region": [],
    "Text: Polizei": [],
    "Von Hamburg": [],
    "Por Ana Soto y José García": ["Ana Soto", "José García"],
    "Autor: Jan Nowak, Małgorzata Wiśniewska": ["Jan Nowak", "Małgorzata Wiśniewska"],
    "By Ana Soto and Nqobile Tshili": ["Ana Soto", "Nqobile Tshili"],
    "By Maryse Condé": ["Maryse Condé"],
    "By Mag Ruffman": ["Mag Ruffman"],
    "Von Jan Meyer zum Felde": ["Jan Meyer zum Felde"],
    "By Jane Bilder": ["Jane Bilder"],
}
SHARED = {  # who and when in one line
    "by Jane Doe on January 20, 2025": ("Jane Doe", "2025-01-20"),
    "von Anna Martel am 20. Januar 2025 , 14:14 Uhr": ("Anna Martel", "2025-01-20T14:14"),
    "Par Zoé Dupont le 20.01.2025 à 11h46": ("Zoé Dupont", "2025-01-20T11:46"),
    "20.01.2025, 11:30 Uhr von Lea Wagner": ("Lea Wagner", "2025-01-20T11:30"),
    "Por Luna González 20 de enero 2025 a las 09:01 hrs.": ("Luna González", "2025-01-20T09:01"),
    "By Ana Soto Published 4:00 a.m. ET Jan. 20, 2025": ("Ana Soto", "2025-01-20T04:00 ET"),
}
DATELINES = {
    "MOSCOW: Russia and Iran signed an agreement on Friday after years of talks, the Kremlin said.": "MOSCOW",
    "PARIS (AFP) — The minister resigned on Monday after a week of protests in the capital and "
    "elsewhere.": "PARIS",
    "WASHINGTON, Jan 17 (Reuters) - The Senate voted on Friday to extend the programme by a further "
    "year.": "WASHINGTON",
    "Berlin (dpa) - Die Regierung hat am Montag ein neues Gesetz beschlossen, das im Herbst in Kraft "
    "tritt.": "Berlin",
    "BREAKING: The minister resigned on Monday after a week of protests in the capital and elsewhere.": None,
    "The minister resigned on Monday after a week of protests: the capital and other cities were "
    "quiet.": None,
}


def values(raw: Any, line: str, field: str) -> list[str]:
    return [found["value"] for found in parse(raw(f"{line}\n"))["fields"][0] if found["field"] == field]


@pytest.mark.parametrize(("line", "persons"), PERSONS.items())
def test_persons_are_named_without_titles(raw: Any, line: str, persons: list[str]) -> None:
    assert values(raw, line, "author") == persons


@pytest.mark.parametrize(("line", "who", "when"), [(line, *said) for line, said in SHARED.items()])
def test_byline_and_date_share_a_line(raw: Any, line: str, who: str, when: str) -> None:
    assert (values(raw, line, "author"), values(raw, line, "published")) == ([who], [when])
    assert "".join(span["text"] for span in parse(raw(line))["spans"][0]).replace(" ", "") == line.replace(
        " ", ""
    )


@pytest.mark.parametrize("line", ["- Web Desk", "By News Desk", "Staff Reporter", "Our Correspondent"])
def test_desk_is_no_person(raw: Any, line: str) -> None:
    assert values(raw, line, "author") == []
    assert len(values(raw, line, "desk")) == 1


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("- Reuters", "Reuters"),
        ("— Agencies", "Agencies"),
        ("Source: AFP", "AFP"),
        ("dpa", "dpa"),
        ("Von dpa", "dpa"),
    ],
)
def test_agency_alone_is_credit(raw: Any, line: str, agency: str) -> None:
    parsed = parse(raw(f"{line}\n"))
    assert parsed["spans"][0][0]["role"] == "credit"
    assert agency in values(raw, line, "credit")


@pytest.mark.parametrize(
    "line",
    [
        "Text Alerts",
        "* By Title",
        "Contributor Content",
        "By 2025, the company will have grown.",
        "By Monday the harbour had reopened to all ships.",
        "Par exemple",
    ],
)
def test_sentence_is_no_byline(raw: Any, line: str) -> None:
    assert parse(raw(f"{line}\n"))["spans"][0][0]["role"] is None


@pytest.mark.parametrize(("line", "place"), DATELINES.items())
def test_dateline_is_the_place_alone(raw: Any, line: str, place: str | None) -> None:
    assert values(raw, line, "dateline") == ([place] if place else [])


def test_evidence_points_at_its_bytes(raw: Any) -> None:
    text = "MOSCOW: Russia and Iran signed an agreement on Friday after years of talks, the Kremlin said.\n"
    found = next(f for f in parse(raw(text))["fields"][0] if f["field"] == "dateline")
    assert text.encode()[found["byte_start"] : found["byte_end"]] == b"MOSCOW"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "gb18030"])
@pytest.mark.parametrize(
    ("line", "field", "surface"),
    [
        ("— Überbrückt\nBy José Núñez | 12 March 2024\n", "author", "José Núñez"),
        ("— Überbrückt\nBy José Núñez | 12 March 2024\n", "published", "12 March 2024"),
        (
            "É\n\u00a0MÜNSTER (dpa) — Die Regierung hat am Montag ein neues Gesetz beschlossen, das im "
            "Herbst in Kraft tritt.",
            "dateline",
            "MÜNSTER",
        ),
    ],
)
def test_evidence_points_at_its_bytes_in_every_encoding(
    raw: Any, encoding: str, line: str, field: str, surface: str
) -> None:
    content = line.encode(encoding)
    found = next(f for f in parse(raw(content, encoding))["fields"][0] if f["field"] == field)
    codec = "utf-16-le" if encoding == "utf-16" else "utf-8" if encoding == "utf-8-sig" else encoding
    assert content[found["byte_start"] : found["byte_end"]].decode(codec) == surface
