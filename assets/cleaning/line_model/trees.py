"""Symmetric decision trees: small, quick in numpy, and able to say what weighed."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
CHUNK: Final = 16384  # lines at a time: 15 MB of comparisons, and few calls of numpy
TELLING: Final = 24  # trees that are asked what weighed: the later ones correct the first by little


class Trees:
    """A sum of trees that each ask the same few questions on every path.

    `splits[t, level]` is a question, `leaves[t, answers]` the answer in log-odds.
    """

    def __init__(self, stored: Mapping[str, Any], phrase_of: Callable[[str], str | None] = str) -> None:
        """From what `store` made; `phrase_of` says how people call a feature, None for those that are never
        named as weighing."""
        self.features: list[str] = stored["features"]
        self.questions = [(int(feature), float(border)) for feature, border in stored["questions"]]
        self.splits: NDArray[np.intp] = np.array(stored["splits"], dtype=np.intp)
        self.leaves: Floats = np.array(stored["leaves"], dtype=np.float32) / stored["scale"]
        self.bias = float(stored["bias"])
        named = [phrase_of(name) for name in self.features]
        self.phrases = [phrase for phrase in dict.fromkeys(named) if phrase is not None]
        place = {phrase: n for n, phrase in enumerate(self.phrases)}
        self.weighty, self.weights = self._what_weighs(
            np.array([-1 if phrase is None else place[phrase] for phrase in named])
        )

    def _what_weighs(self, phrase: NDArray[np.intp]) -> tuple[NDArray[np.intp], Floats]:
        """For each leaf of the first trees the phrase whose question moved the sum most on the way there, and
        by how much."""
        splits, leaves = self.splits[:TELLING], self.leaves[:TELLING]
        count, depth = splits.shape
        asked = phrase[np.array([question[0] for question in self.questions], dtype=np.intp)[splits]]
        best, gain = np.zeros(leaves.shape, dtype=np.intp), np.zeros(leaves.shape, dtype=np.float32)
        known = leaves.reshape(
            count, *([2] * depth)
        )  # axis 1 is the last level: bit `depth - 1` of the answers
        for level in range(depth):
            above = known.mean(axis=tuple(range(1, depth + 1 - level)), keepdims=True)
            below = (
                known.mean(axis=tuple(range(1, depth - level)), keepdims=True) if level < depth - 1 else known
            )
            moved = np.broadcast_to(below - above, known.shape).reshape(count, -1)
            larger = (np.abs(moved) > np.abs(gain)) & (asked[:, level : level + 1] >= 0)
            gain = np.where(larger, moved, gain)
            best = np.where(larger, asked[:, level : level + 1], best)
        return best, gain.astype(np.float32)

    def sum(self, columns: Mapping[str, Floats]) -> tuple[Floats, Floats]:
        """Features by name → the log-odds of each line, and what each phrase moved them by, one row per
        phrase."""
        table = [np.asarray(columns[name], dtype=np.float32) for name in self.features]
        count = len(table[0])
        total, shares = (
            np.full(count, self.bias, dtype=np.float32),
            np.zeros((len(self.phrases), count), dtype=np.float32),
        )
        for start in range(0, count, CHUNK):
            part = slice(start, min(start + CHUNK, count))
            answers = self._answers([column[part] for column in table])
            size = answers.shape[1]
            spoken = np.zeros((size, len(self.phrases)), dtype=np.float32)
            flat, rows = spoken.reshape(-1), np.arange(size) * len(self.phrases)
            bits, leaf, said = (np.empty(size, dtype) for dtype in (np.uint8, np.intp, np.float32))
            for tree, splits in enumerate(self.splits):
                np.copyto(bits, answers[splits[-1]])
                for split in splits[-2::-1]:  # doubled by addition: numpy shifts bytes ten times as slowly
                    np.add(bits, bits, out=bits)
                    np.bitwise_or(bits, answers[split], out=bits)
                np.copyto(leaf, bits)
                total[part] += self.leaves[tree].take(
                    leaf, out=said, mode="clip"
                )  # which is quicker than to see that none is out of bounds
                if tree < TELLING:
                    flat[rows + self.weighty[tree].take(leaf)] += self.weights[tree].take(leaf)
            shares[:, part] = spoken.T
        return total, shares

    def _answers(self, table: Sequence[Floats]) -> NDArray[np.uint8]:
        """For each question a row: 1 for the lines that answer yes, else 0."""
        answers = np.empty((len(self.questions), len(table[0])), dtype=np.bool_)
        for (feature, border), row in zip(self.questions, answers, strict=True):
            np.greater(table[feature], border, out=row)
        return answers.view(np.uint8)


def store(
    features: Sequence[str],
    trees: Sequence[tuple[Sequence[tuple[int, float]], Sequence[float]]],
    bias: float,
    scale: int = 1000,
) -> dict[str, Any]:
    """Trees of one depth, each its questions (feature, border) and leaves, as JSON keeps them: whole numbers,
    every question once."""
    questions = sorted(
        {(feature, float(np.float32(border))) for splits, _ in trees for feature, border in splits}
    )
    place = {question: n for n, question in enumerate(questions)}
    return {
        "features": list(features),
        "questions": [list(question) for question in questions],
        "splits": [
            [place[feature, float(np.float32(border))] for feature, border in splits] for splits, _ in trees
        ],
        "leaves": [[round(value * scale) for value in leaves] for _, leaves in trees],
        "scale": scale,
        "bias": bias,
    }
