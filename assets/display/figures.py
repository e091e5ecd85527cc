"""What each published table shows of itself in the UI: figures over runs, a plot, and the newest rows."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import dagster as dg
import duckdb

from assets import publishing
from assets.display import lineage, showing
from checks.promise import Outcome, few

FIGURES: Final = {
    "articles": """
        SELECT count(DISTINCT outlet) AS outlets,
            avg(kept_share) AS "kept share",
            avg(word_count) AS "words per article",
            count(*) FILTER (published_at IS NULL) AS "without a date",
            count(*) FILTER (duplicate_of IS NOT NULL) AS "near copies"
        FROM articles""",
    "lines": """
        SELECT count(*) FILTER (NOT kept AND role <> 'blank')
                / greatest(count(*) FILTER (role <> 'blank'), 1) AS "dropped share",
            avg(confidence) FILTER (role <> 'blank') AS confidence
        FROM lines""",
    "versions": """
        SELECT count(*) FILTER (state = 'quarantined') AS quarantined,
            count(*) FILTER (number > 1) AS edits
        FROM versions""",
    "quotes": 'SELECT avg((speaker IS NOT NULL)::INT) AS "with a speaker" FROM quotes',
    "stories": 'SELECT count(*) FILTER (article_count > 1) AS "told more than once" FROM stories',
    "quarantine": """
        SELECT count(*) FILTER (resolved_at IS NULL) AS open,
            count(*) FILTER (resolved_at IS NOT NULL) AS resolved
        FROM quarantine""",
    "check_results": """
        SELECT count(*) FILTER (NOT passed) AS failed FROM check_results
        WHERE release_id = (SELECT max_by(release_id, number) FROM releases)""",
    "changes": """
        SELECT count(*) FILTER (kind = 'new') AS "new articles",
            count(*) FILTER (kind = 'corrected') AS "corrected articles",
            count(*) FILTER (kind = 'withdrawn') AS "withdrawn articles",
            sum(lines) AS "flipped lines"
        FROM changes WHERE release_id = (SELECT max_by(release_id, number) FROM releases)""",
    "releases": """
        SELECT max_by(articles, number) AS articles, max_by(new_articles, number) AS "new articles"
        FROM releases""",
}
"""Numbers, one row each."""

PLOTS: Final = {
    "articles": (
        "outlet",
        "articles",
        "SELECT coalesce(outlet, '(none)'), count(*) FROM articles GROUP BY ALL",
    ),
    "lines": (
        "rule",
        "dropped lines",
        "SELECT rule, count(*) FROM lines WHERE NOT kept AND role <> 'blank' GROUP BY ALL",
    ),
    "versions": ("state", "versions", "SELECT state, count(*) FROM versions GROUP BY ALL"),
    "fields": ("field", "documents", "SELECT field, count(DISTINCT version_id) FROM fields GROUP BY ALL"),
    "entities": ("kind", "entities", "SELECT kind, count(*) FROM entities GROUP BY ALL"),
    "mentions": ("kind", "mentions", "SELECT kind, count(*) FROM mentions GROUP BY ALL"),
    "quotes": ("kind", "quotations", "SELECT kind, count(*) FROM quotes GROUP BY ALL"),
    "duplicate_pairs": ("relation", "pairs", "SELECT relation, count(*) FROM duplicate_pairs GROUP BY ALL"),
    "story_articles": ("phase", "articles", "SELECT phase, count(*) FROM story_articles GROUP BY ALL"),
    "recurring_lines": (
        "outlet",
        "recurring lines",
        "SELECT outlet, count(*) FROM recurring_lines GROUP BY ALL",
    ),
    "changes": ("kind", "changes", "SELECT kind, count(*) FROM changes GROUP BY ALL"),
    "quarantine": (
        "rule",
        "open rows",
        """SELECT rule, count(*)
           FROM (SELECT unnest(rules) AS rule FROM quarantine WHERE resolved_at IS NULL) GROUP BY ALL""",
    ),
}
"""What is counted by what."""

ON_PAGES: Final = ("articles", "lines", "stories", "quarantine")  # what the report's pages show
OF_ARTICLE: Final = ("article_id", "article_a", "medoid_article_id")  # the columns that name an article
NEWEST: Final = ("first_seen", "opened_at", "checked_at", "published_at")


def of(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, Any]:
    """The metadata of a published table, from the file itself."""
    metadata: dict[str, Any] = {}
    if table in FIGURES:
        cursor = connection.execute(FIGURES[table])
        names = [column[0] for column in cursor.description or []]
        figures = zip(names, cursor.fetchall()[0], strict=True)
        metadata = {name: round(value, 4) for name, value in figures if value is not None}
    columns = connection.sql(f"FROM {table} LIMIT 0").columns
    order = next((f"ORDER BY {column} DESC" for column in NEWEST if column in columns), "")
    newest = f"FROM {table} {order} LIMIT 5"
    metadata |= showing.rows(few(connection.sql(_with_documents(newest, columns))))
    if table in PLOTS:
        what, unit, query = PLOTS[table]
        most = f"FROM ({query}) AS counted(what, number) ORDER BY number DESC, what LIMIT 12"
        metadata[f"{unit} by {what}"] = showing.bars(connection.sql(most).fetchall(), what, unit)
    if table in ON_PAGES:
        metadata["pages"] = dg.MetadataValue.asset(dg.AssetKey("report"))
    return metadata


def _with_documents(query: str, columns: Sequence[str]) -> str:
    """The query, with the path and headline of the article that a row is of, where it has none itself."""
    article = next((column for column in OF_ARTICLE if column in columns), None)
    if article is None or "path" in columns:
        return query
    other = ", b.path AS other" if "article_b" in columns else ""
    headline = "" if "label" in columns else ", a.headline"
    joined = f"({query}) AS t LEFT JOIN articles AS a ON a.article_id = t.{article}"
    if other:
        joined += " LEFT JOIN articles AS b ON b.article_id = t.article_b"
    return f"SELECT a.path{other}{headline}, t.* FROM {joined}"


def statements(table: str) -> list[Path]:
    """The SQL file that fills a table, where one does."""
    file = Path(publishing.__file__).parent / "sql" / f"{table}.sql"
    return [file] if file.exists() else []


def shown(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, Any]:
    """Rows, figures, a plot, the newest rows, and what the columns are made of."""
    ((rows,),) = connection.sql(f"SELECT count(*) FROM {table}").fetchall()
    return {
        "dagster/row_count": rows,
        **of(connection, table),
        **lineage.of_table(table),
        "sql": f"FROM {table} LIMIT 20",
    }


FLIPPED: Final = 0.02  # of all lines that flipped in one release, …
GONE: Final = 0.1  # … or of all articles that were withdrawn, above which the check warns
WHAT_CHANGED: Final = dg.AssetCheckSpec(
    "what_changed",
    asset=lineage.key("changes"),
    description=(
        "What the last release changed in the one before it. It warns where more than one line in fifty "
        "is kept now and was dropped, or the other way, and where more than one article in ten was withdrawn."
    ),
)
LAST_RELEASE: Final = """
    SELECT number, compared, articles, new_articles, corrected_articles, withdrawn_articles, flipped_lines,
        lines
    FROM releases ORDER BY number DESC LIMIT 1"""
LAST_CHANGES: Final = """
    SELECT kind, outlet, rule, rule_before, lines, articles, text FROM changes
    WHERE release_id = (SELECT max_by(release_id, number) FROM releases)
    QUALIFY row_number() OVER (PARTITION BY kind ORDER BY change_no) <= 5 ORDER BY change_no"""


UNUSUAL: Final = (
    "That is more than usual: look at the first of each kind. `make rollback RELEASE=…` puts an earlier "
    "release back."
)


def what_changed(connection: duckdb.DuckDBPyConnection) -> dg.AssetCheckResult:
    """What the last release changed, in figures, with the first of each kind."""
    ((number, compared, articles, *counts, lines),) = connection.sql(LAST_RELEASE).fetchall()
    names = ("new articles", "corrected articles", "withdrawn articles", "flipped lines")
    told = {name: count for name, count in zip(names, counts, strict=True) if count is not None}
    withdrawn, flipped = told.get(names[2], 0), told.get(names[3], 0)
    usual = withdrawn <= GONE * (articles + withdrawn) and flipped <= FLIPPED * lines
    metadata: dict[str, Any] = {**told, "sql": f"FROM changed_since('{number - 1}')"}
    if not compared:
        return _changed(True, "There was no release before it to compare with.", {})
    first = few(connection.sql(LAST_CHANGES))
    if not first.is_empty():
        metadata["first of each kind"] = dg.MetadataValue.md(showing.table(first))
    in_words = ", ".join(showing.number_of(count, name.removesuffix("s")) for name, count in told.items())
    told_more = "" if usual else f" {UNUSUAL}"
    return _changed(usual, f"Release {number}: {in_words}.{told_more}", metadata)


def pinned(release: str) -> dg.AssetCheckResult:
    """That nothing changes, for somebody put a release back."""
    told = f"Release {release} is pinned: what is new waits until `make rollback RELEASE=none`."
    return _changed(False, told, {"pinned": release})


def waits(why: str) -> dg.AssetCheckResult:
    """That nothing is published yet, for a client has the file open for writing."""
    return _changed(False, why, {})


def _changed(passed: bool, description: str, metadata: dict[str, Any]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        asset_key=WHAT_CHANGED.asset_key,
        check_name=WHAT_CHANGED.name,
        passed=passed,
        severity=dg.AssetCheckSeverity.WARN,
        description=description,
        metadata=metadata,
    )


def result(outcome: Outcome) -> dg.AssetCheckResult:
    """An outcome as Dagster shows it: what was promised, how many rows break it, the first of them, and the
    SQL that lists all."""
    promise = outcome.promise
    metadata: dict[str, Any] = {"failing rows": outcome.failing, "sql": " ".join(promise.sql.split())}
    if outcome.cure:
        metadata[showing.CURE] = outcome.cure
    if not outcome.rows.is_empty():
        metadata["first rows"] = dg.MetadataValue.md(showing.table(outcome.rows))
        if "path" in outcome.rows.columns:
            metadata |= showing.concerned(outcome.rows["path"].drop_nulls())
    description = promise.told
    if not outcome.passed:
        done = outcome.done or f"broken by {showing.number_of(outcome.failing, 'row')}"
        description = f"{done[:1].upper()}{done[1:]}. What is promised: {promise.told}"
    return dg.AssetCheckResult(
        asset_key=lineage.key(promise.table),
        check_name=promise.name,
        passed=outcome.passed,
        severity=dg.AssetCheckSeverity[outcome.severity],
        description=description,
        metadata=metadata,
    )
