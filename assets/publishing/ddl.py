"""Write the tables' definitions and comments from what their contracts say."""

import duckdb
import polars as pl

PLAIN = {
    pl.String: "VARCHAR",
    pl.Boolean: "BOOLEAN",
    pl.Int16: "SMALLINT",
    pl.Int32: "INTEGER",
    pl.Int64: "BIGINT",
    pl.Float64: "DOUBLE",
    pl.Date: "DATE",
    pl.Datetime: "TIMESTAMPTZ",
}

# where none was known
NEUTRAL = {
    "VARCHAR": "'unknown'",
    "BOOLEAN": "true",
    "SMALLINT": "0",
    "INTEGER": "0",
    "BIGINT": "0",
    "DOUBLE": "0",
}


SCHEMA = "internal"  # of the tables that no reader asks for


def create_schema(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the schema of the machinery, where the file does not have it."""
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")


def see_internal(connection: duckdb.DuckDBPyConnection) -> None:
    """Let our own SQL name the tables of the machinery as it names the others; a file of an earlier make has
    no schema for them."""
    query = "SELECT 1 FROM duckdb_schemas() WHERE schema_name = ? AND database_name = current_database()"
    if connection.execute(query, [SCHEMA]).fetchall():
        connection.execute(f"SET search_path = 'main,{SCHEMA}'")


def sql_type(dtype: pl.DataType) -> str:
    """DuckDB's name of a polars type.

    Raises:
        KeyError: no published table may have a column of this type.
    """
    if isinstance(dtype, pl.List):
        return (
            f"{sql_type(dtype.inner())}[]" if isinstance(dtype.inner, type) else f"{sql_type(dtype.inner)}[]"
        )
    return PLAIN[dtype.base_type()]


def create(table: str, columns: dict[str, tuple[pl.DataType, bool]]) -> str:
    """The statement that creates a table from names, types and whether they may be null."""
    lines = [
        f'    "{name}" {sql_type(dtype)}{"" if nullable else " NOT NULL"}'
        for name, (dtype, nullable) in columns.items()
    ]
    return f"CREATE TABLE {table} (\n" + ",\n".join(lines) + "\n)"


def declare(table: str, description: str, columns: dict[str, str]) -> list[str]:
    """The statements that write the table's and its columns' descriptions into the file."""
    return [
        f"COMMENT ON TABLE {table} IS {text(description)}",
        *(f'COMMENT ON COLUMN {table}."{name}" IS {text(told)}' for name, told in columns.items()),
    ]


def text(value: str) -> str:
    """A text, or the path of a file, as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"
