"""Hashed byte n-grams of the beginnings and ends of lines."""

from collections.abc import Iterator

import numpy as np
import polars as pl
from numpy.typing import NDArray

from assets.parsing import distinct

HEAD, TAIL = 72, 28  # bytes of a line that count: how it opens and how it ends
LONGEST = 5  # bytes in an n-gram; the shortest has SHORTEST
SHORTEST = 3
LINES = 2000  # scored at a time: their bytes fit the processor's cache
BUCKETS = 1 << 15
Floats = NDArray[np.float32]
Places = NDArray[np.int64]
DIGITS_ALIKE = np.arange(256, dtype=np.uint32)
DIGITS_ALIKE[ord("0") : ord("9") + 1] = ord("0")


def buckets(texts: pl.Series) -> tuple[Places, Places]:
    """Lines → the bucket of every n-gram in them, and the line (its place) that each belongs to. Digits are
    all one."""
    places, owners = [], []
    for bucket, first, last in _grams(texts):
        count = last - first
        at = (
            np.arange(count.sum()) + np.repeat(first - np.r_[0, np.cumsum(count)[:-1]], count)
            if len(count)
            else first
        )
        places.append(bucket[at].astype(np.int64))
        owners.append(np.repeat(np.arange(len(count)), count))
    return np.concatenate(places), np.concatenate(owners)


def scores(texts: pl.Series, weights: Floats, bias: float) -> Floats:
    """The log-odds that each line is the article's, by its n-grams alone."""
    texts, places = distinct.texts(texts)
    total, counts = np.zeros(len(texts)), np.zeros(len(texts))
    for start in range(0, len(texts), LINES):
        part = slice(start, start + LINES)
        for bucket, first, last in _grams(texts[part]):
            weighed = np.append(weights.take(bucket.astype(np.intp)), np.float32(0))
            sums = np.add.reduceat(weighed, np.column_stack([first, last]).ravel())[
                ::2
            ]  # from where a line's begin to where they end
            total[part] += np.where(last > first, sums, 0)
            counts[part] += last - first
    odds = total / np.sqrt(np.maximum(counts, 1)) + bias
    return np.asarray(odds[places.to_numpy()], dtype=np.float32)


def _grams(texts: pl.Series) -> Iterator[tuple[NDArray[np.uint32], Places, Places]]:
    """Per size: the bucket of the n-gram at each place of all the lines put together, and where those of each
    line begin and end."""
    lower = pl.select(pl.lit(texts).str.to_lowercase().cast(pl.Binary)).to_series().to_list()
    cut = [line if len(line) <= HEAD + TAIL else line[:HEAD] + b"\x02" + line[-TAIL:] for line in lower]
    sizes = np.fromiter(map(len, cut), dtype=np.int64, count=len(cut)) + 2
    end = np.cumsum(sizes)
    data = DIGITS_ALIKE.take(np.frombuffer(b"\x01" + b"\x03\x01".join(cut) + b"\x03", dtype=np.uint8))
    mixed, first = np.zeros(len(data), dtype=np.uint32), end - sizes
    for size in range(1, LONGEST + 1):
        count = max(0, len(data) - size + 1)
        mixed = (mixed[:count] ^ data[size - 1 :]) * np.uint32(
            0x01000193
        )  # of the n-gram that is one byte shorter, and its next byte
        if size >= SHORTEST:
            bucket = (mixed ^ (mixed >> np.uint32(15))) & np.uint32(BUCKETS - 1)
            yield bucket, first.clip(max=count), np.maximum(end - size + 1, first).clip(max=count)
