"""Hashed byte n-grams of the beginnings and ends of lines."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

HEAD, TAIL = 72, 28  # bytes of a line that count: how it opens and how it ends
SIZES = (3, 4, 5)
BUCKETS = 1 << 15
Floats = NDArray[np.float32]


def buckets(texts: pl.Series) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Lines → the bucket of every n-gram in them, and the line (its place) that each belongs to. Digits are all one."""
    lower = texts.str.to_lowercase().str.replace_all(r"\d", "0")
    short = pl.select(pl.lit(lower)).to_series()
    cut = [(t if len(t) <= HEAD + TAIL else t[:HEAD] + b"\x02" + t[-TAIL:]) for t in (s.encode() for s in short.to_list())]
    sizes = np.fromiter((len(t) + 2 for t in cut), dtype=np.int64, count=len(cut))
    data = np.frombuffer(b"".join(b"\x01" + t + b"\x03" for t in cut), dtype=np.uint8).astype(np.uint32)
    line = np.repeat(np.arange(len(cut)), sizes)
    found, owners = [], []
    for size in SIZES:
        count = max(0, len(data) - size + 1)
        mixed = np.full(count, size, dtype=np.uint32)
        for place in range(size):
            mixed = (mixed ^ data[place : place + count]) * np.uint32(0x01000193)
        mixed ^= mixed >> np.uint32(15)
        within = line[:count] == line[size - 1 : size - 1 + count]
        found.append((mixed[within] & np.uint32(BUCKETS - 1)).astype(np.int64))
        owners.append(line[:count][within])
    return np.concatenate(found), np.concatenate(owners)


def scores(texts: pl.Series, weights: Floats, bias: float) -> Floats:
    """The log-odds that each line is the article's, by its n-grams alone."""
    bucket, line = buckets(texts)
    counts = np.maximum(np.bincount(line, minlength=len(texts)), 1)
    total = np.bincount(line, weights=weights[bucket], minlength=len(texts))
    return (total / np.sqrt(counts) + bias).astype(np.float32)
