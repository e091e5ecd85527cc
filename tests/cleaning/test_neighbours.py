"""What a line sees of its document is its own document's."""

import numpy as np

from assets.cleaning.documents import Documents
from assets.cleaning.line_model.surroundings import of_scores


def test_best_run_is_the_one_that_holds_most_text() -> None:
    """Against every run of every document, one by one."""
    dice = np.random.default_rng(7)
    sizes = dice.integers(1, 12, 60)
    doc = np.repeat(np.arange(60), sizes)
    chance = dice.random(len(doc)).astype(np.float32)
    size = dice.integers(1, 300, len(doc)).astype(np.float32)
    inside = of_scores(Documents(doc), chance, size)["in_best_run"]
    gain = ((chance - 0.45) * np.sqrt(size)).astype(np.float64)
    for number in range(60):
        own, kept = gain[doc == number], inside[doc == number] > 0
        best = max(
            own[first : last + 1].sum() for first in range(len(own)) for last in range(first, len(own))
        )
        assert np.isclose(own[kept].sum(), best, atol=1e-4)
        assert np.ptp(np.flatnonzero(kept)) + 1 == kept.sum()


def test_no_document_sees_into_the_next() -> None:
    chance, size = np.array([0.9, 0.1, 0.8, 0.2], dtype=np.float32), np.full(4, 100, dtype=np.float32)
    together = of_scores(Documents(np.array([0, 0, 1, 1])), chance, size)
    alone = of_scores(Documents(np.array([0, 0])), chance[2:], size[2:])
    assert all(np.array_equal(together[name][2:], alone[name]) for name in alone)
