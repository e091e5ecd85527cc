"""Render the published file as static pages that open from disk."""

import shutil
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, PackageLoader, StrictUndefined

RECENT, DOUBTFUL = 250, 250  # pages that are written at most: a report is for looking, SQL is for all
HERE = Environment(
    loader=PackageLoader("assets.reporting"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)

CHOSEN = f"""
    WITH doubt AS (
        SELECT article_id, min(confidence) AS least FROM lines SEMI JOIN articles USING (version_id) WHERE role <> 'blank' GROUP BY ALL
    )
    SELECT a.* EXCLUDE (body), doubt.least
    FROM articles AS a LEFT JOIN doubt USING (article_id)
    QUALIFY row_number() OVER (ORDER BY a.first_seen DESC, a.path) <= {RECENT}
         OR row_number() OVER (ORDER BY doubt.least, a.path) <= {DOUBTFUL}
"""
LINES = """
    SELECT l.article_id, l.line_no, l.span_no, l.text, l.role, l.kept, l.rule, l.reason, l.confidence
    FROM lines AS l SEMI JOIN chosen USING (version_id)
    ORDER BY l.article_id, l.line_no, l.span_no
"""
RULES = """
    SELECT role, rule, count(*) AS lines FROM lines SEMI JOIN articles USING (version_id)
    WHERE NOT kept AND role <> 'blank' GROUP BY ALL ORDER BY lines DESC, rule LIMIT 30
"""
OUTLETS = """
    SELECT coalesce(outlet, '(none)') AS outlet, count(*) AS articles, avg(kept_share) AS kept_share
    FROM articles GROUP BY ALL ORDER BY articles DESC, outlet
"""
OPEN = """
    SELECT stage, path, rules, message, opened_at FROM quarantine WHERE resolved_at IS NULL ORDER BY opened_at DESC, path LIMIT 200
"""


def write(connection: duckdb.DuckDBPyConnection, folder: Path) -> int:
    """Write the pages into a folder, in place of those it had. Returns the number of documents that got one."""
    aside = folder.with_name(folder.name + ".building")
    shutil.rmtree(aside, ignore_errors=True)
    (aside / "documents").mkdir(parents=True)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE chosen AS {CHOSEN}")
    documents = list(_records(connection, "FROM chosen ORDER BY outlet, path"))
    ledger = {article: list(lines) for article, lines in groupby(_records(connection, LINES), key=itemgetter("article_id"))}
    for document in documents:
        article = document["article_id"]
        _page("document.html.j2", aside / "documents" / f"{article}.html", article=document, lines=ledger.get(article, []))
    ((total, kept),) = connection.sql("SELECT count(*), avg(kept_share) FROM articles").fetchall()
    index = {
        "documents": documents,
        "total": total,
        "kept": kept or 0.0,
        "rules": list(_records(connection, RULES)),
        "outlets": list(_records(connection, OUTLETS)),
        "quarantine": list(_records(connection, OPEN)),
    }
    _page("index.html.j2", aside / "index.html", **index)
    shutil.rmtree(folder, ignore_errors=True)
    aside.rename(folder)
    return len(documents)


def _page(template: str, file: Path, **values: Any) -> None:
    file.write_text(HERE.get_template(template).render(**values), encoding="utf-8")


def _records(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[dict[str, Any]]:
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description or []]
    return (dict(zip(names, row, strict=True)) for row in cursor.fetchall())
