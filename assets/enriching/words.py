"""Count and cut words."""

import re
from typing import Final

import polars as pl

# A word is a run of letters and digits that may hold single apostrophes, hyphens or points inside: don't, al-Assad, 20-year, U.S.
# Possessive quantifiers: nothing here can backtrack. Combining marks and joiners belong to the letter before them.
_CHAR: Final = r"[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f\u200c\u200d]"
WORD: Final = re.compile(rf"{_CHAR}++(?:['’\-.]{_CHAR}++)*+")

# Scripts written without spaces: every character counts as a word, as Unicode and word processors do.
_UNSPACED: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def count_words(text: str) -> int:
    """How many words a text has."""
    spaced = _UNSPACED.sub(r" \g<0> ", text) if not text.isascii() and _UNSPACED.search(text) else text
    return len(WORD.findall(spaced))


# Where a text holds nothing else, Polars and Python agree on what a letter is.
_PLAIN: Final = r"^[\x00-\x7f\u00a0\u00a3\u00ab\u00bb\u00c0-\u024f\u2010-\u2026\u20ac]*$"
_PLAIN_WORD: Final = r"\w+(?:['’\-.]\w+)*"


def count_all_words(texts: pl.Series) -> pl.Series:
    """How many words each text has."""
    plain = texts.str.contains(_PLAIN)
    strange = pl.Series([count_words(text) for text in texts.filter(~plain).to_list()], dtype=pl.UInt32)
    return texts.str.count_matches(_PLAIN_WORD).scatter(plain.not_().arg_true(), strange)
