"""MinHash bands of a document's long lines: near copies share one."""

import numpy as np
import polars as pl
from numpy.typing import NDArray
from rensa import RMinHash

from assets.parsing.templates import stable_hash

LONG = 60  # characters: shorter lines are more often furniture than text
SHINGLE = 5  # words
BANDS, ROWS = 16, 8  # texts that share 80 % of their shingles share a band with p = .95, 50 % with p = .06
SEED = 20250118
UNSPACED = r"([\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}])"
Words = NDArray[np.uint64]


def fingerprints(spans: pl.DataFrame) -> pl.DataFrame:
    """Rows `doc`, `text` in file order → `doc`, `fingerprint` (List[Int64], ascending) for documents with five words or more."""
    words = _words(spans)
    shingles, docs = _shingles(_hashes(words["word"]), words["doc"].to_numpy())
    found, starts = np.unique(docs, return_index=True)
    offsets = np.append(starts, len(docs)).astype(np.uint64)
    sketch = RMinHash.digest_matrix_from_flat_token_hashes(shingles, offsets, BANDS * ROWS, SEED).to_rows() if len(found) else []
    bands = np.sort(_bands(np.array(sketch, dtype=np.uint64).reshape(-1, BANDS, ROWS)).view(np.int64), axis=1)
    return pl.DataFrame(
        {"doc": pl.Series(found, dtype=spans.schema["doc"]), "fingerprint": pl.Series(bands.tolist(), dtype=pl.List(pl.Int64))}
    )


def _words(spans: pl.DataFrame) -> pl.DataFrame:
    """The lower-cased words of the long lines, marks and all; where a script does not space its words, every character is one."""
    text = pl.col("text").str.to_lowercase()
    spaced = pl.when(text.str.contains(UNSPACED)).then(text.str.replace_all(UNSPACED, " $1 ")).otherwise(text)
    long = spans.filter(pl.col("text").str.len_bytes() >= LONG).select("doc", word=spaced.str.split(" "))
    return long.explode("word").filter(pl.col("word").is_not_null())


def _hashes(words: pl.Series) -> Words:
    """A stable hash of each word; each different word is hashed once."""
    different = words.unique()
    hashes = pl.DataFrame(
        {"word": different, "hash": [stable_hash(word) for word in different]}, schema={"word": pl.String, "hash": pl.Int64}
    )
    return words.to_frame("word").join(hashes, on="word", how="left", maintain_order="left")["hash"].to_numpy().view(np.uint64)


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
