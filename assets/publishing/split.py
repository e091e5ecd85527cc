"""The relational split: one SELECT per published table."""

from collections.abc import Iterator
from pathlib import Path

import duckdb

FOLDER = Path(__file__).parent / "sql"
PART = 50_000  # documents whose texts are held at once
INDEXED = 200_000  # articles whose words are sorted at once
TABLES = {
    "versions": ("raw", "cleaned", "enriched"),
    "articles": ("cleaned", "enriched", "duplicates", "stories"),
    "lines": ("cleaned",),
    "fields": ("cleaned",),
    "paragraphs": ("cleaned",),
    "entities": ("enriched",),
    "mentions": ("enriched",),
    "quote_runs": ("enriched",),
    "quotes": ("enriched",),
    "date_mentions": ("enriched",),
    "keywords": ("enriched",),
    "duplicate_pairs": ("duplicates",),
    "stories": ("stories",),
    "story_articles": ("stories",),
    "story_aliases": ("stories",),
    "recurring_lines": ("recurring",),
    "quarantine": ("raw",),
    "search_articles": ("cleaned",),
    "search_postings": ("cleaned",),
}
"""The published tables that come from the lake, in the order they are filled, each with the assets its rows come from."""


def query(table: str) -> str:
    """The SELECT that gives a table's rows."""
    return (FOLDER / f"{table}.sql").read_text()


def fill(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Insert a table's rows, by the names of its columns: those of the documents that are due, or of the whole set."""
    for _ in IN_PARTS.get(table, _all)(connection):
        connection.execute(f"INSERT INTO {table} BY NAME\n{query(table)}")


def _all(_: duckdb.DuckDBPyConnection) -> Iterator[None]:
    yield


def _some_numbers(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Let only some articles be indexed at a time, of those that are not yet: their numbers are beyond the last."""
    ((before, last),) = connection.sql(
        "SELECT (SELECT coalesce(max(article_no), 0) FROM search_postings), (SELECT coalesce(max(article_no), 0) FROM search_articles)"
    ).fetchall()
    for done in range(before, last, INDEXED):
        connection.execute(f"SET VARIABLE first_no = {done + 1}; SET VARIABLE last_no = {done + INDEXED}")
        yield


def _some_batches(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Let only some batches of documents be due at a time."""
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE all_cleaned_due AS FROM cleaned_due;
           CREATE OR REPLACE TEMP TABLE all_enriched_due AS FROM enriched_due"""
    )
    parts = """SELECT min(batch), max(batch)
               FROM (SELECT batch, sum(count(*)) OVER (ORDER BY batch) // ? AS part FROM cleaned_due GROUP BY batch)
               GROUP BY part ORDER BY part"""
    for first, last in connection.execute(parts, [PART]).fetchall():
        connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE cleaned_due AS FROM all_cleaned_due WHERE batch BETWEEN {first} AND {last};
                CREATE OR REPLACE TEMP TABLE enriched_due AS FROM all_enriched_due SEMI JOIN cleaned_due USING (version_id)"""
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
