"""Every article says what it is about."""

from checks.promise import Promise

HEADLINES = Promise(
    "articles",
    "headline_is_found",
    "Every article with a body has a headline. Where many of an outlet have none, its pages changed or its "
    "scraper leaves it out.",
    # That of bodies without a word is none to look for, and to ask for the text would read all texts.
    "SELECT article_id, path, outlet, left(body, 80) AS body FROM articles "
    "WHERE headline IS NULL AND word_count > 0 ORDER BY path",
    severity="WARN",
    cure=(
        "Look at what the file begins with: `FROM why('<path>')`. Where the scraper leaves the headline out, "
        "mend the scraper, or state it in the file (`Title: …`)."
    ),
)


def promises() -> list[Promise]:
    """Headlines are found."""
    return [HEADLINES]
