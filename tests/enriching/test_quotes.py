from typing import Any

import pytest

from assets.enriching import enrich
from tests.enriching.copy_from_gold import article


def quotes(*body: str) -> list[dict[str, Any]]:
    return list(enrich(article(*body))["quotes"][0].to_list())


def said(*body: str) -> list[tuple[str, str, str | None]]:
    """Kind, text, speaker (an entity's id, else as written) of each quote."""
    return [
        (quote["kind"], quote["text"], quote["speaker_id"] or quote["speaker"]) for quote in quotes(*body)
    ]


HOLM = "person:ida-holm"


@pytest.mark.parametrize(
    "text",
    [
        "“We waited long enough,” said Ida Holm.",
        "“We waited long enough,” Ida Holm said on Friday.",
        '"We waited long enough," Ida Holm, the harbour master, told reporters.',
        "Ida Holm said: “We waited long enough.”",
        "“We waited long enough.” ― Ida Holm",
        "‘We waited long enough,’ said Ida Holm.",
        "``We waited long enough,'' said Ida Holm.",
    ],
)
def test_direct_quote_has_its_speaker(text: str) -> None:
    assert [(kind, speaker) for kind, _, speaker in said(text)] == [("direct", HOLM)]


def test_fragment_in_the_reporters_sentence_is_partial() -> None:
    found = said("Ida Holm hailed the vote as a “real breakthrough” for the port.")
    assert found == [("partial", "“real breakthrough”", HOLM)]


def test_marks_without_speech_are_a_term() -> None:
    assert said("The town opened its “Axis of Water” on Friday.") == [("term", "“Axis of Water”", None)]


def test_name_of_a_work_is_a_title() -> None:
    assert said("She is known for the novel “The Long Quay” alone.")[0][0] == "title"


def test_pronoun_is_who_spoke_before() -> None:
    found = said("“It is late,” Ida Holm said.", "“We go on,” she added.")
    assert [speaker for _, _, speaker in found] == [HOLM, HOLM]


def test_pronoun_after_told_is_who_told() -> None:
    found = said("Ida Holm told Carl Oake that she valued the “truly friendly ties” between them.")
    assert ("partial", "“truly friendly ties”", HOLM) in found


def test_quotation_goes_on_in_the_next_paragraph() -> None:
    found = quotes("“It is late,” said Ida Holm. “And we have waited.", "“Now we go on.”")
    assert [quote["speaker_id"] for quote in found] == [HOLM] * 3
    assert [quote["balanced"] for quote in found] == [True, False, True]


def test_lost_opening_mark_is_said() -> None:
    found = quotes("On Friday Ida Holm will open the quay and then sail home,” the council said.")
    assert [
        (quote["kind"], quote["balanced"], quote["speaker"]) for quote in found if quote["kind"] == "direct"
    ] == [("direct", False, "the council")]


def test_introduction_reaches_over_a_paragraph() -> None:
    found = said(
        "Ida Holm criticised the board, stating,", "“They came from the other side to make trouble here.”"
    )
    assert found[-1][2] == HOLM


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ida Holm said that the quay would be open by noon.", "the quay would be open by noon"),
        ("The quay would be open by noon, Ida Holm said.", "The quay would be open by noon"),
        ("According to Ida Holm, the quay would be open by noon.", "the quay would be open by noon"),
        ("As confirmed by Ida Holm, the quay would be open by noon.", "the quay would be open by noon"),
        ("Ida Holm vowed to open the quay by noon.", "to open the quay by noon"),
    ],
)
def test_indirect_quote_has_its_speaker(text: str, content: str) -> None:
    assert said(text) == [("indirect", content, HOLM)]


def test_outlet_it_was_told_to_is_kept() -> None:
    assert quotes("“It is late,” Ida Holm told Reuters on Friday.")[0]["via"] == "Reuters"


def test_relative_clause_names_the_speaker_before_it() -> None:
    assert said("It was Ida Holm, who warned that the quay would sink soon.")[0][2] == HOLM


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ida Holm did not mince words. “There is no money left, and there never was.”", HOLM),
        ("For Ida Holm the matter is simple. “A promise is a promise, and we made one.”", HOLM),
        ("Ida Holm said she was tired. “Every winter we have the same talk and nothing is done.”", HOLM),
        ("Ida Holm could not hide her joy: “The children sang for an hour.”", HOLM),
        ("Residents are furious. “They have been lying to us since the spring.”", None),
        ("On the door hung a note. “Closed until the river goes down.”", None),
    ],
)
def test_sentence_in_marks_is_speech_without_a_word_of_speech(text: str, speaker: str | None) -> None:
    assert [(kind, who) for kind, _, who in said(text) if kind != "indirect"] == [("direct", speaker)]


@pytest.mark.parametrize(
    "texts",
    [
        ("“The county has waited nine years for a roof.” -Mayor Ida Holm",),
        ("“The county has waited nine years for a roof.” --Ida Holm, mayor",),
        ("“The county has waited nine years for a roof.”", "— Ida Holm, mayor of Sel"),
        ("“The county has waited nine years for a roof.” (Ida Holm, mayor)",),
        ("And this came from Mayor Ida Holm:", '“The county has waited nine years for a roof"'),
        ("Ida Holm, mayor:", "“The county has waited nine years for a roof.”"),
        ("Mayor Ida Holm — “The county has waited nine years for a roof.”",),
    ],
)
def test_speaker_stands_beside_the_quotation_behind_a_dash_or_before_a_colon(texts: tuple[str, ...]) -> None:
    (quote,) = quotes(*texts)
    assert quote["kind"] == "direct"
    assert "Ida Holm" in quote["speaker"]


@pytest.mark.parametrize(
    "text",
    [
        "“No bus at all,” shrugged Ida Holm.",
        "“No bus at all,” Ida Holm sighed.",
        "“No bus at all,” laughs Ida Holm, wiping her hands.",
        "“No bus at all,” Ida Holm shot back.",
        "“No bus at all,” chimed in Ida Holm.",
        "“No bus at all,” Ida Holm, the mayor of Sel, one of three towns on the river, fumed.",
        "Ida Holm snapped: “No bus at all.”",
    ],
)
def test_verb_of_any_kind_beside_a_quotation_names_the_speaker(text: str) -> None:
    assert said(text) == [("direct", "“No bus at all,”" if "," in text[:16] else "“No bus at all.”", HOLM)]


@pytest.mark.parametrize(
    "text",
    [
        "“It is over,” said a docker who calls himself “The Wolf.”",
        "“It is over,” said a man nicknamed “Bear.”",
        "“It is over,” said a woman who gave her name only as “Dot.”",
        "“It is over,” said Ida Holm, whom friends call “Sparky.”",
        "“It is over,” said Ida Holm, better known as “DJ Mole,” on Friday.",
        "“It is over,” said Ida Holm, who wrote the song “The Long Quay.”",
    ],
)
def test_nickname_and_title_are_no_speech(text: str) -> None:
    assert [kind for kind, _, _ in said(text)] in (["direct", "term"], ["direct", "title"])


@pytest.mark.parametrize(
    "text",
    [
        "“She did not know,” said Hanna Veldhuis's lawyer.",
        "“She did not know,” a lawyer for Hanna Veldhuis said.",
        "“She did not know,” according to a friend of Hanna Veldhuis.",
        "Hanna Veldhuis’ brother said she did not know about it.",
        "Lawyers for Hanna Veldhuis said she had not known about the debts.",
    ],
)
def test_who_speaks_for_somebody_is_not_that_person(text: str) -> None:
    (quote,) = quotes("Hanna Veldhuis was in court.", text)
    assert quote["speaker_id"] is None
    assert "Hanna Veldhuis" in quote["speaker"]


def test_relatives_name_beside_his_role_is_the_speakers() -> None:
    found = said("Hanna Veldhuis's spokeswoman, Lea Wagner, said: “She did not know.”")
    assert [speaker for _, _, speaker in found] == ["person:lea-wagner"]


@pytest.mark.parametrize(("pronoun", "speaker"), [("he", "person:piet-kruger"), ("she", "person:lea-wagner")])
@pytest.mark.parametrize("order", ["Piet Kruger met Lea Wagner", "Lea Wagner met Piet Kruger"])
def test_pronoun_is_the_one_whose_given_name_it_fits(order: str, pronoun: str, speaker: str) -> None:
    found = said(f"{order} at the depot.", f"“It was never about the money,” {pronoun} said.")
    assert [who for _, _, who in found] == [speaker]


def test_pronoun_that_fits_nobody_or_two_is_nobody() -> None:
    speech = "“It was never about the money,” she said."
    assert said("Robert Ames paid the bill at the depot.", speech)[0][2] == "she"
    assert said("Robin Kell met Sasha Brand at the depot.", speech)[0][2] == "she"


@pytest.mark.parametrize(
    "text",
    [
        "Asked if the bus would come back, Ida Holm said: “No.”",
        "When asked whether the bus would come back, Ida Holm said: “No.”",
        "Pressed on whether the bus would come back, Ida Holm said: “No.”",
        "In a long talk with the paper, Ida Holm said: “No.”",
    ],
)
def test_what_somebody_was_asked_is_not_what_he_said(text: str) -> None:
    assert [quote for _, quote, _ in said(text)] == ["“No.”"]


def test_question_is_no_report() -> None:
    assert said("Ida Holm asked why the bus had been cut.") == []
    assert said("Ida Holm was told that the bus had been cut.") == []


def test_organisation_named_after_a_place_is_not_the_place() -> None:
    (quote,) = quotes("“We regret the delay,” said Oslo Bay Transit.")
    assert quote["speaker"].endswith("Oslo Bay Transit")
    assert not (quote["speaker_id"] or "").startswith(("place:", "geonames:"))


@pytest.mark.parametrize("noun", ["days", "chapter", "percentage", "weather", "road"])
def test_what_cannot_speak_is_no_speaker(noun: str) -> None:
    assert all(quote["speaker"] is None for quote in quotes(f"These {noun} said that it would rain soon."))


def test_quotation_over_paragraphs_has_the_speaker_that_its_end_names() -> None:
    found = said("“We have waited long enough for it.", "“Now we go on,” said Ida Holm.")
    assert [(kind, speaker) for kind, _, speaker in found] == [("direct", HOLM)] * 2


def test_surer_quotes_have_more_confidence() -> None:
    named, form = quotes(
        "“It is late now,” said Ida Holm.", "The mood was grim. “It will rain on us all day.”"
    )
    assert named["confidence"] > 0.9 > 0.5 > form["confidence"]
