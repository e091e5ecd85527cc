"""References hold."""

from checks.promise import Promise

POINTS = (
    ("articles", "version_id", "versions", "version_id"),
    ("versions", "article_id", "articles", "article_id"),
    ("lines", "version_id", "versions", "version_id"),
    ("lines", "article_id", "articles", "article_id"),
    ("fields", "version_id", "versions", "version_id"),
    ("paragraphs", "article_id", "articles", "article_id"),
    ("mentions", "article_id", "articles", "article_id"),
    ("mentions", "entity_id", "entities", "entity_id"),
    ("quotes", "article_id", "articles", "article_id"),
    ("date_mentions", "article_id", "articles", "article_id"),
    ("keywords", "article_id", "articles", "article_id"),
    ("duplicate_pairs", "article_a", "articles", "article_id"),
    ("duplicate_pairs", "article_b", "articles", "article_id"),
    ("story_articles", "article_id", "articles", "article_id"),
    ("story_articles", "story_id", "stories", "story_id"),
    ("articles", "story_id", "stories", "story_id"),
    ("articles", "duplicate_of", "articles", "article_id"),
)


def promises() -> list[Promise]:
    """One per column that points to another table. A version that never passed has no article yet, and its lines none to point to."""
    return [
        Promise(
            table,
            f"{column}_is_in_{other}",
            f"Every {table}.{column} is in {other}.",
            f"SELECT t.{column}, count(*) AS rows FROM {table} AS t WHERE t.{column} IS NOT NULL{_but(table, column)} "
            f"AND NOT EXISTS (FROM {other} AS o WHERE o.{key} = t.{column}) GROUP BY ALL",
        )
        for table, column, other, key in POINTS
    ]


def _but(table: str, column: str) -> str:
    """A document whose every version is quarantined or pending is in `versions` but has no article."""
    if (table, column) == ("versions", "article_id"):
        return " AND t.state IN ('published', 'superseded')"
    if (table, column) == ("lines", "article_id"):
        return " AND t.version_id IN (SELECT version_id FROM versions WHERE state IN ('published', 'superseded'))"
    return ""
