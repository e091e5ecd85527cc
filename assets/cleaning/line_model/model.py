"""The line model: how likely each line is the article's, and what weighed."""

import base64
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final, cast

import numpy as np
import polars as pl
from numpy.typing import NDArray

from assets.cleaning.line_model import features, ngrams, surroundings
from assets.cleaning.line_model.surroundings import Columns, Documents, Floats
from assets.cleaning.line_model.trees import Trees

ARTEFACT: Final = Path(__file__).with_name("line_model.json")  # made by `make train`
REASONS: Final = 3  # features that a reason names
GENERAL: Final = (
    "document_",
    "lines_in_document",
    "prose_share",
    "best_chance",
    "text_share",
    "times_in_document",
    "own_chance",
)  # of the page, not of a line
PHRASES: Final = {  # by the beginning of a feature's name; the first that fits
    "chars+": "length of the next lines",
    "chars-": "length of the lines before",
    "chars": "length",
    "words": "length",
    "word_length": "length of its words",
    "ends_as_sentence+": "how the next lines end",
    "ends_as_sentence-": "how the lines before end",
    "ends_as_sentence": "how it ends",
    "ends_in": "how it ends",
    "trails_off": "how it ends",
    "sentences": "sentences in it",
    "commas": "commas",
    "capitals+": "capitals in the next lines",
    "capitals-": "capitals in the lines before",
    "capitals": "capitals",
    "digits": "digits",
    "function_words+": "small words in the next lines",
    "function_words-": "small words in the lines before",
    "function_words": "small words",
    "starts": "how it begins",
    "has_quote": "quotation marks",
    "has_address": "an address in it",
    "has_handle+": "accounts in the next lines",
    "has_handle-": "accounts in the lines before",
    "has_ha": "an account or hashtag in it",
    "glued": "words run together",
    "prompts": "words of invitations",
    "has_pipe": "dividers in it",
    "has_copyright": "a copyright mark",
    "shouts": "all capitals",
    "exclaims": "exclamation marks",
    "says_": "whether it speaks of its writer or to its reader",
    "in_brackets": "brackets around it",
    "header": "dates and names near it",
    "some_articles": "repeats in its outlet",
    "most_articles": "repeats in its outlet",
    "repeats_": "lines near it that its outlet repeats",
    "told": "whether rules drop lines nearby",
    "around": "the kind of lines around it",
    "nth": "its place on the page",
    "lines_left": "its place on the page",
    "share_above": "its place on the page",
    "prose_above": "prose before it",
    "prose_below": "prose after it",
    "prose_": "prose around it",
    "ngrams+": "wording of the next lines",
    "ngrams-": "wording of the lines before",
    "ngrams_": "wording of the lines around",
    "ngrams": "its wording",
    "chance": "what the lines around are",
    "text_": "text around it",
    "sure_": "text nearby",
    "in_best_run": "its place to the main text",
    "since_best_run": "its place to the main text",
    "until_best_run": "its place to the main text",
    "": "the kind of page",
}


class LineModel:
    """Three steps, each seeing what the last found: n-grams of the line, the line among its neighbours, the line among their chances.

    The last two are grown several times over, by other dice, and their mean counts.
    """

    def __init__(self, stored: dict[str, object]) -> None:
        self.ngrams = np.frombuffer(base64.b64decode(str(stored["ngrams"])), dtype=np.int8).astype(np.float32) * float(
            str(stored["ngram_step"])
        )
        self.ngram_bias = float(str(stored["ngram_bias"]))
        self.first, self.second = (
            [Trees(trees, phrase_of) for trees in cast(list[dict[str, object]], stored[step])] for step in ("first", "second")
        )
        self.phrases = list(dict.fromkeys(phrase for trees in (*self.first, *self.second) for phrase in trees.phrases))
        usual = cast(dict[str, float], stored.get("usual", {}))
        self.usual: Floats = np.array([usual.get(phrase, 0) for phrase in self.phrases], dtype=np.float32)
        self.sure: Floats = np.array(stored["sure"], dtype=np.float32)
        self.scripts = cast(list[str], stored["scripts"])

    def chances(self, lines: pl.DataFrame) -> tuple[Floats, pl.Series]:
        """Non-blank lines as `texts.explode` gives them → the chance that each is the article's, and what weighed most, as text."""
        odds, shares = self.weigh(lines)
        found = chance(odds)
        return found, _reasons(self.phrases, shares - self.usual[:, None], found)

    def weigh(self, lines: pl.DataFrame) -> tuple[Floats, Floats]:
        """The log-odds that each line is the article's, and what each of `phrases` moved them by, one row per phrase."""
        size = lines["text"].str.len_bytes().to_numpy().astype(np.float32)
        documents = Documents(lines["doc"].to_numpy())
        own = features.of_lines(lines)
        seen = first_columns(own, documents, ngrams.scores(lines["text"], self.ngrams, self.ngram_bias), size)
        shares = np.zeros((len(self.phrases), len(size)), dtype=np.float32)
        early = self._mean(self.first, seen, shares)
        return self._mean(self.second, second_columns(own, seen, documents, chance(early), size), shares), shares

    def _mean(self, grown: Sequence[Trees], columns: Columns, shares: Floats) -> Floats:
        """The mean log-odds of several sums of trees; what each phrase moved it by is added to `shares`."""
        odds = np.zeros(shares.shape[1], dtype=np.float32)
        for trees in grown:
            total, spoken = trees.sum(columns)
            odds += total / len(grown)
            for phrase, moved in zip(trees.phrases, spoken, strict=True):
                shares[self.phrases.index(phrase)] += moved / len(grown)
        return odds

    def confidence(self, found: Floats) -> Floats:
        """Chances → how often lines of that chance were the article's, on pages of sites that the model had not seen."""
        return np.interp(found, np.linspace(0, 1, len(self.sure)), self.sure).astype(np.float32)


@cache
def load() -> LineModel:
    """The packaged model, read once per process."""
    return LineModel(json.loads(ARTEFACT.read_text()))


def first_columns(own: Columns, documents: Documents, scores: Floats, size: Floats) -> Columns:
    """What the first step looks at, by name: the line, the lines around it, its place and its page."""
    return own | surroundings.around(documents, own, scores, size)


def second_columns(own: Columns, seen: Columns, documents: Documents, chances: Floats, size: Floats) -> Columns:
    """What the second step looks at: the line, the first verdict on the lines around it, and, of what the first saw, the landmarks.

    What tells one page from another is kept from it: it would learn the training pages by heart.
    """
    landmarks = {name: values for name, values in seen.items() if name.startswith(surroundings.LANDMARKS)}
    return own | landmarks | surroundings.of_scores(documents, chances, size)


def chance(odds: Floats) -> Floats:
    """Log-odds → probability."""
    return (1 / (1 + np.exp(-np.clip(odds, -30, 30)))).astype(np.float32)


def together(found: pl.Expr) -> pl.Expr:
    """One chance for many: that of the mean of their log-odds."""
    certain = found.cast(pl.Float64).clip(1e-6, 1 - 1e-6)
    return 1 / (1 + (-(certain / (1 - certain)).log().mean()).exp())


def _reasons(phrases: list[str], shares: Floats, found: Floats) -> pl.Series:
    """The phrases that spoke loudest for the side that won, strongest first."""
    toward = (shares * np.where(found >= 0.5, 1, -1)).astype(np.float32)
    loudest = []
    for _ in range(REASONS):
        best = np.argmax(toward, axis=0)
        np.put_along_axis(toward, best[None], -np.inf, axis=0)
        loudest.append(pl.Series(best, dtype=pl.UInt32))
    named = pl.Series(phrases, dtype=pl.String)
    return pl.select(pl.concat_str([pl.lit(named.gather(best)) for best in loudest], separator=", ")).to_series()


def phrase_of(name: str) -> str | None:
    """A feature in words, None for one of the whole page; neighbours' features and windows of different widths share theirs."""
    return None if name.startswith(GENERAL) else next(phrase for start, phrase in PHRASES.items() if name.startswith(start))


def choose(documents: Documents, found: Floats, size: Floats) -> NDArray[np.bool_]:
    """The lines of each document that make the best article: the set whose expected F1, counted in bytes, is highest.

    A sure page keeps what is likelier than not; on a page where nothing is sure, the likeliest lines stay rather than none.
    """
    keep = np.zeros(documents.count, dtype=bool)
    for start, end in zip(documents.starts, np.r_[documents.starts[1:], documents.count], strict=True):
        part, weight = found[start:end], size[start:end]
        order = np.argsort(-part, kind="stable")
        gained = np.cumsum(part[order] * weight[order])
        expected = gained / (np.cumsum(weight[order]) + gained[-1] + 1e-9)
        keep[start:end] = part >= max(part[order[int(np.argmax(expected))]], LEAST)
    return keep


LEAST: Final = 0.2  # no line less likely than this is ever the article's
