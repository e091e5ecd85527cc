"""Find the words of speech of a clause, and who speaks at each."""

from dataclasses import dataclass
from typing import Final

from assets.enriching.speech.clauses import Clause, Part
from assets.enriching.speech.pronouns import Stage
from assets.enriching.speech.speakers import REACH, Speaker, after, before, subject_of
from assets.enriching.speech.speech_verbs import SpeechGrammar

# what stands before a participle that says nothing of its own: of saying, without saying, is saying
BOUND: Final = {"of", "by", "in", "without", "for", "is", "are", "was", "were", "be", "been"}


@dataclass(slots=True)
class Cue:
    """A word of speech with its speaker."""

    place: int  # among the clause's parts
    last: int  # its last part: according to
    word: str
    start: int
    end: int
    speaker: Speaker
    inverted: bool = False  # the speaker stands behind it


def find_cues(grammar: SpeechGrammar, clause: Clause, stage: Stage) -> list[Cue]:
    """The words of speech of a clause that have a speaker."""
    parts = clause.parts
    found: list[Cue] = []
    stage.here = None
    for place in clause.cues:
        part = parts[place]
        if part.text == "according" and place + 1 < len(parts) and parts[place + 1].text == "to":
            speaker = after(grammar, parts, place + 1, stage)
            if speaker is not None:
                end = parts[place + 1].end
                found.append(Cue(place, place + 1, "according", part.start, end, speaker, inverted=True))
        elif (form := grammar.cues.get(part.text)) is not None:
            cue = _cue(grammar, parts, place, form, stage, found)
            if cue is not None:
                found.append(cue)
                stage.remember(cue.speaker.entity)
    return found


def _cue(
    grammar: SpeechGrammar, parts: list[Part], place: int, form: str, stage: Stage, earlier: list[Cue]
) -> Cue | None:
    part = parts[place]
    previous = parts[place - 1].text if place else ""
    if part.text in grammar.plainly_nouns and _is_noun(grammar, parts, place, form):
        return None
    if part.text in grammar.inverts and _may_precede_speaker(parts, place, previous):
        speaker = after(grammar, parts, place, stage)
        if speaker is not None and (_follows_quote(parts, place) or _rests(grammar, parts, speaker)):
            return Cue(place, place, part.text, part.start, part.end, speaker, inverted=True)
    by_follows = place + 1 < len(parts) and parts[place + 1].text == "by"
    if form == "finite" and not by_follows and _is_passive(grammar, parts, place):
        return None
    if by_follows and previous in ("as", "was", "were", "been", "is", "are", ""):
        speaker = after(grammar, parts, place + 1, stage)
        if speaker is not None and previous == "as":
            return Cue(place, place + 1, "according", part.start, part.end, speaker, inverted=True)
    elif form == "participle":
        speaker = _at_participle(grammar, parts, place, stage, earlier)
    elif part.text in grammar.adjectives and previous in grammar.be:
        speaker = None
    elif previous == "to" or (form == "base" and previous not in grammar.many):
        several = previous != "to" and place > 1 and _are_several(grammar, parts, place)
        speaker = before(grammar, parts, place, stage) if several else None
    elif previous == "and":
        speaker = _of_two_verbs(grammar, parts, place, stage, earlier)
    else:
        speaker = before(grammar, parts, place, stage)
    return Cue(place, place, part.text, part.start, part.end, speaker) if speaker is not None else None


def _of_two_verbs(
    grammar: SpeechGrammar, parts: list[Part], place: int, stage: Stage, earlier: list[Cue]
) -> Speaker | None:
    """Who does something and speaks: Holm laughed and said; else who spoke before in the sentence."""
    least = max(earlier[-1].last if earlier else 0, place - REACH)
    for at in range(place - 2, least, -1):
        verb = parts[at]
        if verb.quoted is not None:
            break
        if verb.mention is None and grammar.is_finite(verb.text):
            speaker = before(grammar, parts, at, stage)
            is_somebody = speaker is not None and (speaker.pronoun or speaker.entity is not None)
            if is_somebody:
                return speaker
    if earlier and not earlier[-1].inverted:
        return earlier[-1].speaker
    return before(grammar, parts, place, stage)


def _rests(grammar: SpeechGrammar, parts: list[Part], speaker: Speaker) -> bool:
    """False where what seems to speak behind its verb does something: said Holm would go."""
    behind = next((part for part in parts if part.start >= speaker.end), None)
    return behind is None or behind.mention is not None or not grammar.is_finite(behind.text)


def _is_adverb(grammar: SpeechGrammar, part: Part) -> bool:
    """True for what may stand between was and told: later, reportedly."""
    between = part.text in grammar.not_subject and part.text not in grammar.finite
    return part.mention is None and (part.text.endswith("ly") or between) and part.text not in grammar.passive


def _is_passive(grammar: SpeechGrammar, parts: list[Part], place: int) -> bool:
    """True for what is said of somebody, not by him: was told, is accused, asked whether at the beginning."""
    at = place - 1
    while at >= 0 and _is_adverb(grammar, parts[at]):
        at -= 1
    if at >= 0 and parts[at].mention is None and parts[at].text in grammar.passive:
        return parts[place].text not in ("says", "tells")
    return parts[place].text == "accused" and place + 1 < len(parts) and parts[place + 1].text == "of"


def _may_precede_speaker(parts: list[Part], place: int, previous: str) -> bool:
    """True where a word of speech stands behind a quotation, or behind a comma and before who may speak."""
    return _follows_quote(parts, place) or (
        (previous == "," or not place) and _starts_speaker(parts, place + 1)
    )


def _are_several(grammar: SpeechGrammar, parts: list[Part], place: int) -> bool:
    """True where what stands before a verb in its base form is several: experts say."""
    return _plural(parts[place - 1]) or _joined(parts, place) or _of_many(grammar, parts, place)


def _is_noun(grammar: SpeechGrammar, parts: list[Part], place: int, form: str) -> bool:
    """True for the report, in comments, Clinton's state."""
    if not place:
        return False
    previous = parts[place - 1]
    return (
        previous.text in grammar.determiners
        or previous.text in ("of", "in", "to", "s")
        or (previous.mention is not None and form == "base")
    )


def _at_participle(
    grammar: SpeechGrammar, parts: list[Part], place: int, stage: Stage, earlier: list[Cue]
) -> Speaker | None:
    """Many experts predicting; else who spoke before in the sentence; else the sentence's subject."""
    previous = parts[place - 1] if place else None
    if previous is not None and previous.text in BOUND:
        return before(grammar, parts, place, stage) if previous.text in grammar.be else None
    if previous is not None and (previous.mention is not None or _plural(previous)):
        own = before(grammar, parts, place, stage)
        if own is not None:
            return own
    if earlier and not earlier[-1].inverted:
        return earlier[-1].speaker
    return subject_of(grammar, parts, place, stage)


def _joined(parts: list[Part], place: int) -> bool:
    """True where several are named before a verb: Grassley and Leahy say."""
    return parts[place - 1].mention is not None and any(
        part.text == "and" for part in parts[max(0, place - 4) : place]
    )


def _of_many(grammar: SpeechGrammar, parts: list[Part], place: int) -> bool:
    """True where what is named before a verb only tells which ones: researchers at the university say."""
    for at in range(place - 2, max(0, place - REACH), -1):
        part = parts[at]
        if not part.is_word:
            return False
        if part.mention is not None:
            continue
        if part.text in grammar.subject_stops or part.text in grammar.cues:
            return False
        if part.text in grammar.belongs and parts[at - 1].mention is None and _plural(parts[at - 1]):
            return True
    return False


def _plural(part: Part) -> bool:
    return part.is_word and part.text.endswith("s") and len(part.text) > 3


def _follows_quote(parts: list[Part], place: int) -> bool:
    if place == 0:
        return False
    if parts[place - 1].quoted is not None:
        return True
    return place > 1 and parts[place - 1].text == "," and parts[place - 2].quoted is not None


def _starts_speaker(parts: list[Part], place: int) -> bool:
    if place >= len(parts):
        return False
    return parts[place].mention is not None or parts[place].text in ("the", "a", "an")
