"""The ledger rebuilds the file, and the body comes from it."""

from checks.promise import Promise

REBUILDS = Promise(
    "lines",
    "ledger_rebuilds",
    "The lines of each version follow each other from the file's first byte without gap or overlap.",
    """SELECT article_id, version_id, line_no, span_no, byte_start, expected FROM (
           SELECT article_id, version_id, line_no, span_no, byte_start,
               lag(byte_end, 1, 0) OVER version AS expected
           FROM lines WINDOW version AS (PARTITION BY version_id ORDER BY line_no, span_no)
       ) WHERE byte_start <> expected""",
    per_document=True,
)
BODY = Promise(
    "articles",
    "body_is_its_paragraphs",
    "The body of each article is its paragraphs, joined by one blank line.",
    # By hashes, for texts that are put together again would have to be held in memory, all of them.
    """SELECT article_id, any_value(version_id) AS version_id, any_value(path) AS path FROM (
           SELECT article_id, version_id, path,
               generate_subscripts(parts, 1) AS place, unnest(parts) AS text, 1 AS side
           FROM (SELECT article_id, version_id, path, string_split(body, chr(10) || chr(10)) AS parts
                 FROM articles WHERE body <> '')
           UNION ALL
           SELECT article_id, NULL, NULL, paragraph_no, text, -1 FROM paragraphs
       )
       GROUP BY article_id HAVING sum(side * hash(place, text)::HUGEINT) <> 0""",
    per_document=True,
)


def promises() -> list[Promise]:
    """Nothing is lost."""
    return [REBUILDS, BODY]
