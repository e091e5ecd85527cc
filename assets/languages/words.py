"""Count the words of a text."""

import re
from itertools import islice
from typing import Final

# A word is a run of letters and digits that may hold single apostrophes, hyphens or points inside: don't,
# al-Assad, 20-year, U.S. Possessive quantifiers, for nothing here can backtrack; but no possessive groups, in
# any pattern of this
# package: Python before 3.11.5 matches such a group wrongly. Combining marks and joiners belong to the letter
# before them.
_CHAR: Final = r"[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f\u200c\u200d]"
WORD: Final = re.compile(rf"{_CHAR}++(?:['’\-.]{_CHAR}++)*")

# Scripts written without spaces: every character counts as a word, as Unicode and word processors do.
_UNSPACED: Final = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
)


def count_words(text: str) -> int:
    """How many words a text has."""
    spaced = _UNSPACED.sub(r" \g<0> ", text) if not text.isascii() and _UNSPACED.search(text) else text
    return len(WORD.findall(spaced))


def count_few(text: str, most: int) -> int:
    """How many words a text has, counted no further than `most`."""
    if not text.isascii() and _UNSPACED.search(text):
        return min(count_words(text), most)
    return sum(1 for _ in islice(WORD.finditer(text), most))
