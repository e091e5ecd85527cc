"""The search index holds what there is to find."""

from checks.promise import Promise

INDEXED = Promise(
    "search_articles",
    "every_article_can_be_found",
    "Every article is in the search index, and every one that has words has postings there.",
    """SELECT a.article_id, a.version_id, a.path
       FROM articles AS a LEFT JOIN search_articles AS n USING (article_id)
       WHERE n.article_no IS NULL
          OR (n.words > 0 AND n.article_no NOT IN (SELECT DISTINCT article_no FROM search_postings))""",
    severity="WARN",
    per_document=True,
)


def promises() -> list[Promise]:
    """Search misses nothing."""
    return [INDEXED]
