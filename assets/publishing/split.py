"""The relational split: one SELECT per published table."""

from pathlib import Path

import duckdb

FOLDER = Path(__file__).parent / "sql"
TABLES = {
    "versions": ("raw", "enriched"),
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


def fill(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Insert a table's rows, by the names of its columns."""
    connection.execute(f"INSERT INTO {table} BY NAME\n{(FOLDER / f'{table}.sql').read_text()}")


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary tables that several SELECTs share."""
    connection.execute((FOLDER / "_shared.sql").read_text())
