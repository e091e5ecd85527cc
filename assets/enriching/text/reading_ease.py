"""Measure how easy texts are to read; syllables are counted as in English."""

from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from assets.enriching.layout.codepoints import Flags, Letters, Places, count_between
from assets.languages import EASE, Language, language

NONE, OTHER, CONSONANT, VOWEL = range(4)
VOWELS: Final = "aeiouy"
CONSONANTS: Final = "bcdfghjkmnpqrstvwxz"  # an l lets the e behind it be spoken: table
LAST: Final = 128


def count_syllables(letters: Letters, starts: Places, ends: Places) -> Places:
    """The syllables between each two places: groups of vowels, less those that end in a silent e (bite)."""
    codes = np.minimum(letters.codes, LAST).astype(np.uint8)
    sounds = np.frombuffer(codes.tobytes().translate(_sounds()), dtype=np.uint8)
    groups = _begins(sounds == VOWEL)
    return count_between(groups, starts, ends) - count_between(_silent(codes, sounds), starts, ends)


def _begins(flags: Flags) -> Places:
    """Where runs of what is true begin."""
    begins = flags.copy()
    begins[1:] &= ~flags[:-1]
    return np.flatnonzero(begins)


def _silent(codes: npt.NDArray[np.uint8], sounds: npt.NDArray[np.uint8]) -> Places:
    """Where a silent e stands: at a word's end or before its last s or d, behind vowel and consonants."""
    last = np.flatnonzero((sounds[:-1] != NONE) & (sounds[1:] == NONE))
    small = codes[last] | 0x20
    at = last - ((small == ord("s")) | (small == ord("d")))
    at = at[(codes[at] | 0x20 == ord("e")) & (at > 1)]
    at = at[sounds[at - 1] == CONSONANT]
    runs = _begins(sounds == CONSONANT)
    begin = runs[np.searchsorted(runs, at) - 1]
    silent: Places = at[(begin > 0) & (sounds[begin - 1] == VOWEL)]
    return silent


@cache
def _sounds() -> bytes:
    """What each letter sounds like, to translate by; `NONE` for what is no letter or digit of English."""
    sounds = [OTHER if chr(point).isalnum() or chr(point) == "_" else NONE for point in range(LAST)] + [
        NONE
    ] * LAST
    for letters, sound in ((VOWELS, VOWEL), (CONSONANTS, CONSONANT)):
        for letter in letters + letters.upper():
            sounds[ord(letter)] = sound
    return bytes(sounds)


def reading_ease(languages: pl.Series, syllables: pl.Expr, words: pl.Expr, sentences: pl.Expr) -> pl.Expr:
    """Flesch's reading ease, about 0 (a law) to 100 (a child's book), by the weights of each document's
    language.

    A null language is English. Null without words or sentences, and where the language's folder has no
    weights.
    """
    weights = [_weights(language(code)) for code in languages]
    base, per_word, per_syllable = (
        pl.lit(pl.Series([row[at] for row in weights], dtype=pl.Float64)) for at in range(3)
    )
    ease = base - per_word * words / sentences - per_syllable * pl.max_horizontal(syllables, words) / words
    return pl.when((words > 0) & (sentences > 0)).then(ease.round(1))


@cache
def _weights(spoken: Language | None) -> tuple[float | None, ...]:
    weights = spoken.settings.get("reading_ease", {}) if spoken is not None else {}
    return tuple(weights.get(part) for part in EASE)
