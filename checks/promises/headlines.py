"""Every article says what it is about."""

from checks.promise import Promise

HEADLINES = Promise(
    "articles",
    "headline_is_found",
    "Every article with a body has a headline. Where many of an outlet have none, its pages changed or its "
    "scraper leaves it out.",
    "SELECT article_id, path, outlet, left(body, 80) AS body FROM articles WHERE headline IS NULL AND body "
    "<> '' ORDER BY path",
    severity="WARN",
)


def promises() -> list[Promise]:
    """Headlines are found."""
    return [HEADLINES]
