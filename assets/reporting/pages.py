"""Render the published file as static pages that open from disk."""

import shutil
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

import duckdb
from jinja2 import Environment, PackageLoader, StrictUndefined

from assets.reporting import asking, plotting, wording
from assets.reporting.aligning import align
from assets.reporting.asking import Record, ask, one

TOGETHER: Final = 50  # documents whose lines are in memory at a time
ALONE: Final = 4  # quotations that one article alone has, on a story's page
STATIC: Final = ("style.css", "report.js")
HERE: Final = Environment(
    loader=PackageLoader("assets.reporting"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
HERE.filters.update(wording.FILTERS)
HERE.globals.update(wording.WORDS)


def write(connection: duckdb.DuckDBPyConnection, folder: Path) -> int:
    """Write the pages into a folder, in place of those it had. Returns how many documents got one."""
    aside = folder.with_name(folder.name + ".building")
    _remove(aside)
    for below in ("documents", "stories"):
        (aside / below).mkdir(parents=True)
    for name in STATIC:
        shutil.copyfile(Path(__file__).parent / "static" / name, aside / name)
    asking.prepare(connection)
    documents = list(ask(connection, asking.DOCUMENTS))
    stories = list(ask(connection, asking.TOLD))
    linked = {"paged": {d["article_id"] for d in documents}, "storied": {s["story_id"] for s in stories}}
    totals = one(connection, asking.TOTALS)
    for document, lines, evidence in _in_full(connection, documents):
        told = {"article": document, "lines": _lines(lines), "evidence": evidence, **linked}
        _page_or_why(
            "document.html.j2",
            aside / "documents" / f"{document['article_id']}.html",
            document["path"],
            **told,
        )
    for story, articles, shared, alone in _side_by_side(connection, stories):
        told = {"story": story, "articles": articles, "shared": shared, "alone": alone, **linked}
        _page_or_why("story.html.j2", aside / "stories" / f"{story['story_id']}.html", story["label"], **told)
    _page("stories.html.j2", aside / "stories.html", stories=stories, totals=totals)
    _page("quarantine.html.j2", aside / "quarantine.html", totals=totals, **_quarantine(connection))
    _page(
        "index.html.j2",
        aside / "index.html",
        documents=documents,
        totals=totals,
        **linked,
        **_plots(connection),
    )
    before = folder.with_name(folder.name + ".before")
    _remove(before)
    if (
        folder.exists()
    ):  # out of the way whole: to delete it takes longer than a reader, or a kill, should find half of it
        folder.rename(before)
    aside.rename(folder)
    _remove(before)
    return len(documents)


def _remove(folder: Path) -> None:
    """Delete a folder, if there is one. Raises OSError where something of it stays: it may hold a document
    that must be forgotten."""
    if folder.exists():
        shutil.rmtree(folder)


def _page(template: str, file: Path, **values: Any) -> None:
    file.write_text(HERE.get_template(template).render(**values), encoding="utf-8")


def _page_or_why(template: str, file: Path, name: str | None, **values: Any) -> None:
    """A page, or one that says that it cannot be drawn: one document must not cost the others their pages."""
    try:
        _page(template, file, **values)
    except OSError:
        raise
    except Exception as error:
        _page("undrawn.html.j2", file, name=name, error=f"{type(error).__name__}: {error}")


def _in_full(
    connection: duckdb.DuckDBPyConnection, documents: list[Record]
) -> Iterator[tuple[Record, list[Record], list[Record]]]:
    """Each document with its ledger and its evidence, a few documents in memory at a time."""
    for start in range(0, len(documents), TOGETHER):
        some = documents[start : start + TOGETHER]
        chosen = [document["article_id"] for document in some]
        ledger = _by("article_id", ask(connection, asking.LEDGER, chosen))
        evidence = _by("article_id", ask(connection, asking.EVIDENCE, chosen))
        for document in some:
            article = document["article_id"]
            yield document, ledger.get(article, []), evidence.get(article, [])


def _lines(spans: Sequence[Record]) -> list[list[Record]]:
    """The spans of a ledger, those of one line together."""
    return [list(parts) for _, parts in groupby(spans, key=itemgetter("line_no"))]


def _side_by_side(
    connection: duckdb.DuckDBPyConnection, stories: list[Record]
) -> Iterator[tuple[Record, list[Record], list[Record], dict[str, list[Record]]]]:
    """Each story with its articles, the quotations that several share, and those that one alone has."""
    articles = _by("story_id", ask(connection, asking.BESIDE_EACH_OTHER))
    said = _by("story_id", ask(connection, asking.SAID))
    for story in stories:
        quotes = said.get(story["story_id"], [])
        shared = [q for q in quotes if q["sharing"] > 1]
        alone = _by("article_id", (q for q in quotes if q["sharing"] == 1))
        first = {article: sorted(rows, key=itemgetter("char_start")) for article, rows in alone.items()}
        yield (
            story,
            articles[story["story_id"]],
            [_aligned(rows) for rows in _by("nth", shared).values()],
            first,
        )


def _aligned(quotes: list[Record]) -> Record:
    """One quotation as several articles have it: who said it, and each article's cut of it."""
    cuts = align([quote["text"] for quote in quotes])
    cells: dict[str, list[Record]] = {}
    for quote, cut in zip(quotes, cuts, strict=True):
        cells.setdefault(quote["article_id"], []).append({**quote, "cut": cut})
    named = sorted(quotes, key=lambda quote: (not quote["known"], quote["speaker"] is None))[0]
    differ = any(not shared for cut in cuts for _, shared in cut.runs)
    return {"speaker": named["speaker"], "cells": cells, "differ": differ}


def _plots(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """What the index draws."""
    unit, volume = plotting.over_time((row["day"], row["articles"]) for row in ask(connection, asking.DAYS))
    return {
        "unit": unit,
        "volume": volume,
        "shares": plotting.histogram((row["bin"], row["articles"]) for row in ask(connection, asking.SHARES)),
        "outlets": list(ask(connection, asking.OUTLETS)),
        "rules": list(ask(connection, asking.RULES)),
        "failed": list(ask(connection, asking.CHECKS)),
    }


def _quarantine(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """What waits, what was resolved last, and the checks of this release that failed."""
    return {
        "waiting": list(ask(connection, asking.OPEN)),
        "settled": list(ask(connection, asking.SETTLED)),
        "failed": list(ask(connection, asking.CHECKS)),
    }


def _by(name: str, rows: Iterator[Record] | list[Record]) -> dict[Any, list[Record]]:
    """Rows by one of their columns, in the order found."""
    found: dict[Any, list[Record]] = {}
    for row in rows:
        found.setdefault(row[name], []).append(row)
    return found
