"""Tag capitalised words: is this the name of a person, an organisation, a place, or none?

A linear-chain conditional random field over the capitalised words of a run. What it sees of a word is cut
into `KEYS` keys (the word between its neighbours, what stands before the run, what the rules say of it …).
The weights of a key's features are summed once and remembered, for news says the same words again and again:
tagging is then a sum of rows. The weights are whole numbers, made by `make train`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from assets.enriching.names.capital_runs import HYPHENS, LINK, PARTICLE, TOGETHER, Word
from assets.enriching.names.name_words import NameGrammar
from assets.enriching.names.run_reader import Found
from assets.enriching.text.word_lists import name_of

Key = tuple[Any, ...]
Floats = NDArray[np.float64]

LABELS: Final = ("none", "B-person", "I-person", "B-organisation", "I-organisation", "B-place", "I-place")
KINDS: Final = ("person", "organisation", "place")
NONE: Final = 0
KEYS: Final = 4  # that are made of a word
BUCKETS: Final = 1 << 17  # of features
LONGEST_RUN: Final = 40  # words; a longer run is none of names, and is cut
MOST_KEYS: Final = 400_000  # that are remembered
BEFORE, BEHIND = 32, 28  # code points looked at around a run
GAPS: Final = {" ": 0, "-": 1, " of ": 2, " and ": 3, " & ": 4, "&": 4, " for ": 5, " of the ": 6}
PARTICLES, OTHER_GAP = 7, 8
GAP_COUNT: Final = 9
NO_GAPS: Final = [0, 0]
ALONE: Final = [""]
OPENS_QUOTE: Final = "“\"‘'«"
CLOSES_QUOTE: Final = ("”", '"', "’", "'", "»")
STOPS: Final = (",", ".", "?", "!")
TAILS: Final = ("suffixes", "heads", "land", "things", "branches", "titles")  # what a last word tells
TEAM: Final = "team"
STATION: Final = re.compile("[WK][A-Z]{3}")  # American radio and television
DIGITS: Final = dict.fromkeys(range(ord("1"), ord("9") + 1), "0")  # any number is as good as another
COUNTRY: Final = len("place:xx")
END: Final = 1 << 62  # behind every text
SPORTS: Final = (0, 3, 8, 16)  # words of sport in a text, from which it is more and more likely about sport


@dataclass(slots=True)
class Tagged:
    """`text[start:end]` names something of a kind, with a chance of 0 to 1."""

    start: int
    end: int
    kind: str
    chance: float


@dataclass(slots=True)
class Seen:
    """The words of a document as the tagger sees them.

    `keys[n]` is what it sees of word `n`, `starts` where runs begin among the words, `gaps[n]` how word `n`
    hangs on the one before.
    """

    words: list[Word]
    keys: list[tuple[Key, ...]]
    starts: list[int]
    gaps: list[int]


def look(
    grammar: NameGrammar,
    text: str,
    runs: Sequence[list[Word]],
    opens: Sequence[bool],
    shouted: Sequence[bool],
    found: Iterable[Found],
) -> Seen:
    """What the tagger sees of a document: its runs, whether each begins a sentence or stands in a line that
    capitalises every word, and what the rules have found."""
    small = set(text.split())
    sporty = len(small & grammar.sports)
    sport = sum(1 for bound in SPORTS if sporty >= bound)
    capital = {
        word.text
        for run, open_, loud in zip(runs, opens, shouted, strict=True)
        if not loud
        for word in (run[1:] if open_ else run)
    }
    rules = _coded(found)
    low, high, code, settled = next(rules)
    seen = Seen([], [], [], [])
    for run, open_, loud in zip(runs, opens, shouted, strict=True):
        last = len(run) - 1
        start, stop = run[0].start, run[-1].end
        while high <= start:
            low, high, code, settled = next(rules)
        if not last and (
            (settled and low <= start and run[0].end <= high)
            or _is_dull(grammar, run[0].text, open_, capital)
        ):
            continue
        seen.starts.append(len(seen.words))
        before, after = _before(text, start), _after(text, stop)
        quoted = 16 * _is_quoted(text, start, stop)
        tails = _tails(grammar, run)
        gaps = [0, *[_gap(text, run[n - 1], run[n]) for n in range(1, last + 1)], 0] if last else NO_GAPS
        hints = _hinted(grammar, text, run)
        previous = ""
        for n, word in enumerate(run):
            if n and n % LONGEST_RUN == 0:
                seen.starts.append(len(seen.words) + n)
            name, begin, end = word.text, word.start, word.end
            while high <= begin:
                low, high, code, settled = next(rules)
            said = "" if low >= end else code + ("B" if low >= begin else "I") + ("E" if high <= end else "")
            follower = run[n + 1].text if n < last else ""
            flags = (
                quoted + 8 * (open_ and not n) + 4 * loud + 2 * (name.lower() in small) + (name in capital)
            )
            seen.keys.append(
                (
                    ("s", name, previous, gaps[n], follower, gaps[n + 1]),
                    ("B", before[1], min(n, 3)) if n else (*before, said, sport),
                    ("A", after[1], min(last - n, 3)) if n < last else (*after, said, sport),
                    ("c", name, said, hints[n], flags, sport, tails[n]),
                )
            )
            previous = name
        seen.gaps += gaps[:-1]
        seen.words += run
    return seen


def _coded(found: Iterable[Found]) -> Iterator[tuple[int, int, str, bool]]:
    """What the rules have found, in order: from where to where, the kind and how it was found, and whether
    that is settled: a country or a people where it stands alone."""
    for rule in sorted(found, key=attrgetter("start")):
        known, place, settled = rule.known, "", False
        if known is not None:
            is_country = known.entity_id.startswith("place:")
            place = "c" if is_country else "s" if known.sure else "u"
            settled = rule.kind == "nationality" or (is_country and len(known.entity_id) == COUNTRY)
        yield rule.start, rule.end, f"{rule.kind[:2]}{rule.method[0]}{place}", settled
    while True:
        yield END, END, "", False


def _is_dull(grammar: NameGrammar, word: str, opens: bool, capital: set[str]) -> bool:
    """True for a word that is no name where it stands alone: Monday, or Houses at the begin of a sentence."""
    dull = _dullness(grammar, word)
    return dull == NEVER or (dull == OPENING and opens and word not in capital)


_DULL: Final[dict[tuple[str, str], int]] = {}
OPENING, NEVER = 1, 2


def _dullness(grammar: NameGrammar, word: str) -> int:
    """NEVER for a word that is no name by itself (Monday, I), OPENING for one that is none where it begins a
    sentence (Houses), else 0."""
    known = _DULL.get((grammar.code, word))
    if known is None:
        small = word.lower()
        bare = small.split("'")[0].split("’")[0]
        listed = word in grammar.hints.names or word in grammar.known.names
        if word in grammar.no_names or word in grammar.calendar or word in grammar.titles or len(word) < 2:
            known = 0 if listed else NEVER
        else:
            known = OPENING if grammar.is_common(bare) and not listed else 0
        if len(_DULL) > MOST_KEYS:
            _DULL.clear()
        _DULL[grammar.code, word] = known
    return known


def _is_quoted(text: str, start: int, end: int) -> bool:
    """True for all that stands between two quotation marks: the title of a work, often."""
    if not start or text[start - 1] not in OPENS_QUOTE:
        return False
    behind = text[end : end + 2]
    return behind[:1] in CLOSES_QUOTE if behind[:1] not in STOPS else behind[1:] in CLOSES_QUOTE


def _tails(grammar: NameGrammar, run: list[Word]) -> list[str]:
    """For each word of a run, what lists say of the last of those that follow it directly."""
    last = len(run) - 1
    if not last:
        return ALONE
    tails = [""] * (last + 1)
    tail = ""
    for n in range(last, -1, -1):
        tails[n] = tail
        tail = (tail or _tail(grammar, run[n].text)) if run[n].hangs == TOGETHER else ""
    return tails


def _tail(grammar: NameGrammar, word: str) -> str:
    lists = grammar.lists_of.get(word)
    if lists is not None:
        for name in TAILS:
            if name in lists:
                return name
    hint = grammar.hints.names.get(word)
    if hint is not None:
        return hint
    small = word.lower()
    return small if grammar.is_common(small) else "-"


def _before(text: str, start: int) -> Key:
    """The two words before a run."""
    part = text[max(0, start - BEFORE) : start]
    part = part[part.rfind("\n") + 1 :].lower().translate(DIGITS)
    words = part.rsplit(None, 2)
    if not words:
        return "b", "^", "^"
    near = words[-1] if part[-1] in " \u00a0" else "+" + part[-1]
    return "b", near, words[-2] if len(words) > 1 else "^"


def _after(text: str, end: int) -> Key:
    """The two words, or the mark and the word, behind a run."""
    part = text[end : end + BEHIND].split("\n", 1)[0].lower().translate(DIGITS)
    words = part.split(None, 2)
    if not words:
        return "a", "$", "$"
    later = words[1] if len(words) > 1 else "$"
    if part[0] == " ":
        return "a", words[0], later
    return "a", "+" + (words[0][:2].replace("’", "'") if part[0] in "'’" else part[0]), later


def _gap(text: str, left: Word, right: Word) -> int:
    gap = text[left.end : right.start]
    if gap in HYPHENS:
        return GAPS["-"]
    if (known := GAPS.get(gap)) is not None:
        return known
    return PARTICLES if right.hangs == PARTICLE else OTHER_GAP if right.hangs == LINK else 0


def _hinted(grammar: NameGrammar, text: str, run: list[Word]) -> list[str]:
    """What the hints say of each word of a run: B and I begin and continue a name."""
    hints = grammar.hints
    codes = [""] * len(run)
    if not any(word.text in hints.reach for word in run):
        return codes
    taken = 0
    for at, word in enumerate(run):
        reach = hints.reach.get(word.text)
        if reach is None or at < taken:
            continue
        for end in range(min(len(run), at + reach), at, -1):
            section = hints.names.get(text[word.start : run[end - 1].end].replace("’", "'"))
            if section is not None:
                begin = _home(grammar, text, run, taken, at) if TEAM in section else at
                codes[begin:end] = [f"B{section}", *[f"I{section}"] * (end - begin - 1)]
                taken = end
                break
    return codes


def _home(grammar: NameGrammar, text: str, run: list[Word], taken: int, at: int) -> int:
    """Where the place begins that a team's name stands behind: Los Angeles Rams; the team itself, if none."""
    for begin in range(max(taken, at - 3), at):
        known = grammar.known.names.get(text[run[begin].start : run[at - 1].end])
        if known is not None and (known.kind == "place" or known.town is not None):
            return begin if run[at].hangs == TOGETHER else at
    return at


def _shape(word: str) -> str:
    if word.isupper():
        return "X." if "." in word else "X" if len(word) == 1 else "XX" if len(word) < 7 else "XXX"
    inner = word[1:]
    mixed = any(letter.isupper() for letter in inner)
    digit = any(letter.isdigit() for letter in inner)
    return (
        f"Xx{'M' if mixed else ''}{'9' if digit else ''}{chr(39) if chr(39) in inner or '’' in inner else ''}"
    )


_CLASSES: Final[dict[tuple[str, str], str]] = {}


def _class(grammar: NameGrammar, word: str) -> str:
    """What lists and the shape say of a word, in short."""
    known = _CLASSES.get((grammar.code, word))
    if known is None:
        if len(_CLASSES) > MOST_KEYS:
            _CLASSES.clear()
        small = word.lower().rstrip(".")
        name = name_of(small)
        place = grammar.known.names.get(word if not word.isupper() or len(word) < 4 else word.title())
        known = _CLASSES[grammar.code, word] = "".join(
            (
                _shape(word),
                "c" if grammar.is_common(small) else "",
                "G" if name.given >= 0.5 else "g" if name.given > 0 else "",
                "F" if name.family >= 0.5 else "f" if name.family > 0 else "",
                place.kind[0].upper() + str(int(place.sure)) if place is not None else "",
            )
        )
    return known


def _word_features(grammar: NameGrammar, word: str) -> list[str]:
    """What a word is like, as text."""
    small = word.lower().rstrip(".").replace("’", "'")
    size = len(small)
    lists = grammar.lists_of.get(word, ()) or grammar.lists_of.get(small, ())
    return [
        f"l={small}",
        f"s={_shape(word)}",
        f"c={_class(grammar, word)}",
        *(f"<{n}={small[:n]}" for n in (2, 3, 4) if size > n),
        *(f">{n}={small[-n:]}" for n in (1, 2, 3, 4) if size > n),
        f"len={min(size, 12)}",
        *lists,
        *((f"u={word}",) if word.isupper() else ()),
        *(("station",) if STATION.fullmatch(word) else ()),
    ]


def _neighbour_features(grammar: NameGrammar, word: str) -> list[str]:
    """What a word beside a word is like, as text."""
    small = word.lower().rstrip(".").replace("’", "'")
    lists = grammar.lists_of.get(word, ()) or grammar.lists_of.get(small, ())
    return [f"l={small}", f"c={_class(grammar, word)}", f">3={small[-3:]}", *lists]


def features(grammar: NameGrammar, key: Key) -> list[str]:
    """The features of a key, as text."""
    slot = key[0]
    if slot == "s":
        _, name, previous, gap, follower, next_gap = key
        found = ["bias", *[f"w{one}" for one in _word_features(grammar, name)]]
        found += _beside_features(grammar, "p", previous, gap)
        found += _beside_features(grammar, "n", follower, next_gap)
        return [*found, f"q{name} {follower}"] if follower else found
    if slot in "ba":
        _, near, far, code, sport = key
        found = [f"{slot}1{near}", f"{slot}2{near} {far}", f"{slot}3{far}", f"{slot}4{near[-3:]}"]
        return [*found, f"{slot}5{near} {code}", f"{slot}6{near} {code} {sport}"]
    if slot in "BA":
        return [f"{slot}{key[1]}", f"{slot}{key[2]}{key[1]}"]
    return _case_features(grammar, *key[1:])


def _beside_features(grammar: NameGrammar, slot: str, word: str, gap: int) -> list[str]:
    if not word:
        return [f"{slot}$"]
    found = [f"{slot}{one}" for one in _neighbour_features(grammar, word)]
    return [*found, f"{slot}{gap}", f"{slot}{gap}{_class(grammar, word)}"]


def _case_features(
    grammar: NameGrammar, name: str, code: str, hint: str, flags: int, sport: int, tail: str
) -> list[str]:
    """What rules and hints say of a word, how it is written elsewhere in the document, what that is about."""
    kind = _class(grammar, name)
    stand, elsewhere = flags >> 2, flags & 3
    return [
        *(f"r{code}", f"h{hint}", f"rh{code} {hint}", f"ro{code} {stand}", f"ho{hint} {stand}"),
        *(f"cr{kind} {code}", f"ch{kind} {hint}", f"cs{kind} {elsewhere} {code}", f"cw{name} {code}"),
        *(f"f{flags}", f"fk{flags} {kind}"),
        *(f"dr{sport} {code}", f"dh{sport} {hint}", f"drl{stand & 1} {sport} {code} {hint}"),
        *((f"t{tail}", f"tr{tail} {code}", f"tk{tail} {kind}") if tail else ()),
    ]


def bucket(feature: str) -> int:
    """The place of a feature's weights."""
    return crc32(feature.encode()) & (BUCKETS - 1)


class Tagger:
    """The weights, and what has been summed of them."""

    def __init__(self, grammar: NameGrammar, stored: dict[str, NDArray[Any]]) -> None:
        self.grammar = grammar
        self.weights = stored["weights"].reshape(BUCKETS, len(LABELS))  # int8
        self.step = float(stored["step"])
        self.turns: Floats = np.exp(stored["turns"].astype(np.float64) * self.step)  # gap, from, to
        self.begins: Floats = np.exp(stored["begins"].astype(np.float64) * self.step)
        self._clear()

    def _clear(self) -> None:
        self.rows: dict[Key, int] = {}
        self.sums = np.zeros((0, len(LABELS)), dtype=np.int32)

    def _learn(self, keys: list[Key]) -> None:
        """Sum the weights of keys that are new."""
        buckets: list[int] = []
        begins: list[int] = []
        for key in keys:
            begins.append(len(buckets))
            buckets += [bucket(feature) for feature in features(self.grammar, key)]
        sums = np.add.reduceat(self.weights[buckets], begins, axis=0, dtype=np.int32)
        self.sums = np.concatenate([self.sums[: len(self.rows) - len(keys)], sums])

    def chances(self, documents: Sequence[Seen]) -> list[Floats]:
        """How likely each label is of each word of some documents: one row a word, one column a label."""
        if len(self.rows) > MOST_KEYS:
            self._clear()
        rows, new = self.rows, []
        places: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        for seen in documents:
            base = len(places) // KEYS
            starts += [base + start for start in seen.starts]
            for keys in seen.keys:
                for key in keys:
                    row = rows.get(key)
                    if row is None:
                        row = rows[key] = len(rows)
                        new.append(key)
                    places.append(row)
            ends.append(len(places) // KEYS)
        if not places:
            return [np.empty((0, len(LABELS))) for _ in documents]
        if new:
            self._learn(new)
        odds = self.sums[np.array(places).reshape(-1, KEYS)].sum(1) * self.step
        gaps = np.array([gap for seen in documents for gap in seen.gaps])
        found = posteriors(odds, np.array(starts), gaps, self.turns, self.begins)
        return np.split(found, ends[:-1])


def posteriors(
    odds: Floats, starts: NDArray[np.int64], gaps: NDArray[np.int64], turns: Floats, begins: Floats
) -> Floats:
    """Forward and backward through all runs at once: the chance of each label at each word."""
    lengths = np.diff(np.r_[starts, len(odds)])
    order = np.argsort(-lengths, kind="stable")
    starts, lengths = starts[order], lengths[order]
    local = np.exp(odds - odds.max(1, keepdims=True))
    ahead = np.empty_like(local)
    ahead[starts] = local[starts] * begins
    longest = int(lengths[0]) if len(lengths) else 0
    counts = [int(np.searchsorted(-lengths, -n, side="left")) for n in range(longest)]  # runs longer than n
    for n in range(1, longest):
        at = starts[: counts[n]] + n
        step = np.matmul(ahead[at - 1][:, None, :], turns[gaps[at]])[:, 0, :] * local[at]
        ahead[at] = step / step.sum(1, keepdims=True)
    back = np.ones_like(local)
    for n in range(longest - 1, 0, -1):
        at = starts[: counts[n]] + n
        step = np.matmul(turns[gaps[at]], (local[at] * back[at])[:, :, None])[:, :, 0]
        back[at - 1] = step / step.sum(1, keepdims=True)
    joint: Floats = ahead * back
    joint /= joint.sum(1, keepdims=True)
    return joint


_TAGGERS: dict[str, Tagger] = {}
ENOUGH: Final = np.array([0.7, 0.6, 0.65])  # chance of a name, from which it is one, by kind
SURELY_NONE: Final = 0.995


def tag(grammar: NameGrammar, documents: Sequence[Seen]) -> list[list[Tagged]]:
    """The names of documents that are seen, each in order."""
    if grammar.weights is None:
        return [[] for _ in documents]
    tagger = _TAGGERS.get(grammar.code)
    if tagger is None:
        tagger = _TAGGERS[grammar.code] = Tagger(grammar, grammar.weights)
    chances = tagger.chances(documents)
    return [decode(seen, agree(grammar, seen, own)) for seen, own in zip(documents, chances, strict=True)]


OF_LABEL: Final = np.array([0, 1, 1, 2, 2, 3, 3])  # none, person, organisation, place
DOUBT: Final = 0.02  # what an occurrence may say against all others


def agree(grammar: NameGrammar, seen: Seen, chances: Floats) -> Floats:
    """Let the occurrences of a word in a document speak for each other: a surname is whose name it ends."""
    labels = OF_LABEL[chances.argmax(1)].tolist()
    groups: dict[str, list[int]] = {}
    for n in np.flatnonzero(chances[:, NONE] < SURELY_NONE).tolist():
        groups.setdefault(seen.words[n].text, []).append(n)
    for name, places in groups.items():
        agreed = len(places) == 1 or len({labels[n] for n in places}) == 1
        if not agreed and not grammar.is_common(name.lower()):
            own = chances[places]
            mean = own.mean(0)
            masses = np.array([mean[0], mean[1] + mean[2], mean[3] + mean[4], mean[5] + mean[6]])
            own *= (masses + DOUBT)[OF_LABEL]
            chances[places] = own / own.sum(1, keepdims=True)
    return chances


def decode(seen: Seen, chances: Floats) -> list[Tagged]:
    """Names from the chances of each word's labels."""
    kinds = chances[:, 1::2] + chances[:, 2::2]  # person, organisation, place
    best = kinds.argmax(1)
    every = np.arange(len(best))
    begins = chances[every, 1 + 2 * best] >= kinds[every, best] / 2
    named = np.flatnonzero(1 - chances[:, NONE] >= ENOUGH[best]).tolist()
    starts = set(seen.starts)
    tagged: list[Tagged] = []
    before = -2
    for n in named:
        word, kind, chance = seen.words[n], KINDS[best[n]], round(float(kinds[n, best[n]]), 3)
        follows = before == n - 1 and n not in starts and not begins[n] and tagged[-1].kind == kind
        if follows:
            tagged[-1].end = word.end
            tagged[-1].chance = min(tagged[-1].chance, chance)
        else:
            tagged.append(Tagged(word.start, word.end, kind, chance))
        before = n
    return tagged
