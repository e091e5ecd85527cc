"""Have a spaCy pipeline read names beside the rules, where an operator has chosen one."""

from collections.abc import Iterable
from functools import cache
from typing import Any, Final, NamedTuple

import polars as pl

KINDS: Final = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "nationality",
}
UNUSED: Final = (
    "parser",
    "tagger",
    "attribute_ruler",
    "lemmatizer",
    "morphologizer",
    "senter",
    "trainable_lemmatizer",
    "textcat",
)
# code points: of a longer paragraph the pipeline reads nothing, for its memory grows with it
LONGEST: Final = 20_000
AT_ONCE: Final = 64  # paragraphs
ARTICLES: Final = ("the ", "The ")
POSSESSIVES: Final = ("'s", "’s")
EVERY_LANGUAGE: Final = "xx"  # what spaCy calls a pipeline for all


class Seen(NamedTuple):
    """`text[start:end]` names something of a kind, says the pipeline."""

    start: int
    end: int
    kind: str


class MissingPipeline(Exception):
    """The chosen pipeline, or spaCy itself, is not installed; the message names the cure."""


def describe(name: str) -> pl.DataFrame:
    """The pipeline of that name (a package, or a folder) as `enrich` takes it: one row with pipeline,
    version, language.

    Raises:
        MissingPipeline: it cannot be read.
    """
    meta = _spacy().util.get_model_meta(_folder(name))
    version = f"{meta.get('name', name)} {meta.get('version', '')} spaCy {_spacy().__version__}"
    return pl.DataFrame(
        {"pipeline": [name], "version": [version], "language": [meta.get("lang", EVERY_LANGUAGE)]}
    )


def read_passages(texts: Iterable[str], name: str, version: str = "") -> dict[str, list[Seen]]:
    """What a pipeline sees in passages: each text is read once, however many copies of an article hold it."""
    distinct = sorted({text for text in texts if len(text) <= LONGEST})
    return {
        text: _named(document)
        for text, document in zip(
            distinct, _load(name, version).pipe(distinct, batch_size=AT_ONCE), strict=True
        )
    }


def _named(document: Any) -> list[Seen]:
    found = []
    for span in document.ents:
        kind, start, end, text = KINDS.get(span.label_), span.start_char, span.end_char, span.text
        if text.startswith(ARTICLES):
            start += len(ARTICLES[0])
        if text.endswith(POSSESSIVES):
            end -= len(POSSESSIVES[0])
        name = document.text[start:end]
        if kind is not None and name.strip() == name and any(letter.isupper() for letter in name):
            found.append(Seen(start, end, kind))
    return found


@cache
def _load(name: str, version: str) -> Any:
    """The pipeline; `version` is for the cache alone: what lies under a name may change."""
    return _spacy().load(name, exclude=list(UNUSED))


def _folder(name: str) -> Any:
    """Where the pipeline and its meta.json lie."""
    util = _spacy().util
    folder = util.get_package_path(name) if util.is_package(name) else util.ensure_path(name)
    if not (folder / "meta.json").is_file():
        raise MissingPipeline(
            f"CLEANCOPY_NER names the spaCy pipeline {name!r}, which is neither an installed package nor the "
            "folder of one. Install it "
            "(python -m spacy download NAME, or pip install its package), correct the name, or unset "
            "CLEANCOPY_NER to do without."
        )
    return folder


def _spacy() -> Any:
    try:
        import spacy
    except ImportError as missing:
        raise MissingPipeline(
            "CLEANCOPY_NER is set, but spaCy is not installed. "
            "Install the extra (.venv/bin/pip install '.[ner]'), or unset CLEANCOPY_NER to do without."
        ) from missing
    return spacy
