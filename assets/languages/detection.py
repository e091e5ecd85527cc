"""Name the language of a text."""

from functools import cache
from typing import Final, Protocol, cast

import eldc
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from assets.languages.words import count_few

FEWEST_WORDS: Final = 5  # under it a guess is no better than a coin
SURE: Final = 0.9  # the probability from which the second opinion counts
SAMPLE: Final = 2_000  # code points: more text does not change the verdict
# Most texts need not be asked further. They stand here and not in English's folder, for they decide on every
# text.
PLAINLY_ENGLISH: Final = (" the ", " of ", " and ", " to ", " that ", " in ", " was ", " for ")
PLAIN: Final = 5  # of them in the sample, the first three among them, and nothing need be asked
PLAIN_PARAGRAPH: Final = 2  # … in a paragraph of an English document


class _Verdict(Protocol):
    language: str | None
    reliable: bool


class _Opinion(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def name_language(text: str, likely: str | None = None) -> str | None:
    """The ISO 639-1 code of the text's language; None under five words, or where neither opinion is sure.

    eldc knows 60 languages and says when it is in doubt; py3langid knows 97, is slow, and is asked only then.
    `likely` is what a doubtful text is taken for, unasked: a paragraph's language is most often its
    document's.
    """
    sample = text[:SAMPLE]
    if likely == "en" and _plainly_english(sample, PLAIN_PARAGRAPH):
        return likely
    if (
        likely is None
        and all(word in sample for word in PLAINLY_ENGLISH[:3])
        and _plainly_english(sample, PLAIN)
    ):
        return "en"
    if count_few(sample, FEWEST_WORDS) < FEWEST_WORDS:
        return None
    first = _first(sample)
    if first.reliable:
        return first.language
    if likely is not None:
        return likely
    language, sure = _second().classify(sample)
    return language if sure >= SURE or language == first.language else None


def _plainly_english(text: str, least: int) -> bool:
    found = 0
    for word in PLAINLY_ENGLISH:
        if word in text:
            found += 1
            if found == least:
                return True
    return False


def _first(text: str) -> _Verdict:
    _ready()
    return cast(_Verdict, eldc.detect_details(text))


@cache
def _ready() -> None:
    """Load eldc's tables once."""
    eldc.init()


@cache
def _second() -> _Opinion:
    return cast(_Opinion, LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True))
