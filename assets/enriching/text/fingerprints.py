"""Fingerprint texts by their word 5-shingles, to find near copies without comparing all with all."""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl
from rensa import RMinHash

from assets.enriching.layout.codepoints import Hashes, portions, spell, stir, word_bounds

SHINGLE: Final = 5  # words
BANDS, ROWS = (
    32,
    4,
    # texts that share 80 % of their shingles share a band with p > .9999, 50 % with p = .87,
    # 10 % with p = .003
)
OPENING: Final = 4  # shingles, each after the last: twenty words, by which a preview finds its whole
SEED: Final = 20250118
MIX: Final = np.uint64(0x9E3779B97F4A7C15)


class Shingles(NamedTuple):
    """The shingles of many texts end to end: those of text n are `hashes[starts[n]:starts[n + 1]]`."""

    hashes: Hashes
    starts: npt.NDArray[np.int64]
    texts: npt.NDArray[np.int64]  # one hash per text, of all its words in order; 0 where there is none


def cut_shingles(bodies: pl.Series) -> Shingles:
    """Every run of five words of each text, in lower case, as hashes; a shorter text is one run, or none."""
    parts = [_cut(bodies[portion]) for portion in portions(bodies)] or [_cut(bodies)]
    sizes = np.concatenate([np.diff(part.starts) for part in parts])
    starts = np.append(0, np.cumsum(sizes))
    return Shingles(
        np.concatenate([part.hashes for part in parts]),
        starts,
        np.concatenate([part.texts for part in parts]),
    )


def _cut(bodies: pl.Series) -> Shingles:
    letters = spell(bodies.fill_null("").str.to_lowercase().to_list())
    begins, stops = word_bounds(letters)
    hashes = letters.hash(begins, stops)
    ends: npt.NDArray[np.int64] = np.searchsorted(begins, letters.starts[1:])
    counts = np.diff(ends, prepend=0)
    keep = np.where(counts >= SHINGLE, counts - SHINGLE + 1, np.minimum(counts, 1))
    starts = np.concatenate([[0], np.cumsum(keep)])
    # the first word of every shingle, then its followers; a text shorter than a shingle stops at its end
    first = np.arange(starts[-1]) - np.repeat(starts[:-1], keep) + np.repeat(ends - counts, keep)
    last = np.repeat(ends, keep)
    mixed = np.zeros(len(first), dtype=np.uint64)
    short = len(first) > 0 and bool((counts[keep > 0] < SHINGLE).any())
    for step in range(SHINGLE):
        at = first + step
        mixed *= MIX
        mixed += np.where(at < last, hashes.take(at, mode="clip"), np.uint64(0)) if short else hashes[at]
    return Shingles(stir(mixed), starts, _hash_texts(hashes, counts, ends))


def band(shingles: Shingles) -> pl.Series:
    """The MinHash bands of each text, as List[Int64], and a hash of its opening, where it has one; null where
    it has no word."""
    sketch = RMinHash.digest_matrix_from_flat_token_hashes(
        shingles.hashes, shingles.starts.astype(np.uint64), BANDS * ROWS, SEED
    )
    rows = np.array(sketch.to_rows(), dtype=np.uint64).reshape(-1, BANDS, ROWS)
    mixed = np.tile(np.arange(1, BANDS + 1, dtype=np.uint64), (len(rows), 1))
    for row in range(ROWS):
        mixed = stir(mixed ^ rows[:, :, row])
    bands = pl.Series("bands", mixed.view(np.int64), dtype=pl.Array(pl.Int64, BANDS)).arr.to_list()
    openings = pl.Series(_hash_openings(shingles).tolist(), dtype=pl.List(pl.Int64))
    bands = pl.select(pl.concat_list(bands, openings)).to_series()
    has = pl.Series(shingles.starts[1:] > shingles.starts[:-1])
    return pl.select(pl.when(has).then(bands)).to_series().alias("bands")


def _hash_openings(shingles: Shingles) -> npt.NDArray[np.object_]:
    """The opening of each text as a list of one hash; of none where the text is as short."""
    starts, sizes = shingles.starts[:-1], np.diff(shingles.starts)
    has = sizes > OPENING * SHINGLE
    mixed = np.zeros(len(starts), dtype=np.uint64)
    for step in range(OPENING):
        at = np.where(has, starts + step * SHINGLE, 0)
        mixed = stir(mixed ^ shingles.hashes.take(at, mode="clip")) if len(shingles.hashes) else mixed
    found = np.empty(len(starts), dtype=np.object_)
    found[:] = [
        [opening] if one else [] for opening, one in zip(mixed.view(np.int64).tolist(), has, strict=True)
    ]
    return found


def _hash_texts(
    hashes: Hashes, counts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """The sum of each text's words, each stirred with its place."""
    place = np.arange(len(hashes)) - np.repeat(ends - counts, counts)
    sums = np.concatenate(
        [np.zeros(1, np.uint64), np.cumsum(stir(hashes ^ (place.astype(np.uint64) * MIX)), dtype=np.uint64)]
    )
    found: npt.NDArray[np.int64] = (sums[ends] - sums[ends - counts]).view(np.int64)
    return found
