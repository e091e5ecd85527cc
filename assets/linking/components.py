"""Join what hangs together."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]


def join_up(count: int, pairs: Iterable[tuple[Numbers, Numbers]]) -> Numbers:
    """Of each number below `count`, the least that it hangs together with. The pairs may come a part at a
    time: none is kept."""
    least = np.arange(count, dtype=np.int64)
    for one, other in pairs:
        while len(one):
            a, b = least[one], least[other]
            low = np.minimum(a, b)
            np.minimum.at(least, a, low)
            np.minimum.at(least, b, low)
            _look_through(least)
            apart = least[one] != least[other]
            one, other = one[apart], other[apart]
    return least


def _look_through(least: Numbers) -> None:
    """Let each number name the last of the chain that starts with it."""
    while not np.array_equal(further := least[least], least):
        least[:] = further
