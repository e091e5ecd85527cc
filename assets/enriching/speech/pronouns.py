"""Say whom he, she or it may mean."""

from dataclasses import dataclass, field
from functools import cache
from typing import Final

from assets.data import packaged
from assets.enriching.names.entities import Entity
from assets.enriching.speech.clauses import Clause
from assets.enriching.text.word_lists import name_of

REMEMBERED: Final = 4  # persons: who was spoken of before them is meant by no pronoun


@cache
def _given_names() -> dict[str, str]:
    return dict(packaged.table("pronouns").iter_rows())


def pronoun_of(person: Entity) -> str:
    """He or she, by a person's title or given name; "" where neither tells."""
    if person.pronoun:
        return person.pronoun
    first, *others = person.name.lower().split()
    if not others and name_of(first).family:
        return ""  # a surname as well: James said
    return _given_names().get(first, "")


def fits(person: Entity, pronoun: str) -> bool:
    """False for one who is called Mr, or Vladimir, if it was she who spoke."""
    return pronoun_of(person) in ("", pronoun)


@dataclass(slots=True)
class Stage:
    """Who has been on it: what pronouns are resolved by."""

    text: str = ""  # of the document
    last: Entity | None = None  # who spoke last
    house: Entity | None = None  # the organisation that spoke last
    here: Entity | None = None  # the person who spoke before in this sentence
    people: list[Entity] = field(default_factory=list)  # whom the text has spoken of, the latest first
    rival: Entity | None = None  # who was named beside the latest, who has not spoken since
    words: dict[str, list[str]] = field(default_factory=dict)  # of each organisation's name, in lower case
    houses: dict[str, Entity] = field(default_factory=dict)  # by each word of a name: whom "the zoo" is

    def remember(self, speaker: Entity | None) -> None:
        """Note that somebody spoke."""
        if speaker is None:
            return
        self.last = speaker
        if speaker.kind == "person":
            self.here = speaker
            self._enter(speaker)
        elif speaker.kind == "organisation":
            self.house = speaker

    def turn(self, clause: Clause) -> None:
        """Note whom a sentence was about: the first two persons that it names, and its organisations."""
        for one in clause.organisations:
            if one.name not in self.words:
                self.words[one.name] = one.name.lower().split()
            for word in self.words[one.name]:
                self.houses[word] = one
        if clause.person is not None and not clause.tells:
            first = clause.person.entity
            second = clause.second
            if second is not None and second is not first:
                self._enter(second)
            self._enter(first)
            self.rival = second if second is not first else None

    def _enter(self, person: Entity) -> None:
        if person in self.people:
            self.people.remove(person)
        self.people.insert(0, person)
        del self.people[REMEMBERED:]
        self.rival = None

    def whom(self, pronoun: str) -> Entity | None:
        """Whom he or she means: the latest person that it can be; None where two are as likely."""
        for one in self.people[:2]:
            if fits(one, pronoun):
                known = pronoun_of(one) == pronoun
                if known or self.rival is None or one is self.rival or not fits(self.rival, pronoun):
                    return one
                return self.rival if pronoun_of(self.rival) == pronoun else None
        return next((one for one in self.people[2:] if pronoun_of(one) == pronoun), None)
