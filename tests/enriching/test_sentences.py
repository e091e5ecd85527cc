import time

import pytest

from assets.enriching.text.sentences import cut_sentences, endings
from assets.languages import nearest


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in cut_sentences(text, endings(nearest("en")))]


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Ida Holm met Mr. J. R. Oake of the U.S. Navy on Jan. 17.",
        "It cost 3.5 million, about No. 4 on the list.",
        "“Why now?” the senator asked.",
        "He waited ... and waited.",
    ],
)
def test_points_inside_a_sentence_do_not_end_it(text: str) -> None:
    assert sentences(text) == [text]


def test_sentences_end_at_marks() -> None:
    assert sentences("It rained. The quay flooded! Was it safe? “No.” She left.") == [
        "It rained.",
        "The quay flooded!",
        "Was it safe?",
        "“No.”",
        "She left.",
    ]


def test_shortened_word_ends_a_sentence_before_a_usual_beginning() -> None:
    assert sentences("He lives in the U.S. The rest stayed.") == ["He lives in the U.S.", "The rest stayed."]


def test_white_space_belongs_to_no_sentence() -> None:
    assert sentences("  One.   Two.  ") == ["One.", "Two."]
    assert sentences("   ") == []


def test_ten_thousand_marks_take_no_time() -> None:
    began = time.perf_counter()
    for text in ("." * 10_000, "!?" * 10_000, "A. " * 10_000, "”" * 10_000):
        cut_sentences(text, endings(nearest("en")))
    assert time.perf_counter() - began < 5
