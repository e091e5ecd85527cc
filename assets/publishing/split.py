"""The relational split: one SELECT per published table."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

import duckdb

from checks.halving import POISON, first_at_fault

FOLDER = Path(__file__).parent / "sql"
PART = 48_000_000  # bytes of the raw files whose texts are held at once
INDEXED = 200_000_000  # bytes of the raw files whose words are sorted at once
TABLES = {
    "versions": ("raw", "cleaned", "enriched"),
    "articles": ("cleaned", "enriched", "duplicates", "stories"),
    "lines": ("cleaned",),
    "fields": ("cleaned",),
    "paragraphs": ("cleaned", "enriched"),
    "sentence_spans": ("enriched",),
    "corrected_names": ("enriched", "corrections"),
    "article_entities": ("enriched", "corrections"),
    "links": ("cleaned",),
    "entities": ("enriched", "corrections"),
    "mentions": ("enriched", "corrections"),
    "quote_runs": ("enriched", "corrections"),
    "quotes": ("enriched", "corrections"),
    "date_mentions": ("enriched",),
    "keywords": ("enriched",),
    "topics": ("enriched",),
    "duplicate_pairs": ("duplicates",),
    "stories": ("stories",),
    "story_articles": ("stories",),
    "story_aliases": ("stories",),
    "recurring_lines": ("recurring",),
    "corrections": ("corrections",),
    "quarantine": ("raw",),
    "search_articles": ("cleaned",),
    "search_postings": ("cleaned",),
}
"""The published tables that come from the lake, in the order they are filled,
each with the assets that its rows come from."""

NARROWED: Final = frozenset(
    {
        "articles",
        "lines",
        "fields",
        "paragraphs",
        "corrected_names",
        "sentence_spans",
        "article_entities",
        "links",
        "mentions",
        "quote_runs",
        "quotes",
        "date_mentions",
        "keywords",
        "topics",
    }
)
"""Those whose rows come from the documents that are due or served:
a row that cannot be inserted is followed to its document."""

# of values, not of disk or memory
REFUSALS: Final = (duckdb.DataError, duckdb.IntegrityError, duckdb.InvalidInputException)


def query(table: str) -> str:
    """The SELECT that gives a table's rows."""
    return (FOLDER / f"{table}.sql").read_text()


def fill(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """Insert a table's rows, by the names of its columns: those of the documents that are due, or of the
    whole set.

    Where the rows of a few documents cannot be inserted, those of the others are. Returns the error of each
    such document, by `version_id`.

    Raises:
        duckdb.Error: the database's own, when no document answers for it, or too many do.
    """
    failed: dict[str, str] = {}
    for _ in IN_PARTS.get(table, _all)(connection):
        try:
            _insert(connection, table)
        except REFUSALS as error:
            if table not in NARROWED:
                raise
            failed |= _insert_others(connection, table, _told(error))
    return failed


def _insert(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    connection.execute(f"INSERT INTO {table} BY NAME\n{query(table)}")


def _insert_others(connection: duckdb.DuckDBPyConnection, table: str, error: str) -> dict[str, str]:
    """Find the documents whose rows cannot be inserted, and insert the others. Returns the error of each."""
    failed: dict[str, str] = {}
    for name in ("cleaned_due", "enriched_due", "served"):
        connection.execute(f"CREATE TEMP TABLE whole_{name} AS FROM {name}")
    found = connection.sql(
        "SELECT version_id FROM cleaned_due UNION SELECT version_id FROM enriched_due ORDER BY ALL"
    ).fetchall()
    rest = [version for (version,) in found]
    while rest:
        guilty = first_at_fault(rest, partial(_can_insert, connection, table))
        failed[guilty] = error
        rest.remove(guilty)
        _narrow(connection, rest)
        try:
            _insert(connection, table)
            break
        except REFUSALS as next_error:
            if len(failed) == POISON:
                raise
            error = _told(next_error)
    for name in ("cleaned_due", "enriched_due", "served"):
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {name} AS FROM whole_{name}; DROP TABLE whole_{name}"
        )
    return failed


def _can_insert(connection: duckdb.DuckDBPyConnection, table: str, documents: Sequence[str]) -> bool:
    """Whether the rows of these documents alone could be inserted."""
    _narrow(connection, documents)
    connection.execute("BEGIN")
    try:
        _insert(connection, table)
    except REFUSALS:
        return False
    finally:
        connection.execute("ROLLBACK")
    return True


def _narrow(connection: duckdb.DuckDBPyConnection, documents: Sequence[str]) -> None:
    """Let only some documents be due and served."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE only_these AS SELECT unnest(?::VARCHAR[]) AS version_id", [[*documents]]
    )
    for name in ("cleaned_due", "enriched_due", "served"):
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {name} AS FROM whole_{name} "
            "SEMI JOIN only_these USING (version_id)"
        )


def _told(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:1_000]


def _all(_: duckdb.DuckDBPyConnection) -> Iterator[None]:
    yield


def _some_numbers(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Let only some of the new articles be indexed at a time: their numbers are beyond the last one."""
    parts = """SELECT min(article_no), max(article_no)
               FROM (SELECT article_no, sum(size) OVER (ORDER BY article_no) // ? AS part
                     FROM search_articles JOIN cleaned_due USING (article_id)
                     WHERE article_no > (SELECT coalesce(max(article_no), 0) FROM search_postings))
               GROUP BY part ORDER BY part"""
    for first, last in connection.execute(parts, [INDEXED]).fetchall():
        connection.execute(f"SET VARIABLE first_no = {first}; SET VARIABLE last_no = {last}")
        yield


def _some_batches(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Let only some batches of documents be due at a time."""
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE all_cleaned_due AS FROM cleaned_due;
           CREATE OR REPLACE TEMP TABLE all_enriched_due AS FROM enriched_due"""
    )
    parts = """SELECT min(batch), max(batch)
               FROM (SELECT batch, sum(sum(size)) OVER (ORDER BY batch) // ? AS part
                     FROM cleaned_due GROUP BY batch)
               GROUP BY part ORDER BY part"""
    for first, last in connection.execute(parts, [PART]).fetchall():
        connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE cleaned_due AS
                FROM all_cleaned_due WHERE batch BETWEEN {first} AND {last};
                CREATE OR REPLACE TEMP TABLE enriched_due AS
                FROM all_enriched_due SEMI JOIN cleaned_due USING (version_id)"""
        )
        yield
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE cleaned_due AS FROM all_cleaned_due;
           CREATE OR REPLACE TEMP TABLE enriched_due AS FROM all_enriched_due"""
    )


IN_PARTS = {"articles": _some_batches, "paragraphs": _some_batches, "search_postings": _some_numbers}
"""The tables whose SELECTs would hold too much in memory at once, and how it is parted."""


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary tables that several SELECTs share."""
    connection.execute(query("_shared"))
