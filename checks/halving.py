"""Which documents make a work fail: found by halving them, as long as they are few."""

from collections.abc import Callable, Sequence
from typing import Final

# documents that may fail on their own, whatever share they are; more of them is a defect of the work
POISON: Final = 8


def first_at_fault(documents: Sequence[str], passes: Callable[[Sequence[str]], bool]) -> str:
    """The first document up to which a work on all does not pass, found by halving; it passes on none."""
    passing, failing = 0, len(documents)
    while failing - passing > 1:
        middle = (passing + failing) // 2
        if passes(documents[:middle]):
            passing = middle
        else:
            failing = middle
    return documents[failing - 1]
