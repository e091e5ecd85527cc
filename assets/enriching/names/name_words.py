"""Words that tell what the name beside them is: titles, heads of organisations, features of the land."""

from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Final

from numpy.typing import NDArray

from assets.enriching.names.gazetteer import Gazetteer, gazetteer
from assets.enriching.names.hints import Hints, hints_of
from assets.languages import Language

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class NameGrammar:
    """What names are read by in one language: its lists, and what is known by name.

    `assets/languages/en/lists.txt` says what each list is for.
    """

    code: str
    titles: Words
    half_titles: Words
    heads: Words
    suffixes: Words
    takes_of: Words
    land: Words
    land_first: Words
    calendar: Words
    no_names: Words
    things: Words
    speaks: Words
    where: Words
    ground: Words
    makers: Words
    branches: Words
    kin: Words
    holders: Words
    ships: Words
    vessels: Words
    shortened: Words
    particles: Words  # of persons' names: von, bin
    surname_words: Words  # that begin a surname by themselves: bin Laden
    links: Words  # of organisations' names: of the
    states: Words  # of the United States, in short
    sports: Words  # that reports of sport are full of
    pronoun_of: dict[str, str]  # he or she, by what stands before a name
    known: Gazetteer
    hints: Hints
    lists_of: dict[str, tuple[str, ...]]  # a word → the lists that it stands in
    weights: dict[str, NDArray[Any]] | None  # of the name tagger; None where the language has none

    def is_common(self, word: str) -> bool:
        """True for a lower-case word, or an inflection of one, that dictionaries write in lower case."""
        return word in self.known.common


LISTS: Final = [one.name for one in fields(NameGrammar) if one.type == Words]
WEIGHTS: Final = "name_tagger.npz"  # in the folder of a language
PRONOUNS: Final = ("he", "she")


def name_lists(language: Language) -> dict[str, Words]:
    """The lists of a language that reads names, and those of he and she.

    Raises:
        BrokenLanguage: one of the lists is missing.
    """
    return {name: language.listed(name) for name in (*LISTS, *PRONOUNS)}


def _lists_of(lists: dict[str, Words]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name in sorted(lists):
        for word in sorted(lists[name]):
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


@cache
def name_grammar(language: Language) -> NameGrammar:
    """The grammar of a language that reads names.

    Raises:
        BrokenLanguage: one of the lists is missing.
    """
    lists = name_lists(language)
    pronoun_of = {word: pronoun for pronoun in PRONOUNS for word in lists.pop(pronoun)}
    return NameGrammar(
        language.code,
        pronoun_of=pronoun_of,
        known=gazetteer(language),
        hints=hints_of(language),
        lists_of=_lists_of(lists),
        weights=language.arrays(WEIGHTS),
        **lists,
    )
