"""Know how common each English word is, and which words are persons' names."""

import math
from functools import cache
from typing import Final, NamedTuple

from assets.data import packaged

UNSEEN: Final = 24.0  # bits: names and new words
NUMBER: Final = 14.0  # bits: a year is no rarer than a month
STOP: Final = 9.5  # bits: words more common than that are grammar


class Name(NamedTuple):
    """How sure a word is a given or a family name, from 0 to 1."""

    given: float
    family: float


NO_NAME: Final = Name(0.0, 0.0)


@cache
def listed(name: str) -> frozenset[str]:
    """A list of `data/words_of_news.txt`; KeyError where there is none of that name."""
    return frozenset(" ".join(packaged.sections("data/words_of_news.txt")[name]).split())


@cache
def _rarities() -> dict[str, float]:
    frame = packaged.table("words")
    return dict(zip(frame["word"].to_list(), frame["rarity"].to_list(), strict=True))


@cache
def _common() -> frozenset[str]:
    return frozenset(packaged.table("words").filter("common")["word"].to_list())


@cache
def _names() -> dict[str, Name]:
    return {name: Name(given, family) for name, given, family in packaged.table("names").iter_rows()}


def rarity(word: str) -> float:
    """How rare a lower-case word is: -log2 of its share of all words in English books, about 4 (the) to 25."""
    known = _rarities().get(word)
    if known is not None:
        return known
    return NUMBER if word.isdigit() else UNSEEN


def is_common(word: str) -> bool:
    """True for a lower-case word, or an inflection of one, that dictionaries write in lower case."""
    return word in _common()


def name_of(word: str) -> Name:
    """What a lower-case word is as a person's name."""
    return _names().get(word, NO_NAME)


def chance(word: str, length: int) -> float:
    """The probability that a text of `length` words about anything holds the word."""
    return -math.expm1(length * math.log1p(-(2.0 ** -rarity(word))))
