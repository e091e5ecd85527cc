"""Lines of many documents, one after the other, in arrays."""

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Columns = dict[str, Floats]
Number = TypeVar("Number", bound=np.floating[Any])
Reach = tuple[NDArray[np.int32], NDArray[np.int32]]
FAR = 50.0  # lines: further is all the same


class Documents:
    """Lines of many documents, one after the other: `doc` names the document of each line, and runs of it are
    documents."""

    def __init__(self, doc: NDArray[np.integer]) -> None:
        self.count = len(doc)
        self.starts = (
            np.flatnonzero(np.r_[True, doc[1:] != doc[:-1]]) if self.count else np.array([], dtype=np.int64)
        )
        sizes = np.diff(np.r_[self.starts, self.count])
        self.start, self.total = np.repeat(self.starts, sizes), np.repeat(sizes, sizes)
        self.nth = np.arange(self.count) - self.start
        self._reaches: dict[tuple[int, int], Reach] = {}

    def shift(self, values: Floats, step: int, fill: float) -> Floats:
        """The value of the line `step` lines further (negative: above); `fill` beyond the document."""
        out: Floats = np.full(self.count, fill, dtype=np.float32)
        if step > 0:
            out[:-step] = values[step:]
            out[self.nth + step >= self.total] = fill
        else:
            out[-step:] = values[:step]
            out[self.nth + step < 0] = fill
        return out

    def window(self, values: Floats, above: int, below: int) -> Floats:
        """The sum over the line itself, the `above` lines before and the `below` lines after it."""
        sums = np.r_[0.0, np.cumsum(values, dtype=np.float64)]
        first, behind = self._reach(above, below)
        return np.asarray(sums[behind] - sums[first], dtype=np.float32)

    def mean(self, values: Floats, above: int, below: int) -> Floats:
        """The mean over the same lines."""
        first, behind = self._reach(above, below)
        lines = (behind - first).astype(np.float32)
        return np.asarray(self.window(values, above, below) / lines, dtype=np.float32)

    def _reach(self, above: int, below: int) -> Reach:
        """The first line of a window around each line, and the line behind its last; kept, for many values
        are summed over one window."""
        if (above, below) not in self._reaches:
            here = np.arange(self.count)
            first = np.maximum(here - above, self.start)
            behind = np.minimum(here + below + 1, self.start + self.total)
            self._reaches[above, below] = first.astype(np.int32), behind.astype(np.int32)
        return self._reaches[above, below]

    def above(self, values: Floats) -> Floats:
        """The sum over the lines before it."""
        sums = np.r_[0.0, np.cumsum(values, dtype=np.float64)]
        return np.asarray(sums[:-1] - sums[self.start], dtype=np.float32)

    def all(self, values: Floats) -> Floats:
        """The sum over the document."""
        sums = np.r_[0.0, np.cumsum(values, dtype=np.float64)]
        return np.asarray(sums[self.start + self.total] - sums[self.start], dtype=np.float32)

    def most(self, values: NDArray[Number]) -> NDArray[Number]:
        """The greatest value in the document."""
        return (
            np.repeat(np.maximum.reduceat(values, self.starts), np.diff(np.r_[self.starts, self.count]))
            if self.count
            else values
        )

    def first_of_most(self, values: NDArray[np.float64]) -> NDArray[np.intp]:
        """For each line the place of the first line that holds its document's greatest value."""
        best = np.flatnonzero(values == self.most(values)) if self.count else np.array([], dtype=np.intp)
        return np.asarray(best[np.searchsorted(best, self.start)])

    def lowest(self, values: Floats) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.intp]]:
        """The sum over the lines before it, the least such sum up to the line, and the place of the line that
        has it first."""
        before = self.above(values).astype(np.float64)
        apart = (
            (np.ptp(before) + 1) * np.searchsorted(self.starts, self.start) if self.count else before
        )  # no document sees into the next
        least = np.minimum.accumulate(before - apart)
        lower = np.r_[True, least[1:] < least[:-1]][: self.count]
        return before, least + apart, np.maximum.accumulate(np.where(lower, np.arange(self.count), 0))

    def nearest(self, flags: NDArray[np.bool_]) -> tuple[Floats, Floats]:
        """Lines up to the nearest flagged one above, and below; FAR where there is none near."""
        here = np.arange(self.count)
        before = np.maximum.accumulate(np.where(flags, here, -(10**7)))
        up = here - np.r_[-(10**7), before[:-1]][: self.count]
        after = np.minimum.accumulate(np.where(flags, here, 10**8)[::-1])[::-1]
        down = np.r_[after[1:], 10**8][: self.count] - here
        up, down = np.where(up > self.nth, FAR, up), np.where(down >= self.total - self.nth, FAR, down)
        return np.minimum(up, FAR).astype(np.float32), np.minimum(down, FAR).astype(np.float32)
