"""Learn a linear-chain conditional random field by L-BFGS: the one of `assets.enriching.names.tagger`."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from assets.enriching.names.tagger import GAP_COUNT, LABELS

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SIZE = len(LABELS)


class Weights(NamedTuple):
    """What is learned: a row of weights a feature, from label to label over a gap, at a run's begin."""

    words: Floats
    turns: Floats
    begins: Floats

    @classmethod
    def of(cls, flat: Floats) -> "Weights":
        """From one array."""
        features = (len(flat) - GAP_COUNT * SIZE * SIZE - SIZE) // SIZE
        turns = features * SIZE
        return cls(
            flat[:turns].reshape(features, SIZE),
            flat[turns:-SIZE].reshape(GAP_COUNT, SIZE, SIZE),
            flat[-SIZE:],
        )


@dataclass
class Lesson:
    """Words in runs: which keys each has, which features each key has, the gaps before the words."""

    of_words: Any  # sparse, words by keys
    of_keys: Any  # sparse, keys by features
    starts: Ints  # where runs begin
    gaps: Ints

    def __post_init__(self) -> None:
        lengths = np.diff(np.r_[self.starts, len(self.gaps)])
        order = np.argsort(-lengths, kind="stable")
        self.starts, lengths = self.starts[order], lengths[order]
        # how many runs have a word of each number
        self.counts = [int(np.searchsorted(-lengths, -n, side="left")) for n in range(int(lengths[0]))]
        self.to_words, self.to_keys = self.of_words.T.tocsr(), self.of_keys.T.tocsr()

    def part(self, wanted: NDArray[np.bool_]) -> tuple["Lesson", Ints]:
        """The words that are wanted, by whole runs; and which these are."""
        chosen = np.flatnonzero(wanted)
        place = np.full(len(wanted), -1)
        place[chosen] = np.arange(len(chosen))
        starts = np.sort(self.starts[wanted[self.starts]])
        words = self.of_words[chosen]
        used = np.flatnonzero(np.bincount(words.indices, minlength=words.shape[1]))
        new = np.zeros(words.shape[1], dtype=np.int64)
        new[used] = np.arange(len(used))
        words = csr_matrix((words.data, new[words.indices], words.indptr), shape=(len(chosen), len(used)))
        return Lesson(words, self.of_keys[used], place[starts], self.gaps[chosen]), chosen

    def run(self, weights: Weights) -> tuple[Floats, Floats, list[tuple[Ints, Floats]]]:
        """Forward and backward: the share of each word in the log-likelihood of all labellings, the chance of
        each label, and of each pair of labels."""
        odds = self.of_words @ (self.of_keys @ weights.words)
        most = odds.max(1, keepdims=True)
        local, turns = np.exp(odds - most), np.exp(weights.turns)
        ahead, scale = np.empty_like(local), np.empty(len(local))
        first = local[self.starts] * np.exp(weights.begins)
        scale[self.starts] = first.sum(1)
        ahead[self.starts] = first / scale[self.starts][:, None]
        for n, count in enumerate(self.counts[1:], 1):
            at = self.starts[:count] + n
            step = np.matmul(ahead[at - 1][:, None, :], turns[self.gaps[at]])[:, 0, :] * local[at]
            scale[at] = step.sum(1)
            ahead[at] = step / scale[at][:, None]
        back, pairs = np.ones_like(local), []
        for n in range(len(self.counts) - 1, 0, -1):
            at = self.starts[: self.counts[n]] + n
            over = local[at] * back[at]
            pair = ahead[at - 1][:, :, None] * turns[self.gaps[at]] * over[:, None, :]
            pairs.append((at, pair / scale[at][:, None, None]))
            back[at - 1] = np.matmul(turns[self.gaps[at]], over[:, :, None])[:, :, 0] / scale[at][:, None]
        chances = ahead * back
        return np.log(scale) + most[:, 0], chances / chances.sum(1, keepdims=True), pairs


def learn(
    lesson: Lesson,
    labels: Ints,
    weight: Floats,
    rounds: int,
    before: Floats | None = None,
    shrink: float = 1,
) -> Floats:
    """The weights, as one array, that make the labels likeliest; `weight` says how much each word
    counts, `shrink` how much small weights are wanted."""
    size = lesson.of_keys.shape[1] * SIZE
    truth = np.zeros((len(labels), SIZE))
    truth[np.arange(len(labels)), labels] = 1
    first = np.zeros(len(labels), dtype=bool)
    first[lesson.starts] = True
    later = np.flatnonzero(~first)
    turned, begun = np.zeros((GAP_COUNT, SIZE, SIZE)), np.zeros(SIZE)
    np.add.at(turned, (lesson.gaps[later], labels[later - 1], labels[later]), weight[later])
    np.add.at(begun, labels[first], weight[first])

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = Weights.of(flat)
        total, chances, pairs = lesson.run(weights)
        odds = lesson.of_words @ (lesson.of_keys @ weights.words)
        likely = float((weight * ((odds * truth).sum(1) - total)).sum())
        likely += float((turned * weights.turns).sum() + (begun * weights.begins).sum())
        expected = np.zeros_like(turned)
        for at, pair in pairs:
            np.add.at(expected, lesson.gaps[at], pair * weight[at][:, None, None])
        words = lesson.to_keys @ (lesson.to_words @ ((truth - chances) * weight[:, None]))
        begins = begun - (chances[first] * weight[first][:, None]).sum(0)
        slope = np.r_[words.ravel(), (turned - expected).ravel(), begins] - shrink * flat
        return -(likely - shrink * float(flat @ flat) / 2), -slope

    begin = before if before is not None else np.zeros(size + GAP_COUNT * SIZE * SIZE + SIZE)
    found = minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": rounds, "maxcor": 6})
    return np.asarray(found.x)
