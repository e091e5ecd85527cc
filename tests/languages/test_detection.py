import pytest

from assets.languages.detection import name_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council voted on Tuesday to widen the quay.", "en"),
        ("Le conseil a voté mardi pour élargir le quai du port.", "fr"),
        ("Совет проголосовал во вторник за расширение причала.", "ru"),
        ("صوت المجلس يوم الثلاثاء على توسيع رصيف الميناء القديم", "ar"),
    ],
)
def test_language_is_named(text: str, language: str) -> None:
    assert name_language(text) == language


def test_language_that_eldc_does_not_know_gets_a_second_opinion() -> None:
    assert name_language("Dydd da sut mae pawb heddiw yn y dref hon") == "cy"


def test_under_five_words_nothing_is_guessed() -> None:
    assert name_language("Council votes on quay") is None
    assert name_language("") is None


def test_doubtful_paragraph_has_the_language_of_its_document() -> None:
    assert name_language("one two Boston Celtics 99", likely="fr") == "fr"
