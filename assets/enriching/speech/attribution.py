"""Say who said a quotation that has no known word of speech: by its form and what stands beside it."""

import re
from dataclasses import dataclass
from typing import Final

from assets.enriching.names.entities import Mention
from assets.enriching.speech.clauses import Clause, Part
from assets.enriching.speech.pronouns import Stage
from assets.enriching.speech.speakers import Speaker, after, before
from assets.enriching.speech.speech_verbs import SpeechGrammar

WHOLE: Final = 8  # words from which a quotation is more than a fragment of the reporter's sentence
LEAST: Final = 4  # words of an indirect quote, and of a sentence that is quoted without more
LONGEST_NAME: Final = 6  # words of what is a name, a term or a title
LONGEST_DESCRIPTION: Final = 40  # parts between a name and its word of speech
LONG_WORD: Final = re.compile(r"\b[^\W\d_]{4,}")
# a signature: a dash, a name and what its bearer is, to the end of the line
SIGNATURE: Final = re.compile(
    r"[ \u00a0]*\n*[ \u00a0]*(?:--|[-–—―~])[ \u00a0]*([^\n“”\"]{2,90})(?=[\n“\"]|\Z)"
)
BRACKETS: Final = re.compile(r"[ \u00a0]*\(([^\n()“”\"]{2,90})\)\.?(?=\n|\Z)")
# two words and more that begin with capitals
NAME_RUN: Final = re.compile(
    r"(?<![\w.])(?!From |And |But |This |Here |Says |Said )"
    r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*)*(?: [A-Z][\w’'-]+)"
)
SHORT: Final = 10  # parts of a line that only names who speaks
LABEL: Final = re.compile(r"([A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,3}):")
TITLE: Final = 3  # words of a title
CLOSING: Final = ",?!—…"  # how a quotation ends whose reporter goes on
ENDS: Final = ".?!…"


@dataclass(slots=True)
class Attribution:
    """Who said a quotation, and how that is known."""

    speaker: Speaker | None
    way: str  # of WAYS in confidence.py
    cue: tuple[int, int] | None = None


def signature(text: str, mentions: list[Mention], end: int) -> Speaker | None:
    """Who signs a quotation that ends at `end`: “…” ― Esther Tapia, or the same on the next line, or in
    brackets."""
    match = SIGNATURE.match(text, end) or BRACKETS.match(text, end)
    if match is None or match[1].rstrip()[-1:] in ":!?;," or not match[1][0].isupper():
        return None
    return named_in(text, mentions, *match.span(1))


def named_in(text: str, mentions: list[Mention], low: int, high: int) -> Speaker | None:
    """Who is named in `text[low:high]`: somebody found there, else words with capitals, which may be found
    elsewhere."""
    for one in mentions:
        if low <= one.start and one.end <= high and one.entity.kind in ("person", "organisation"):
            return Speaker(one.start, one.end, one.entity)
    runs = [run for run in NAME_RUN.finditer(text, low, high) if run.end() <= high]
    if not runs:
        return None
    start, end = runs[0].span()
    surface = text[start:end]
    known = (one.entity for one in mentions if one.entity.kind == "person" and surface.endswith(one.surface))
    return Speaker(start, end, next(known, None))


def label(text: str, mentions: list[Mention], start: int) -> Speaker | None:
    """Who a transcript says is speaking: "HOLM: We are late."."""
    match = LABEL.match(text, start)
    if match is None:
        return None
    low, high = match.span(1)
    one = next((one for one in mentions if low <= one.start and one.end <= high), None)
    return Speaker(low, high, one.entity if one is not None and one.entity.kind == "person" else None)


def beside(
    grammar: SpeechGrammar, clause: Clause, place: int, inner: str, stage: Stage
) -> Attribution | None:
    """Who speaks by a verb that no list has: “…,” grumbled Jo Tarrant; “…,” Jo Tarrant grumbled."""
    parts = clause.parts
    at = place + 1
    if at < len(parts) and parts[at].text in (",", "—", "–"):
        at += 1
    elif inner[-1:] not in CLOSING:
        return None
    if at >= len(parts) or not parts[at].is_word:
        return None
    described = _described(grammar, parts, at)
    if described is not None:
        return described
    verb = parts[at]
    if _is_verb(grammar, verb):
        particle = at + 1 < len(parts) and parts[at + 1].text in grammar.verb_ends
        speaker = after(grammar, parts, at + particle, stage)
        if speaker is not None:
            return Attribution(speaker, "verb", (verb.start, verb.end))
    for last in range(at + 1, min(at + 5, len(parts))):
        verb = parts[last]
        if not verb.is_word:
            return None
        if _is_verb(grammar, verb):
            speaker = before(grammar, parts, last, stage)
            if speaker is not None and speaker.start >= parts[place].end:
                return Attribution(speaker, "verb", (verb.start, verb.end))
            return None
    return None


def _described(grammar: SpeechGrammar, parts: list[Part], at: int) -> Attribution | None:
    """Who is named right behind a quotation, and described at length before the word of speech comes:
    “…,” Jo Tarrant, the mayor of Sel, one of three towns that lie on the river, said."""
    for name in range(at, min(at + 3, len(parts) - 2)):
        one = parts[name].mention
        if one is None or one.entity.kind != "person" or parts[name + 1].text not in (",", "("):
            continue
        for last in range(name + 2, min(name + LONGEST_DESCRIPTION, len(parts))):
            part = parts[last]
            if part.quoted is not None:
                return None
            speaks = part.text in grammar.core or _is_verb(grammar, part)
            if speaks and parts[last - 1].text in (",", ")"):
                return Attribution(Speaker(one.start, one.end, one.entity), "said", (part.start, part.end))
    return None


def _is_verb(grammar: SpeechGrammar, part: Part) -> bool:
    """True for what has the form of a finite verb: grumbled, grumbles, or one that the list of past forms
    has."""
    if part.mention is not None or part.text in grammar.be or part.text in grammar.finite:
        return False
    return grammar.is_finite(part.text) or part.text in grammar.manners


def introduced(text: str, mentions: list[Mention], clause: Clause, place: int) -> Speaker | None:
    """Who speaks before a colon: Kremlin: “…”, And from Ilse Vorden: “…”, Sandal was blunt: “…”; before a
    dash where nothing but a name stands there."""
    parts = clause.parts
    if place < 2:
        return None
    if parts[place - 1].text == ":":
        found = subject(parts[: place - 1])
    elif parts[place - 1].text in ("—", "–", "--", "-") and place <= SHORT:
        found = None
    else:
        return None
    if found is None and place <= SHORT:
        return named_in(text, mentions, parts[0].start, parts[place - 1].start)
    return found


def subject(parts: list[Part]) -> Speaker | None:
    """The first person that some words name, else their first organisation."""
    for kind in ("person", "organisation"):
        for at, part in enumerate(parts):
            one = part.mention
            if one is not None and one.entity.kind == kind:
                owns = at + 1 < len(parts) and parts[at + 1].text == "s"
                return None if owns else Speaker(one.start, one.end, one.entity)
    return None


def stands_alone(grammar: SpeechGrammar, clause: Clause, place: int, inner: str, size: int) -> bool:
    """True for a quotation that is a sentence of its own, however short."""
    whole = size >= LEAST or (not clause.opens_paragraph and inner[:1].isupper() and inner[-1:] in ".!?")
    if whole and all(part.quoted is not None or not part.is_word for part in clause.parts):
        return True
    if place > 0 or size < WHOLE:
        return False
    return not any(part.text in grammar.cues for part in clause.parts[1:6])


def form_of(clause: Clause, place: int, inner: str, size: int) -> str:
    """What a quotation is by its form alone: direct, partial, or a term."""
    opens = place == 0 or clause.parts[place - 1].text in (",", ":", ".", "—", "–")
    sentence = inner[:1].isupper() and inner.rstrip("'’")[-1:] in ENDS + ","
    if size < LEAST or (size < WHOLE and not (opens and sentence)):
        return "term"
    return "direct" if opens and (sentence or inner[:1].isupper()) else "partial"


def is_name(grammar: SpeechGrammar, parts: list[Part], place: int, inner: str, size: int) -> bool:
    """True for marks that name something, although somebody may speak in the sentence."""
    previous = parts[place - 1].text if place else ""
    if previous in grammar.termed or previous in grammar.titled:
        return True
    if inner[:1] == "(" and inner.rstrip(".")[-1:] == ")":
        return True  # “(Laughter.)”
    if not place or not parts[place - 1].is_word:
        return False
    if previous in grammar.nicknames and size <= LONGEST_NAME and in_title_case(inner):
        return True
    if previous in grammar.core:
        return size == 1 and inner[:1].isupper() and inner[-1:] not in ",.!?"
    if previous in grammar.cues:
        return in_title_case(inner) and (1 < size <= LONGEST_NAME or inner[-1:] not in ",.!?")
    return size <= LONGEST_NAME and in_title_case(inner)


def in_title_case(inner: str) -> bool:
    """True for words that all begin with a capital, small ones left out: “Architect of Death”."""
    long = LONG_WORD.findall(inner)
    words = long or inner.split()
    return all(word[:1].isupper() for word in words)


def is_heading(inner: str) -> bool:
    """True for the title of a work, or a heading: three words and more that begin with capitals, and no long
    one that does not."""
    return sum(word[:1].isupper() for word in inner.split()) >= TITLE and in_title_case(inner)
