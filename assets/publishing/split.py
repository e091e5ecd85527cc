"""The relational split: one SELECT per published table, in the order they are made."""

from pathlib import Path

import duckdb

FOLDER = Path(__file__).parent / "sql"
TABLES = (
    "versions",
    "articles",
    "lines",
    "fields",
    "paragraphs",
    "entities",
    "mentions",
    "quotes",
    "date_mentions",
    "keywords",
    "duplicate_pairs",
    "stories",
    "story_articles",
    "recurring_lines",
    "quarantine",
)


def fill(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Insert a table's rows, by the names of its columns."""
    connection.execute(f"INSERT INTO {table} BY NAME\n{(FOLDER / f'{table}.sql').read_text()}")


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary tables that several SELECTs share."""
    connection.execute((FOLDER / "_shared.sql").read_text())
