"""Render the published file as static pages that open from disk."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, NamedTuple

import duckdb
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from assets.reporting import annotations, asking, editing, ledger, plotting, wording
from assets.reporting.aligning import align
from assets.reporting.asking import Record, ask, one
from assets.reporting.folder import Folder

TOGETHER: Final = 50  # documents whose lines are in memory at a time
ALONE: Final = 4  # quotations that one article alone has, on a story's page
STATIC: Final = ("style.css", "report.js")
FILTERS: Final = {"outlet": "outlet", "language": "language", "rule": "rules", "role": "roles"}
"""What the list of documents can be narrowed by → the column of a document that says it."""
HERE: Final = Environment(
    loader=PackageLoader("assets.reporting"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
HERE.filters.update(wording.FILTERS)
HERE.globals.update(wording.WORDS)


class Written(NamedTuple):
    """What became of the pages."""

    documents: int  # that have a page
    drawn: int  # pages that were written anew, of all kinds
    undrawn: list[str]  # what stands in place of those that could not be drawn: page, name, error


def write(
    connection: duckdb.DuckDBPyConnection, folder: Path, made_by: str = "", *, afresh: bool = False
) -> Written:
    """Write the pages into a folder, in place of those it had.

    A page that is made from the same rows, and `made_by` the same code, as the one that is there is left as
    it is, unless all are to be drawn `afresh`.

    Raises:
        OSError: a page cannot be written, or one of the old ones stays.
    """
    pages = Folder(folder, afresh)
    for name in STATIC:
        pages.put(name, (Path(__file__).parent / "static" / name).read_text(encoding="utf-8"))
    asking.prepare(connection)
    documents = list(ask(connection, asking.DOCUMENTS))
    stories = list(ask(connection, asking.TOLD))
    totals = one(connection, asking.TOTALS)
    _draw_documents(connection, pages, documents, made_by)
    _draw_stories(connection, pages, stories, made_by)
    release = next(ask(connection, asking.RELEASE))
    pages.put("stories.html", _page("stories.html.j2", stories=stories, totals=totals))
    pages.put("changes.html", _page("changes.html.j2", release=release, **_changes(connection)))
    pages.put("quarantine.html", _page("quarantine.html.j2", totals=totals, **_quarantine(connection)))
    listed = {"documents": documents, "filters": _filters(documents), "release": release, "totals": totals}
    pages.put("index.html", _page("index.html.j2", **listed, **_plots(connection)))
    pages.move_in()
    return Written(len(documents), pages.drawn, pages.undrawn)


def _page(template: str, **values: Any) -> str:
    return HERE.get_template(template).render(**values)


def _put_or_say_why(
    pages: Folder, page: str, made_from: str, template: str, name: str | None, **values: Any
) -> None:
    """A page, or one that says that it cannot be drawn: one document must not cost the others their pages."""
    try:
        text = _page(template, **values)
    except Exception as error:
        undrawn = _page("undrawn.html.j2", name=name, error=f"{type(error).__name__}: {error}")
        pages.put(page, undrawn)
        pages.undrawn.append(f"{page} ({name}): {type(error).__name__}: {error}")
    else:
        pages.put(page, text, made_from)


def _draw_documents(
    connection: duckdb.DuckDBPyConnection, pages: Folder, documents: list[Record], made_by: str
) -> None:
    """The pages of the documents whose rows have changed, a few documents in memory at a time."""
    parts = asking.fingerprints(connection)
    for before, after in pairwise([None, *documents, None]):
        if before is not None:
            before["next"] = _neighbour(after)
        if after is not None:
            after["previous"] = _neighbour(before)
    changed = []
    for document in documents:
        made_from = _digest(made_by, repr(document), parts.get(document["article_id"], ""))
        page = f"documents/{document['article_id']}.html"
        if not pages.keep(page, made_from):
            changed.append((document, page, made_from))
    for start in range(0, len(changed), TOGETHER):
        some = changed[start : start + TOGETHER]
        chosen = [document["article_id"] for document, _, _ in some]
        rows = {name: asking.part(connection, name, chosen) for name in asking.PARTS}
        for document, page, made_from in some:
            own = {name: by.get(document["article_id"], []) for name, by in rows.items()}
            _put_or_say_why(
                pages, page, made_from, "document.html.j2", document["path"], article=document, rows=own
            )


def in_full(article: Record, rows: dict[str, list[Record]]) -> dict[str, Any]:
    """What the page of a document shows of its rows: the lines as HTML, the lists beside them, the steps from
    version to version. The page asks for it."""
    found = (rows["quotes"], rows["names"], rows["dates"])
    spoken = Markup("")
    way = wording.direction(" ".join(line["text"] for line in rows["lines"] if line["kept"]))
    if article["language"] != "en" or way != "ltr":
        spoken = Markup(' lang="{}" dir="{}"').format(article["language"] or "", way)
    return {
        "drawn": ledger.draw(rows["lines"], annotations.marks_of(*found), spoken),
        "beside": annotations.lists_of(*found),
        "steps": editing.steps(rows["edits"]),
        "speech": spoken,
        "last_line": rows["lines"][-1]["line_no"] if rows["lines"] else 0,
    }


HERE.globals["in_full"] = in_full
HERE.globals["MOST_LINES"] = asking.LINES


def _neighbour(document: Record | None) -> Record | None:
    """What leads to another document."""
    return document and {name: document[name] for name in ("article_id", "headline", "path", "language")}


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _filters(documents: list[Record]) -> dict[str, list[tuple[str, int]]]:
    """What the list of documents can be narrowed by: name → its values, each with how many documents have it.
    Each document gets the numbers of its own in `narrowed`."""
    found = {}
    for document in documents:
        document["narrowed"] = {}
    for name, column in FILTERS.items():
        values = [_values(document[column]) for document in documents]
        counts = sorted(Counter(value for some in values for value in some).items())
        numbers = {value: number for number, (value, _) in enumerate(counts)}
        found[name] = counts
        for document, some in zip(documents, values, strict=True):
            document["narrowed"][name] = [numbers[value] for value in some]
    return found


def _values(value: str | list[str] | None) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def _draw_stories(
    connection: duckdb.DuckDBPyConnection, pages: Folder, stories: list[Record], made_by: str
) -> None:
    """The pages of the stories: a timeline, and some articles side by side with their quotations."""
    articles = _by("story_id", ask(connection, asking.TELLING))
    said = _by("story_id", ask(connection, asking.SAID))
    for story in stories:
        telling, quotes = articles[story["story_id"]], said.get(story["story_id"], [])
        made_from = _digest(made_by, repr(story), repr(telling), repr(quotes))
        page = f"stories/{story['story_id']}.html"
        if not pages.keep(page, made_from):
            told = {"story": story, "telling": telling, "quotes": quotes}
            _put_or_say_why(pages, page, made_from, "story.html.j2", story["label"], **told)


def side_by_side(telling: list[Record], quotes: list[Record]) -> dict[str, Any]:
    """The articles side by side, the quotations that several share, and those that one alone has. The page
    of a story asks for it."""
    shared = _by("nth", [quote for quote in quotes if quote["sharing"] > 1])
    alone = _by("article_id", [quote for quote in quotes if quote["sharing"] == 1])
    return {
        "articles": [article for article in telling if article["beside"]],
        "shared": [_aligned(rows) for rows in shared.values()],
        "alone": {article: sorted(rows, key=itemgetter("char_start")) for article, rows in alone.items()},
        "timeline": plotting.timeline(telling),
    }


HERE.globals["side_by_side"] = side_by_side


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


def _changes(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """What the last release changed."""
    return {
        "changes": _by("kind", ask(connection, asking.CHANGES)),
        "flips": list(ask(connection, asking.FLIPS)),
    }


def _by(name: str, rows: Iterator[Record] | Sequence[Record]) -> dict[Any, list[Record]]:
    """Rows by one of their columns, in the order found."""
    found: dict[Any, list[Record]] = {}
    for row in rows:
        found.setdefault(row[name], []).append(row)
    return found
