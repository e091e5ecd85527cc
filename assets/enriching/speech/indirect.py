"""Find what a clause reports without marks: the museum would close, Ida Holm said."""

from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter
from typing import Final

from assets.enriching.speech.clauses import Clause, Part
from assets.enriching.speech.cues import Cue
from assets.enriching.speech.speakers import Speaker
from assets.enriching.speech.speech_verbs import SpeechGrammar

LEAST: Final = 4  # words of an indirect quote
SUBJECT: Final = 8  # parts of the subject of what is reported, with its verb
START: Final = attrgetter("start")
DASHES: Final = frozenset(("—", "–", "―", "--", "-"))
WHETHER: Final = frozenset(("whether", "if", "why", "how", "what", "when", "where", "who", "about"))
TOLD: Final = ("told", "tells", "tell", "telling")
TO: Final = ("to", "for", "of")
# what behind a word of speech begins no clause that it reports: said in Rome, said of him
NO_CLAUSE: Final = {",", ":", "in", "on", "at", "so", "about", "of", "to", "."}


def find_reports(
    grammar: SpeechGrammar, text: str, clause: Clause, cues: list[Cue]
) -> Iterator[tuple[int, int, Cue]]:
    """What is reported at each word of speech, as code points `start`, `end` of the text."""
    parts = clause.parts
    for cue in cues:
        if _is_reporter(text, cue.speaker):
            continue
        if cue.word in grammar.thinks and not _is_somebody(text, cue.speaker):
            continue  # what scientists thought is no report
        span = _reported(grammar, parts, cue)
        if span is None or (span[0] < cue.place and _only_introduces(grammar, parts[span[0] : span[1]])):
            continue
        start, end = max(span[0], _behind_dateline(clause)), span[1]
        while end > start and not (parts[end - 1].is_word or parts[end - 1].quoted):
            end -= 1
        if end - start >= LEAST:
            yield parts[start].start, parts[end - 1].end, cue


def _only_introduces(grammar: SpeechGrammar, parts: list[Part]) -> bool:
    """True for what stands before a report without being said: in a statement, asked whether he would go."""
    first = parts[0] if parts else None
    if first is None or first.mention is not None:
        return False
    if first.text in grammar.asks or (len(parts) > 1 and parts[1].text in grammar.asks):
        return True
    opens = first.text in grammar.before_subject or first.text.endswith("ing")
    return opens and not any(part.mention is None and grammar.is_finite(part.text) for part in parts[1:])


def _is_somebody(text: str, speaker: Speaker) -> bool:
    """True for who is named, and for he, she and they."""
    words = text[speaker.start : speaker.end].split()
    if speaker.pronoun:
        return words != ["it"] and words != ["It"]
    return speaker.entity is not None or all(word[:1].isupper() for word in words)


def _is_reporter(text: str, speaker: Speaker) -> bool:
    """True for I and we, who report and are not quoted."""
    return speaker.pronoun and text[speaker.start : speaker.end].lower() in ("i", "we")


def _behind_dateline(clause: Clause) -> int:
    """The first part behind `LISBON (AFP) —` or `MOSCOW:` at a paragraph's beginning, else 0."""
    parts = clause.parts
    if not clause.opens_paragraph or not parts:
        return 0
    place = parts[0].mention
    if place is None or not place.surface.isupper():
        return 0
    return next((at + 1 for at, part in enumerate(parts[:6]) if part.text in DASHES or part.text == ":"), 0)


def _reported(grammar: SpeechGrammar, parts: list[Part], cue: Cue) -> tuple[int, int] | None:
    """The parts of a clause that a word of speech reports."""
    first = cue.last + 1
    if cue.word == "according":
        return _around(grammar, parts, cue)
    if _parenthetical(grammar, parts, cue):
        return 0, len(parts)
    begin = cue.place if cue.inverted else _speaker_place(parts, cue)
    trails = begin > LEAST and parts[begin - 1].text == ","
    says_when = cue.word in grammar.says and first < len(parts) and parts[first].text in grammar.when
    trails = trails and grammar.cues.get(cue.word) != "participle" and cue.word not in grammar.perceives
    if cue.inverted or (trails and (says_when or _closes(grammar, parts, cue))):
        return (0, begin - 1) if trails else None
    if first >= len(parts):
        return None
    first = _behind_addressee(grammar, parts, first) if cue.word in TOLD else first
    following = [part.text for part in parts[first : first + 8]]
    if cue.word in grammar.asks and not WHETHER.isdisjoint(following[:4]):
        return None  # a question
    if cue.word in grammar.says and "that" in following[:6]:
        that = following.index("that")
        if "," not in following[:that] and ";" not in following[:that]:
            return first + that + 1, len(parts)
    if (
        (cue.word in grammar.bare and following[0] not in NO_CLAUSE and _tells(grammar, parts, cue))
        or (cue.word in grammar.takes_as and "as" in following)
        or (cue.word in grammar.takes_to and _governs(grammar, cue, following))
        or (cue.word in grammar.says and _clause_follows(grammar, parts, first))
    ):
        return first, len(parts)
    return None


def _behind_addressee(grammar: SpeechGrammar, parts: list[Part], first: int) -> int:
    """Where what was told begins: told the council she was tired."""
    for at in range(first + 1, min(first + LEAST, len(parts))):
        if parts[at].mention is None and parts[at].text in grammar.pronouns:
            return at
    return first


def _tells(grammar: SpeechGrammar, parts: list[Part], cue: Cue) -> bool:
    """False for what has an object and no clause: wrote hundreds of songs."""
    if cue.word not in grammar.writes:
        return True
    for part in parts[cue.last + 1 : cue.last + 1 + SUBJECT]:
        if not part.is_word or part.text in grammar.relative:
            return False
        if part.mention is None and grammar.is_finite(part.text):
            return True
    return False


def _clause_follows(grammar: SpeechGrammar, parts: list[Part], first: int) -> bool:
    """True where a subject and its verb follow, without "that": announced it will close."""
    opener = parts[first]
    opens = (
        opener.mention is not None or opener.text in grammar.pronouns or opener.text in grammar.determiners
    )
    if not opens or opener.text == "that":
        return False
    for part in parts[first + 1 : first + SUBJECT]:
        if not part.is_word or part.text in grammar.relative:
            return False
        if part.mention is None and (part.text in grammar.finite or part.text in grammar.past):
            return True
    return False


def _governs(grammar: SpeechGrammar, cue: Cue, following: list[str]) -> bool:
    """True where "to", "for" or "of" says what was wanted: vowed to go, urged them to go, called for it."""
    if cue.word in grammar.governs:
        return following[0] in TO or (following[0] == "on" and "to" in following)
    return any(word in following[:5] for word in ("to", "of", "for"))


def _parenthetical(grammar: SpeechGrammar, parts: list[Part], cue: Cue) -> bool:
    """True for `The museum, Mr. Bush said, celebrated …`: the sentence goes on around it."""
    begin = _speaker_place(parts, cue)
    if cue.word not in grammar.core or cue.inverted or not 0 < begin < cue.place or cue.last + 3 > len(parts):
        return False
    return (
        parts[begin - 1].text == ","
        and parts[cue.last + 1].text == ","
        and cue.place - begin < 4
        and not any(part.quoted for part in parts)
    )


def _closes(grammar: SpeechGrammar, parts: list[Part], cue: Cue) -> bool:
    """True for the end of `…, the Kremlin said Monday`."""
    return (
        cue.word in grammar.says
        and len(parts) - cue.last <= 6
        and not any(part.text == "that" for part in parts[cue.last :])
    )


def _speaker_place(parts: list[Part], cue: Cue) -> int:
    """The place where the speaker begins, what stands before a name (Mr., Republican Sen.) included where a
    comma comes before that."""
    begin = bisect_left(parts, cue.speaker.start, key=START)
    begin = begin if begin < len(parts) else cue.place
    comma = next((at for at in range(begin - 1, max(-1, begin - 6), -1) if parts[at].text == ","), None)
    return begin if comma is None else comma + 1


def _goes_on(grammar: SpeechGrammar, parts: list[Part], cue: Cue) -> bool:
    """True where a sentence goes on around its source: the officers, according to records, had left."""
    behind = bisect_left(parts, cue.speaker.end, key=START)
    before_it = any(part.mention is None and grammar.is_finite(part.text) for part in parts[: cue.place])
    closed = behind < len(parts) and parts[behind].text == ","
    return closed and not before_it and len(parts) - behind > LEAST


def _around(grammar: SpeechGrammar, parts: list[Part], cue: Cue) -> tuple[int, int] | None:
    """What stands before `, according to …`, or behind `According to …,`."""
    if cue.place and parts[cue.place - 1].text == "," and _goes_on(grammar, parts, cue):
        return 0, len(parts)
    if cue.place > LEAST:
        return (0, cue.place - 1) if parts[cue.place - 1].text == "," else (0, cue.place)
    comma = next(
        (at for at, part in enumerate(parts) if part.text == "," and part.start >= cue.speaker.end), None
    )
    return (comma + 1, len(parts)) if comma is not None else None
