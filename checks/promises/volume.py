"""As much arrives as usual."""

from checks.promise import Promise

SHRINKS = Promise(
    "releases",
    "articles_do_not_shrink",
    "A release has no fewer articles than the one before, those forgotten on purpose aside. Fewer means that "
    "the lake has lost some.",
    """SELECT number, articles, before FROM (
           SELECT number, articles + forgotten AS articles,
               lag(articles + forgotten) OVER (ORDER BY number) AS before
           FROM releases
       )
       WHERE number = (SELECT max(number) FROM releases) AND articles < before""",
    severity="WARN",
    cure=(
        "Compare with `FROM releases`. If rows of the lake are gone, restore the archive from its back-up "
        "(docs/operating.md)."
    ),
)
VOLUME = Promise(
    "releases",
    "volume_as_usual",
    "A release brings at least a fifth as many new articles as the median of the seven before it, "
    "once there are three.",
    """SELECT number, new_articles, usual FROM (
           SELECT number, new_articles,
               median(new_articles) OVER before AS usual, count(*) OVER before AS releases
           FROM releases WINDOW before AS (ORDER BY number ROWS BETWEEN 7 PRECEDING AND 1 PRECEDING)
       ) WHERE number = (SELECT max(number) FROM releases) AND releases >= 3 AND new_articles < usual / 5""",
    severity="WARN",
    cure=(
        "See whether the scraper stopped early or an outlet is gone: "
        "`SELECT outlet, max(first_seen) FROM articles GROUP BY ALL ORDER BY ALL`."
    ),
)
REJECTS = Promise(
    "quarantine",
    "quarantine_is_empty",
    "Nothing waits in quarantine.",
    "SELECT stage, path, rules, message, opened_at FROM quarantine WHERE resolved_at IS NULL "
    "ORDER BY opened_at DESC",
    severity="WARN",
    cure=(
        "Each row says its own cure: `SELECT path, rules, message FROM quarantine WHERE resolved_at IS NULL`."
    ),
)


def promises() -> list[Promise]:
    """Volume against the last releases."""
    return [SHRINKS, VOLUME, REJECTS]
