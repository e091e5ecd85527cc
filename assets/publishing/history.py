"""Carry over what a file remembers of the releases before it, whatever version of ours wrote them."""

import duckdb

from assets.publishing.ddl import NEUTRAL


def carry_over(connection: duckdb.DuckDBPyConnection, table: str, but: str = "false") -> None:
    """Insert the rows of `earlier.<table>`, `but` those of a condition; a column that it did not have yet is
    null, or neutral where it may not be null."""
    columns = """SELECT column_name, data_type, is_nullable FROM duckdb_columns()
                 WHERE table_name = ? AND database_name = ? AND schema_name = 'main' ORDER BY column_index"""
    ((here,),) = connection.sql("SELECT current_database()").fetchall()
    had = {name for name, *_ in connection.execute(columns, [table, "earlier"]).fetchall()}
    now = connection.execute(columns, [table, here]).fetchall()
    values = [
        f'"{name}"' if name in had else f"{'NULL' if nullable else NEUTRAL[kind]} AS {name}"
        for name, kind, nullable in now
    ]
    connection.execute(
        f"INSERT INTO {table} BY NAME SELECT {', '.join(values)} FROM earlier.{table} WHERE NOT ({but})"
    )
