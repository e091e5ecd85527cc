"""Know how common words are, and which words are persons' names."""

from functools import cache
from typing import Final, NamedTuple

from assets.data import packaged
from assets.languages import Language

UNSEEN: Final = 24.0  # bits: names and new words
NUMBER: Final = 14.0  # bits: a year is no rarer than a month
STOP: Final = 9.5  # bits: words more common than that are grammar


class Name(NamedTuple):
    """How sure a word is a given or a family name, from 0 to 1."""

    given: float
    family: float


NO_NAME: Final = Name(0.0, 0.0)


@cache
def common_words(language: Language) -> frozenset[str]:
    """The lower-case words, and their inflections, that dictionaries of the language write in lower case."""
    return frozenset(language.words().filter("common")["word"].to_list())


@cache
def _names() -> dict[str, Name]:
    return {name: Name(given, family) for name, given, family in packaged.table("names").iter_rows()}


def name_of(word: str) -> Name:
    """What a lower-case word is as a person's name."""
    return _names().get(word, NO_NAME)
