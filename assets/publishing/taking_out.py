"""Take documents out of a published file that is kept as it is: what a release put back must forget too."""

from collections.abc import Sequence
from typing import Final

import duckdb

from assets.publishing.comparing import forget_changes
from assets.publishing.split import query

NAMED: Final = """\
CREATE TEMP TABLE taken AS SELECT unnest(?::VARCHAR[]) AS article_id;
"""
KEYS: Final = {
    "article_id": "SELECT article_id FROM taken",
    "article_a": "SELECT article_id FROM taken",
    "article_b": "SELECT article_id FROM taken",
    "version_id": "SELECT version_id FROM taken_versions",
    "article_no": "SELECT article_no FROM taken_numbers",
}
"""The columns by which a row belongs to a document, and those that are taken out."""
BEFORE: Final = """\
CREATE TEMP TABLE taken_versions AS SELECT version_id FROM versions SEMI JOIN taken USING (article_id);
CREATE TEMP TABLE taken_numbers AS SELECT article_no FROM search_articles SEMI JOIN taken USING (article_id);
CREATE TEMP TABLE entities_to_sum AS
SELECT DISTINCT entity_id FROM article_entities SEMI JOIN taken USING (article_id);
DELETE FROM recurring_lines
WHERE sample IN (SELECT text FROM lines WHERE version_id IN (SELECT version_id FROM taken_versions));
"""
AFTER: Final = """\
UPDATE articles SET duplicate_of = NULL WHERE duplicate_of IN (SELECT article_id FROM taken);
DELETE FROM stories WHERE story_id NOT IN (SELECT story_id FROM story_articles);
DELETE FROM story_aliases WHERE story_id NOT IN (SELECT story_id FROM stories);
UPDATE stories SET article_count = now.article_count, outlet_count = now.outlet_count,
    medoid_article_id = now.article_id, label = now.label
FROM (
    SELECT s.story_id, count(*) AS article_count, count(DISTINCT a.outlet) AS outlet_count,
        min(a.article_id) AS article_id, arg_min(a.headline, a.article_id) AS label
    FROM story_articles AS s JOIN articles AS a USING (article_id) GROUP BY s.story_id
) AS now
WHERE now.story_id = stories.story_id AND stories.medoid_article_id IN (SELECT article_id FROM taken);
DELETE FROM entities WHERE entity_id IN (SELECT entity_id FROM entities_to_sum);
"""


def take_out(connection: duckdb.DuckDBPyConnection, articles: Sequence[str]) -> None:
    """Delete every row of some articles from the tables of a published file, and what was made of these
    alone; what was made of others too (entities, stories) is made without them.

    Raises:
        duckdb.CatalogException, duckdb.BinderException: the file is of another make, and cannot be mended so.
    """
    connection.execute(NAMED, [[*articles]])
    connection.execute(BEFORE)
    columns = connection.sql(
        """SELECT schema_name, table_name, column_name FROM duckdb_columns()
           WHERE NOT internal AND database_name = current_database() AND table_name IN (
               SELECT table_name FROM duckdb_tables() WHERE database_name = current_database()
           ) ORDER BY ALL"""
    ).fetchall()
    for schema, table, column in columns:
        if column in KEYS:
            connection.execute(f'DELETE FROM "{schema}"."{table}" WHERE "{column}" IN ({KEYS[column]})')
    connection.execute(AFTER)
    connection.execute(f"INSERT INTO entities BY NAME\n{query('entities')}")
    if any(table == "changes" for _, table, _ in columns):  # an earlier make had none
        forget_changes(connection, articles)
