"""Bring the last file up to date: the rows of changed documents go and come anew, others follow."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import duckdb

from assets.publishing.derived import ARE_COPIES, choose_originals, match_all_quotes, match_changed_quotes
from assets.publishing.sources import leave_due, trace
from assets.publishing.split import TABLES, fill, query
from checks.vocabulary import OF_DOCUMENTS, schema_of

FEW: Final = 100  # changed documents that are always few
# of the articles, changed since the file was last made whole, above which it is made whole again
SHARE: Final = 0.2
PARTLY_NEW: Final = frozenset(OF_DOCUMENTS) | {"entities"}
"""Tables of which only some rows are made anew in a copy of the last file."""

RESETTLED: Final = """\
CREATE TEMP VIEW settled_before AS
SELECT article_id, published_earliest, published_latest
FROM articles SEMI JOIN may_be_settled USING (article_id)
WHERE published_basis = 'weekday_plus_story';
CREATE TEMP VIEW settled_now AS SELECT article_id, published_earliest, published_latest FROM settled;
INSERT INTO changed
SELECT article_id FROM (
    (FROM settled_now EXCEPT FROM settled_before) UNION ALL (FROM settled_before EXCEPT FROM settled_now)
) GROUP BY article_id HAVING article_id NOT IN (FROM changed);
CREATE TEMP TABLE changed_versions AS
SELECT version_id FROM versions SEMI JOIN changed USING (article_id)
UNION SELECT version_id FROM versions_now SEMI JOIN changed USING (article_id);
"""
NAMES_AS_SAID: Final = "SELECT file, row, article, name, field, value FROM {} WHERE kind = 'name'"
OTHERWISE: Final = f"""\
SELECT EXISTS (
    ({NAMES_AS_SAID.format("corrections")} EXCEPT {NAMES_AS_SAID.format("corrections_made")})
    UNION ALL ({NAMES_AS_SAID.format("corrections_made")} EXCEPT {NAMES_AS_SAID.format("corrections")})
)
"""
"""Whether people say something else of names than in the last file."""
EVERYTHING: Final = """\
CREATE TEMP VIEW stories_to_settle AS SELECT story_id FROM stories_made;
CREATE TEMP VIEW copies_to_rank AS SELECT article_id FROM articles;
CREATE TEMP VIEW entities_to_sum AS SELECT entity_id FROM article_entities;
CREATE TEMP VIEW moved AS SELECT article_id, story_id FROM articles LIMIT 0;
"""
REMEMBER: Final = f"""\
CREATE TEMP TABLE unsaid AS
SELECT quote_id, said, runs, quote_cluster_id
FROM quote_runs SEMI JOIN changed USING (article_id)
JOIN (SELECT quote_id, quote_cluster_id FROM quotes) AS q USING (quote_id);
CREATE TEMP TABLE named_before AS
SELECT DISTINCT entity_id FROM article_entities SEMI JOIN changed USING (article_id);
CREATE TEMP VIEW entities_to_sum AS
FROM named_before UNION SELECT entity_id FROM article_entities SEMI JOIN changed USING (article_id);
CREATE TEMP TABLE copies_to_rank AS
WITH now AS (SELECT article_a, article_b FROM duplicates WHERE {ARE_COPIES}),
    was AS (SELECT article_a, article_b FROM duplicate_pairs WHERE {ARE_COPIES}),
    others AS ((FROM now EXCEPT FROM was) UNION ALL (FROM was EXCEPT FROM now))
FROM changed UNION SELECT article_a FROM others UNION SELECT article_b FROM others;
"""
WITHOUT_STORY: Final = """\
DELETE FROM story_articles WHERE story_id NOT IN (SELECT story_id FROM stories);
DELETE FROM story_aliases WHERE story_id NOT IN (SELECT story_id FROM stories);
UPDATE articles SET story_id = NULL WHERE story_id NOT IN (SELECT story_id FROM stories);
"""
WITHIN: Final = {
    "article_id": "FROM changed",
    "version_id": "FROM changed_versions",
    "article_no": "SELECT article_no FROM search_articles SEMI JOIN changed USING (article_id)",
}


class Fault(NamedTuple):
    """A document whose rows could not be inserted into a table, and why."""

    table: str
    version_id: str
    error: str


def is_small(connection: duckdb.DuckDBPyConnection, files: Mapping[str, Sequence[str]]) -> bool:
    """Whether little changed between the published file, which the connection has open, and the rows of the
    stages in Parquet files."""
    trace(connection, files)
    ((changed, articles, before),) = connection.sql(
        """SELECT (SELECT count(*) FROM lineage AS now
                   FULL JOIN (FROM versions WHERE made_from IS NOT NULL) AS was USING (version_id)
                   WHERE now.made_from IS DISTINCT FROM was.made_from),
                  (SELECT count(*) FROM articles),
                  (SELECT coalesce(sum(changed_articles), 0) FROM releases
                   WHERE number > (SELECT max(number) FROM releases WHERE made_whole))"""
    ).fetchall()
    return bool(changed + before <= max(FEW, SHARE * articles))


def expect_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Everything is due: the file is empty yet."""
    connection.execute(EVERYTHING)


def find(connection: duckdb.DuckDBPyConnection) -> None:
    """Find the changed documents, and the stories whose undated articles may be dated otherwise."""
    connection.execute(query("_changed"))
    ((otherwise,),) = connection.sql(OTHERWISE).fetchall()
    if otherwise:  # only then are the names of all articles looked at
        connection.execute(query("_corrected_otherwise"))
    connection.execute(query("_to_settle"))


def narrow(connection: duckdb.DuckDBPyConnection, files: Mapping[str, Sequence[str]]) -> int:
    """Leave only the changed documents due, those that were `settled` otherwise among them. Returns how many
    they are.

    Completes `changed` (article_id), makes `changed_versions` (version_id).
    """
    connection.execute(RESETTLED)
    connection.execute("DELETE FROM versions_now WHERE article_id NOT IN (FROM changed)")
    leave_due(connection, files)
    return int(connection.sql("SELECT count(*) FROM changed").fetchall()[0][0])


def fill_all(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[Fault]:
    """Fill the tables, those of documents with what is due, and say what follows from the set. `folder` is
    for files in between.

    Returns the documents whose rows could not be inserted.
    """
    return _fill(connection, folder, match_all_quotes)


def refill(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[Fault]:
    """Replace the rows of the changed documents, make the tables of the set anew, and let the other documents
    follow the set.

    Returns the documents whose rows could not be inserted.
    """
    connection.execute(REMEMBER)
    for table in reversed(TABLES):  # what points to others goes before them
        if table in OF_DOCUMENTS:
            connection.execute(f"DELETE FROM {table} WHERE {within(table)}")
        elif table not in PARTLY_NEW:  # `_fill` deletes of these what it fills anew
            connection.execute(f"TRUNCATE {table}")
    return _fill(connection, folder, match_changed_quotes)


def _fill(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    match_quotes: Callable[[duckdb.DuckDBPyConnection, Path], None],
) -> list[Fault]:
    faults: list[Fault] = []
    for table in TABLES:
        if table == "entities":
            connection.execute("DELETE FROM entities WHERE entity_id IN (FROM entities_to_sum)")
        faults += [Fault(table, version, error) for version, error in fill(connection, table).items()]
        if table == "quote_runs":
            match_quotes(connection, folder)
    choose_originals(connection, folder)
    connection.execute(query("_follow"))
    return faults


def leave_out(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[int]) -> None:
    """Delete rows, by their `rowid`, that no document answers for; with a story goes what points to it."""
    ((database,),) = connection.sql("SELECT current_database()").fetchall()
    connection.execute(
        f'DELETE FROM "{database}".{schema_of(table)}.{table} WHERE rowid IN (SELECT unnest(?::BIGINT[]))',
        [[*rows]],
    )
    if table == "stories":
        connection.execute(WITHOUT_STORY)


def naming(connection: duckdb.DuckDBPyConnection, entity: Mapping[str, object]) -> list[tuple[str, str]]:
    """The documents (article_id, version_id) that give an entity just the name, kind and ids it has."""
    columns = ("entity_id", "kind", "name", "country", "external_id")
    alike = " AND ".join(f'"{column}" IS NOT DISTINCT FROM ?' for column in columns)
    return connection.execute(
        f"""SELECT DISTINCT article_id, version_id FROM article_entities JOIN served USING (article_id)
            WHERE {alike} ORDER BY ALL""",
        [entity[column] for column in columns],
    ).fetchall()


def within(table: str) -> str:
    """The condition that a row of a table of documents belongs to a changed one."""
    return f"{OF_DOCUMENTS[table]} IN ({WITHIN[OF_DOCUMENTS[table]]})"


def changed_rows(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """The SELECT of the rows of a table of `PARTLY_NEW` that changed documents may have changed; found first,
    so that of the others no text is read."""
    ((database,),) = connection.sql("SELECT current_database()").fetchall()
    named = f'"{database}".{schema_of(table)}.{table}'
    which = within(table) if table in OF_DOCUMENTS else "entity_id IN (FROM entities_to_sum)"
    return f"FROM {named} WHERE rowid IN (SELECT rowid FROM {named} WHERE {which})"


def look_at_changed(connection: duckdb.DuckDBPyConnection) -> None:
    """Let the names of the documents' tables mean their changed rows, until `look_at_all`."""
    for table in OF_DOCUMENTS:
        connection.execute(f"CREATE TEMP VIEW {table} AS {changed_rows(connection, table)}")


def look_at_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Let the names of the documents' tables mean all their rows again."""
    for table in OF_DOCUMENTS:
        connection.execute(f"DROP VIEW temp.{table}")
