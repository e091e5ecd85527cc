"""MinHash bands of a document's long lines: near copies share one."""

import numpy as np
import polars as pl
from numpy.typing import NDArray
from rensa import RMinHash

LONG = 60  # characters: shorter lines are more often boilerplate than text
SHINGLE = 5  # words
BANDS, ROWS = 16, 8  # texts that share 80 % of their shingles share a band with p = .95, 50 % with p = .06
SEED = 20250118
UNSPACED = r"([\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}])"
LINES = 2000  # hashed at a time: their bytes fit the processor's cache
POWERS = np.cumprod(np.full(64, 0x9E3779B97F4A7C15, dtype=np.uint64))  # of an odd number, modulo 2**64
Words = NDArray[np.uint64]


def fingerprints(spans: pl.DataFrame) -> pl.DataFrame:
    """Rows `doc`, `text` in file order → `doc`, `fingerprint` (List[Int64], ascending) for documents with
    five words or more."""
    long = spans.filter(pl.col("text").str.len_bytes() >= LONG).select(
        "doc", pl.col("text").str.to_lowercase()
    )
    long = long.with_columns(_spaced(pl.col("text")))
    words, docs = _words(long["text"], long["doc"].to_numpy())
    shingles, docs = _shingles(words, docs)
    found, starts = np.unique(docs, return_index=True)
    offsets = np.append(starts, len(docs)).astype(np.uint64)
    sketch = (
        RMinHash.digest_matrix_from_flat_token_hashes(shingles, offsets, BANDS * ROWS, SEED).to_rows()
        if len(found)
        else []
    )
    bands = np.sort(_bands(np.array(sketch, dtype=np.uint64).reshape(-1, BANDS, ROWS)).view(np.int64), axis=1)
    return pl.DataFrame(
        {
            "doc": pl.Series(found, dtype=spans.schema["doc"]),
            "fingerprint": pl.Series(bands.tolist(), dtype=pl.List(pl.Int64)),
        }
    )


def _spaced(text: pl.Expr) -> pl.Expr:
    """The text with spaces between its words: where a script sets none, every character is a word."""
    unspaced = pl.when(text.str.contains(UNSPACED)).then(text)
    return pl.coalesce(unspaced.str.replace_all(UNSPACED, " $1 "), text)


def _words(texts: pl.Series, docs: NDArray[np.uint32]) -> tuple[Words, NDArray[np.uint32]]:
    """A stable hash of each word (what stands between spaces), and the document of each.

    It is the sum of the word's bytes, each times a power for its place, and so is had for all words at once.
    """
    hashes, owners = [np.array([], dtype=np.uint64)], [docs[:0]]
    for start in range(0, len(texts), LINES):
        part = texts.slice(start, LINES).cast(pl.Binary).to_list()
        data = np.frombuffer(b" ".join(part) + b" ", dtype=np.uint8)
        ends = np.flatnonzero(data == ord(" "))
        starts = np.append(0, ends[:-1] + 1)
        place = np.arange(len(data)) - np.repeat(starts, ends - starts + 1)
        sums = np.add.reduceat((data + np.uint64(1)) * POWERS[np.minimum(place, len(POWERS) - 1)], starts)
        line = np.searchsorted(np.cumsum([len(text) + 1 for text in part]), starts, side="right")
        words = ends > starts
        hashes.append((sums ^ (sums >> np.uint64(32)))[words])
        owners.append(docs[start + line[words]])
    return np.concatenate(hashes), np.concatenate(owners)


def _shingles(hashes: Words, docs: NDArray[np.uint32]) -> tuple[Words, NDArray[np.uint32]]:
    """Hashes of the runs of SHINGLE words that stay within one document, and the document of each."""
    count = max(0, len(hashes) - SHINGLE + 1)
    mixed = np.zeros(count, dtype=np.uint64)
    for place in range(SHINGLE):
        mixed = (mixed ^ hashes[place : place + count]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    within = docs[:count] == docs[SHINGLE - 1 : SHINGLE - 1 + count]
    return mixed[within], docs[:count][within]


def _bands(rows: Words) -> Words:
    """(documents, BANDS, ROWS) minima → (documents, BANDS) hashes, each of its band's number and minima."""
    mixed = np.tile(np.arange(1, BANDS + 1, dtype=np.uint64), (len(rows), 1))
    for place in range(ROWS):
        mixed = (mixed ^ rows[:, :, place]) * np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(31)
    return mixed
