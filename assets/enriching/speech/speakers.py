"""Find who speaks at a word of speech, and whom a pronoun means."""

from dataclasses import dataclass
from typing import Final

from assets.enriching.names.entities import Entity, Mention
from assets.enriching.speech.clauses import Clause, Part
from assets.enriching.speech.speech_verbs import SpeechGrammar

REACH: Final = 14  # words that a subject has at most, its apposition not counted
MANY: Final = ("officials", "sources", "experts", "analysts")


@dataclass(slots=True)
class Speaker:
    """Who speaks: the words `text[start:end]`, and the entity they name."""

    start: int
    end: int
    entity: Entity | None
    pronoun: bool = False


@dataclass(slots=True)
class Stage:
    """Who has been on it: what pronouns are resolved by."""

    last: Entity | None = None  # who spoke last
    person: Entity | None = None  # the person who spoke last, or whom the last sentence began with
    earlier: Entity | None = None  # another person, who was that before
    house: Entity | None = None  # the organisation that spoke last
    here: Entity | None = None  # the person who spoke before in this sentence

    def remember(self, speaker: Speaker | None) -> None:
        """Note that somebody spoke."""
        if speaker is not None and speaker.entity is not None:
            self.last = speaker.entity
            if speaker.entity.kind == "person":
                self.here = speaker.entity
                self._enter(speaker.entity)
            elif speaker.entity.kind == "organisation":
                self.house = speaker.entity

    def turn(self, clause: Clause) -> None:
        """Note whom a sentence was about: the first person it names."""
        if clause.person is not None and not clause.tells:
            self._enter(clause.person.entity)

    def _enter(self, person: Entity) -> None:
        if self.person is not None and self.person is not person:
            self.earlier = self.person
        self.person = person

    def whom(self, pronoun: str) -> Entity | None:
        """Whom he or she means: the person on stage, or the one before where it cannot be that one."""
        for one in (self.person, self.earlier):
            if one is not None and fits(one, pronoun):
                return one
        return None


def fits(person: Entity, pronoun: str) -> bool:
    """False for one who is called Mr, if it was she who spoke."""
    return person.pronoun in ("", pronoun)


def before(grammar: SpeechGrammar, parts: list[Part], cue: int, stage: Stage) -> Speaker | None:
    """The subject that stands before the word of speech at place `cue`."""
    at = _behind_subject(grammar, parts, cue - 1)
    if at > 1 and parts[at].text in grammar.days:  # the minister on Tuesday told
        at = _behind_subject(grammar, parts, at - 1 - (parts[at - 1].text == "on"))
    if at >= 0 and parts[at].text in grammar.relative and parts[at].mention is None:
        at -= 1
        if at >= 0 and parts[at].text == ",":
            at -= 1
        return _ending_at(grammar, parts, at, stage)
    if at >= 0 and parts[at].text in (",", ")", "—", "–", "--"):
        return _over_apposition(grammar, parts, at, stage)
    return _ending_at(grammar, parts, at, stage)


def _behind_subject(grammar: SpeechGrammar, parts: list[Part], at: int) -> int:
    """The last place, from here backwards, that a subject may end at."""
    while at >= 0 and parts[at].mention is None:
        if parts[at].text not in grammar.not_subject and not parts[at].text.endswith("ly"):
            break
        at -= 1
    return at


def after(grammar: SpeechGrammar, parts: list[Part], cue: int, stage: Stage) -> Speaker | None:
    """The subject that stands behind the word of speech at place `cue`: said Putin, according to police."""
    at = end = cue + 1
    while end < min(len(parts), at + REACH) and parts[end].is_word:
        word = parts[end].text
        stops = word in grammar.subject_stops or (word in grammar.cues and end > at)
        if word in grammar.relative or (stops and parts[end].mention is None):
            break
        end += 1
    if end == at:
        return None
    if parts[at].text in grammar.pronouns:
        return _speaker(grammar, parts[at : at + 1], stage)
    people = [n for n in range(at, end) if _is_person(parts[n])]
    if people:
        return _speaker(grammar, parts[people[0] : people[0] + 1], stage)
    names_after_comma = end < len(parts) - 1 and parts[end].text == "," and _is_person(parts[end + 1])
    if names_after_comma and parts[at].mention is None:
        return _speaker(grammar, parts[end + 1 : end + 2], stage)
    named = next((n for n in range(at, end) if parts[n].mention is not None), None)
    return _speaker(grammar, parts[at:end], stage) if named is None or named < end else None


def subject_of(grammar: SpeechGrammar, parts: list[Part], cue: int, stage: Stage) -> Speaker | None:
    """Who speaks at a participle (`…, stating that`): the first in the sentence that can, as its subject."""
    for at, part in enumerate(parts[:cue]):
        if part.mention is None:
            if part.text in ("he", "she", "they"):
                return _pronoun(grammar, parts, at, stage)
        elif part.mention.entity.kind in ("person", "organisation") and not _owns(parts, at):
            return _speaker(grammar, parts[at : at + 1], stage)
    return None


def _owns(parts: list[Part], at: int) -> bool:
    """True for Putin in Putin's."""
    return at + 1 < len(parts) and parts[at + 1].text == "s" and parts[at + 1].start - parts[at].end == 1


def _over_apposition(grammar: SpeechGrammar, parts: list[Part], at: int, stage: Stage) -> Speaker | None:
    """The subject before an apposition: Benham Ben Taleblu, senior fellow at a foundation, said."""
    opening = "(" if parts[at].text == ")" else parts[at].text
    for begin in range(at - 1, max(-1, at - 30), -1):
        if parts[begin].quoted is not None:
            return None
        if parts[begin].text == opening and begin > 0 and parts[begin - 1].is_word:
            inside = next((place for place in range(begin + 1, at) if _is_person(parts[place])), None)
            subject = _ending_at(grammar, parts, begin - 1, stage)
            if inside is not None and opening == "," and (subject is None or subject.entity is None):
                # the campaign's chairman, Phil Lovas, said
                return _speaker(grammar, parts[inside : inside + 1], stage)
            is_known = subject is not None and (subject.entity is not None or subject.pronoun)
            return subject if is_known else None
    return None


def _ending_at(grammar: SpeechGrammar, parts: list[Part], at: int, stage: Stage) -> Speaker | None:
    """The noun phrase whose last word is at place `at`."""
    if at < 0 or not parts[at].is_word:
        return None
    last = parts[at].text
    if parts[at].mention is None:
        if last in grammar.pronouns:
            return _pronoun(grammar, parts, at, stage)
        if last in grammar.subject_stops or last in grammar.subject_inside or last in grammar.cues:
            return None
    if _is_person(parts[at]):
        return _speaker(grammar, parts[at : at + 1], stage)
    begin = at
    while begin > max(0, at - REACH) and parts[begin - 1].is_word:
        word = parts[begin - 1].text
        stops = word in grammar.subject_stops or (word in grammar.cues and word not in grammar.sources)
        if stops and parts[begin - 1].mention is None:
            break
        begin -= 1
    while begin < at and parts[begin].mention is None and parts[begin].text in grammar.subject_inside:
        begin += 1
    return _speaker(grammar, parts[begin : at + 1], stage)


def _pronoun(grammar: SpeechGrammar, parts: list[Part], at: int, stage: Stage) -> Speaker:
    """He or she is who spoke before in the sentence, else the person named last in it, else on stage."""
    if parts[at].text in ("he", "she"):
        entities = [part.mention.entity for part in reversed(parts[:at]) if part.mention is not None]
        before = [entity for entity in entities if entity.kind == "person"]
        candidates = [stage.here, *before] if stage.here is not None else before
        named = next((one for one in candidates if fits(one, parts[at].text)), None)
        if named is not None:
            return Speaker(parts[at].start, parts[at].end, named, pronoun=True)
    return _speaker(grammar, parts[at : at + 1], stage)


def _is_person(part: Part) -> bool:
    return part.mention is not None and part.mention.entity.kind == "person"


def _speaker(grammar: SpeechGrammar, parts: list[Part], stage: Stage) -> Speaker:
    words = [part.text for part in parts if part.mention is None]
    if len(parts) == 1 and parts[0].mention is None and words[0] in grammar.pronouns:
        entity = None
        if words[0] in ("he", "she"):
            entity = stage.whom(words[0])
        elif words[0] == "it":
            entity = stage.house
        return Speaker(parts[0].start, parts[0].end, entity, pronoun=True)
    named = [part.mention for part in parts if part.mention is not None]
    if not named and words and words[-1] in grammar.sources and words[0] in grammar.determiners:
        return Speaker(parts[0].start, parts[-1].end, stage.house or stage.last)
    if not named and words and words[0] == "the" and len(words) <= 4 and words[-1] not in MANY:
        return Speaker(parts[0].start, parts[-1].end, None)
    return Speaker(parts[0].start, parts[-1].end, _head(named, len(words)))


def _head(named: list[Mention], others: int) -> Entity | None:
    """Whom a noun phrase speaks of: a person before an organisation, a place only where it stands alone."""
    for kind in ("person", "organisation"):
        of_kind = [mention.entity for mention in named if mention.entity.kind == kind]
        if of_kind:
            return of_kind[0]
    places = [mention.entity for mention in named if mention.entity.kind == "place"]
    return places[0] if len(named) == 1 and places and others <= 1 else None
