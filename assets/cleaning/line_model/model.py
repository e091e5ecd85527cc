"""The line model: how likely each line is the article's, and what weighed."""

import base64
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final, cast

import numpy as np
import polars as pl

from assets.cleaning.documents import Columns, Documents, Floats
from assets.cleaning.line_model import features, markup, ngrams, surroundings
from assets.cleaning.line_model.odds import chance
from assets.cleaning.line_model.trees import Trees
from assets.cleaning.line_model.wording import phrase_of, reasons_of

ARTEFACT: Final = Path(__file__).with_name("line_model.json")  # made by `make train`
OF_PAGES: Final = Path(__file__).with_name("page_model.json")  # the same for HTML
ON_PAGES: Final = (
    *("links", "strong", "depth", "hidden", "stated_", "tag_", "in_", "main_", "named", "share_of"),
    *("prose_share_", "link_part_", "same_of1", "same_of2", "branch_", "item"),
)
"""How features begin of a line's place on its page that the second step sees too."""


class LineModel:
    """Three steps, each seeing what the last found: n-grams of the line, the line among its neighbours, the
    line among their chances.

    The last two are grown several times over, by other dice, and their mean counts.
    """

    def __init__(self, stored: dict[str, object]) -> None:
        steps = np.frombuffer(base64.b64decode(str(stored["ngrams"])), dtype=np.int8)
        self.ngrams = steps.astype(np.float32) * float(str(stored["ngram_step"]))
        self.ngram_bias = float(str(stored["ngram_bias"]))
        self.names, self.name_bias = _names(stored)
        self.first, self.second = (
            [Trees(trees, phrase_of) for trees in cast(list[dict[str, object]], stored[step])]
            for step in ("first", "second")
        )
        self.comments = [
            Trees(trees, phrase_of) for trees in cast(list[dict[str, object]], stored.get("comments", []))
        ]
        of_trees = (phrase for trees in (*self.first, *self.second) for phrase in trees.phrases)
        self.phrases = list(dict.fromkeys(of_trees))
        usual = cast(dict[str, float], stored.get("usual", {}))
        self.usual: Floats = np.array([usual.get(phrase, 0) for phrase in self.phrases], dtype=np.float32)
        self.sure: Floats = np.array(stored["sure"], dtype=np.float32)
        self.scripts = cast(list[str], stored["scripts"])

    def chances(self, lines: pl.DataFrame) -> tuple[Floats, pl.Series]:
        """Non-blank lines as `lines.explode` gives them → the chance that each is the article's, and what
        weighed most, as text."""
        odds, shares = self.weigh(lines)
        chances = chance(odds)
        return chances, reasons_of(self.phrases, shares - self.usual[:, None], chances)

    def weigh(self, lines: pl.DataFrame) -> tuple[Floats, Floats]:
        """The log-odds that each line is the article's, and what each of `phrases` moved them by, one row per
        phrase."""
        size = lines["text"].str.len_bytes().to_numpy().astype(np.float32)
        documents = Documents(lines["doc"].to_numpy())
        own = features.of_lines(lines)
        wording = ngrams.scores(lines["text"], self.ngrams, self.ngram_bias)
        seen = first_columns(own, documents, wording, size)
        if len(self.names):
            table = markup.paths(lines)
            kinds = lines["element"].str.replace_all(markup.NUMBER, "")
            named = markup.scores(kinds, self.names, self.name_bias)
            seen |= markup.of_pages(lines, table, own, documents, wording, named, size)
        shares = np.zeros((len(self.phrases), len(size)), dtype=np.float32)
        early = self._mean(self.first, seen, shares)
        again = second_columns(own, seen, documents, chance(early), size)
        if len(self.names):
            again |= page_columns(seen)
            strange = chance(self._mean(self.comments, seen, np.zeros((0, len(size)), dtype=np.float32)))
            again |= markup.of_chances(table, documents, chance(early), strange, size)
        return self._mean(self.second, again, shares), shares

    def _mean(self, grown: Sequence[Trees], columns: Columns, shares: Floats) -> Floats:
        """The mean log-odds of several sums of trees; what each phrase moved it by is added to `shares`."""
        odds = np.zeros(shares.shape[1], dtype=np.float32)
        for trees in grown:
            total, spoken = trees.sum(columns)
            odds += total / len(grown)
            if not len(shares):  # nobody asks what weighed
                continue
            for phrase, moved in zip(trees.phrases, spoken, strict=True):
                shares[self.phrases.index(phrase)] += moved / len(grown)
        return odds

    def confidence(self, chances: Floats) -> Floats:
        """Chances → how often lines of that chance were the article's, on pages of sites that the model had
        not seen."""
        return np.interp(chances, np.linspace(0, 1, len(self.sure)), self.sure).astype(np.float32)


@cache
def load() -> LineModel:
    """The packaged model, read once per process."""
    return LineModel(json.loads(ARTEFACT.read_text()))


@cache
def load_for_pages() -> LineModel:
    """The packaged model of HTML, read once per process."""
    return LineModel(json.loads(OF_PAGES.read_text()))


def write(path: Path, artefact: dict[str, object]) -> None:
    """Write a model as it is packaged: a line for each of its parts."""
    text = json.dumps(artefact, separators=(",", ":"))
    for part in ("first", "comments", "second", "ngram", "name", "usual"):
        text = text.replace(f'"{part}', f'\n"{part}')
    path.write_text(text + "\n")


def _names(stored: dict[str, object]) -> tuple[Floats, Floats]:
    """The weights of elements' names, a row a score, and the bias of each; none where a model has none."""
    if "names" not in stored:
        return np.zeros((0, markup.BUCKETS), dtype=np.float32), np.zeros(0, dtype=np.float32)
    steps = np.frombuffer(base64.b64decode(str(stored["names"])), dtype=np.int8)
    weights = steps.astype(np.float32).reshape(-1, markup.BUCKETS) * float(str(stored["name_step"]))
    return weights, np.array(stored["name_bias"], dtype=np.float32)


def first_columns(own: Columns, documents: Documents, scores: Floats, size: Floats) -> Columns:
    """What the first step looks at, by name: the line, the lines around it, its place and its page."""
    return own | surroundings.around(documents, own, scores, size)


def second_columns(
    own: Columns, seen: Columns, documents: Documents, chances: Floats, size: Floats
) -> Columns:
    """What the second step looks at: the line, the first verdict on the lines around it, and, of what the
    first saw, the landmarks.

    What tells one page from another is kept from it: it would learn the training pages by heart.
    """
    landmarks = {name: values for name, values in seen.items() if name.startswith(surroundings.LANDMARKS)}
    return own | landmarks | surroundings.of_scores(documents, chances, size)


def page_columns(seen: Columns) -> Columns:
    """Of what the first step saw of a page, what the second sees too."""
    return {name: values for name, values in seen.items() if name.startswith(ON_PAGES)}
