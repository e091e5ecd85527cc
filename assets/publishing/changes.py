"""Bring the last file up to date: the rows of changed documents go and come anew, what follows from the whole set is compared."""

from collections.abc import Mapping, Sequence
from typing import Final

import duckdb

from assets.publishing.sources import STAGES, trace
from assets.publishing.split import TABLES, fill, query
from checks.vocabulary import OF_DOCUMENTS

FEW: Final = 100  # changed documents that are always few
SHARE: Final = 0.2  # of the articles, changed since the file was last made whole, above which it is made whole again

VERSIONS: Final = "article_id, version_id, state, stage, made_from"
SETTLED: Final = "article_id, published_earliest, published_latest"
CHANGED: Final = f"""\
CREATE TEMP VIEW versions_before AS SELECT {VERSIONS} FROM versions;
CREATE TEMP TABLE changed AS
SELECT article_id FROM (FROM versions_now EXCEPT FROM versions_before)
UNION SELECT article_id FROM (FROM versions_before EXCEPT FROM versions_now)
UNION SELECT article_id FROM (FROM settled_now EXCEPT FROM settled_before)
UNION SELECT article_id FROM (FROM settled_before EXCEPT FROM settled_now);
CREATE TEMP TABLE changed_versions AS
SELECT version_id FROM versions_before SEMI JOIN changed USING (article_id)
UNION SELECT version_id FROM versions_now SEMI JOIN changed USING (article_id);
"""
WITHIN: Final = {
    "article_id": "FROM changed",
    "version_id": "FROM changed_versions",
    "article_no": "SELECT article_no FROM search_articles SEMI JOIN changed USING (article_id)",
}


def is_small(connection: duckdb.DuckDBPyConnection, files: Mapping[str, Sequence[str]]) -> bool:
    """Whether little changed between the published file, which the connection has open, and the rows of the stages in Parquet files."""
    trace(connection, files)
    ((changed, articles, before),) = connection.sql(
        """SELECT (SELECT count(*) FROM lineage AS now FULL JOIN (FROM versions WHERE made_from IS NOT NULL) AS was USING (version_id)
                   WHERE now.made_from IS DISTINCT FROM was.made_from),
                  (SELECT count(*) FROM articles),
                  (SELECT coalesce(sum(changed_articles), 0) FROM releases
                   WHERE number > (SELECT max(number) FROM releases WHERE made_whole))"""
    ).fetchall()
    return bool(changed + before <= max(FEW, SHARE * articles))


def find(connection: duckdb.DuckDBPyConnection) -> int:
    """Leave only the changed documents due: new, edited, made anew, forgotten, dated otherwise. Returns how many they are.

    Makes `changed` (article_id) and `changed_versions` (version_id).
    """
    connection.execute(f"CREATE TEMP TABLE versions_now AS SELECT {VERSIONS} FROM ({query('versions')})")
    connection.execute(f"CREATE TEMP VIEW settled_now AS SELECT {SETTLED} FROM settled")
    connection.execute(f"CREATE TEMP VIEW settled_before AS SELECT {SETTLED} FROM articles WHERE published_basis = 'weekday_plus_story'")
    connection.execute(CHANGED)
    for stage in STAGES:
        connection.execute(f"DELETE FROM {stage}_due WHERE article_id NOT IN (FROM changed)")
    return int(connection.sql("SELECT count(*) FROM changed").fetchall()[0][0])


def refill(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace the rows of the changed documents, make the tables of the set anew, and let the other documents follow the set."""
    for table in reversed(TABLES):  # what points to others goes before them
        connection.execute(f"DELETE FROM {table} WHERE {within(table)}" if table in OF_DOCUMENTS else f"TRUNCATE {table}")
    for table in TABLES:
        fill(connection, table)
    connection.execute(query("_follow"))


def within(table: str) -> str:
    """The condition that a row of a table of documents belongs to a changed one."""
    return f"{OF_DOCUMENTS[table]} IN ({WITHIN[OF_DOCUMENTS[table]]})"


def look_at_changed(connection: duckdb.DuckDBPyConnection) -> None:
    """Let the names of the documents' tables mean their changed rows, until `look_at_all`."""
    ((database,),) = connection.sql("SELECT current_database()").fetchall()
    for table in OF_DOCUMENTS:
        connection.execute(f'CREATE TEMP VIEW {table} AS FROM "{database}".main.{table} WHERE {within(table)}')


def look_at_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Let the names of the documents' tables mean all their rows again."""
    for table in OF_DOCUMENTS:
        connection.execute(f"DROP VIEW temp.{table}")
