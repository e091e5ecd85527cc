"""The ledger rebuilds the file, and the body comes from it."""

from checks.promise import Promise

REBUILDS = Promise(
    "lines",
    "ledger_rebuilds",
    "The lines of each version follow each other from the file's first byte without gap or overlap.",
    """SELECT version_id, line_no, span_no, byte_start, expected FROM (
           SELECT version_id, line_no, span_no, byte_start, lag(byte_end, 1, 0) OVER version AS expected
           FROM lines WINDOW version AS (PARTITION BY version_id ORDER BY line_no, span_no)
       ) WHERE byte_start <> expected""",
    per_document=True,
)
BODY = Promise(
    "articles",
    "body_is_its_paragraphs",
    "The body of each article is its paragraphs, joined by one blank line.",
    """SELECT a.article_id, a.path FROM articles AS a
       LEFT JOIN (
           SELECT article_id, string_agg(text, chr(10) || chr(10) ORDER BY paragraph_no) AS body FROM paragraphs GROUP BY article_id
       ) AS p USING (article_id)
       WHERE a.body <> coalesce(p.body, '')""",
    per_document=True,
)


def promises() -> list[Promise]:
    """Nothing is lost."""
    return [REBUILDS, BODY]
