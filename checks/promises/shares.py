"""How much of a file is kept stays within bounds."""

from checks.promise import Promise

EMPTY = Promise(
    "articles",
    "body_is_not_empty",
    "Every article has a body. One without is an empty file, or a page of nothing but navigation.",
    # Those without a word first, for to ask for the text would read all texts.
    "SELECT article_id, path, outlet, kept_share FROM (FROM articles WHERE word_count = 0) WHERE body = '' "
    "ORDER BY path",
    severity="WARN",
    cure=(
        "`FROM why('<path>')` shows each line and why it was dropped. Of an empty page ask the scraper "
        "again; mend a rule that drops text (docs/howto.md)."
    ),
)
BOUNDS = Promise(
    "articles",
    "kept_share_within_bounds",
    "Of each outlet with five articles or more, the median article keeps between 20 % and 99.5 % of its "
    "characters. Less means that its text is being dropped, more that its leftovers are not.",
    """SELECT outlet, count(*) AS articles, median(kept_share) AS median_kept_share
       FROM articles WHERE outlet IS NOT NULL GROUP BY outlet
       HAVING count(*) >= 5 AND median(kept_share) NOT BETWEEN 0.2 AND 0.995 ORDER BY outlet""",
    severity="WARN",
    cure=(
        "Look at a few articles of the outlet in the report. Where text is dropped or leftovers stay, mend "
        "the rule, or switch off the recurring line (docs/howto.md)."
    ),
)


def promises() -> list[Promise]:
    """Neither nothing nor everything is kept."""
    return [EMPTY, BOUNDS]
