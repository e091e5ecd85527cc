"""Find what is quoted, directly, in part or indirectly, and who said it."""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from assets.enriching.names.entities import Entity, Mention
from assets.enriching.speech.attribution import (
    LEAST,
    WHOLE,
    Attribution,
    beside,
    form_of,
    introduced,
    is_heading,
    is_name,
    label,
    named_in,
    signature,
    stands_alone,
)
from assets.enriching.speech.clauses import Clause, Part, Spans, cut_clauses
from assets.enriching.speech.confidence import confidence
from assets.enriching.speech.cues import Cue, find_cues
from assets.enriching.speech.indirect import TOLD, find_reports
from assets.enriching.speech.pronouns import Stage
from assets.enriching.speech.quotation_marks import Quoted, find_quoted
from assets.enriching.speech.speakers import Speaker
from assets.enriching.speech.speech_verbs import SpeechGrammar
from assets.languages.words import count_few

SHORT_LINE: Final = 80  # code points of a line that only names who speaks in the next
CONTINUED: Final = (
    "form",
    "before",
    "on",
    "voice",
)  # ways that give way to the speaker of the paragraph beside
NEAR: Final = 12  # parts between a quotation and the word of speech behind it
TITLED: Final = 3  # parts within which a name, with its title, stands right behind a quotation
FAR: Final = 25  # parts between a word of speech and the quotation behind it


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
    way: str = ""  # how its speaker is known: of `confidence.WAYS`
    confidence: float = 0.0


@dataclass(slots=True)
class Found:
    """What is known where a clause is read."""

    grammar: SpeechGrammar
    text: str
    mentions: list[Mention]
    stage: Stage
    waiting: Attribution | None = (
        None  # of a sentence that ended with a colon, or a word of speech and a comma
    )
    said: Quote | None = None  # the last whole quotation, while nothing else has come between
    voice: Speaker | None = None  # who was quoted last
    voices: set[str] = field(default_factory=set)  # the ids of all who were quoted, "" for nobody known
    subject: Speaker | None = None  # who spoke in the sentence before, or whom it was about


def find_quotes(
    grammar: SpeechGrammar,
    text: str,
    passages: Spans,
    sentences: Spans,
    mentions: list[Mention],
    signs: list[int],
) -> list[Quote]:
    """The quotes of a text, in the order in which they begin.

    `signs`: where words begin that may say that somebody speaks.
    """
    quotations = find_quoted(text, passages, grammar.closes)
    openings = {start for start, _ in passages}
    known = Found(grammar, text, mentions, Stage(text))
    quotes: list[Quote] = []
    for clause in cut_clauses(grammar, text, sentences, quotations, mentions, openings, signs):
        cues = find_cues(grammar, clause, known.stage) if clause.parts else []
        found = _quoted_in(known, clause, cues) if clause.quotes else []
        if cues:
            found += _indirect(grammar, text, clause, cues, found)
        quotes += found
        for cue in cues:
            known.stage.remember(cue.speaker.entity)
        known.stage.turn(clause)
        _go_on(known, clause, cues, found)
    _join_paragraphs(quotes, quotations)
    for quote in quotes:
        quote.confidence = confidence(quote.kind, quote.way, quote.speaker)
    return sorted(quotes, key=lambda quote: (quote.start, quote.end))


def _go_on(known: Found, clause: Clause, cues: list[Cue], found: list[Quote]) -> None:
    """Note what the next clause may hang on."""
    known.said = known.waiting = None
    for quote in found:
        if quote.kind == "direct" and quote.speaker is not None:
            known.said, known.voice = quote, quote.speaker
            known.voices.add(quote.speaker.entity.entity_id if quote.speaker.entity else "")
    opener = known.subject = _opener(clause, cues)
    if cues and _ends_open(clause, cues[-1]):
        last = cues[-1]
        known.waiting = Attribution(last.speaker, "colon", (last.start, last.end))
    elif known.text[clause.end - 1] == ":":
        if opener is None and clause.end - clause.start <= SHORT_LINE:
            opener = named_in(known.text, known.mentions, clause.start, clause.end)
        known.waiting = Attribution(opener, "colon") if opener is not None else None


def _opener(clause: Clause, cues: list[Cue]) -> Speaker | None:
    """Who spoke in a clause, else the person whom it is about."""
    if cues:
        return cues[-1].speaker
    if clause.person is not None:
        return Speaker(clause.person.start, clause.person.end, clause.person.entity)
    return None


def _join_paragraphs(quotes: list[Quote], quotations: list[Quoted]) -> None:
    """Give what goes on in the next paragraph one speaker, wherever he is named."""
    if not any(quoted.goes_on for quoted in quotations):
        return
    of = {quote.start: quote for quote in quotes if quote.kind != "indirect"}
    pairs = [
        (of[one.start], of[next_one.start])
        for one, next_one in pairwise(quotations)
        if one.goes_on and one.start in of and next_one.start in of
    ]
    for first, second in pairs:
        if first.speaker is not None and second.way in CONTINUED:
            second.speaker, second.cue, second.way, second.kind = first.speaker, first.cue, "on", "direct"
    for first, second in reversed(pairs):
        if second.speaker is not None and first.way in CONTINUED:
            first.speaker, first.cue, first.way, first.kind = second.speaker, second.cue, "on", "direct"


def _ends_open(clause: Clause, cue: Cue) -> bool:
    return len(clause.parts) - cue.last <= 3 and clause.parts[-1].text in (",", ":")


def _quoted_in(known: Found, clause: Clause, cues: list[Cue]) -> list[Quote]:
    """The quotations of a clause, each with its word of speech where it has one."""
    grammar, text = known.grammar, known.text
    found: list[Quote] = []
    for place in clause.quotes:
        part = clause.parts[place]
        if part.quoted is None:
            continue
        inner = text[part.quoted.inner]
        size = count_few(inner, WHOLE)
        quote = Quote(part.start, part.end, "term", balanced=part.quoted.balanced)
        if is_name(grammar, clause.parts, place, inner, size):
            if place and _is_title(grammar, clause.parts[place - 1], inner):
                quote.kind = "title"
        elif (cue := _cue_of(grammar, clause.parts, place, cues, inner)) is not None:
            is_whole = size >= WHOLE or _is_whole(clause.parts, place, inner, size)
            quote.speaker, quote.cue = cue.speaker, (cue.start, cue.end)
            quote.kind = "direct" if is_whole else "partial"
            quote.via = _via(text, clause.parts, cue)
            quote.way = "said" if cue.word in grammar.core else "reported"
        else:
            _attribute(known, quote, clause, place, inner, size, found)
        found.append(quote)
    return found


def _attribute(
    known: Found, quote: Quote, clause: Clause, place: int, inner: str, size: int, earlier: list[Quote]
) -> None:
    """Say of a quotation without a word of speech whether it is speech, and whose."""
    by = _unsaid(known, quote, clause, place, inner, size, earlier)
    if by is None:
        if is_heading(inner):
            quote.kind = "title"
            return
        quote.kind = form_of(clause, place, inner, size)
        quote.way = "form"
        if quote.kind == "direct" and place == 0:
            if not clause.opens_paragraph and known.subject is not None:
                quote.speaker, quote.way = known.subject, "before"
            elif clause.opens_paragraph and (voice := _only_voice(known)) is not None:
                quote.speaker, quote.way = voice, "voice"
    else:
        quote.speaker, quote.cue, quote.way = by.speaker, by.cue, by.way
        quote.kind = "direct"


def _only_voice(known: Found) -> Speaker | None:
    """Who has said all that was quoted so far, where the sentence before is about nobody else."""
    if len(known.voices) != 1 or known.voice is None:
        return None
    about = known.subject.entity if known.subject is not None else None
    return known.voice if about is None or about is known.voice.entity else None


def _unsaid(
    known: Found, quote: Quote, clause: Clause, place: int, inner: str, size: int, earlier: list[Quote]
) -> Attribution | None:
    """Who said it, by what stands beside it: a signature, a verb of any kind, an introduction, what was said
    before."""
    if size >= LEAST and (signed := signature(known.text, known.mentions, quote.end)) is not None:
        return Attribution(signed, "signed")
    if is_heading(inner):
        return None
    by = beside(known.grammar, clause, place, inner, known.stage)
    if by is not None:
        return by
    labelled = label(known.text, known.mentions, quote.start + 1)
    if labelled is not None:
        return Attribution(labelled, "signed")
    opener = introduced(known.text, known.mentions, clause, place)
    if opener is not None:
        return Attribution(opener, "colon")
    if not stands_alone(known.grammar, clause, place, inner, size):
        return None
    if place == 0 and known.waiting is not None:
        return known.waiting
    before_it = earlier[-1] if earlier and earlier[-1].kind == "direct" else known.said
    if before_it is not None and before_it.speaker is not None:
        return Attribution(before_it.speaker, "on", before_it.cue)
    return None


def _is_title(grammar: SpeechGrammar, previous: Part, inner: str) -> bool:
    """True for what is named behind a word for a work: the novel “The Sea”."""
    return previous.text in grammar.titled and inner[:1].isupper()


def _is_whole(parts: list[Part], place: int, inner: str, size: int) -> bool:
    """True where a quotation is a sentence, or a clause closed before its reporter goes on."""
    if size < LEAST and not ((place == 0 or parts[place - 1].text == ":") and inner[-1:] in ",?!."):
        return False
    introduced = place == 0 or parts[place - 1].text in (",", ":", ".", "—", "–")
    return introduced and (inner[-1:] in ",.?!…—" or place == 0)


def _cue_of(grammar: SpeechGrammar, parts: list[Part], place: int, cues: list[Cue], inner: str) -> Cue | None:
    """The word of speech that a quotation hangs on: behind it, else before it, else at the sentence's end."""
    later = [cue for cue in cues if cue.place > place]
    if later and _is_closed(parts, place, inner) and _takes_up(grammar, parts, place, cues, later[0]):
        return later[0]
    earlier = [cue for cue in cues if cue.place < place and cue.speaker.end <= parts[place].start]
    if earlier and _reaches(parts, earlier[-1], place):
        outer = earlier[-2] if len(earlier) > 1 and earlier[-1].word in grammar.thinks else None
        return outer if outer is not None and outer.word in grammar.core else earlier[-1]
    if not later or _quote_between(parts, place, later[0].place):
        return None
    last = later[-1]
    ends_sentence = last.word in grammar.core and last.speaker.start >= parts[place].end
    if ends_sentence and not _quote_between(parts, place, last.place):
        return last
    return later[0] if later[0].word == "according" else None


def _is_closed(parts: list[Part], place: int, inner: str) -> bool:
    """True where a quotation ends as one does whose reporter goes on: by a comma, a dash, a question."""
    if inner[-1:] in ",?!—…" or inner[-2:] in (",'", ",’"):
        return True
    return place + 1 < len(parts) and parts[place + 1].text in (",", "—", "–")


def _takes_up(grammar: SpeechGrammar, parts: list[Part], place: int, cues: list[Cue], behind: Cue) -> bool:
    """True where the next word of speech behind a quotation is its own."""
    far = behind.place - place > NEAR
    soon = parts[min(place + TITLED, len(parts) - 1)]
    named_at_once = not behind.inverted and parts[place].start < behind.speaker.start <= soon.end
    if (far and not named_at_once) or _quote_between(parts, place, behind.place):
        return False
    spoken_before = any(cue.place < place and cue.word in grammar.core for cue in cues)
    if spoken_before and behind.word not in grammar.core:
        return False  # he was “desperate”, a court heard
    if behind.word not in grammar.says and behind.word != "according":
        return False
    return behind.inverted or behind.speaker.start >= parts[place].end


def _reaches(parts: list[Part], cue: Cue, place: int) -> bool:
    """True where a word of speech is near enough to the quotation behind it."""
    return place - cue.last <= FAR and not any(part.text == ";" for part in parts[cue.last : place])


def _quote_between(parts: list[Part], one: int, other: int) -> bool:
    return any(part.quoted is not None for part in parts[one + 1 : other])


def _via(text: str, parts: list[Part], cue: Cue) -> str | None:
    """The outlet or agency that was told: told Reuters, in an interview with the BBC."""
    if cue.word not in TOLD:
        return None
    for part in parts[cue.last + 1 : cue.last + 4]:
        if part.mention is not None and part.mention.entity.kind == "organisation":
            return part.mention.surface
    return None


def _indirect(
    grammar: SpeechGrammar, text: str, clause: Clause, cues: list[Cue], quoted: list[Quote]
) -> list[Quote]:
    """What a clause reports without marks, but at words of speech that have their quotation."""
    found: list[Quote] = []
    used = {
        quote.cue
        for quote in quoted
        if quote.kind == "direct" or (quote.cue and text[slice(*quote.cue)].lower() in grammar.takes_as)
    }
    free = [cue for cue in cues if (cue.start, cue.end) not in used]
    for first, last, cue in find_reports(grammar, text, clause, free):
        whole = [quote for quote in (*quoted, *found) if quote.kind in ("direct", "indirect")]
        if any(quote.start < last and first < quote.end for quote in whole):
            continue
        place, via = (cue.start, cue.end), _via(text, clause.parts, cue)
        way = "said" if cue.word in grammar.core else "reported"
        found.append(Quote(first, last, "indirect", True, cue.speaker, place, via, way))
    return found


__all__ = ["Entity", "Quote", "find_quotes"]
