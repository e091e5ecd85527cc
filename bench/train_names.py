"""Train the name tagger: `python -m bench.train_names` (deterministic on one machine; needs the packages of
group `bench`, the teachers in build/teachers and ../shared; `make train` sees to it).

It learns from what two spaCy pipelines see in some 2,000 English pages, mended by rules (`bench.silver`),
from names on these pages that were labelled by hand (`names_labelled.tsv`), and from passages that were
(`passages_labelled.jsonl`, and stretches of the pages, `passages_spans.tsv`). First without the passages:
they tell how good it is, and it votes with its two teachers where these do not agree. Then with them.

`python -m bench.train_names --refine` needs no teachers and a minute: it goes on from the packaged weights.
What the tagger says of the pages now stands for the teachers, and weighs little; what is labelled is learned.
"""

import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from assets.enriching.names.capital_runs import Word
from assets.enriching.names.entities import Reading, name_entities, read_rules
from assets.enriching.names.name_words import WEIGHTS
from assets.enriching.names.tagger import BUCKETS, KEYS, Key, bucket, features, look
from assets.enriching.text.sentences import cut_sentences, endings
from assets.enriching.text.word_lists import NO_NAME, name_of
from assets.languages import nearest
from bench import silver
from bench.crf import Floats, Ints, Lesson, Weights, learn
from bench.silver import GRAMMAR, Labelled, Span

ENGLISH: Final = nearest("en")
ARTEFACT: Final = ENGLISH.folder / WEIGHTS
ROUNDS: Final = 60
SHRINK: Final = 5.0  # how much small weights are wanted: found on the passages, of 1, 3 and 6
PASSAGES, BY_HAND, ELSEWHERE = (
    15.0,
    8.0,
    2.0,
)  # how much runs count that are labelled by hand, here or elsewhere
DOUBTED, UNDECIDED, AGAINST, MOST, SHOUTED = 0.25, 0.15, 0.4, 0.7, 0.5  # … whose teachers do not agree
TOLD, NAMED, STRETCHES = (
    0.3,
    20.0,
    60.0,
)  # … when it goes on: by the tagger; by hand, names and all of a stretch
REFINE_ROUNDS, REFINE_SHRINK, FEWER = 50, 3.0, 8  # found on the stretches, cross-validated by site
STEP: Final = 0.05  # the widest step between two weights as stored
BEGIN: Final = {"none": 0, "person": 1, "organisation": 3, "place": 5}
Labels = list[int]


@dataclass
class Material:
    """All words, run after run: their keys, the labels of both teachers, and where these come from."""

    keys: list[tuple[Key, ...]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    middle: Labels = field(default_factory=list)
    small: Labels = field(default_factory=list)
    pages: list[str] = field(default_factory=list)  # empty for a passage that is no part of one
    passages: list[bool] = field(default_factory=list)  # all labelled by reading
    shouted: list[bool] = field(default_factory=list)
    by_hand: list[bool] = field(default_factory=list)
    elsewhere: list[bool] = field(default_factory=list)  # labelled by hand on another page

    def add(
        self,
        page: str,
        text: str,
        teachers: list[list[Span]],
        hand: dict[str, str],
        other: dict[str, str],
        labelled: Sequence[Labelled],
    ) -> None:
        """Take in a text; `teachers` are the spans of the middle and of the small pipeline."""
        reading = _reading(text)
        seen = look(GRAMMAR, text, reading.runs, reading.opens, reading.shouted, reading.found)
        loud = {
            word.start
            for run, is_loud in zip(reading.runs, reading.shouted, strict=True)
            if is_loud
            for word in run
        }
        if page:
            teachers = _projected(text, seen.words, teachers, loud)
        both = [_labels(seen.words, spans) for spans in teachers]
        elsewhere = _overrule(text, seen.words, both, other)
        by_hand = _overrule(text, seen.words, both, hand | _spread(text, labelled))
        passages = _settle(seen.words, both, labelled)
        for labels in both:
            _begin(labels, set(seen.starts))
        self.starts += [len(self.keys) + start for start in seen.starts]
        self.keys += seen.keys
        self.gaps += seen.gaps
        self.middle += both[0]
        self.small += both[1]
        self.pages += [page] * len(seen.words)
        self.passages += passages
        self.shouted += [word.start in loud for word in seen.words]
        self.by_hand += by_hand
        self.elsewhere += elsewhere


def _reading(text: str) -> Reading:
    passages, at = [], 0
    for part in text.split("\n"):
        if part.strip():
            passages.append((at, at + len(part)))
        at += len(part) + 1
    ends = endings(ENGLISH)
    begins = [start + begin for start, end in passages for begin, _ in cut_sentences(text[start:end], ends)]
    return read_rules(GRAMMAR, text, begins, passages)


def _projected(text: str, words: list[Word], teachers: list[list[Span]], loud: set[int]) -> list[list[Span]]:
    """In lines that capitalise every word teachers guess: there, what they have found elsewhere."""
    kinds = {
        text[start:end]: kind
        for spans in reversed(teachers)
        for start, end, kind in spans
        if start not in loud
    }
    said: list[Span] = []
    here = [word for word in words if word.start in loud]
    at = 0
    while at < len(here):
        for end in range(min(len(here), at + 6), at, -1):
            name = text[here[at].start : here[end - 1].end]
            if (kind := kinds.get(name) or kinds.get(name.title())) is not None:
                said.append((here[at].start, here[end - 1].end, kind))
                at = end - 1
                break
        at += 1
    return [[span for span in spans if span[0] not in loud] + said for spans in teachers]


def _labels(words: list[Word], spans: Iterable[Span]) -> Labels:
    ordered = iter(sorted(spans))
    span, last = next(ordered, None), None
    labels = []
    for word in words:
        while span is not None and span[1] <= word.start:
            span = next(ordered, None)
        inside = span is not None and min(span[1], word.end) - max(span[0], word.start) >= len(word.text) / 2
        labels.append(BEGIN[span[2]] + (last is span) if span is not None and inside else 0)
        last = span if inside else last
    return labels


def _overrule(text: str, words: list[Word], both: list[Labels], names: dict[str, str]) -> list[bool]:
    """Write what was labelled by hand over what teachers say; returns which words that concerns."""
    marked = [False] * len(words)
    for start, end, kind in silver.occurrences(text, names) if names else ():
        first = True
        for n, word in enumerate(words):
            if start <= word.start < end:
                for labels in both:
                    labels[n] = BEGIN[kind] + (not first and kind != "none")
                marked[n], first = True, False
    return marked


def _settle(words: list[Word], both: list[Labels], labelled: Sequence[Labelled]) -> list[bool]:
    """Write what stretches say in which all is labelled; returns which words that concerns."""
    marked = [False] * len(words)
    for start, end, names in labelled:
        own = _labels(words, [name for name in names if name[2] != "none"])
        for n, word in enumerate(words):
            if start <= word.start < end:
                marked[n] = True
                for labels in both:
                    labels[n] = own[n]
    return marked


def _spread(text: str, labelled: Sequence[Labelled]) -> dict[str, str]:
    """What a stretch calls by one kind alone is that on the whole page, but for single common words."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for one in labelled:
        for start, end, kind in one.names:
            kinds[text[start:end]].add(kind)
    return {
        name: next(iter(some))
        for name, some in kinds.items()
        if len(some) == 1 and len(name) > 2 and (" " in name or not GRAMMAR.is_common(name.lower()))
    }


def _begin(labels: Labels, starts: set[int]) -> None:
    """What goes on with a name that was cut off begins it."""
    for n, label in enumerate(labels):
        goes_on = label > 0 and label % 2 == 0
        if goes_on and (n in starts or labels[n - 1] not in (label, label - 1)):
            labels[n] = label - 1


def gathered() -> Material:
    """All that there is to learn from."""
    some, hand = silver.texts(), silver.labelled()
    everywhere = _unambiguous(hand)
    seen = [silver.read(teacher, some) for teacher in ("middle", "small")]
    stretches = silver.stretches(some)
    material = Material()
    for (page, text), *both in zip(some, *seen, strict=True):
        mended = silver.agreed(text, *(silver.mend(text, spans) for spans in both))
        own = hand.get(page, {})
        other = {name: kind for name, kind in everywhere.items() if name in text and name not in own}
        material.add(page, text, mended, own, other, stretches.get(page, ()))
    for text, spans in silver.passages():
        material.add("", text, [spans, spans], {}, {}, [Labelled(0, len(text), spans)])
    return material


def _unambiguous(hand: dict[str, dict[str, str]]) -> dict[str, str]:
    """Names labelled by hand on one page that are the same on all: organisations, and what is no name."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for names in hand.values():
        for name, kind in names.items():
            alone = " " not in name and (
                name_of(name.lower()) != NO_NAME or (GRAMMAR.is_common(name.lower()) and not name.isupper())
            )
            hinted_none = kind == "organisation" and GRAMMAR.hints.names.get(name) == "other"
            if len(name) > 2 and not alone and not hinted_none and name not in GRAMMAR.known.names:
                kinds[name].add(kind)
    certain = {name: next(iter(some)) for name, some in kinds.items() if len(some) == 1}
    return {name: kind for name, kind in certain.items() if kind in ("organisation", "none")}


def lesson_of(material: Material) -> Lesson:
    """The words, their keys and the features of these, as tables."""
    numbers: dict[Key, int] = {}
    places = [numbers.setdefault(key, len(numbers)) for keys in material.keys for key in keys]
    buckets: list[int] = []
    bounds = [0]
    for key in numbers:
        buckets += [bucket(feature) for feature in features(GRAMMAR, key)]
        bounds.append(len(buckets))
    size = len(material.keys)
    return Lesson(
        csr_matrix(
            (np.ones(len(places)), places, np.arange(0, len(places) + 1, KEYS)), shape=(size, len(numbers))
        ),
        csr_matrix((np.ones(len(buckets)), buckets, bounds), shape=(len(numbers), BUCKETS)),
        np.array(material.starts),
        np.array(material.gaps),
    )


class Runs:
    """Which run each word is of."""

    def __init__(self, starts: list[int], size: int) -> None:
        begins = np.zeros(size, dtype=np.int64)
        begins[starts] = 1
        self.of_word = np.cumsum(begins) - 1
        self.count = len(starts)

    def any(self, marked: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """For each word, whether a word of its run is marked."""
        return (np.bincount(self.of_word, weights=marked, minlength=self.count) > 0)[self.of_word]


def decided(chances: Floats) -> Ints:
    """The label of each word, as `tagger.decode` has it."""
    kinds = chances[:, 1::2] + chances[:, 2::2]
    best, every = kinds.argmax(1), np.arange(len(chances))
    goes_on = chances[every, 1 + 2 * best] < kinds[every, best] / 2
    return np.where(chances[:, 0] < 0.5, 1 + 2 * best + goes_on, 0)


def names_of(labels: Ints, starts: Iterable[int]) -> set[tuple[int, int, int]]:
    """The names that labels spell: first word, last word, kind."""
    begins, found = set(starts), []
    for n, label in enumerate(labels.tolist()):
        if not label:
            continue
        kind = (label - 1) // 2
        goes_on = (
            label % 2 == 0 and n not in begins and found and found[-1][1] == n - 1 and found[-1][2] == kind
        )
        found[-1:] = [(found[-1][0], n, kind)] if goes_on else [*found[-1:], (n, n, kind)]
    return set(found)


def store(weights: Weights) -> None:
    """Write the weights as whole numbers."""
    step = min(float(np.abs(weights.words).max()) / 127, STEP)
    np.savez_compressed(
        ARTEFACT,
        weights=np.clip(np.round(weights.words / step), -127, 127).astype(np.int8),
        turns=np.round(weights.turns / step).astype(np.int16),
        begins=np.round(weights.begins / step).astype(np.int16),
        step=np.float64(step),
    )


def refine() -> None:
    """Go on from the packaged weights with what is labelled, and write what comes of it."""
    began = time.time()
    material = _told_by_tagger()
    lesson = lesson_of(material)
    runs = Runs(material.starts, len(material.keys))
    hand, other = runs.any(np.array(material.by_hand)), runs.any(np.array(material.elsewhere))
    passage = runs.any(np.array(material.passages))
    short = passage & np.array([not page for page in material.pages])
    weight = np.where(np.array(material.shouted), SHOUTED, 1.0) * TOLD
    weight[other], weight[hand], weight[passage], weight[short] = ELSEWHERE, NAMED, STRETCHES, PASSAGES
    before = _flat(GRAMMAR.weights or {})
    store(Weights.of(learn(lesson, np.array(material.middle), weight, REFINE_ROUNDS, before, REFINE_SHRINK)))
    print(f"{ARTEFACT.name}: {ARTEFACT.stat().st_size:,} bytes, {time.time() - began:.0f} s")


def _told_by_tagger() -> Material:
    """The pages that have labels, and one of `FEWER` of the others, as the packaged weights label them."""
    some, hand = silver.texts(), silver.labelled()
    everywhere, stretches = _unambiguous(hand), silver.stretches(some)
    material = Material()
    for n, (page, text) in enumerate(some):
        if page not in hand and page not in stretches and n % FEWER:
            continue
        mentions = name_entities(GRAMMAR, [_reading(text)])[0]
        spans = [
            (one.start, one.end, one.entity.kind) for one in mentions if one.entity.kind != "nationality"
        ]
        own = hand.get(page, {})
        other = {name: kind for name, kind in everywhere.items() if name in text and name not in own}
        material.add(page, text, [spans, spans], own, other, stretches.get(page, ()))
    for text, spans in silver.passages():
        material.add("", text, [spans, spans], {}, {}, [Labelled(0, len(text), spans)])
    return material


def _flat(stored: dict[str, NDArray[Any]]) -> Floats:
    """Packaged weights as one array to learn from."""
    return np.concatenate(
        [stored[name].ravel() * float(stored["step"]) for name in ("weights", "turns", "begins")]
    )


def main() -> None:
    """Train, print how good it is on the passages before it has seen them, write the weights."""
    if "--refine" in sys.argv[1:]:
        refine()
        return
    began = time.time()
    material = gathered()
    lesson = lesson_of(material)
    runs = Runs(material.starts, len(material.keys))
    middle, small = np.array(material.middle), np.array(material.small)
    passage = runs.any(np.array(material.passages))
    hand, other = runs.any(np.array(material.by_hand)), runs.any(np.array(material.elsewhere))
    loud = np.array(material.shouted)
    print(f"{len(middle):,} words, {time.time() - began:.0f} s", flush=True)

    weight = np.where(loud, SHOUTED, 1.0) * np.where(runs.any(middle != small), DOUBTED, 1)
    weight[other], weight[hand], weight[passage] = ELSEWHERE, BY_HAND, 0
    part, chosen = lesson.part(weight > 0)
    flat = learn(part, middle[chosen], weight[chosen], ROUNDS, shrink=SHRINK)
    _, chances, _ = lesson.run(Weights.of(flat))
    student = decided(chances)
    _report(student, middle, passage, material.starts)

    no_middle, no_small = runs.any(student != middle), runs.any(student != small)
    split = runs.any(middle != small)
    truth = np.where(no_middle & ~no_small, student, middle)
    weight = np.where(loud, SHOUTED, 1.0)
    weight[split & no_middle & no_small] *= UNDECIDED
    weight[~split & no_middle] *= AGAINST
    weight[split & ~(no_middle & no_small)] *= MOST
    fixed = hand | other | passage
    truth[fixed] = middle[fixed]
    weight[other], weight[hand], weight[passage] = ELSEWHERE, BY_HAND, PASSAGES
    store(Weights.of(learn(lesson, truth, weight, ROUNDS, flat, SHRINK)))
    print(f"{ARTEFACT.name}: {ARTEFACT.stat().st_size:,} bytes, {time.time() - began:.0f} s")


def _report(student: Ints, truth: Ints, passage: NDArray[np.bool_], starts: list[int]) -> None:
    said = {name for name in names_of(student, starts) if passage[name[0]]}
    gold = {name for name in names_of(truth, starts) if passage[name[0]]}
    for number, kind in enumerate(("person", "organisation", "place")):
        mine, theirs = ({name for name in names if name[2] == number} for names in (said, gold))
        right = len(mine & theirs)
        print(
            f"passages not yet seen, {kind:12} P {right / max(len(mine), 1):.3f} R {right / len(theirs):.3f}"
        )


if __name__ == "__main__":
    main()
