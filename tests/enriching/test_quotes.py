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
