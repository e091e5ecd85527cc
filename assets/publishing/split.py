"""The relational split: one SELECT per published table."""

from pathlib import Path

import duckdb

FOLDER = Path(__file__).parent / "sql"
TABLES = {
    "versions": ("raw", "cleaned", "enriched"),
    "articles": ("cleaned", "enriched", "duplicates", "stories"),
    "lines": ("cleaned",),
    "fields": ("cleaned",),
    "paragraphs": ("cleaned",),
    "entities": ("enriched",),
    "mentions": ("enriched",),
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
    connection.execute(f"INSERT INTO {table} BY NAME\n{query(table)}")


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary tables that several SELECTs share."""
    connection.execute(query("_shared"))
