"""Read the names in a run of capitalised words."""

from dataclasses import dataclass
from typing import Final

from assets.enriching.names.capital_runs import APART, LINK, PARTICLE, TOGETHER, Word
from assets.enriching.names.gazetteer import Known
from assets.enriching.names.name_words import NameGrammar
from assets.enriching.text.word_lists import name_of

LONGEST_PERSON: Final = 5  # words
LIKELY: Final = 0.8  # that a word is a name
SOLID: Final = (TOGETHER, PARTICLE)  # how words hang together within a person's name
OF_A_NAME: Final = {"Mount", "Mt", "Lake", "Cape", "Fort", "Port", "San", "Santa", "Los", "Las"}
VESSEL: Final = "vessel"  # neither this …
THING: Final = "thing"  # … nor a treaty or a cup is of the kinds that are published
MOST_READ: Final = 50_000  # runs that are remembered: news says the same names again and again


@dataclass(slots=True)
class Found:
    """A mention: `text[start:end]` names something of a kind."""

    start: int
    end: int
    kind: str  # person, organisation, place, nationality; empty where nothing tells yet
    method: str  # gazetteer, pattern, alias
    confidence: float
    known: Known | None = None


Run = tuple[str, str, int, bool, bool, bool]  # all that the names in a run depend on
Name = tuple[int, int, str, str, float, Known | None]  # the fields of `Found`, counted from the run's start

_READ: Final[dict[Run, list[Name]]] = {}


def read_names(grammar: NameGrammar, run: list[Word], text: str, opens: bool, shouted: bool) -> list[Found]:
    """The names in a run, from left to right.

    `opens`: the run begins its sentence, so its first capital says nothing.
    `shouted`: the run stands in a line that capitalises every word, so no capital says anything and only what
    the gazetteer holds is read.
    """
    start = run[0].start
    # All that is looked at before the run.
    where = run[0].text in grammar.known.unsure_words and stands_where(grammar, text, start)
    key = (grammar.code, text[start : run[-1].end], len(run), opens, shouted, where)
    known = _READ.get(key)
    if known is None:
        if len(_READ) >= MOST_READ:
            _READ.clear()
        known = _READ[key] = [
            (name.start - start, name.end - start, name.kind, name.method, name.confidence, name.known)
            for name in _read(grammar, run, text, opens, shouted)
        ]
    if not known:
        return []
    return [
        Found(start + begin, start + end, kind, method, sure, what)
        for begin, end, kind, method, sure, what in known
    ]


def _read(grammar: NameGrammar, run: list[Word], text: str, opens: bool, shouted: bool) -> list[Found]:
    found: list[Found] = []
    at = 0
    while at < len(run):
        end, name = _name_at(grammar, run, at, text, opens and at == 0, shouted)
        if name is not None:
            found.append(name)
        at = max(end, at + 1)
    return found


def _name_at(
    grammar: NameGrammar, run: list[Word], at: int, text: str, opens: bool, shouted: bool
) -> tuple[int, Found | None]:
    """What stands at a word of a run, and the place of the first word behind it."""
    word = run[at]
    known_end, known = _known(grammar, run, at, text)
    if shouted:
        return _shouted(grammar, run, at, known_end, known)
    if known is not None and known_end == at + 1:
        if known.town is not None and stands_where(grammar, text, word.start):
            known = known.town  # in Liverpool
        if not known.sure and not stands_where(grammar, text, word.start):
            known = None  # a small town, or somebody of that name
    if at + 1 == len(run):
        return at + 1, _alone(grammar, run[at], opens, known)
    if word.text in grammar.ships and _joined(run, at, at + 1):
        end = _name_end(run, at + 1)
        return end, Found(word.start, run[end - 1].end, VESSEL, "pattern", 0.9)
    if (end := _thing(grammar, run, at)) > at:
        return end, Found(word.start, run[end - 1].end, THING, "pattern", 0.9)
    if (end := _organisation(grammar, run, at, opens)) > max(at, known_end):
        return end, Found(run[at].start, run[end - 1].end, "organisation", "pattern", 0.8)
    if (end := _titled(grammar, run, at)) > at and not (known is not None and known_end > end):
        begin, end = _after_titles(grammar, run, at, end)
        return end, _person(run, begin, end, 0.9) if end > begin else None
    if known is not None and (
        known_end - at > 1 or known.kind != "place" or not _named(grammar, run, at, known)
    ):
        if (end := _land(grammar, run, at, known_end)) > known_end:
            return end, Found(run[at].start, run[end - 1].end, "place", "pattern", 0.7)
        return known_end, _mention(run[at], run[known_end - 1], known)
    if word.text in grammar.no_names or word.text in grammar.calendar:
        return at + 1, None
    if (end := _land(grammar, run, at, at + 1)) > at + 1:
        return end, Found(run[at].start, run[end - 1].end, "place", "pattern", 0.7)
    if (end := _full_name(grammar, run, at, opens)) > at + 1:
        return end, _person(run, at, end, 0.8)
    return _unknown(grammar, run, at, opens, known)


def _alone(grammar: NameGrammar, word: Word, opens: bool, known: Known | None) -> Found | None:
    """What the last word of a run is by itself."""
    text = word.text
    if text in grammar.titles:
        return None
    if known is not None:
        return _mention(word, word, known)
    if text in grammar.no_names or text in grammar.calendar:
        return None
    return _left_open(grammar, word, opens, known)


def _shouted(
    grammar: NameGrammar, run: list[Word], at: int, known_end: int, known: Known | None
) -> tuple[int, Found | None]:
    """In a line that capitalises every word: what the gazetteer is sure of, or a given name and a surname."""
    if known is not None and known.sure and not (known_end == at + 1 and _named(grammar, run, at, known)):
        return known_end, _mention(run[at], run[known_end - 1], known)
    if at + 1 == len(run) or run[at + 1].hangs not in SOLID:
        return at + 1, None
    first = run[at].text.lower().rstrip(".")
    if len(first) == 1 or (name_of(first).given > 0 and not grammar.is_common(first)):
        last = run[at + 1].text
        if len(last) > 1 and _can_name(grammar, last) and not grammar.is_common(last.lower()):
            return at + 2, _person(run, at, at + 2, 0.7)
    return at + 1, None


def _mention(first: Word, last: Word, known: Known) -> Found:
    return Found(first.start, last.end, known.kind, "gazetteer", 0.95 if known.sure else 0.5, known)


def _person(run: list[Word], at: int, end: int, confidence: float) -> Found:
    return Found(run[at].start, run[end - 1].end, "person", "pattern", confidence)


def _known(grammar: NameGrammar, run: list[Word], at: int, text: str) -> tuple[int, Known | None]:
    """The longest name of the gazetteer that begins here."""
    names, first = grammar.known.names, run[at].text
    if first.isupper() and len(first) > 2 and first not in names:
        first = first.title()
    reach = grammar.known.first_words.get(first)
    if reach is None:
        return at, None
    for end in range(min(len(run), at + reach), at, -1):
        if end < len(run) and run[end].hyphen and end - at == 1 and not _splits(grammar, run[end].text):
            continue
        name = text[run[at].start : run[end - 1].end]
        known = names.get(name)
        if known is None and (not name.isprintable() or "  " in name):  # broken at a line's end
            known = names.get(" ".join(name.split()))
        if known is None and name.isupper() and len(name) > 3:
            known = names.get(name.title())
        if known is not None:
            return end, known
    return at, None


def _splits(grammar: NameGrammar, word: str) -> bool:
    """True where a hyphen before the word joins two names, not the halves of one: Russian-Iranian."""
    return word in grammar.known.first_words or grammar.is_common(word.lower())


def _joined(run: list[Word], at: int, end: int) -> bool:
    """True where the word at `end` follows the one before it directly."""
    return end < len(run) and (end == at or run[end].hangs == TOGETHER)


def _name_end(run: list[Word], at: int) -> int:
    """The end of the words that follow each other directly from here."""
    end = at
    while _joined(run, at, end) and end - at < LONGEST_PERSON:
        end += 1
    return end


def _thing(grammar: NameGrammar, run: list[Word], at: int) -> int:
    """The end of a treaty, a war, a cup that begins here: it has a name but is none of ours."""
    end = at + 1
    while _joined(run, at, end) and end - at < 8:
        end += 1
    for last in range(end - 1, at, -1):
        if run[last].text in grammar.things and not (last == at + 1 and run[at].text in grammar.no_names):
            if run[last - 1].text in grammar.titles and name_of(run[last].text.lower()).given > 0:
                return at  # Senator Bill …
            return last + 1
    return at


def _organisation(grammar: NameGrammar, run: list[Word], at: int, opens: bool) -> int:
    """The end of an organisation that begins here, told by its head: Foreign Ministry, Bank of England."""
    first = run[at].text
    begin = at
    if first == "The":
        if opens or not _joined(run, at, at + 1):
            return at
        begin = at + 1
    elif first in grammar.no_names or first in grammar.calendar:
        return at
    end = head = begin
    while end < min(len(run), begin + 8):
        if not (end == begin or run[end].hangs == TOGETHER or _pair(grammar, run, end)):
            break
        word = run[end].text
        if word == "Cabinet" and _joined(run, at, end + 1) and run[end + 1].text in grammar.titles:
            break  # Cabinet Secretary
        is_title = word in grammar.titles and word not in grammar.half_titles and word not in grammar.heads
        if is_title or word in grammar.calendar:
            break
        end += 1
        if word in grammar.heads:
            head = end
    if head == begin:
        return at
    may_branch = run[head - 1].text in grammar.branches and head - begin > 1
    if may_branch and _joined(run, at, head) and _is_place(grammar, run[head].text):
        return head + 1  # BBC Radio Leeds
    if run[head - 1].text in grammar.takes_of and head < len(run) and run[head].hangs == LINK:
        return _of(run, head)
    return head if head - begin > 1 else at


def _pair(grammar: NameGrammar, run: list[Word], end: int) -> bool:
    """True for the second of two words that make one name: Marks & Spencer, Search and Rescue Agency."""
    if run[end].hangs != LINK:
        return False
    gap = run[end].start - run[end - 1].end
    if gap == 3:
        return True
    if gap != 5:
        return False
    closed = any(word.text in grammar.heads and word.hangs == TOGETHER for word in run[end + 1 : end + 3])
    both = [word.text for word in run[end - 1 : end + 1]]
    return closed and all(grammar.is_common(word.lower()) and word not in grammar.heads for word in both)


def _is_place(grammar: NameGrammar, word: str) -> bool:
    known = grammar.known.names.get(word)
    return known is not None and (known.kind == "place" or known.town is not None)


def _of(run: list[Word], head: int) -> int:
    """The end of what an organisation is of or for."""
    end = head + 1
    while _joined(run, head, end) or (end < min(len(run), head + 4) and _is_near_link(run, end)):
        end += 1
    return end


def _is_near_link(run: list[Word], end: int) -> bool:
    """True where a word follows the one before it over `of`, `and`, `for`, not over more."""
    return run[end].hangs == LINK and run[end].start - run[end - 1].end <= 5


def _titled(grammar: NameGrammar, run: list[Word], at: int) -> int:
    """The end of the titles that begin here."""
    end = at
    while end < len(run) and run[end].text in grammar.titles:
        if end > at and run[end].hangs not in (TOGETHER, LINK):
            break
        end += 1
    return end


def _after_titles(grammar: NameGrammar, run: list[Word], at: int, end: int) -> tuple[int, int]:
    """Where the name behind titles begins and ends; begins where it ends if there is none."""
    if end >= len(run) or run[end].hangs != TOGETHER or run[end].hyphen:
        return end, end
    only_half = all(word.text in grammar.half_titles for word in run[at:end])
    if only_half and grammar.is_common(run[end].text.lower()):
        return end, end
    last = end
    while last < min(len(run), end + LONGEST_PERSON):
        word = run[last].text
        if last > end and run[last].hangs not in SOLID:
            break
        is_given = last == end and word in grammar.things and name_of(word.lower()).given > 0  # Bill
        if not is_given and not _can_name(grammar, word):
            break
        last += 1
    return end, last


def _can_name(grammar: NameGrammar, word: str) -> bool:
    known = grammar.known.names.get(word)
    return (
        word not in grammar.calendar
        and word not in grammar.no_names
        and word not in grammar.things
        and word not in grammar.titles
        and (word not in grammar.heads or name_of(word.lower()).family > 0)
        and not (known is not None and (known.kind == "nationality" or known.entity_id.startswith("place:")))
    )


def _named(grammar: NameGrammar, run: list[Word], at: int, known: Known) -> bool:
    """True where a place's name is the given name of a person here: Paris Hilton, Jordan Henderson."""
    if at + 1 >= len(run):
        return False
    follower = run[at + 1]
    if follower.hangs != TOGETHER or follower.hyphen or follower.text in grammar.known.names:
        return False
    surname = follower.text.lower()
    is_given = name_of(run[at].text.lower()).given > 0
    may_be_person = is_given or (not known.sure and name_of(surname).family > 0)
    return may_be_person and _can_name(grammar, follower.text) and not grammar.is_common(surname)


def _full_name(grammar: NameGrammar, run: list[Word], at: int, opens: bool) -> int:
    """The end of a person's name of two words or more that begins here."""
    end = at + 1
    while end < min(len(run), at + LONGEST_PERSON) and run[end].hangs in SOLID:
        if run[end].text == "The" or not _can_name(grammar, run[end].text):
            break
        end += 1
    surname = run[end - 1].text
    if end - at < 2 or len(surname) < 2 or (surname.isupper() and not run[at].text.isupper()):
        return at
    if len(run[at].text) == 1 and run[at + 1].hyphen:
        return at  # R-Ohio
    first, last = run[at].text.lower().rstrip("."), run[end - 1].text.lower()
    given = name_of(first).given > 0 or run[at].text[1:] == "."
    strange = [not grammar.is_common(word.text.lower()) for word in run[at:end]]
    if given and not (grammar.is_common(first) and opens and not strange[-1]):
        sure = not grammar.is_common(first) or (not opens and name_of(first).given >= LIKELY)  # Peter Baker
        return end if any(strange) or (name_of(last).family > 0 and sure) else at
    if opens and not strange[0]:
        return at
    return end if strange[0] and (strange[-1] or name_of(last).family > 0) else at


def _land(grammar: NameGrammar, run: list[Word], at: int, from_: int) -> int:
    """The end of a place told by its words: Hudson River, Mount Everest, North Carolina."""
    end = from_
    while (
        end < len(run)
        and run[end].hangs == TOGETHER
        and not run[end].hyphen
        and (run[end].text in grammar.land or _is_lane(run, end))
    ):
        end += 1
    if end > from_ and run[at].text not in grammar.no_names:
        return end
    if run[at].text not in grammar.land_first or from_ != at + 1:
        return at
    if at + 1 < len(run) and run[at + 1].hangs == TOGETHER:
        follower = run[at + 1].text
        if follower in grammar.known.names and grammar.known.names[follower].kind == "place":
            return at + 2
        if run[at].text in OF_A_NAME and _can_name(grammar, follower):
            return at + 2
    return at


def _is_lane(run: list[Word], end: int) -> bool:
    """True for Mill Lane, not for Nathan Lane."""
    return run[end].text == "Lane" and name_of(run[end - 1].text.lower()).given == 0


def _unknown(
    grammar: NameGrammar, run: list[Word], at: int, opens: bool, known: Known | None
) -> tuple[int, Found | None]:
    """A word that nothing explains: open where it can be a name, else passed over with what hangs on it."""
    end = at + 1
    while end < len(run) and run[end].hangs in SOLID:
        follower = run[end].text
        if follower in grammar.known.names or follower in grammar.titles:
            break
        end += 1
        is_given = end - at == 2 and name_of(follower.lower()).given >= LIKELY
        if is_given and _full_name(grammar, run, end - 1, False) > end:
            return at + 1, None  # Prosecutor Simon Yeo
    word = run[at].text
    if end - at > 1:
        return (at + 1, None) if opens and grammar.is_common(word.lower()) else (end, None)
    return end, _left_open(grammar, run[at], opens, known)


def _left_open(grammar: NameGrammar, word: Word, opens: bool, known: Known | None) -> Found | None:
    """A word by itself: open where it can be a name at all."""
    text, small = word.text, word.text.lower()
    common, name = grammar.is_common(small), name_of(small)
    strange = not common or text.isupper() or (not opens and (name.family > 0 or name.given >= LIKELY))
    if len(text) < 2 or (word.hyphen and common) or not strange:
        return None
    if known is not None:
        return _mention(word, word, known)
    return Found(word.start, word.end, "", "pattern", 0.5)


def stands_where(grammar: NameGrammar, text: str, start: int) -> bool:
    """True where the word before says that a place follows."""
    before = text[max(0, start - 12) : start].rsplit(None, 1)
    return bool(before) and before[-1].lower() in grammar.where


__all__ = ["APART", "Found", "read_names", "stands_where"]
