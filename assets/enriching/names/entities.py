"""Find the persons, organisations, places and nationalities of a document, and which mentions name which."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter
from typing import Final

from assets.enriching.names.capital_runs import CAPITAL, Word, runs
from assets.enriching.names.coreference import ARTICLES, Organisations, People, mend_kinds, settle_places
from assets.enriching.names.gazetteer import figures, slug
from assets.enriching.names.name_words import NameGrammar
from assets.enriching.names.run_reader import THING, VESSEL, Found, read_names, stands_where
from assets.enriching.names.tagger import Tagged, look, tag
from assets.enriching.text.word_lists import NO_NAME, name_of

LONG_WORD: Final = re.compile(r"\b[^\W\d_]{4,}")
# share of a short line's longer words that begin with a capital, from which capitals say nothing
SHOUT: Final = 0.7
SHORT_LINE: Final = 200  # code points
# what follows the place that a report was filed from
DATELINE: Final = re.compile(r"(?:, [A-Z][^.;:()\n]{0,40})?(?::| \([A-Z]| [—–-] )")
HALF: Final = re.compile(r"[a-z]{1,5}\b(?![-’'])")
SYLLABLES: Final = frozenset(
    ("in", "un", "young", "sung", "won", "sun", "ho", "he", "bin", "long", "king", "an", "man", "jun", "min")
)
SURE: Final = 0.97  # a chance that no rule speaks against
BESIDE: Final = 0.6  # … in what the words beside a name make of it
GUESSED: Final = 0.5  # … in a word in capitals
SEEN: Final = 0.7  # confidence in what a model alone says
AGAIN: Final = "named again"  # all that is known of a name: if nothing better is, it is an organisation
ENDS_SENTENCE: Final = (*'.!?…”"', "'", "’")
DIGIT: Final = re.compile(r"\d")
UNPUBLISHED: Final = ("", VESSEL, THING)  # kinds of what is found but is none of ours
THE: Final = "The "
LONGEST_SMALL: Final = 8  # code points of a small word of a name, the one before it included
AL: Final = frozenset(("al", "el"))
ARTICLED: Final = ("the ", "a ", "The ", "A ", "his ", "her ", "their ")
LONGEST_VESSEL: Final = 16  # code points, the space behind it included
LONGEST_TITLE: Final = 18  # … of what tells he from she
ACRONYM: Final = range(2, 7)  # letters
DASHED: Final = frozenset(("- ", "– ", "— "))  # behind a dateline, or where a sentence begins anew
ENDS: Final = frozenset(",.;:)")
HEAD: Final = 3  # letters that a word shares with the alias it begins


@dataclass(slots=True)
class Entity:
    """Something that a document names."""

    entity_id: str
    kind: str
    name: str
    country: str | None = None
    external_id: str | None = None
    pronoun: str = ""  # he or she, where the words before a name tell
    surfaces: set[str] = field(default_factory=set)
    count: int = 0


@dataclass(slots=True)
class Mention:
    """`text[start:end]` names an entity."""

    start: int
    end: int
    surface: str
    entity: Entity
    method: str
    confidence: float


@dataclass(slots=True)
class Reading:
    """The runs of a text, how each stands there, and what the rules make of them."""

    text: str
    runs: list[list[Word]]
    opens: list[bool]  # begins its sentence, so that its first capital says nothing
    shouted: list[bool]  # stands in a line that capitalises every word
    found: list[Found]
    modelled: bool  # a spaCy pipeline has read it too: its names stand, and the tagger is not asked
    rows: list[tuple[int, int]]  # short passages that are no sentences: rows of a table, capitals


def find_entities(
    grammar: NameGrammar,
    text: str,
    sentences: Iterable[int],
    passages: Iterable[tuple[int, int]],
    seen: Sequence[tuple[int, int, str]] = (),
) -> list[Mention]:
    """The mentions in a text, in order, never overlapping.

    `sentences` are the places where sentences begin, `passages` the (start, end) of headline, deck and
    paragraphs, `seen` what a model says (start, end, kind): it decides what the rules leave open and adds
    what they do not find.
    """
    return name_entities(grammar, [read_rules(grammar, text, sentences, passages, seen)])[0]


def name_entities(grammar: NameGrammar, readings: Sequence[Reading]) -> list[list[Mention]]:
    """The mentions in each of some texts that the rules have read. Many at once cost less than each alone."""
    asked = [one for one in readings if not one.modelled and grammar.weights is not None]
    views = [look(grammar, one.text, one.runs, one.opens, one.shouted, one.found) for one in asked]
    tagged = dict(zip(map(id, asked), tag(grammar, views), strict=True))
    mentions = []
    for one in readings:
        found = one.found
        if (own := tagged.get(id(one))) is not None:
            found = mend_kinds(grammar, _tagged(grammar, one, own), one.text)
            _lengthen(grammar, found, one.text)
            found = _join(grammar, found, one.text)
        names = [name for name in found if name.kind not in UNPUBLISHED]
        settle_places(grammar, names, one.text)
        mentions.append(_resolve(grammar, names, one.text))
    return mentions


def _tagged(grammar: NameGrammar, reading: Reading, tagged: list[Tagged]) -> list[Found]:
    """The names as the tagger decides; what the rules know of them stays theirs."""
    by_start = {name.start: name for name in reading.found if name.kind}
    things = {name.end for name in reading.found if name.kind == THING}
    ships = [(name.start, name.end) for name in reading.found if name.kind == VESSEL]
    found = []
    for one in tagged:
        is_thing = one.end in things and not _is_hinted(grammar, reading.text[one.start : one.end])
        if is_thing or any(start < one.end and one.start < end for start, end in ships):
            continue
        rule = by_start.get(one.start)
        with_article = by_start.get(one.start - len(THE)) if rule is None else None
        if with_article is not None and with_article.kind == one.kind and with_article.end == one.end:
            rule, one.start = with_article, with_article.start  # The Netherlands, The Guardian
        found.append(_known_to(grammar, reading.text, one, rule))
    return _apart([*found, *_standing(grammar, reading, found)])


def _is_hinted(grammar: NameGrammar, name: str) -> bool:
    """True for a name that the hints hold, and that is none of the things which have names, too."""
    hint = grammar.hints.names.get(name.replace("’", "'"))
    return hint is not None and "other" not in hint


def _lengthen(grammar: NameGrammar, found: list[Found], text: str) -> None:
    """Begin names at the small words that belong to them: bin Laden, van der Ast, al-Shabaab."""
    end = 0
    for name in found:
        while (start := _small_word(grammar, name, text, end)) < name.start:
            name.start = start
            name.known = grammar.known.names.get(text[start : name.end], name.known)
        end = name.end


def _join(grammar: NameGrammar, found: list[Found], text: str) -> list[Found]:
    """Put a given name and the name of a person right behind it together: the tagger, which knows the surname
    from elsewhere in the text, may begin another one there."""
    joined: list[Found] = []
    for name in found:
        before = joined[-1] if joined else None
        if before is not None and _is_given(grammar, before, text) and _goes_on(before, name, text):
            before.end, before.confidence = name.end, min(before.confidence, name.confidence)
        else:
            joined.append(name)
    return joined


def _is_given(grammar: NameGrammar, name: Found, text: str) -> bool:
    """True for a person who is named by one word that may be a given name: no Justice, no Castle."""
    word = text[name.start : name.end]
    if name.kind != "person" or name.known is not None or " " in word or word in grammar.titles:
        return False
    return name_of(word.lower()).given > 0 or not grammar.is_common(word.lower())


def _goes_on(before: Found, name: Found, text: str) -> bool:
    """True where a person's name stands one space behind another's."""
    right_behind = name.start == before.end + 1 and text[before.end] == " "
    return right_behind and name.kind == "person" and name.known is None


def _small_word(grammar: NameGrammar, name: Found, text: str, end: int) -> int:
    """Where the small word before a name begins that is a part of it; where the name does, if none is."""
    start = name.start
    joint = text[start - 1 : start]
    words = text[max(end, start - LONGEST_SMALL) : start - 1].rsplit(None, 1) if joint in ("-", " ") else []
    if not words:
        return start
    word = words[-1]
    may_begin = word in AL if joint == "-" else word in grammar.surname_words and name.kind != "place"
    at = start - 1 - len(word)
    if not may_begin or (joint == " " and name.kind != "person" and word not in AL):
        return start
    return start if text.endswith(ARTICLED, 0, at) or text[max(0, at - 1) : at].isalnum() else at


def _standing(grammar: NameGrammar, reading: Reading, found: list[Found]) -> list[Found]:
    """What the rules have found that stands beside what the tagger sees: it saw nothing there."""
    ends = [(name.start, name.end) for name in found]
    kept = []
    for name in reading.found:
        sure = name.known is not None and name.known.sure and name.method == "gazetteer"
        told = name.confidence == BESIDE or (
            name.kind == "place" and name.known and stands_where(grammar, reading.text, name.start)
        )
        if name.kind == "nationality" or (
            name.kind not in UNPUBLISHED
            and (sure or told or (not _is_guess(name) and _in(name.start, reading.rows)))
        ):
            at = bisect_right(ends, name.start, key=itemgetter(0))
            before = at > 0 and ends[at - 1][1] > name.start
            behind = at < len(ends) and ends[at][0] < name.end
            if not before and not behind:
                kept.append(name)
    return kept


def _is_guess(name: Found) -> bool:
    """True for a word that is called an organisation for its capitals alone."""
    return name.kind == "organisation" and name.known is None and name.confidence <= GUESSED


def _known_to(grammar: NameGrammar, text: str, one: Tagged, rule: Found | None) -> Found:
    """A name that the tagger sees, with what the rules or the gazetteer know of it."""
    name = " ".join(text[one.start : one.end].split())
    if rule is not None and rule.end == one.end and _outdoes(grammar, text, rule, one, name):
        one.kind = rule.kind
    hangs_on = text[one.end : one.end + 1] == "-"  # Lin Chia-hao
    if rule is not None and rule.kind == one.kind and (rule.end == one.end or hangs_on):
        return Found(one.start, rule.end, one.kind, rule.method, one.chance, rule.known)
    known = grammar.known.names.get(name)
    kind = one.kind
    if known is not None and known.kind != kind:
        if known.kind == "place" and known.sure and " " in name and name not in grammar.hints.names:
            kind = "place"  # West Bank, whatever a bank is
        else:
            known = known.town if kind == "place" else None
    return Found(one.start, one.end, kind, "gazetteer" if known else "tagger", one.chance, known)


def _outdoes(grammar: NameGrammar, text: str, rule: Found, one: Tagged, name: str) -> bool:
    """True where the rules know the kind of a name better than the tagger."""
    if rule.confidence == BESIDE:
        return True
    if rule.kind == "person":  # Paris Hilton, whatever a Hilton is
        return rule.method == "pattern" and " " in name and name not in grammar.hints.names
    if rule.kind != "place" or rule.known is None:
        return False
    is_dateline = name.isupper() and rule.known.sure
    return is_dateline or (one.chance < SURE and stands_where(grammar, text, one.start))  # from Liverpool


def read_rules(
    grammar: NameGrammar,
    text: str,
    sentences: Iterable[int],
    passages: Iterable[tuple[int, int]],
    seen: Sequence[tuple[int, int, str]] = (),
) -> Reading:
    """What the rules read in a text; names of no kind among it. The parameters are those of
    `find_entities`."""
    begins = set(sentences)
    spans = list(passages)
    short = [(start, end, text[start:end].rstrip()) for start, end in spans if end - start <= SHORT_LINE]
    loud = iter([(start, end) for start, end, line in short if _is_shouted(line)])
    low = high = 0
    every = runs(grammar, text)
    found: list[Found] = []
    opens, shouted = [], []
    for run in every:
        start = run[0].start
        while start >= high:
            low, high = next(loud, (len(text), len(text) + 1))
        opens.append(start in begins or _opens(text, start, begins))
        shouted.append(start >= low)
        found += read_names(grammar, run, text, opens[-1], shouted[-1])
    _complete(grammar, found, text)
    _launch(grammar, found, text)
    aliases = _aliases(grammar, found, text)
    found = _with_aliases(grammar, found, every, aliases, text)
    found = _with_seen(found, seen)
    _guess(grammar, found, text)
    rows = [(start, end) for start, end, line in short if _is_row(line)]
    return Reading(text, every, opens, shouted, found, bool(seen), rows)


def _is_row(line: str) -> bool:
    """True for a row of results or a heading in capitals: no sentence, so that only lists tell its names."""
    return line.isupper() or (not line.endswith(ENDS_SENTENCE) and DIGIT.search(line) is not None)


def _in(start: int, spans: list[tuple[int, int]]) -> bool:
    """True where a place lies in one of the spans, which are in order."""
    at = bisect_right(spans, start, key=itemgetter(0)) - 1
    return at >= 0 and start < spans[at][1]


def _complete(grammar: NameGrammar, found: list[Found], text: str) -> None:
    """Add the second half of a given name: Lin Chia-hao, but not Ida Holm-led."""
    for name in found:
        if name.kind != "person" or text[name.end : name.end + 1] != "-":
            continue
        if " " not in text[name.start : name.end]:
            continue
        half = HALF.match(text, name.end + 1)
        if half is not None and (half[0] in SYLLABLES or not grammar.is_common(half[0])):
            name.end = half.end()


def _launch(grammar: NameGrammar, found: list[Found], text: str) -> None:
    """What stands behind the word for a ship is the name of one."""
    for name in found:
        if name.start and name.known is None and text[name.start - 1] == " ":
            before = text[max(0, name.start - LONGEST_VESSEL) : name.start].split()
            if before and before[-1] in grammar.vessels:
                name.kind = VESSEL


def name_seen(text: str, seen: Sequence[tuple[int, int, str]]) -> list[Mention]:
    """The mentions in a text of a language that the rules do not read: what a model says."""
    return _resolve(None, _with_seen([], seen), text)


def _with_seen(found: list[Found], seen: Sequence[tuple[int, int, str]]) -> list[Found]:
    """Add what a model has seen where nothing is found, or nothing but words that are still open."""
    if not seen:
        return found
    kept: list[Found] = []
    ordered = iter(sorted(found, key=lambda name: name.start))
    name = next(ordered, None)
    for start, end, kind in sorted(seen):
        while name is not None and name.end <= start:
            kept.append(name)
            name = next(ordered, None)
        if kept and kept[-1].end > start:
            continue
        across = []
        while name is not None and name.start < end:
            across.append(name)
            name = next(ordered, None)
        kept += [one for one in across if one.kind] or [Found(start, end, kind, "model", SEEN)]
    return kept + ([name] if name is not None else []) + list(ordered)


def _is_shouted(line: str) -> bool:
    """True for a line that capitalises nearly every word, as headlines do."""
    if line.endswith((".", ".”", '."')):
        return line.isupper()
    if line.isupper():
        return True
    words = LONG_WORD.findall(line)
    return len(words) >= 3 and sum(word[0].isupper() for word in words) >= SHOUT * len(words)


def _opens(text: str, start: int, begins: set[int]) -> bool:
    """True where a word begins what stands in quotation marks or behind a mark that opens its sentence."""
    before = text[max(0, start - 2) : start]
    return start > 0 and (before[-1] in "\"“‘'([•" or start - 1 in begins or before in DASHED)


def _aliases(grammar: NameGrammar, found: list[Found], text: str) -> dict[str, Found]:
    """What names found in full are called afterwards: surnames, acronyms, companies without their suffix."""
    aliases: dict[str, Found] = {}
    for name in found:
        surface = text[name.start : name.end]
        words = surface.split()
        if name.kind == "person" and len(words) > 1:
            aliases.setdefault(surface, name)
            last = words[-1]
            bare = last.split("-", 1)[-1] if last[:3].lower() in ARTICLES else last
            for alias in {last, bare}:
                if alias not in grammar.calendar and alias not in grammar.no_names and len(alias) > 1:
                    aliases.setdefault(alias, name)
        elif name.kind == VESSEL:
            aliases |= dict.fromkeys((surface, " ".join(words[words[0] in grammar.ships :])), name)
        elif name.kind == "organisation" and name.known is None:
            aliases.setdefault(surface, name)
            has_suffix = len(words) > 1 and words[-1].rstrip(".") in grammar.suffixes
            if has_suffix and not grammar.is_common(words[0].lower()):
                aliases.setdefault(" ".join(words[:-1]), name)
        if name.kind == "organisation" and text[name.end : name.end + 2] == " (":
            acronym = text[name.end + 2 : name.end + 10].split(")")[0]
            if acronym.isupper() and acronym.isalpha() and len(acronym) in ACRONYM:
                aliases.setdefault(acronym, name)
    return aliases


def _with_aliases(
    grammar: NameGrammar, found: list[Found], every: list[list[Word]], aliases: dict[str, Found], text: str
) -> list[Found]:
    """Replace what is open, weak or not found by what the document has named in full."""
    if not aliases:
        return _apart(found)
    taken: dict[int, Found] = {name.start: name for name in found}
    stand = [name for name in found if name.kind and not _yields(name, aliases, text)]
    covered = iter([(name.start, name.end) for name in stand])
    low, high = next(covered, (len(text), len(text)))
    heads = {alias[:HEAD] for alias in aliases}
    reached = 0  # where the last alias ended
    for run in every:
        for at, word in enumerate(run):
            name = word.text
            if name[:HEAD] not in heads and len(name) >= HEAD and not name.isupper():
                continue
            start = word.start
            while high <= start:
                low, high = next(covered, (len(text), len(text)))
            if start < reached or start >= low:
                continue
            end, full = _alias_at(run, at, aliases, text)
            if full is not None and not (_is_place(taken.get(start)) and stands_where(grammar, text, start)):
                reached = run[end - 1].end
                taken[start] = Found(start, reached, full.kind, "alias", 0.85, full.known)
    return _apart(taken.values())


def _apart(found: Iterable[Found]) -> list[Found]:
    """Of names that overlap, the one that begins first; what is open gives way."""
    ordered = sorted(found, key=lambda name: (name.start, name.start - name.end))
    kept: list[Found] = []
    for name in ordered:
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
        elif not kept[-1].kind:
            kept[-1] = name
    return kept


def _alias_at(run: list[Word], at: int, aliases: dict[str, Found], text: str) -> tuple[int, Found | None]:
    for end in range(min(len(run), at + 4), at, -1):
        surface = text[run[at].start : run[end - 1].end]
        full = aliases.get(surface)
        if full is None and surface.isupper() and len(surface) > 3:
            full = aliases.get(surface.title())
        if full is not None:
            return end, full
    return at, None


def _yields(name: Found, aliases: dict[str, Found], text: str) -> bool:
    """True for what the document may know better: a town, or a ship, with the name of somebody in it."""
    if name.known is None:
        full = aliases.get(text[name.start : name.end])
        return not name.kind or (full is not None and full.kind == VESSEL)
    if name.kind != "place" or (name.known.entity_id.startswith("place:") and len(name.known.entity_id) == 8):
        return False
    full = aliases.get(text[name.start : name.end])
    return full is not None and full.kind == "person"


def _is_place(name: Found | None) -> bool:
    return name is not None and name.kind == "place"


def _guess(grammar: NameGrammar, found: list[Found], text: str) -> None:
    """Give the words that are still open a kind, by what stands beside them and by lists of names."""
    open_ = [(name, text[name.start : name.end]) for name in found if not name.kind]
    seen = Counter(surface for _, surface in open_)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    beside = _beside(grammar, found, text)
    for name, surface in open_:
        kind = _by_neighbours(grammar, text, name)
        if kind:
            name.confidence = BESIDE
        else:
            if name.start in beside:
                kind, name.confidence = "place", BESIDE
            else:
                kind = _by_context(grammar, text, name, seen)
                if kind == "place" and surface.isupper() and text[name.end : name.end + 1] != ":":
                    name.confidence = BESIDE  # before a dateline's day
        if kind:
            votes[surface][kind] += 1
    kinds: dict[str, str] = {}
    for surface, counts in votes.items():
        if len(counts) > 1:
            counts.pop(AGAIN, None)
        kinds[surface] = min(counts, key=lambda kind: (-counts[kind], kind))
    for name, surface in open_:
        name.kind = kinds.get(surface, "").replace(AGAIN, "organisation")


def _beside(grammar: NameGrammar, found: list[Found], text: str) -> set[int]:
    """Where a word stands that is named with a place: in Sel and Tarn, of Mill Road, Tarn."""
    places: set[int] = set()
    for place, name in pairwise(found):
        following = text[name.end : name.end + 1]
        if name.kind or following not in ENDS:
            continue
        if place.kind != "place" and place.start not in places:
            continue
        where = place.start in places or place.known is None or stands_where(grammar, text, place.start)
        gap = text[place.end : name.start]
        if (gap == " and " and where) or (gap == ", " and (where or following != ",")):
            places.add(name.start)
    return places


def _by_neighbours(grammar: NameGrammar, text: str, name: Found) -> str:
    """What the words beside a name make of it: the Sel valley, the village of Sel, rail operator Norvia."""
    if name.end - name.start < 2 or text[name.start : name.end].isupper():
        return ""
    after = text[name.end : name.end + 16].split(None, 2)
    if after and text[name.end : name.end + 1] == " ":
        if after[0].strip(",.;:") in grammar.ground:
            return "place"
        is_agency = after[0] == "news" and len(after) > 1 and after[1].startswith("agenc")
        if is_agency or after[0] in ("newspaper", "airline"):
            return "organisation"
    before = text[max(0, name.start - 24) : name.start].split()
    if not before or text[name.start - 1] != " ":
        return ""
    if before[-1] == "of":
        return "place" if len(before) > 1 and before[-2].lower() in grammar.ground else ""
    if before[-1].rstrip(",") in grammar.kin and len(before) > 1 and before[-2].lower() in grammar.holders:
        return "person"
    return "organisation" if before[-1] in grammar.makers else ""


def _by_context(grammar: NameGrammar, text: str, name: Found, seen: Counter[str]) -> str:
    word = text[name.start : name.end]
    if word in grammar.titles or word in grammar.calendar:
        return ""
    if word.isupper():
        begins_line = name.start == 0 or text[name.start - 1] == "\n"
        if begins_line and DATELINE.match(text, name.end):
            return "place"
        return "organisation" if len(word) in ACRONYM and word.isalpha() else ""
    after = text[name.end : name.end + 14].split()
    inside = text[max(0, name.start - 4) : name.start].lower() == " in "
    if after and after[0].strip(",.") in grammar.speaks and text[name.end] == " " and not inside:
        return "person"
    if grammar.is_common(word.lower()):
        return ""  # the surname of somebody, if anything: Smith
    if stands_where(grammar, text, name.start):
        return "place"
    listed = name_of(word.lower())
    if listed != NO_NAME:
        return "person"
    return AGAIN if seen[word] > 1 else ""


def _resolve(grammar: NameGrammar | None, found: list[Found], text: str) -> list[Mention]:
    """Say which mentions name one entity; a surname alone is whom the document has introduced by it."""
    people = People((name.start, text[name.start : name.end]) for name in found if name.kind == "person")
    others = [name for name in found if name.kind == "organisation"]
    known = {text[name.start : name.end]: name.known for name in others if name.known is not None}
    called = [text[name.start : name.end] for name in others]
    organisations = Organisations(grammar, called if grammar else [], known)
    pronoun_of = grammar.pronoun_of if grammar else {}
    entities: dict[str, Entity] = {}
    mentions = []
    for name in found:
        surface = text[name.start : name.end]
        if name.known is not None:
            is_known = name.known
            entity = Entity(
                is_known.entity_id, is_known.kind, is_known.name, is_known.country, is_known.external_id
            )
        elif name.kind == "organisation" and (full := known.get(organisations.what(surface))) is not None:
            entity = Entity(full.entity_id, full.kind, full.name, full.country, full.external_id)
        else:
            whole = _full_name_of(name, surface, people, organisations)
            entity = Entity(slug(name.kind, whole), name.kind, whole)
            if name.kind == "person" and (figure := figures().get(whole)) is not None:
                entity = Entity(figure.entity_id, figure.kind, figure.name, figure.country)
        entity = entities.setdefault(entity.entity_id, entity)
        entity.surfaces.add(surface)
        entity.count += 1
        if name.kind == "person" and not entity.pronoun:
            entity.pronoun = _pronoun_of(pronoun_of, text, name.start)
        mentions.append(Mention(name.start, name.end, surface, entity, name.method, name.confidence))
    return mentions


def _full_name_of(name: Found, surface: str, people: People, organisations: Organisations) -> str:
    if name.kind == "person":
        return people.who(surface, name.start)
    if name.kind == "organisation":
        return organisations.what(surface)
    return " ".join(surface.removeprefix("The ").split())


def _pronoun_of(pronoun_of: dict[str, str], text: str, start: int) -> str:
    """He for somebody who is called Mr or a son, she for Mrs or a daughter."""
    before = text[max(0, start - LONGEST_TITLE) : start].rsplit(None, 1)
    return pronoun_of.get(before[-1].rstrip(".,").lower(), "") if before else ""


__all__ = ["CAPITAL", "Entity", "Mention", "find_entities", "name_seen"]
