"""Say which names of a document mean one thing: a surname its bearer, an acronym what it is short for."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import zip_longest
from typing import Final

from assets.data import packaged
from assets.enriching.names.gazetteer import Known, slug
from assets.enriching.names.name_words import NameGrammar
from assets.enriching.names.run_reader import Found

ARTICLES: Final = ("al-", "el-", "ul-")  # at the beginning of a surname
GENERATIONS: Final = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))  # behind a surname
ACRONYM: Final = range(2, 7)  # letters
LONGEST: Final = 12  # words of a name that is called by less
LONGEST_STATE: Final = 8  # code points of a state in short, and what stands behind it
CLOSES: Final = ("", ",", ".", ";", ")", "\n")  # behind a state: of a list it would be a part
SHORTEST_HEAD: Final = 4  # letters of a word that a longer name may be called by


@dataclass(slots=True)
class Person:
    """A person as named in full: given name, surname, what stands between, Jr. or Sr."""

    name: str
    given: str
    middle: tuple[str, ...]
    last: str
    generation: str
    starts: list[int] = field(default_factory=list)


def surname(word: str) -> str:
    """A surname in lower case, without the article that agencies sometimes leave out."""
    lowered = word.lower()
    return lowered[3:] if lowered[:3] in ARTICLES else lowered


def capitalised(name: str) -> str:
    """A name without the small words that it begins with: Laden of bin Laden."""
    while name[:1].islower() and " " in name:
        name = name.split(" ", 1)[1]
    return name


def person(name: str) -> Person | None:
    """A name of two words or more, taken apart; None for one word, or for one behind small ones."""
    words = capitalised(name).split()
    generation = ""
    if len(words) > 2 and words[-1].lower() in GENERATIONS:
        generation = words[-1].lower().rstrip(".")
        words = words[:-1]
        words[-1] = words[-1].rstrip(",")
    if len(words) < 2:
        return None
    middle = tuple(word.lower().rstrip(".") for word in words[1:-1])
    return Person(name, words[0].lower().rstrip("."), middle, surname(words[-1]), generation)


def _one(a: Person, b: Person) -> bool:
    """True where two full names can be one person's: nothing in one contradicts the other."""
    if a.last != b.last or a.generation != b.generation:
        return False
    if a.given != b.given and not (len(a.given) == 1 or len(b.given) == 1):
        return False
    if a.given[0] != b.given[0]:
        return False
    for one, other in zip(a.middle, b.middle, strict=False):
        if one[0] != other[0] or (len(one) > 1 and len(other) > 1 and one != other):
            return False
    return True


class People:
    """The persons that a document names in full, and who is meant by less."""

    def __init__(self, names: Iterable[tuple[int, str]]) -> None:
        """From (where it stands, surface) of every person's mention, in order."""
        self.known: list[Person] = []
        self.by_last: dict[str, list[Person]] = defaultdict(list)
        self.by_given: dict[str, list[Person]] = defaultdict(list)
        self._full: dict[str, Person] = {}
        parsed = [(start, " ".join(surface.split())) for start, surface in names]
        for start, name in parsed:
            if name not in self._full and (one := person(name)) is not None:
                self._full[name] = self._join(one)
            if name in self._full:
                self._full[name].starts.append(start)
        for one in self.known:
            self.by_last[one.last].append(one)
            self.by_given[one.given].append(one)

    def _join(self, one: Person) -> Person:
        held = next((other for other in self.known if _one(one, other)), None)
        if held is None:
            self.known.append(one)
            return one
        if len(one.name) > len(held.name):
            held.name, held.middle = one.name, one.middle
            held.given = max(held.given, one.given, key=len)
        return held

    def who(self, surface: str, start: int) -> str:
        """The fullest name of whom a surface means, at a place of the document."""
        name = " ".join(surface.split())
        if (one := self._full.get(name)) is not None:
            return one.name
        bearers = self.by_last.get(surname(capitalised(name))) or (
            self.by_given.get(name.lower(), []) if len(self.by_given.get(name.lower(), [])) == 1 else []
        )
        if not bearers:
            return name
        before = [one for one in bearers if one.starts and one.starts[0] < start]
        return max(before or bearers[:1], key=lambda one: (len(one.starts), -one.starts[0])).name

    def surnames(self) -> frozenset[str]:
        """The surnames of whom the document names in full, in lower case."""
        return frozenset(self.by_last)


class Organisations:
    """The organisations that a document names, and what each is called in short."""

    def __init__(self, grammar: NameGrammar | None, names: Sequence[str], known: dict[str, Known]) -> None:
        """From the surfaces of all mentions of organisations, and what the gazetteer knows of some; without a
        grammar nothing is put together."""
        self.known = known
        self.count = Counter(" ".join(name.removeprefix("The ").split()) for name in names)
        self.short: dict[str, str] = {}
        if grammar is None:
            return
        acronyms: dict[str, list[str]] = defaultdict(list)
        heads: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self.count):
            words = name.split()
            if not 1 < len(words) <= LONGEST:
                continue
            for letters in _acronyms(words):
                acronyms[letters].append(name)
            bare = words[:-1] if words[-1].rstrip(".") in grammar.suffixes else words
            for end in range(1, len(words)):
                heads[" ".join(words[:end])].append(name)
            if len(bare) < len(words) and " ".join(bare) in self.count:
                self.short[" ".join(bare)] = name
        for name in self.count:
            letters = name.replace(".", "")
            if letters.isupper() and len(letters) in ACRONYM and len(acronyms.get(letters, ())) == 1:
                self.short.setdefault(name, acronyms[letters][0])
            elif name not in self.short and len(heads.get(name, ())) == 1 and _may_head(grammar, name):
                self.short[name] = heads[name][0]

    def what(self, surface: str) -> str:
        """The fullest name of what a surface means."""
        name = " ".join(surface.removeprefix("The ").split())
        for _ in range(3):  # an acronym of a company that is named with its suffix, too
            longer = self.short.get(name)
            if longer is None or name in self.known:
                break
            name = longer
        return name


def _acronyms(words: list[str]) -> set[str]:
    """The acronyms that a name may have, with and without the words that link it."""
    whole = "".join(word[0] for word in words if word[0].isalpha())
    return {whole.upper(), "".join(letter for letter in whole if letter.isupper())}


def _may_head(grammar: NameGrammar, name: str) -> bool:
    """True for a name that a longer one may be called by: Larian for Larian Studios, not Bank or Ford."""
    word = name.lower()
    known = grammar.known.names.get(name)
    is_word = grammar.is_common(word) or name in grammar.titles or name in grammar.heads
    return len(name) >= SHORTEST_HEAD and not is_word and (known is None or known.kind != "organisation")


def mend_kinds(grammar: NameGrammar, found: list[Found], text: str) -> list[Found]:
    """Give a surname the kind of whom it ends, and leave out what is no name: Oh, March, a single letter."""
    people = People((name.start, text[name.start : name.end]) for name in found if name.kind == "person")
    surnames = people.surnames()
    kept = []
    for name in found:
        surface = text[name.start : name.end]
        alone = name.known is None and " " not in surface
        if alone and (surface in grammar.no_names or surface in grammar.calendar):
            continue
        if alone and name.kind in ("organisation", "place") and surname(surface) in surnames:
            name.kind = "person" if surface[1:].islower() else name.kind
        if name.known is None and name.kind == "organisation":
            _trim(grammar, name, text)
        if len(text[name.start : name.end].rstrip(".")) > 1 or name.known is not None:
            kept.append(name)
    return kept


def settle_places(grammar: NameGrammar, found: list[Found], text: str) -> None:
    """Let the state or country behind a town say which town it is: Santa Fe, N.M. is none of Argentina.

    The gazetteer holds one town of a name; of another one neither the id nor the position is known.
    """
    for name, following in zip_longest(found, found[1:]):
        known = name.known
        if (
            name.kind != "place"
            or known is None
            or known.external_id is None
            or text[name.end : name.end + 2] != ", "
        ):
            continue
        country = _country_behind(grammar, following, text, name.end + 2)
        if country is not None and country != known.country:
            name.known = Known("place", known.name, slug("place", f"{known.name} {country}"), country)


def _country_behind(grammar: NameGrammar, following: Found | None, text: str, start: int) -> str | None:
    """The country of the state or country that begins at a place of the text, if one stands there."""
    short = text[start : start + LONGEST_STATE].split(" ", 1)[0].rstrip(",;:)")
    if short in grammar.states or short.rstrip(".") in grammar.states:
        return "US"
    if following is None or following.start != start or following.known is None:
        return None
    closed = text[following.end : following.end + 2]
    is_wide = following.known.entity_id.startswith("place:") or following.known.external_id in _regions()
    if following.kind != "place" or not is_wide or (closed[:1] not in CLOSES and closed != " ("):
        return None
    return following.known.country


@cache
def _regions() -> frozenset[str]:
    """The ids of states and provinces that the gazetteer holds."""
    numbers = packaged.table("places").filter(kind="region")["geonames"].to_list()
    return frozenset(f"geonames:{number}" for number in numbers)


def _trim(grammar: NameGrammar, name: Found, text: str) -> None:
    """Take the title of somebody off the end of an organisation, and a month or weekday off its beginning."""
    words = text[name.start : name.end].split(" ")
    while len(words) > 1 and words[-1] in grammar.titles and words[-1] not in grammar.heads:
        name.end -= len(words.pop()) + 1
    while len(words) > 1 and words[0] in grammar.calendar and " ".join(words) not in grammar.hints.names:
        name.start += len(words.pop(0)) + 1


__all__ = ["Organisations", "People", "mend_kinds", "settle_places", "surname"]
