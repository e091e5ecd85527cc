"""Make the lake's tables visible to SQL: each as a view over its Parquet files, current rows only."""

from collections.abc import Mapping, Sequence
from typing import Final

import duckdb

STAGES: Final = ("raw", "cleaned", "enriched")  # one current row per version
SETS: Final = ("observations", "quarantine", "recurring", "duplicates", "stories")
DERIVED: Final = ("originals", "settled", "sayings")
VIEWS: Final = {"quarantine": "quarantine_log", "stories": "stories_made"}  # where a published table has the name


def attach(connection: duckdb.DuckDBPyConnection, files: Mapping[str, Sequence[str]]) -> None:
    """Create a temporary view per table of the lake; `files` names the Parquet files of each of `STAGES`, `SETS` and `DERIVED`.

    Raises:
        KeyError: a table is not named.
        duckdb.IOException: a file cannot be read.
    """
    for table in (*STAGES, *SETS, *DERIVED):
        listed = ", ".join("'" + path.replace("'", "''") + "'" for path in files[table])
        scan = f"read_parquet([{listed}], union_by_name = true)"
        if table in STAGES:
            connection.execute(f"CREATE TEMP TABLE {table}_keys AS SELECT version_id, max(batch) AS batch FROM {scan} GROUP BY version_id")
            connection.execute(f"CREATE TEMP VIEW {table} AS SELECT * FROM {scan} SEMI JOIN {table}_keys USING (version_id, batch)")
        else:
            connection.execute(f"CREATE TEMP VIEW {VIEWS.get(table, table)} AS SELECT * FROM {scan}")
