"""What each version of a document changed in the one before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from assets.reporting.aligning import Cut, align
from assets.reporting.asking import Record

ALIKE: Final = 0.5  # share of their words from which a line is another one rewritten
COMPARED: Final = 40  # lines of a version that are laid beside those of the one before …
WORDS: Final = 60  # … by so many of their words
MARKED: Final = 2_000  # characters of a line up to which what differs in it is marked


@dataclass(frozen=True)
class Edit:
    """A line that was removed, added, or (both) rewritten."""

    removed: Record | None
    added: Record | None
    before: Cut | None = None
    after: Cut | None = None


@dataclass(frozen=True)
class Step:
    """What one version changed in the one before it."""

    number: int
    first_seen: Any
    edits: list[Edit]  # of lines that are, or were, part of the article
    dropped: list[Edit]  # of the others


def steps(rows: Sequence[Record]) -> list[Step]:
    """Lines that were added and removed, by version (the last first) → what each version changed."""
    found = []
    for number, some in groupby(rows, key=itemgetter("number")):
        lines = list(some)
        edits = _paired([r for r in lines if r["kept"]])
        dropped = _paired([r for r in lines if not r["kept"]])
        found.append(Step(number, lines[0]["first_seen"], edits, dropped))
    return found


def _paired(lines: list[Record]) -> list[Edit]:
    """Each added line with the removed one that it rewrites, in the order of the lines."""
    removed = [line for line in lines if line["change"] == "removed"]
    added = [line for line in lines if line["change"] == "added"]
    edits = []
    for line in added:
        old = _nearest(line, removed[:COMPARED]) if len(added) <= COMPARED else None
        if old is None:
            edits.append(Edit(None, line))
        else:
            removed.remove(old)
            texts = [old["text"], line["text"]]
            cuts = align(texts) if max(map(len, texts)) <= MARKED else (None, None)
            edits.append(Edit(old, line, *cuts))
    edits += [Edit(line, None) for line in removed]
    return sorted(edits, key=lambda edit: (edit.added or edit.removed or {})["line_no"])


def _nearest(line: Record, others: list[Record]) -> Record | None:
    words = line["text"].split()[:WORDS]
    best, nearest = ALIKE, None
    for other in others:
        matcher = SequenceMatcher(None, words, other["text"].split()[:WORDS], autojunk=False)
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:  # bounds that cost less
            ratio = matcher.ratio()
            best, nearest = (ratio, other) if ratio > best else (best, nearest)
    return nearest
