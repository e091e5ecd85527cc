"""Find who speaks at a word of speech, and whom a pronoun means."""

from dataclasses import dataclass
from typing import Final

from assets.enriching.names.entities import Entity, Mention
from assets.enriching.speech.clauses import Part
from assets.enriching.speech.pronouns import Stage, fits
from assets.enriching.speech.speech_verbs import SpeechGrammar

REACH: Final = 14  # words that a subject has at most, its apposition not counted
OWNS: Final = frozenset("'’")


@dataclass(slots=True)
class Speaker:
    """Who speaks: the words `text[start:end]`, and the entity they name."""

    start: int
    end: int
    entity: Entity | None
    pronoun: bool = False


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
        word = parts[at].text
        if word not in grammar.not_subject and (not word.endswith("ly") or grammar.can_speak(word)):
            break
        at -= 1
    return at


def after(grammar: SpeechGrammar, parts: list[Part], cue: int, stage: Stage) -> Speaker | None:
    """The subject that stands behind the word of speech at place `cue`: said Putin, according to police."""
    at = end = cue + 1
    while end < min(len(parts), at + REACH) and (parts[end].is_word or _is_shortened(parts, end)):
        word = parts[end].text
        is_cue = word in grammar.cues and end > at and parts[end - 1].text not in grammar.determiners
        stops = word in grammar.subject_stops or is_cue
        if word in grammar.relative or (stops and parts[end].mention is None):
            break
        end += 1
    if end == at or _joins(grammar, parts[at]):
        return None
    if parts[at].text in grammar.pronouns:
        return _speaker(grammar, parts[at : at + 1], stage)
    people = [n for n in range(at, end) if _is_person(parts[n])]
    if people and not _only_tells_whose(grammar, parts[at:end], people[0] - at):
        return _speaker(grammar, parts[people[0] : people[0] + 1], stage)
    if parts[at].mention is None and _names_behind_comma(parts, end):
        return _speaker(grammar, parts[end + 1 : end + 2], stage)
    return _speaker(grammar, parts[at:end], stage)


def _is_shortened(parts: list[Part], at: int) -> bool:
    """True for the stop of a title before a name: study leader Dr. Ida Holm."""
    return parts[at].text == "." and at + 1 < len(parts) and parts[at + 1].mention is not None


def _names_behind_comma(parts: list[Part], end: int) -> bool:
    """True where a name is set beside a noun phrase: its president, Ida Holm; but not: police, Holm was."""
    if end >= len(parts) - 1 or parts[end].text != "," or not _is_person(parts[end + 1]):
        return False
    return (
        end + 2 >= len(parts)
        or not parts[end + 2].is_word
        or parts[end + 2].text in ("who", "on", "in", "of")
    )


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
    """True for Putin in Putin's, and for Davies in Davies' lawyer."""
    if at + 1 >= len(parts):
        return False
    behind = parts[at + 1]
    if behind.text == "s":
        return behind.start - parts[at].end == 1
    return parts[at].text.endswith("s") and behind.is_word and behind.start - parts[at].end > 1


def _only_tells_whose(grammar: SpeechGrammar, parts: list[Part], at: int) -> bool:
    """True for the person at place `at` in Putin's lawyer, a lawyer for Putin, the wife of Putin."""
    if _owns(parts, at) and any(part.is_word for part in parts[at + 2 :]):
        return not any(_is_person(part) for part in parts[at + 1 :])
    if at < 2 or parts[at - 1].text not in grammar.subject_inside:
        return False
    head = parts[at - 2]
    return head.mention is None and grammar.can_speak(head.text)


def _over_apposition(grammar: SpeechGrammar, parts: list[Part], at: int, stage: Stage) -> Speaker | None:
    """The subject before an apposition: Benham Ben Taleblu, senior fellow at a foundation, said."""
    opening = "(" if parts[at].text == ")" else parts[at].text
    described: Speaker | None = None
    for begin in range(at - 1, max(-1, at - 30), -1):
        if parts[begin].quoted is not None:
            return None
        if parts[begin].text == opening and begin > 0 and parts[begin - 1].is_word:
            inside = next((place for place in range(begin + 1, at) if _is_person(parts[place])), None)
            if parts[begin + 1].text in grammar.relative or (inside is not None and _owns(parts, inside)):
                inside = None
            subject = _ending_at(grammar, parts, begin - 1, stage)
            if inside is not None and opening == "," and (subject is None or subject.entity is None):
                # the campaign's chairman, Phil Lovas, said
                return _speaker(grammar, parts[inside : inside + 1], stage)
            if subject is not None and (subject.entity is not None or subject.pronoun):
                return subject
            if subject is not None and described is None:
                described = subject
    return described


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
    if _is_person(parts[at]) and not _only_tells_whose(grammar, parts[: at + 1], at):
        return _speaker(grammar, parts[at : at + 1], stage)
    alone = last in grammar.pronominal and parts[at].mention is None
    begin = at
    while not alone and begin > max(0, at - REACH) and parts[begin - 1].is_word:
        word = parts[begin - 1].text
        stops = word in grammar.subject_stops or (word in grammar.cues and word not in grammar.sources)
        if stops and parts[begin - 1].mention is None:
            break
        begin -= 1
    while begin < at and parts[begin].mention is None and parts[begin].text in grammar.subject_inside:
        begin += 1
    return _speaker(grammar, parts[begin : at + 1], stage)


def _pronoun(grammar: SpeechGrammar, parts: list[Part], at: int, stage: Stage) -> Speaker | None:
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


def _speaker(grammar: SpeechGrammar, parts: list[Part], stage: Stage) -> Speaker | None:
    """Who the words of a noun phrase are; None where they are nobody who can speak."""
    first = parts[0].text
    if len(parts) == 1 and parts[0].mention is None and first in grammar.pronouns:
        entity = None
        if first in ("he", "she"):
            entity = stage.whom(first)
        elif first == "it":
            entity = stage.house
        return Speaker(parts[0].start, parts[0].end, entity, pronoun=True)
    speaks, entity = _who(grammar, parts, stage)
    return Speaker(parts[0].start, parts[-1].end, entity) if speaks else None


def _who(grammar: SpeechGrammar, parts: list[Part], stage: Stage) -> tuple[bool, Entity | None]:
    """Whether the head of a noun phrase can speak, and the entity that it is."""
    head = next((at - 1 for at, part in enumerate(parts) if at and _joins(grammar, part)), len(parts) - 1)
    named = [
        part.mention
        for at, part in enumerate(parts)
        if part.mention is not None and not _tells_whose(grammar, parts, at)
    ]
    while head and parts[head].mention is None and parts[head].text in grammar.postposed:
        head -= 1  # people close to the talks
    noun = parts[head]
    if noun.mention is None:
        if not grammar.can_speak(noun.text) and not any(map(_is_body, named)):
            return noun.text not in grammar.subject_stops and _is_name(noun, stage), None
        if not named and parts[0].text in grammar.determiners:
            if noun.text in grammar.issued:
                return True, stage.house or stage.last
            return True, stage.houses.get(noun.text) if parts[0].text == "the" else None
    return True, _head(named, len([part for part in parts if part.mention is None]))


def _joins(grammar: SpeechGrammar, part: Part) -> bool:
    """True for a word behind which a noun phrase only says more of its head: the mayor of Sel."""
    return part.mention is None and part.text in grammar.subject_inside and part.text != "and"


def _tells_whose(grammar: SpeechGrammar, parts: list[Part], at: int) -> bool:
    """True for who only says whose the head is: Norvia in Norvia's agency, Holm in the wife of Holm."""
    return _owns(parts, at) or (_is_person(parts[at]) and _only_tells_whose(grammar, parts, at))


def _is_body(mention: Mention) -> bool:
    return mention.entity.kind in ("person", "organisation")


def _is_name(part: Part, stage: Stage) -> bool:
    """True for a word with a capital: a name that nobody knows."""
    return stage.text[part.start].isupper()


def _head(named: list[Mention], others: int) -> Entity | None:
    """Whom a noun phrase speaks of: a person before an organisation, a place only where it stands alone."""
    for kind in ("person", "organisation"):
        of_kind = [mention.entity for mention in named if mention.entity.kind == kind]
        if of_kind:
            return of_kind[0]
    places = [mention.entity for mention in named if mention.entity.kind == "place"]
    return places[0] if len(named) == 1 and places and others == 0 else None
