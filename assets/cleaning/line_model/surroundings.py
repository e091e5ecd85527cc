"""What the line model looks at: the lines around a line, and its place in the document."""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assets.cleaning.documents import Columns, Documents, Floats

STEPS: Final = (-3, -2, -1, 1, 2, 3)  # the neighbours whose features a line sees
SEEN: Final = (
    "chars",
    "ends_as_sentence",
    "function_words",
    "capitals",
    "header",
    "starts_with_bullet",
    "has_handle",
)
# windows: lines above and below
REACHES: Final = ((2, 0), (0, 2), (5, 0), (0, 5), (10, 0), (0, 10), (20, 20))
KINDS: Final = (  # what lines around are like
    "starts_with_bullet",
    "ends_as_sentence",
    "capitals",
    "chars",
    "function_words",
    "has_quote",
    "exclaims",
    "says_i",
    "digits",
    "repeats",
    "glued",
)
WIDTHS: Final = ((5, 5), (15, 15), (0, 8), (8, 0))  # the windows for them
# what often stands where an article ends
SIGNS: Final = ("promo", "comments", "share_widget", "newsletter", "tags")
ABOVE: Final = (*SIGNS, "navigation", "caption", "author_bio")
# how features begin that say where rules have dropped lines (the packaged model has their names)
LANDMARKS: Final = ("told_above_", "told_up", "told_down", "header_")
MANY = 10  # lines of a kind above: more is all the same
SENTENCE = 60  # bytes
BEGUN = 200  # bytes of prose from which a page's text may have begun


def around(documents: Documents, lines: Mapping[str, Floats], ngrams: Floats, size: Floats) -> Columns:
    """The features of the lines around each line, from the lines' own features, their n-gram scores and their
    size in bytes."""
    sentence = (lines["ends_as_sentence"] > 0) & (size >= SENTENCE)
    prose = np.where(sentence, size, 0).astype(np.float32)
    ruled = np.max([values for name, values in lines.items() if name.startswith("told_")], axis=0).astype(
        np.float32
    )
    lines = {**lines, "repeats": np.maximum(lines["some_articles"], lines["most_articles"])}
    columns = _place(documents, prose, size)
    for step in STEPS:
        columns |= {f"{name}{step:+d}": documents.shift(lines[name], step, -1) for name in SEEN}
        columns[f"ngrams{step:+d}"] = documents.shift(ngrams, step, -5)
    root = np.sqrt(size)
    for above, below in REACHES:
        name = f"{above}_{below}"
        columns[f"prose_{name}"] = np.log1p(documents.window(prose, above, below))
        columns[f"told_{name}"] = documents.mean(ruled, above, below)
        columns[f"ngrams_{name}"] = _share(
            documents.window(ngrams * root, above, below), documents.window(root, above, below)
        )
    for kind in KINDS:
        for above, below in WIDTHS:
            columns[f"around_{kind}_{above}_{below}"] = documents.mean(lines[kind], above, below)
        columns[f"document_{kind}"] = _share(documents.all(lines[kind] * size), documents.all(size))
    columns |= _landmarks(documents, lines, ruled, documents.above(prose) >= BEGUN)
    columns["prose_up"], columns["prose_down"] = documents.nearest(sentence)
    columns["repeats_up"], columns["repeats_down"] = documents.nearest(lines["repeats"] > 0)
    columns["repeats_above"] = np.minimum(documents.above(lines["repeats"]), 2 * MANY)
    columns["ngrams"] = ngrams
    columns["document_ngrams"] = _share(documents.all(ngrams * size), documents.all(size))
    return columns


def _landmarks(
    documents: Documents, lines: Mapping[str, Floats], ruled: Floats, begun: NDArray[np.bool_]
) -> Columns:
    """How many lines of each kind the rules dropped above a line, and how far the nearest is: what tells
    where an article has ended.

    Lines are counted where some prose has `begun`: above it they stand in the page's head.
    """
    columns = {
        f"told_above_{role}": np.minimum(documents.above(lines[f"told_{role}"] * begun), MANY)
        for role in ABOVE
    }
    for role in SIGNS:
        columns[f"told_up_{role}"], columns[f"told_down_{role}"] = documents.nearest(
            lines[f"told_{role}"] > 0
        )
    columns["header_above"] = np.minimum(documents.above(lines["header"]), 2 * MANY)
    columns["header_up"], columns["header_down"] = documents.nearest(lines["header"] > 0)
    columns["told_up"], columns["told_down"] = documents.nearest(ruled > 0)
    return columns


def _share(part: Floats, whole: Floats) -> Floats:
    """Part of a whole, of 1 where the whole is less."""
    return np.asarray(part / np.maximum(whole, 1), dtype=np.float32)


def _place(documents: Documents, prose: Floats, size: Floats) -> Columns:
    """Where in the document a line stands, and what kind of document it is."""
    whole, text, above = np.maximum(documents.all(size), 1), documents.all(prose), documents.above(prose)
    return {
        "nth": documents.nth.astype(np.float32),
        "lines_left": (documents.total - documents.nth).astype(np.float32),
        "lines_in_document": np.log(np.maximum(documents.total, 1)).astype(np.float32),
        "share_above": documents.above(size) / whole,
        "prose_share_above": above / np.maximum(text, 1),
        "prose_above": np.log1p(above),
        "prose_below": np.log1p(np.maximum(text - above - prose, 0)),
        "prose_share": text / whole,
        "document_bytes": np.log1p(whole),
    }


def of_scores(documents: Documents, chance: Floats, size: Floats) -> Columns:
    """The features of a first verdict: the chance that each line is the article's, seen together with its
    neighbours'."""
    certain = np.clip(chance, 1e-4, 1 - 1e-4)
    odds = np.log(certain / (1 - certain)).astype(np.float32)
    text = chance * size
    whole, above = documents.all(text), documents.above(text)
    columns = {"own_chance": odds}
    columns |= {f"chance{step:+d}": documents.shift(odds, step, -9) for step in (-4, -3, -2, -1, 1, 2, 3, 4)}
    columns["text_above"], columns["text_below"] = (
        np.log1p(above),
        np.log1p(np.maximum(whole - above - text, 0)),
    )
    columns["text_share_above"] = above / np.maximum(whole, 1)
    for up, down in ((2, 2), (5, 0), (0, 5), (10, 0), (0, 10), (5, 5), (15, 15)):
        columns[f"chance_{up}_{down}"] = documents.mean(chance, up, down)
        columns[f"text_{up}_{down}"] = documents.window(text, up, down) / np.maximum(
            documents.window(size, up, down), 1
        )
    for level in (0.3, 0.6, 0.85):
        columns[f"sure_{level}_up"], columns[f"sure_{level}_down"] = documents.nearest(chance > level)
    columns["best_chance"], columns["text_share"] = (
        documents.most(chance),
        whole / np.maximum(documents.all(size), 1),
    )
    return columns | _best_run(documents, chance, size)


def _best_run(documents: Documents, chance: Floats, size: Floats) -> Columns:
    """Where a line stands to the run of lines that holds most likely text and least of anything else (the
    maximal sum of its document)."""
    gain = (chance - 0.45) * np.sqrt(size)
    before, lowest, opens = documents.lowest(gain)
    last = documents.first_of_most(before + gain - lowest)
    first = opens[last]
    here = np.arange(documents.count)
    since, until = np.clip(here - first, -30, 60), np.clip(last - here, -30, 60)
    return {
        "in_best_run": ((since >= 0) & (until >= 0)).astype(np.float32),
        "since_best_run": since.astype(np.float32),
        "until_best_run": until.astype(np.float32),
    }
