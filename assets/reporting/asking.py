"""What the pages ask the published file, with the bounds that keep a report small however large the file."""

from collections.abc import Iterator
from typing import Any, Final

import duckdb

RECENT: Final = 250  # documents that get a page because they are new …
DOUBTFUL: Final = 250  # … and because the pipeline was least sure of them
STORIES: Final = 100  # stories that get a page
BESIDE: Final = 8  # articles side by side on a story's page
ALIGNED: Final = 40  # shared quotations on a story's page
LINES: Final = 2_000  # lines of a document that its page shows
LONG: Final = 4_000  # characters of a line that its page shows
WAITING: Final = 200  # open rows on the quarantine's page
RESOLVED: Final = 50  # resolved rows on it

Record = dict[str, Any]

PREPARE: Final = (
    f"""CREATE OR REPLACE TEMP TABLE told_stories AS
    SELECT s.*, max(a.first_seen) AS newest,
        list(DISTINCT a.outlet ORDER BY a.outlet) FILTER (a.outlet IS NOT NULL) AS outlets
    FROM stories AS s JOIN story_articles USING (story_id) JOIN articles AS a USING (article_id)
    WHERE s.article_count > 1
    GROUP BY ALL
    ORDER BY date_trunc('day', newest) DESC, s.outlet_count DESC, s.article_count DESC,
        s.event_latest DESC NULLS LAST, s.story_id
    LIMIT {STORIES}
    """,
    # Originals before copies, one of each outlet before a second of any.
    f"""CREATE OR REPLACE TEMP TABLE told_articles AS
    WITH told AS (
        SELECT t.story_id, t.article_id, t.phase, a.path, a.published_earliest,
            a.duplicate_of IS NOT NULL AS copy,
            row_number() OVER (
                PARTITION BY t.story_id, coalesce(a.outlet, a.path)
                ORDER BY a.duplicate_of IS NOT NULL, a.published_earliest, a.path
            ) AS nth
        FROM story_articles AS t SEMI JOIN told_stories USING (story_id) JOIN articles AS a USING (article_id)
    )
    SELECT story_id, article_id, phase FROM told
    QUALIFY row_number() OVER (
        PARTITION BY story_id ORDER BY copy, nth, published_earliest NULLS LAST, path
    ) <= {BESIDE}
    """,
    f"""CREATE OR REPLACE TEMP TABLE chosen AS
    WITH doubt AS (
        SELECT l.article_id, min(l.confidence) AS least, arg_min(l.line_no, l.confidence) AS least_line
        FROM lines AS l SEMI JOIN articles USING (version_id) WHERE role <> 'blank' GROUP BY ALL
    )
    SELECT a.* EXCLUDE (body), doubt.least, doubt.least_line
    FROM articles AS a LEFT JOIN doubt USING (article_id)
    QUALIFY row_number() OVER (
            ORDER BY date_trunc('day', a.first_seen) DESC, a.published_at DESC NULLS LAST, a.path
        ) <= {RECENT}
        OR row_number() OVER (ORDER BY doubt.least, a.path) <= {DOUBTFUL}
    """,
    f"""CREATE OR REPLACE TEMP TABLE chosen_lines AS
    SELECT l.article_id, line_no, span_no, role, kept, rule, reason, l.confidence, overruled,
        CASE WHEN length(text) > {LONG} THEN left(text, {LONG}) || ' …' ELSE text END AS text
    FROM lines AS l SEMI JOIN chosen USING (version_id)
    WHERE line_no <= {LINES}
    ORDER BY article_id, line_no, span_no
    """,
)
DOCUMENTS: Final = """
    SELECT c.*,
        original.headline AS original_headline, original.path AS original_path, s.label AS story_label,
        (SELECT list(keyword ORDER BY score DESC) FROM keywords AS k WHERE k.article_id = c.article_id)
            AS keywords,
        (SELECT count(*) FROM versions AS v WHERE v.article_id = c.article_id) AS version_count,
        (SELECT max(missing_since) FROM versions AS v WHERE v.article_id = c.article_id) AS missing_since
    FROM chosen AS c
    LEFT JOIN articles AS original ON original.article_id = c.duplicate_of
    LEFT JOIN stories AS s ON s.story_id = c.story_id
    ORDER BY coalesce(c.published_at, c.published_earliest) DESC NULLS LAST, c.path
"""
LEDGER: Final = (
    "FROM chosen_lines WHERE article_id IN (SELECT unnest(?)) ORDER BY article_id, line_no, span_no"
)
EVIDENCE: Final = """
    SELECT f.article_id, f.field, f.value, f.line_no, f.place, f.rule, f.confidence
    FROM fields AS f SEMI JOIN chosen USING (version_id)
    WHERE f.article_id IN (SELECT unnest(?))
    ORDER BY f.article_id, f.line_no, f.span_no
"""
TOLD: Final = """
    SELECT * EXCLUDE (newest) FROM told_stories
    ORDER BY date_trunc('day', newest) DESC, outlet_count DESC, article_count DESC,
        event_latest DESC NULLS LAST, story_id
"""
BESIDE_EACH_OTHER: Final = """
    WITH leads AS (
        SELECT article_id, left(arg_min(text, paragraph_no), 500) AS lead
        FROM paragraphs SEMI JOIN told_articles USING (article_id) WHERE role = 'body' GROUP BY ALL
    )
    SELECT t.story_id, t.phase, a.* EXCLUDE (body), leads.lead,
        original.headline AS original_headline, original.path AS original_path
    FROM told_articles AS t JOIN articles AS a USING (article_id)
    LEFT JOIN leads USING (article_id)
    LEFT JOIN articles AS original ON original.article_id = a.duplicate_of
    ORDER BY t.story_id, a.published_earliest NULLS LAST, a.path
"""
SAID: Final = f"""
    WITH said AS (
        SELECT t.story_id, q.article_id, q.line_no, q.char_start, q.quote_cluster_id, q.kind,
            left(q.text, {LONG}) AS text,
            coalesce(e.name, q.speaker) AS speaker, e.name IS NOT NULL AS known,
            count(DISTINCT q.article_id) OVER (PARTITION BY t.story_id, q.quote_cluster_id) AS sharing
        FROM quotes AS q JOIN told_articles AS t USING (article_id)
        LEFT JOIN entities AS e ON e.entity_id = q.speaker_id
        WHERE q.quote_cluster_id IS NOT NULL
    )
    SELECT *, dense_rank() OVER (PARTITION BY story_id ORDER BY sharing DESC, quote_cluster_id) AS nth
    FROM said
    QUALIFY sharing = 1 OR nth <= {ALIGNED}
    ORDER BY story_id, nth, article_id, char_start
"""
TOTALS: Final = """
    SELECT count(*) AS articles, count(DISTINCT outlet) AS outlets,
        avg(kept_share) AS kept, sum(word_count) AS words,
        count(*) FILTER (published_at IS NULL) AS undated,
        (SELECT count(*) FROM stories WHERE article_count > 1) AS stories,
        (SELECT count(*) FROM quarantine WHERE resolved_at IS NULL) AS waiting,
        (SELECT count(*) FROM quarantine WHERE resolved_at IS NOT NULL) AS resolved,
        (SELECT max(published_at) FROM releases) AS released
    FROM articles
"""
DAYS: Final = """
    SELECT published_on AS day, count(*) AS articles FROM articles
    WHERE published_on IS NOT NULL GROUP BY ALL ORDER BY day
"""
SHARES: Final = (
    "SELECT least(floor(kept_share * 20), 19)::INT AS bin, count(*) AS articles FROM articles GROUP BY ALL"
)
OUTLETS: Final = """
    SELECT coalesce(outlet, '(no outlet)') AS outlet, count(*) AS articles, avg(kept_share) AS kept_share
    FROM articles GROUP BY ALL ORDER BY articles DESC, outlet LIMIT 12
"""
RULES: Final = """
    SELECT rule, role, count(*) AS lines, left(min(text), 80) AS example
    FROM lines SEMI JOIN articles USING (version_id)
    WHERE NOT kept AND role <> 'blank' GROUP BY ALL ORDER BY lines DESC, rule, role LIMIT 12
"""
OPEN: Final = f"""
    SELECT stage, contract, path, rules, message, left("row", 4000) AS "row", opened_at FROM quarantine
    WHERE resolved_at IS NULL ORDER BY opened_at DESC, path LIMIT {WAITING}
"""
SETTLED: Final = f"""
    SELECT stage, path, message, opened_at, resolved_at, resolved_how FROM quarantine
    WHERE resolved_at IS NOT NULL ORDER BY resolved_at DESC, path LIMIT {RESOLVED}
"""
CHECKS: Final = """
    SELECT table_name, name, description, failing_rows FROM check_results
    WHERE NOT passed AND release_id = (SELECT release_id FROM releases ORDER BY number DESC LIMIT 1)
    ORDER BY table_name, name
"""


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Choose the documents and stories that get a page."""
    connection.execute("SET TimeZone = 'UTC'")
    for statement in PREPARE:
        connection.execute(statement)


def ask(connection: duckdb.DuckDBPyConnection, query: str, *values: object) -> Iterator[Record]:
    """The rows of a query, one record at a time."""
    cursor = connection.execute(query, [*values])
    names = [column[0] for column in cursor.description or []]
    return (dict(zip(names, row, strict=True)) for row in cursor.fetchall())


def one(connection: duckdb.DuckDBPyConnection, query: str) -> Record:
    """The one row of a query."""
    (row,) = ask(connection, query)
    return row
