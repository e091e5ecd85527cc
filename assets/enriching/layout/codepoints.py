"""Tell the letters, marks and spaces of many texts apart, all at once."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

Places = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]

# between passages and texts: no annotation reaches over it,
# but for a quotation that goes on in the next paragraph
BREAK: Final = "\n\n"
# WHOLE: a letter of a script written without spaces, a word by itself
SPACE, MARK, JOINER, LETTER, WHOLE = range(5)
JOINERS: Final = "'’-."  # inside a word: don't, al-Assad, 20-year, U.S
UNSPACED: Final = (  # Thai and Lao, Burmese, Khmer, Japanese and Chinese
    *((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3005, 0x3007), (0x3040, 0x30FF)),
    *((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF)),
)
BEYOND: Final = 0x323B0  # no script lies there
MOST_LETTERS: Final = 3_000_000  # that are looked at together
LEAST_POWERS: Final = 1 << 22
BASE: Final = 0x100000001B3  # odd, so that no place in a word is lost


class Letters(NamedTuple):
    """Texts laid end to end: text n is `text[starts[n]:starts[n + 1]]` less the break behind it."""

    text: str
    codes: npt.NDArray[np.uint32]
    kinds: npt.NDArray[np.uint8]
    starts: Places

    def cut(self, starts: Places, ends: Places) -> list[str]:
        """What stands between those places."""
        text = self.text
        return [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]

    def hash(self, starts: Places, ends: Places) -> Hashes:
        """A hash of what stands between each two places, the same on every machine and in every version."""
        # the letters as digits of one long number: a word is what two places in it differ by,
        # moved to its beginning
        powers, inverses = _powers(max(LEAST_POWERS, 1 << len(self.codes).bit_length()))
        sums = np.zeros(len(self.codes) + 1, dtype=np.uint64)
        digits = sums[1:]
        np.add(self.codes, np.uint64(1), out=digits)
        digits *= powers[: len(digits)]
        np.cumsum(digits, out=digits)
        return stir((sums[ends] - sums[starts]) * inverses[starts])


def spell(texts: Sequence[str]) -> Letters:
    """Lay texts end to end."""
    whole = "".join([text + BREAK for text in texts])
    codes = np.frombuffer(whole.encode("utf-32-le"), dtype=np.uint32)
    starts = np.fromiter(
        accumulate((len(text) + len(BREAK) for text in texts), initial=0), np.int64, len(texts) + 1
    )
    return Letters(whole, codes, _kinds().take(codes, mode="clip"), starts)


def portions(texts: pl.Series) -> Iterator[slice]:
    """Cut many texts into portions of `MOST_LETTERS`, or of one longer text, so that memory stays small."""
    ends = (
        np.flatnonzero(np.diff(texts.str.len_chars().fill_null(0).cum_sum().to_numpy() // MOST_LETTERS)) + 1
    )
    bounds = [0, *ends.tolist(), len(texts)]
    return (slice(low, high) for low, high in pairwise(bounds) if low < high)


def word_bounds(letters: Letters) -> tuple[Places, Places]:
    """Where words of letters alone begin and end; each letter of a script without spaces is one."""
    inside, whole = letters.kinds >= LETTER, letters.kinds == WHOLE
    begins, ends = inside.copy(), inside.copy()
    begins[1:] &= ~inside[:-1] | whole[1:] | whole[:-1]
    ends[:-1] &= ~inside[1:] | whole[1:] | whole[:-1]
    return np.flatnonzero(begins), np.flatnonzero(ends) + 1


def with_joiners(letters: Letters) -> Flags:
    """What belongs to words: letters, and an apostrophe, hyphen or point between two."""
    inside: Flags = letters.kinds >= LETTER
    words = inside.copy()
    words[1:-1] |= (letters.kinds[1:-1] == JOINER) & inside[:-2] & inside[2:]
    return words


def count_words(letters: Letters, starts: Places, ends: Places) -> Places:
    """How many words stand between each two places."""
    words, whole = with_joiners(letters), letters.kinds == WHOLE
    begins = words.copy()
    begins[1:] &= ~words[:-1] | whole[1:] | whole[:-1]
    return count_between(np.flatnonzero(begins & (letters.kinds >= LETTER)), starts, ends)


def count_between(events: Places, starts: Places, ends: Places) -> Places:
    """How many of the events, in order, lie between each two places."""
    counted: Places = np.searchsorted(events, ends) - np.searchsorted(events, starts)
    return counted


def stir(hashes: Hashes) -> Hashes:
    """Spread every bit of a hash over all others (the finaliser of MurmurHash3)."""
    hashes = (hashes ^ (hashes >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    hashes = (hashes ^ (hashes >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return hashes ^ (hashes >> np.uint64(33))


@lru_cache(maxsize=1)
def _powers(count: int) -> tuple[Hashes, Hashes]:
    """1, `BASE`, its square …, in whole numbers of 64 bits; and what undoes a multiplication by each."""
    found = []
    for base in (BASE, pow(BASE, -1, 2**64)):
        factors = np.full(count, base, dtype=np.uint64)
        factors[0] = 1
        found.append(np.cumprod(factors, out=factors))
    return found[0], found[1]


@cache
def _kinds() -> npt.NDArray[np.uint8]:
    """The kind of every code point."""
    kinds = np.full(BEYOND + 1, MARK, dtype=np.uint8)
    for point in range(BEYOND):
        letter = chr(point)
        if unicodedata.category(letter)[0] in "LMN":
            kinds[point] = LETTER
        elif letter.isspace():
            kinds[point] = SPACE
    kinds[[ord(joiner) for joiner in JOINERS]] = JOINER
    for low, high in UNSPACED:
        kinds[low : high + 1][kinds[low : high + 1] == LETTER] = WHOLE
    return kinds
