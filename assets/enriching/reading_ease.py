"""Measure how easy English texts are to read."""

from typing import Final

import polars as pl

VOWELS: Final = "[aeiouy]+"
SILENT: Final = r"[aeiouy][b-df-hj-km-np-tv-xz]+(?:e|es|ed)(?-u:\b)"  # an e at the end that is not spoken: bite, bites, walked


def reading_ease(text: pl.Expr, words: pl.Expr, sentences: pl.Expr) -> pl.Expr:
    """Flesch's reading ease, about 0 (a law) to 100 (a child's book); null without words or sentences.

    Syllables are groups of vowels, less those that end in a silent e.
    """
    lowered = text.str.to_lowercase()
    found = lowered.str.count_matches(VOWELS).cast(pl.Int64) - lowered.str.count_matches(SILENT).cast(pl.Int64)
    ease = 206.835 - 1.015 * words / sentences - 84.6 * pl.max_horizontal(found, words) / words
    return pl.when((words > 0) & (sentences > 0)).then(ease.round(1))
