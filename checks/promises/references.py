"""References hold."""

from checks.contracts.published import document_of
from checks.promise import Promise, of_each, severity_of

POINTS = (
    ("articles", "version_id", "versions", "version_id"),
    ("versions", "article_id", "articles", "article_id"),
    ("lines", "version_id", "versions", "version_id"),
    ("lines", "article_id", "articles", "article_id"),
    ("fields", "version_id", "versions", "version_id"),
    ("paragraphs", "article_id", "articles", "article_id"),
    ("sentence_spans", "article_id", "articles", "article_id"),
    ("article_entities", "article_id", "articles", "article_id"),
    ("article_entities", "entity_id", "entities", "entity_id"),
    ("corrected_names", "article_id", "articles", "article_id"),
    ("corrected_names", "entity_id", "entities", "entity_id"),
    ("links", "article_id", "articles", "article_id"),
    ("mentions", "article_id", "articles", "article_id"),
    ("mentions", "entity_id", "entities", "entity_id"),
    ("quotes", "article_id", "articles", "article_id"),
    ("quote_runs", "article_id", "articles", "article_id"),
    ("quote_runs", "quote_id", "quotes", "quote_id"),
    ("date_mentions", "article_id", "articles", "article_id"),
    ("keywords", "article_id", "articles", "article_id"),
    ("topics", "article_id", "articles", "article_id"),
    ("duplicate_pairs", "article_a", "articles", "article_id"),
    ("duplicate_pairs", "article_b", "articles", "article_id"),
    ("story_articles", "article_id", "articles", "article_id"),
    ("story_articles", "story_id", "stories", "story_id"),
    ("story_aliases", "story_id", "stories", "story_id"),
    ("search_articles", "article_id", "articles", "article_id"),
    ("search_postings", "article_no", "search_articles", "article_no"),
    ("articles", "story_id", "stories", "story_id"),
    ("articles", "duplicate_of", "articles", "article_id"),
)


def always() -> list[tuple[str, str, str, str]]:
    """The references that hold for every row: table, column, and the table and column that it points to."""
    return [point for point in POINTS if not _but(*point[:2])]


def promises() -> list[Promise]:
    """One per table that points to others."""
    tables = dict.fromkeys(table for table, *_ in POINTS)
    return [
        Promise(
            table,
            "references_hold",
            _told(table),
            " UNION ALL ".join(_strays(*p) for p in POINTS if p[0] == table),
            severity_of(table),
            per_document=of_each(table),
        )
        for table in tables
    ]


def _told(table: str) -> str:
    return (
        "; ".join(
            f"every {table}.{column} is in {other}" for t, column, other, _ in POINTS if t == table
        ).capitalize()
        + "."
    )


def _strays(table: str, column: str, other: str, key: str) -> str:
    document = f"{document_of(table)}, " if of_each(table) else ""
    return (
        f"SELECT {document}'{column}' AS column_name, t.{column} AS value, count(*) AS rows "
        f"FROM {table} AS t WHERE t.{column} IS NOT NULL{_but(table, column)} AND NOT EXISTS "
        f"(FROM {other} AS o WHERE o.{key} = t.{column}) GROUP BY ALL"
    )


def _but(table: str, column: str) -> str:
    """A document whose every version is quarantined or pending is in `versions` but has no article."""
    if (table, column) == ("versions", "article_id"):
        return " AND t.state IN ('published', 'superseded')"
    if (table, column) == ("lines", "article_id"):
        return (
            " AND t.version_id IN (SELECT version_id FROM versions "
            "WHERE state IN ('published', 'superseded'))"
        )
    return ""
