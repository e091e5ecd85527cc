"""What is published can be read, and was published before it was retrieved."""

from checks.promise import Promise

SIGNS = 5  # of wrong decoding in a body, from which it is told …
PER_SIGN = 800  # … where there is one for so many characters
LATE = "INTERVAL 38 HOURS"  # a day, and the zones ahead of Greenwich

GARBLED = Promise(
    "articles",
    "text_is_not_garbled",
    "Bodies hold no signs of a wrong code page: marks of lost characters, and capitals or currency signs "
    "within words (vallŽe, fŠhrt). Save the file again as UTF-8, or ask the scraper for the "
    "bytes as they came.",
    # Those with signs first, for to ask for the text would read all texts.
    f"""SELECT article_id, version_id, path, outlet, garbled, left(body, 80) AS body
        FROM (FROM articles WHERE garbled >= {SIGNS})
        WHERE garbled * {PER_SIGN} >= length(body) ORDER BY path""",
    severity="WARN",
    cure="Save the file again as UTF-8, or ask the scraper for the bytes as they came.",
)
LATER_THAN_RETRIEVED = Promise(
    "articles",
    "published_before_retrieved",
    "No article states no other day of publication than one more than a day after its page was retrieved, "
    "which does not count: it is that of an event, or the retrieval in the sidecar is wrong.",
    f"""SELECT a.article_id, a.version_id, a.path, a.outlet, a.retrieved_at, f.value AS stated
        FROM articles AS a
        JOIN fields AS f USING (version_id)
        WHERE a.published_at IS NULL AND f.field = 'published_at'
          AND try_cast(left(f.value, 10) AS DATE) > a.retrieved_at + {LATE}
        UNION ALL
        SELECT article_id, version_id, path, outlet, retrieved_at, published_at::VARCHAR FROM articles
        WHERE published_earliest > retrieved_at + {LATE} ORDER BY ALL""",
    severity="WARN",
    cure="Look at the sidecar's `retrieved_at` and at the evidence: `FROM fields WHERE field = 'published'`.",
)


def promises() -> list[Promise]:
    """Bodies can be read; nothing is published after it was retrieved."""
    return [GARBLED, LATER_THAN_RETRIEVED]
