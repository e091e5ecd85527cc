"""Find what is quoted, directly, in part or indirectly, and who said it."""

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
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
from assets.enriching.speech.quotation_marks import Quoted, find_quoted
from assets.enriching.speech.pronouns import Stage
from assets.enriching.speech.speakers import REACH, Speaker, after, before, subject_of
from assets.enriching.speech.speech_verbs import SpeechGrammar
from assets.languages.words import count_few

SHORT_LINE: Final = 80  # code points of a line that only names who speaks in the next
CONTINUED: Final = ("", "form", "before", "on", "voice")  # ways that give way to the speaker of the paragraph beside
NEAR: Final = 12  # parts between a quotation and the word of speech behind it
SUBJECT: Final = 8  # parts of the subject of what is reported, with its verb
TITLED: Final = 3  # parts within which a name, with its title, stands right behind a quotation
FAR: Final = 25  # parts between a word of speech and the quotation behind it
START: Final = attrgetter("start")
DASHES: Final = frozenset(("—", "–", "―", "--", "-"))
# what stands before a participle that says nothing of its own: of saying, without saying, is saying
BOUND: Final = {"of", "by", "in", "without", "for", "is", "are", "was", "were", "be", "been"}
WHETHER: Final = frozenset(("whether", "if", "why", "how", "what", "when", "where", "who", "about"))
TOLD: Final = ("told", "tells", "tell", "telling")
TO: Final = ("to", "for", "of")
# what behind a word of speech begins no clause that it reports: said in Rome, said of him
NO_CLAUSE: Final = {",", ":", "in", "on", "at", "so", "about", "of", "to", "."}


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
class Cue:
    """A word of speech with its speaker."""

    place: int  # among the clause's parts
    last: int  # its last part: according to
    word: str
    start: int
    end: int
    speaker: Speaker
    inverted: bool = False  # the speaker stands behind it


@dataclass(slots=True)
class Found:
    """What is known where a clause is read."""

    grammar: SpeechGrammar
    text: str
    mentions: list[Mention]
    stage: Stage
    waiting: Attribution | None = None  # of a sentence that ended with a colon, or a word of speech and a comma
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
        cues = _cues(grammar, clause, known.stage) if clause.parts else []
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
    elif previous == "and" and earlier and not earlier[-1].inverted:
        speaker = earlier[-1].speaker
    else:
        speaker = before(grammar, parts, place, stage)
    return Cue(place, place, part.text, part.start, part.end, speaker) if speaker is not None else None


def _rests(grammar: SpeechGrammar, parts: list[Part], speaker: Speaker) -> bool:
    """False where what seems to speak behind its verb does something: said Holm would go."""
    behind = next((part for part in parts if part.start >= speaker.end), None)
    return behind is None or not _is_finite(grammar, behind)


def _is_finite(grammar: SpeechGrammar, part: Part) -> bool:
    """True for a verb that a subject has before it: is, would, went, reached."""
    if part.mention is not None or not part.is_word:
        return False
    text = part.text
    return text in grammar.finite or text in grammar.past or (text.endswith("ed") and len(text) > LEAST)


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


def _quoted_in(found_so: "Found", clause: Clause, cues: list[Cue]) -> list[Quote]:
    """The quotations of a clause, each with its word of speech where it has one."""
    grammar, text = found_so.grammar, found_so.text
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
            _attribute(found_so, quote, clause, place, inner, size, found)
        found.append(quote)
    return found


def _attribute(
    known: "Found", quote: Quote, clause: Clause, place: int, inner: str, size: int, earlier: list[Quote]
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


def _only_voice(known: "Found") -> Speaker | None:
    """Who has said all that was quoted so far, where the sentence before is about nobody else."""
    if len(known.voices) != 1 or known.voice is None:
        return None
    about = known.subject.entity if known.subject is not None else None
    return known.voice if about is None or about is known.voice.entity else None


def _unsaid(
    known: "Found", quote: Quote, clause: Clause, place: int, inner: str, size: int, earlier: list[Quote]
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
    """What a clause reports without marks."""
    parts = clause.parts
    found: list[Quote] = []
    used = {
        quote.cue
        for quote in quoted
        if quote.kind == "direct" or (quote.cue and text[slice(*quote.cue)].lower() in grammar.takes_as)
    }
    for cue in cues:
        if (cue.start, cue.end) in used or _is_reporter(text, cue.speaker):
            continue
        if cue.word in grammar.thinks and not _is_somebody(text, cue.speaker):
            continue  # what scientists thought is no report
        span = _reported(grammar, parts, cue)
        if span is None or (span[0] < cue.place and _only_introduces(grammar, parts[span[0] : span[1]])):
            continue
        start, end = span
        start = max(start, _behind_dateline(clause))
        while end > start and not (parts[end - 1].is_word or parts[end - 1].quoted):
            end -= 1
        if end - start < LEAST:
            continue
        first, last = parts[start].start, parts[end - 1].end
        whole = [quote for quote in (*quoted, *found) if quote.kind in ("direct", "indirect")]
        if any(quote.start < last and first < quote.end for quote in whole):
            continue
        place, via = (cue.start, cue.end), _via(text, parts, cue)
        way = "said" if cue.word in grammar.core else "reported"
        found.append(Quote(first, last, "indirect", True, cue.speaker, place, via, way))
    return found


def _is_somebody(text: str, speaker: Speaker) -> bool:
    """True for who is named, and for he, she and they."""
    words = text[speaker.start : speaker.end].split()
    if speaker.pronoun:
        return words != ["it"] and words != ["It"]
    return speaker.entity is not None or all(word[:1].isupper() for word in words)


def _only_introduces(grammar: SpeechGrammar, parts: list[Part]) -> bool:
    """True for what stands before a report without being said: in a statement, asked whether he would go."""
    first = parts[0] if parts else None
    if first is None or first.mention is not None:
        return False
    if first.text in grammar.asks or (len(parts) > 1 and parts[1].text in grammar.asks):
        return True
    opens = first.text in grammar.before_subject or first.text.endswith("ing")
    return opens and not any(_is_finite(grammar, part) for part in parts[1:])


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
    trails = trails and grammar.cues.get(cue.word) != "participle"
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
        if _is_finite(grammar, part):
            return True
    return False


def _clause_follows(grammar: SpeechGrammar, parts: list[Part], first: int) -> bool:
    """True where a subject and its verb follow, without "that": announced it will close."""
    opener = parts[first]
    opens = opener.mention is not None or opener.text in grammar.pronouns or opener.text in grammar.determiners
    if not opens or opener.text == "that":
        return False
    for part in parts[first + 1 : first + SUBJECT]:
        if not part.is_word or part.text in grammar.relative:
            return False
        if part.mention is None and (part.text in grammar.finite or part.text in grammar.past):
            return True
    return False


def _governs(grammar: SpeechGrammar, cue: Cue, following: list[str]) -> bool:
    """True where "to", "for" or "of" says what was wanted: vowed to go, urged them to go, called for peace."""
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
    before_it = any(_is_finite(grammar, part) for part in parts[: cue.place])
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


__all__ = ["Entity", "Quote", "find_quotes"]
