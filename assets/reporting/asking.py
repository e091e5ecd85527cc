"""What the pages ask the published file, with the bounds that keep a report small however large the file."""

from collections.abc import Iterator
from typing import Any, Final

import duckdb

RECENT: Final = 250  # documents that get a page because they are new …
DOUBTFUL: Final = 250  # … and because the pipeline was least sure of them
STORIES: Final = 100  # stories that get a page, as long as …
OF_STORIES: Final = 500  # … their articles, which get one too, are no more
ON_TIMELINE: Final = 60  # articles on a story's timeline
BESIDE: Final = 8  # articles side by side on a story's page
ALIGNED: Final = 40  # shared quotations on a story's page
LINES: Final = 2_000  # lines of a document that its page shows
LONG: Final = 4_000  # characters of a line that its page shows
MARKED: Final = 1_000  # quotations, names and dates of a document that its page marks, of each
VERSIONS: Final = 5  # versions of a document that its page compares with the one before
EDITS: Final = 400  # lines of them that differ
CHANGED: Final = 100  # changes of a kind on the page of the last release
WAITING: Final = 200  # open rows on the quarantine's page
RESOLVED: Final = 50  # resolved rows on it

Record = dict[str, Any]

LAST: Final = "(SELECT release_id FROM releases ORDER BY number DESC LIMIT 1)"
PREPARE: Final = (
    f"""CREATE OR REPLACE TEMP TABLE told_stories AS
    WITH told AS (
        SELECT s.*, max(a.first_seen) AS newest,
            list(DISTINCT a.outlet ORDER BY a.outlet) FILTER (a.outlet IS NOT NULL) AS outlets
        FROM stories AS s JOIN story_articles USING (story_id) JOIN articles AS a USING (article_id)
        WHERE s.article_count > 1
        GROUP BY ALL
    ),
    ranked AS (
        SELECT *, row_number() OVER (
            ORDER BY date_trunc('day', newest) DESC, outlet_count DESC, article_count DESC,
                event_latest DESC NULLS LAST, story_id
        ) AS nth
        FROM told
    )
    FROM ranked WHERE nth <= {STORIES}
    QUALIFY sum(least(article_count, {ON_TIMELINE})) OVER (ORDER BY nth) <= {OF_STORIES}
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
    ),
    ranked AS (
        SELECT story_id, article_id, phase, row_number() OVER (
            PARTITION BY story_id ORDER BY copy, nth, published_earliest NULLS LAST, path
        ) AS place
        FROM told
    )
    SELECT story_id, article_id, phase, place <= {BESIDE} AS beside FROM ranked WHERE place <= {ON_TIMELINE}
    """,
    f"""CREATE OR REPLACE TEMP TABLE chosen AS
    SELECT a.* EXCLUDE (body), t.article_id IS NOT NULL AS of_story
    FROM articles AS a LEFT JOIN told_articles AS t USING (article_id)
    QUALIFY row_number() OVER (
            ORDER BY date_trunc('day', a.first_seen) DESC, a.published_at DESC NULLS LAST, a.path
        ) <= {RECENT}
        OR row_number() OVER (ORDER BY a.confidence NULLS LAST, a.path) <= {DOUBTFUL}
        OR t.article_id IS NOT NULL
    """,
    f"""CREATE OR REPLACE TEMP TABLE chosen_lines AS
    SELECT l.article_id, line_no, span_no, char_start, role, kept, rule, reason, l.confidence, overruled,
        CASE WHEN length(text) > {LONG} THEN left(text, {LONG}) || ' …' ELSE text END AS text
    FROM lines AS l SEMI JOIN chosen USING (version_id)
    WHERE line_no <= {LINES}
    """,
    """CREATE OR REPLACE TEMP TABLE chosen_fields AS
    SELECT article_id, field, line_no, span_no, place FROM fields SEMI JOIN chosen USING (version_id)
    """,
    f"""CREATE OR REPLACE TEMP TABLE chosen_quotes AS
    SELECT q.article_id, q.line_no, q.char_start, q.char_end, q.kind, left(q.text, {LONG}) AS text,
        coalesce(e.name, q.speaker) AS speaker, q.speaker_start, q.speaker_end, q.confidence
    FROM quotes AS q SEMI JOIN chosen USING (article_id) LEFT JOIN entities AS e ON e.entity_id = q.speaker_id
    WHERE q.kind IN ('direct', 'partial', 'indirect')
    QUALIFY row_number() OVER (PARTITION BY q.article_id ORDER BY q.char_start, q.char_end) <= {MARKED}
    """,
    f"""CREATE OR REPLACE TEMP TABLE chosen_names AS
    SELECT m.article_id, m.line_no, m.char_start, m.char_end, m.surface, m.kind,
        coalesce(e.name, m.surface) AS name
    FROM mentions AS m SEMI JOIN chosen USING (article_id) LEFT JOIN entities AS e USING (entity_id)
    QUALIFY row_number() OVER (PARTITION BY m.article_id ORDER BY m.char_start, m.char_end) <= {MARKED}
    """,
    f"""CREATE OR REPLACE TEMP TABLE chosen_dates AS
    SELECT article_id, line_no, char_start, char_end, surface, earliest, latest
    FROM date_mentions SEMI JOIN chosen USING (article_id)
    QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY char_start, char_end) <= {MARKED}
    """,
    # What `diff_versions` says of one article, of all that have a page.
    f"""CREATE OR REPLACE TEMP TABLE chosen_edits AS
    WITH revised AS (
        SELECT article_id FROM versions SEMI JOIN chosen USING (article_id)
        GROUP BY article_id HAVING count(*) > 1
    ),
    held AS (
        SELECT l.article_id, v.number, v.first_seen, l.line_no, l.span_no, l.role, l.kept,
            left(l.text, {LONG}) AS text,
            dense_rank() OVER (PARTITION BY l.article_id ORDER BY v.number) AS turn,
            row_number() OVER (PARTITION BY l.version_id, l.text ORDER BY l.line_no, l.span_no) AS nth
        FROM (FROM lines SEMI JOIN revised USING (article_id)) AS l JOIN versions AS v USING (version_id)
        WHERE l.text <> '' AND l.line_no <= {LINES}
    ),
    turns AS (SELECT DISTINCT article_id, turn, number, first_seen FROM held),
    edits AS (
        SELECT article_id, turn, 'added' AS change, line_no, span_no, role, kept, text FROM held AS h
        WHERE turn > 1 AND NOT EXISTS (
            FROM held AS o WHERE o.article_id = h.article_id AND o.turn = h.turn - 1
                AND o.text = h.text AND o.nth = h.nth
        )
        UNION ALL
        SELECT article_id, turn + 1, 'removed', line_no, span_no, role, kept, text FROM held AS h
        WHERE NOT EXISTS (
            FROM held AS o WHERE o.article_id = h.article_id AND o.turn = h.turn + 1
                AND o.text = h.text AND o.nth = h.nth
        )
    )
    SELECT article_id, number, first_seen, change, line_no, span_no, role, kept, text
    FROM edits JOIN turns USING (article_id, turn)
    QUALIFY dense_rank() OVER (PARTITION BY article_id ORDER BY number DESC) <= {VERSIONS}
        AND row_number() OVER (
            PARTITION BY article_id ORDER BY number DESC, NOT kept, line_no, change DESC, span_no
        ) <= {EDITS}
    """,
)
PARTS: Final = {
    "lines": ("chosen_lines", "line_no, span_no"),
    "evidence": ("chosen_fields", "line_no, span_no"),
    "quotes": ("chosen_quotes", "char_start, char_end"),
    "names": ("chosen_names", "char_start, char_end"),
    "dates": ("chosen_dates", "char_start, char_end"),
    "edits": ("chosen_edits", "number DESC, line_no, change DESC, span_no"),
}
"""What the page of a document is made from beside its row: part → its table and order."""
DOCUMENTS: Final = """
    WITH decided AS (
        SELECT article_id, min(confidence) AS least, arg_min(line_no, confidence) AS least_line,
            list(DISTINCT rule ORDER BY rule) AS rules, list(DISTINCT role ORDER BY role) AS roles
        FROM chosen_lines WHERE role <> 'blank' GROUP BY ALL
    ),
    seen AS (
        SELECT article_id, count(*) AS version_count, max(missing_since) AS missing_since
        FROM versions SEMI JOIN chosen USING (article_id) GROUP BY ALL
    ),
    about AS (
        SELECT article_id, list(keyword ORDER BY score DESC, keyword) AS keywords
        FROM keywords SEMI JOIN chosen USING (article_id) GROUP BY ALL
    )
    SELECT c.*, d.* EXCLUDE (article_id), seen.* EXCLUDE (article_id), about.keywords,
        original.headline AS original_headline, original.path AS original_path,
        original.article_id IN (SELECT article_id FROM chosen) AS original_paged,
        s.label AS story_label, s.story_id IN (SELECT story_id FROM told_stories) AS storied
    FROM chosen AS c
    LEFT JOIN decided AS d USING (article_id)
    LEFT JOIN seen USING (article_id)
    LEFT JOIN about USING (article_id)
    LEFT JOIN articles AS original ON original.article_id = c.duplicate_of
    LEFT JOIN stories AS s ON s.story_id = c.story_id
    ORDER BY coalesce(c.published_at, c.published_earliest) DESC NULLS LAST, c.path
"""
TOLD: Final = """
    SELECT * EXCLUDE (newest, nth) FROM told_stories ORDER BY nth
"""
TELLING: Final = """
    WITH leads AS (
        SELECT article_id, left(arg_min(text, paragraph_no), 500) AS lead
        FROM paragraphs SEMI JOIN (FROM told_articles WHERE beside) USING (article_id)
        WHERE role = 'body' GROUP BY ALL
    )
    SELECT t.story_id, t.phase, t.beside, a.* EXCLUDE (body, story_id), leads.lead,
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
        FROM quotes AS q JOIN (FROM told_articles WHERE beside) AS t USING (article_id)
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
# The example is of a document that has a page: the texts of all lines are too many to look through.
RULES: Final = """
    WITH dropping AS (
        SELECT rule, role, count(*) AS lines FROM lines SEMI JOIN articles USING (version_id)
        WHERE NOT kept AND role <> 'blank' GROUP BY ALL ORDER BY lines DESC, rule, role LIMIT 12
    )
    SELECT d.*, left(min(c.text), 80) AS example
    FROM dropping AS d LEFT JOIN chosen_lines AS c ON c.rule = d.rule AND c.role = d.role AND NOT c.kept
    GROUP BY ALL ORDER BY lines DESC, d.rule, d.role
"""
OPEN: Final = f"""
    SELECT stage, contract, path, rules, message, left("row", 4000) AS "row", opened_at FROM quarantine
    WHERE resolved_at IS NULL ORDER BY opened_at DESC, path LIMIT {WAITING}
"""
SETTLED: Final = f"""
    SELECT stage, path, message, opened_at, resolved_at, resolved_how FROM quarantine
    WHERE resolved_at IS NOT NULL ORDER BY resolved_at DESC, path LIMIT {RESOLVED}
"""
CHECKS: Final = (
    """
    SELECT table_name, name, description, failing_rows FROM check_results
    WHERE NOT passed AND release_id = """
    + LAST
    + """
    ORDER BY table_name, name
"""
)
RELEASE: Final = f"SELECT * FROM releases WHERE release_id = {LAST}"
# Of one kind so many; of lines, those whose rule flipped most of them.
CHANGES: Final = f"""
    SELECT c.* EXCLUDE (release_id, change_no), count(*) OVER (PARTITION BY kind) AS of_kind,
        c.article_id IN (SELECT article_id FROM chosen) AS paged,
        c.story_id IN (SELECT story_id FROM told_stories) AS storied
    FROM changes AS c WHERE release_id = {LAST}
    QUALIFY row_number() OVER (PARTITION BY kind ORDER BY change_no) <= {CHANGED}
    ORDER BY kind, change_no
"""
FLIPS: Final = f"""
    SELECT kind, rule, rule_before, sum(lines)::BIGINT AS lines, sum(articles)::BIGINT AS articles
    FROM changes WHERE release_id = {LAST} AND kind IN ('lines_kept', 'lines_dropped')
    GROUP BY ALL ORDER BY lines DESC, rule, rule_before, kind LIMIT {CHANGED}
"""


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Choose the documents and stories that get a page, and gather what their pages are made from."""
    connection.execute("SET TimeZone = 'UTC'")
    for statement in PREPARE:
        connection.execute(statement)


def fingerprints(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """article_id → a hash of all that the parts of its page are made from."""
    each = " UNION ALL ".join(
        f"SELECT article_id, hash('{part}', row) AS row FROM {table} AS row"
        for part, (table, _) in PARTS.items()
    )
    found = connection.execute(f"""
        SELECT article_id, hash(list_sort(list(row)))::VARCHAR FROM ({each}) GROUP BY article_id""")
    return dict(found.fetchall())


def part(connection: duckdb.DuckDBPyConnection, name: str, articles: list[str]) -> dict[str, list[Record]]:
    """One part of the pages of some documents, by article_id."""
    table, order = PARTS[name]
    rows = ask(
        connection,
        f"FROM {table} WHERE article_id IN (SELECT unnest(?)) ORDER BY article_id, {order}",
        articles,
    )
    found: dict[str, list[Record]] = {}
    for row in rows:
        found.setdefault(row["article_id"], []).append(row)
    return found


def ask(connection: duckdb.DuckDBPyConnection, query: str, *values: object) -> Iterator[Record]:
    """The rows of a query, one record at a time."""
    cursor = connection.execute(query, [*values])
    names = [column[0] for column in cursor.description or []]
    return (dict(zip(names, row, strict=True)) for row in cursor.fetchall())


def one(connection: duckdb.DuckDBPyConnection, query: str) -> Record:
    """The one row of a query."""
    (row,) = ask(connection, query)
    return row
