"""Find what is quoted, directly, in part or indirectly, and who said it."""

from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from assets.enriching.names.entities import Entity, Mention
from assets.enriching.speech.clauses import Clause, Part, Spans, cut_clauses
from assets.enriching.speech.quotation_marks import find_quoted
from assets.enriching.speech.speakers import REACH, Speaker, Stage, after, before, subject_of
from assets.enriching.speech.speech_verbs import SpeechGrammar
from assets.languages.words import count_few

WHOLE: Final = 8  # words from which a quotation is more than a fragment of the reporter's sentence
LEAST: Final = 4  # words of an indirect quote
NEAR: Final = 12  # parts between a quotation and the word of speech behind it
FAR: Final = 25  # parts between a word of speech and the quotation behind it
START: Final = attrgetter("start")
DASHES: Final = frozenset(("—", "–", "―", "--", "-"))


@dataclass(slots=True)
class Quote:
    """`text[start:end]` is what was said."""

    start: int
    end: int
    kind: str  # direct, partial, indirect, term, title
    balanced: bool = True
    speaker: Speaker | None = None
    cue: tuple[int, int] | None = None
    via: str | None = None
    confidence: float = 0.5


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


def find_quotes(
    grammar: SpeechGrammar,
    text: str,
    passages: Spans,
    sentences: Spans,
    mentions: list[Mention],
    signs: list[int],
) -> list[Quote]:
    """The quotes of a text, in the order in which they begin. `signs`: where words do that may say that
    somebody speaks."""
    quotations = find_quoted(text, passages, grammar.closes)
    stage = Stage()
    quotes: list[Quote] = []
    waiting: Cue | None = None  # a sentence that ended with a word of speech and a colon or comma
    said: Quote | None = None  # the last whole quotation, while nothing else has come between
    for clause in cut_clauses(
        grammar, text, sentences, quotations, mentions, {start for start, _ in passages}, signs
    ):
        if not clause.parts:
            stage.turn(clause)
            waiting = said = None
            continue
        cues = _cues(grammar, clause, stage)
        found = _quoted_in(grammar, text, clause, cues, waiting, said) if clause.quotes else []
        if cues:
            found += _indirect(grammar, text, clause, cues, found)
        quotes += found
        for cue in cues:
            stage.remember(cue.speaker)
        stage.turn(clause)
        waiting = cues[-1] if cues and _ends_open(clause, cues[-1]) else None
        whole = [quote for quote in found if quote.kind == "direct" and quote.speaker is not None]
        said = whole[-1] if whole else None
    return sorted(quotes, key=lambda quote: (quote.start, quote.end))


def _ends_open(clause: Clause, cue: Cue) -> bool:
    return len(clause.parts) - cue.last <= 3 and clause.parts[-1].text in (",", ":")


def _cues(grammar: SpeechGrammar, clause: Clause, stage: Stage) -> list[Cue]:
    """The words of speech of a clause that have a speaker."""
    parts = clause.parts
    found: list[Cue] = []
    stage.here = None
    for place in clause.cues:
        part = parts[place]
        if part.text == "according" and place + 1 < len(parts) and parts[place + 1].text == "to":
            speaker = after(grammar, parts, place + 1, stage)
            if speaker is not None:
                found.append(
                    Cue(
                        place,
                        place + 1,
                        "according",
                        part.start,
                        parts[place + 1].end,
                        speaker,
                        inverted=True,
                    )
                )
        elif (form := grammar.cues.get(part.text)) is not None:
            cue = _cue(grammar, parts, place, form, stage, found)
            if cue is not None:
                found.append(cue)
                stage.remember(cue.speaker)
    return found


def _cue(
    grammar: SpeechGrammar, parts: list[Part], place: int, form: str, stage: Stage, earlier: list[Cue]
) -> Cue | None:
    part = parts[place]
    previous = parts[place - 1].text if place else ""
    if part.text == "accused" and parts[place + 1 : place + 2] and parts[place + 1].text == "of":
        return None  # who is accused, not who accuses
    if part.text in grammar.plainly_nouns and _is_noun(grammar, parts, place, form):
        return None
    if part.text in grammar.inverts and (
        _follows_quote(parts, place) or (previous == "," and _starts_speaker(parts, place + 1))
    ):
        speaker = after(grammar, parts, place, stage)
        if speaker is not None:
            return Cue(place, place, part.text, part.start, part.end, speaker, inverted=True)
    if (
        place + 1 < len(parts)
        and parts[place + 1].text == "by"
        and previous in ("as", "was", "were", "been", "is", "are", "")
    ):
        speaker = after(grammar, parts, place + 1, stage)
        if speaker is not None and previous == "as":
            return Cue(place, place + 1, "according", part.start, part.end, speaker, inverted=True)
    elif form == "participle":
        speaker = _at_participle(grammar, parts, place, stage, earlier)
    elif part.text in grammar.adjectives and previous in grammar.be:
        speaker = None
    elif previous == "to" or (form == "base" and previous not in grammar.many):
        several = (
            previous != "to"
            and place > 1
            and (_plural(parts[place - 1]) or _joined(parts, place) or _of_many(grammar, parts, place))
        )
        speaker = before(grammar, parts, place, stage) if several else None
    elif previous == "and" and earlier and not earlier[-1].inverted:
        speaker = earlier[-1].speaker
    else:
        speaker = before(grammar, parts, place, stage)
    return Cue(place, place, part.text, part.start, part.end, speaker) if speaker is not None else None


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
    if previous is not None and previous.text in (
        "of",
        "by",
        "in",
        "without",
        "for",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
    ):
        return before(grammar, parts, place, stage) if previous.text in grammar.be else None
    if previous is not None and (previous.mention is not None or _plural(previous)):
        own = before(grammar, parts, place, stage)
        if own is not None:
            return own
    return (
        earlier[-1].speaker
        if earlier and not earlier[-1].inverted
        else subject_of(grammar, parts, place, stage)
    )


def _joined(parts: list[Part], place: int) -> bool:
    """True where several are named before a verb: Grassley and Leahy say."""
    return parts[place - 1].mention is not None and any(
        part.text == "and" for part in parts[max(0, place - 4) : place]
    )


def _of_many(grammar: SpeechGrammar, parts: list[Part], place: int) -> bool:
    """True where what is named before a verb only tells which ones: researchers at the university say."""
    for at in range(place - 2, max(0, place - REACH), -1):
        part = parts[at]
        if not part.is_word or (
            part.mention is None and (part.text in grammar.subject_stops or part.text in grammar.cues)
        ):
            return False
        if (
            part.mention is None
            and part.text in grammar.belongs
            and parts[at - 1].mention is None
            and _plural(parts[at - 1])
        ):
            return True
    return False


def _plural(part: Part) -> bool:
    return part.is_word and part.text.endswith("s") and len(part.text) > 3


def _follows_quote(parts: list[Part], place: int) -> bool:
    return place > 0 and (
        parts[place - 1].quoted is not None
        or (place > 1 and parts[place - 1].text == "," and parts[place - 2].quoted is not None)
    )


def _starts_speaker(parts: list[Part], place: int) -> bool:
    return place < len(parts) and (
        parts[place].mention is not None or parts[place].text in ("the", "a", "an")
    )


def _quoted_in(
    grammar: SpeechGrammar,
    text: str,
    clause: Clause,
    cues: list[Cue],
    waiting: Cue | None,
    said: Quote | None,
) -> list[Quote]:
    """The quotations of a clause, each with its word of speech where it has one."""
    found: list[Quote] = []
    for place in clause.quotes:
        part = clause.parts[place]
        if part.quoted is None:
            continue
        quote = Quote(part.start, part.end, "term", balanced=part.quoted.balanced)
        inner = text[part.quoted.inner]
        size = count_few(inner, WHOLE)
        cue = _cue_of(grammar, clause.parts, place, cues, inner)
        if cue is None and (signed := _signed(clause.parts, place)) is not None:
            quote.kind, quote.speaker, quote.confidence = "direct", signed, 0.8
            found.append(quote)
            continue
        if cue is None and _stands_alone(grammar, clause, place, inner, size):
            before_it = found[-1] if found and found[-1].kind == "direct" else said
            if waiting is not None and place == 0:
                cue = waiting
            elif before_it is not None and before_it.speaker is not None:
                quote.speaker, quote.cue = before_it.speaker, before_it.cue
                quote.kind, quote.confidence = "direct", 0.6
        if cue is not None and not _is_term(grammar, clause.parts, place, inner, size):
            quote.speaker, quote.cue = cue.speaker, (cue.start, cue.end)
            quote.kind = (
                "direct" if size >= WHOLE or _is_whole(clause.parts, place, inner, size) else "partial"
            )
            quote.via = _via(text, clause.parts, cue)
            quote.confidence = 0.9 if cue.word in grammar.core else 0.75
        elif (
            quote.kind == "term"
            and place
            and clause.parts[place - 1].text in grammar.titled
            and inner[:1].isupper()
        ):
            quote.kind = "title"
        found.append(quote)
    return found


def _signed(parts: list[Part], place: int) -> Speaker | None:
    """Who signs a quotation: “…” ― Esther Tapia, or Kremlin: “…”."""
    if (
        place + 2 < len(parts)
        and parts[place + 1].text in DASHES
        and (signer := parts[place + 2].mention) is not None
        and len(parts) - place < 8
    ):
        return Speaker(signer.start, signer.end, signer.entity)
    if (
        place > 1
        and parts[place - 1].text == ":"
        and (opener := parts[0].mention) is not None
        and opener.entity.kind in ("person", "organisation")
    ):
        return Speaker(opener.start, opener.end, opener.entity)
    return None


def _stands_alone(grammar: SpeechGrammar, clause: Clause, place: int, inner: str, size: int) -> bool:
    """True for a quotation that is a sentence of its own, however short."""
    whole = size >= LEAST or (not clause.opens_paragraph and inner[:1].isupper() and inner[-1:] in ".!?")
    return (whole and all(part.quoted is not None or not part.is_word for part in clause.parts)) or (
        place == 0 and size >= WHOLE and not any(part.text in grammar.cues for part in clause.parts[1:6])
    )


def _is_whole(parts: list[Part], place: int, inner: str, size: int) -> bool:
    """True where a quotation is a sentence, or a clause closed before its reporter goes on."""
    if size < LEAST and not (place == 0 and inner[-1:] in ",?!."):
        return False
    introduced = place == 0 or parts[place - 1].text in (",", ":", ".", "—", "–")
    return introduced and (inner[-1:] in ",.?!…—" or place == 0)


def _is_term(grammar: SpeechGrammar, parts: list[Part], place: int, inner: str, size: int) -> bool:
    """True for marks that name something, although somebody speaks in the sentence."""
    previous = parts[place - 1].text if place else ""
    if previous in grammar.termed or previous in grammar.titled:
        return True
    return size == 1 and inner[:1].isupper() and place > 0 and inner[-1:] not in ",.!?"


def _cue_of(grammar: SpeechGrammar, parts: list[Part], place: int, cues: list[Cue], inner: str) -> Cue | None:
    """The word of speech that a quotation hangs on: right behind it, else before it, else at the sentence's
    end."""
    closed = (
        inner[-1:] in ",?!—…"
        or inner[-2:] in (",'", ",’")
        or (place + 1 < len(parts) and parts[place + 1].text in (",", "—", "–"))
    )
    later = [cue for cue in cues if cue.place > place]
    if (
        closed
        and later
        and later[0].place - place <= NEAR
        and not _quote_between(parts, place, later[0].place)
    ):
        behind = later[0]
        told = behind.word in grammar.core or not any(
            cue.place < place and cue.word in grammar.core for cue in cues
        )  # he was “desperate”, a court heard
        if (
            told
            and (behind.word in grammar.says or behind.word == "according")
            and (behind.inverted or behind.speaker.start >= parts[place].end)
        ):
            return behind
    earlier = [cue for cue in cues if cue.place < place and (cue.speaker.end <= parts[place].start)]
    if (
        earlier
        and place - earlier[-1].last <= FAR
        and not any(part.text == ";" for part in parts[earlier[-1].last : place])
    ):
        return earlier[-1]
    if (
        later
        and later[-1].word in grammar.core
        and not _quote_between(parts, place, later[-1].place)
        and later[-1].speaker.start >= parts[place].end
    ):
        return later[-1]
    return (
        later[0]
        if later and later[0].word == "according" and not _quote_between(parts, place, later[0].place)
        else None
    )


def _quote_between(parts: list[Part], one: int, other: int) -> bool:
    return any(part.quoted is not None for part in parts[one + 1 : other])


def _via(text: str, parts: list[Part], cue: Cue) -> str | None:
    """The outlet or agency that was told: told Reuters, in an interview with the BBC."""
    if cue.word not in ("told", "tells", "tell"):
        return None
    behind = parts[cue.last + 1 : cue.last + 4]
    return next(
        (
            part.mention.surface
            for part in behind
            if part.mention is not None and part.mention.entity.kind == "organisation"
        ),
        None,
    )


def _indirect(
    grammar: SpeechGrammar, text: str, clause: Clause, cues: list[Cue], quoted: list[Quote]
) -> list[Quote]:
    """What a clause reports without marks."""
    parts = clause.parts
    found: list[Quote] = []
    used = {
        quote.cue
        for quote in quoted
        if quote.kind == "direct" or (quote.cue and text[slice(*quote.cue)].lower() in grammar.takes_as)
    }
    for cue in cues:
        span = _reported(grammar, parts, cue) if (cue.start, cue.end) not in used else None
        if span is None or (
            cue.speaker.pronoun and text[cue.speaker.start : cue.speaker.end].lower() in ("i", "we")
        ):
            continue
        start, end = span
        start = max(start, _behind_dateline(clause))
        while end > start and not (parts[end - 1].is_word or parts[end - 1].quoted):
            end -= 1
        whole = [quote for quote in (*quoted, *found) if quote.kind in ("direct", "indirect")]
        if end - start < LEAST or any(
            quote.start < parts[end - 1].end and parts[start].start < quote.end for quote in whole
        ):
            continue
        place = (cue.start, cue.end)
        found.append(
            Quote(
                parts[start].start,
                parts[end - 1].end,
                "indirect",
                True,
                cue.speaker,
                place,
                _via(text, parts, cue),
                0.6,
            )
        )
    return found


def _behind_dateline(clause: Clause) -> int:
    """The first part behind `LISBON (AFP) —` or `MOSCOW:` at a paragraph's beginning, else 0."""
    parts = clause.parts
    if (
        not clause.opens_paragraph
        or not parts
        or parts[0].mention is None
        or not parts[0].mention.surface.isupper()
    ):
        return 0
    return next((at + 1 for at, part in enumerate(parts[:6]) if part.text in DASHES or part.text == ":"), 0)


def _reported(grammar: SpeechGrammar, parts: list[Part], cue: Cue) -> tuple[int, int] | None:
    """The parts of a clause that a word of speech reports."""
    first = cue.last + 1
    if cue.word == "according":
        return _around(parts, cue)
    if _parenthetical(grammar, parts, cue):
        return 0, len(parts)
    begin = cue.place if cue.inverted else _speaker_place(parts, cue)
    trails = begin > LEAST and parts[begin - 1].text == ","
    if (
        cue.inverted
        or (trails and _closes(grammar, parts, cue))
        or (trails and cue.word in grammar.says and first < len(parts) and parts[first].text in grammar.when)
    ):
        return (0, begin - 1) if trails else None
    if first >= len(parts):
        return None
    that = next((at for at in range(first, min(first + 6, len(parts))) if parts[at].text == "that"), None)
    if (
        that is not None
        and cue.word in grammar.says
        and not any(part.text in (",", ";") for part in parts[first:that])
    ):
        return that + 1, len(parts)
    if cue.word in grammar.bare and parts[first].text not in (
        ",",
        ":",
        "in",
        "on",
        "at",
        "so",
        "about",
        "of",
        "to",
        ".",
    ):
        return first, len(parts)
    if cue.word in grammar.takes_as and any(part.text == "as" for part in parts[first : first + 8]):
        return first, len(parts)
    if cue.word in grammar.takes_to and any(
        part.text in ("to", "of", "for") for part in parts[first : first + 5]
    ):
        return first, len(parts)
    return None


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


def _around(parts: list[Part], cue: Cue) -> tuple[int, int] | None:
    """What stands before `, according to …`, or behind `According to …,`."""
    if cue.place > LEAST:
        return (0, cue.place - 1) if parts[cue.place - 1].text == "," else (0, cue.place)
    comma = next(
        (at for at, part in enumerate(parts) if part.text == "," and part.start >= cue.speaker.end), None
    )
    return (comma + 1, len(parts)) if comma is not None else None


__all__ = ["Entity", "Quote", "find_quotes"]
