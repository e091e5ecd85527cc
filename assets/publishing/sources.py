"""Make the lake's tables visible to SQL: each as a view over its Parquet files, current rows only."""

from collections.abc import Mapping, Sequence
from typing import Final

import duckdb

from assets.publishing.ddl import text

STAGES: Final = ("cleaned", "enriched")  # one current row per version
WHOLE: Final = (
    "corrections",
    "recurring",
    "duplicates",
    "stories",
)  # of the whole set of documents, made anew each time
KEYS: Final = {
    "cleaned": "article_id, version_id, made_from, batch, size",  # bytes of the raw file
    "enriched": "article_id, version_id, made_from, batch",
}
SETS: Final = ("observations", "quarantine", *WHOLE)
ADDED: Final = {
    "observations": "SELECT NULL::TIMESTAMPTZ AS retrieved_at WHERE false",
    "corrections": "SELECT NULL::VARCHAR AS name WHERE false",
}
"""Columns that files which an earlier version wrote may lack."""
VIEWS: Final = {name: f"{name}_made" for name in ("stories", "corrections")} | {
    "quarantine": "quarantine_log"
}
"""Tables whose name a published table has."""


def attach(connection: duckdb.DuckDBPyConnection, files: Mapping[str, Sequence[str]]) -> None:
    """Create a temporary view per table of the lake; `files` names the Parquet files of each of `STAGES` and
    `SETS`, and of `<stage>_keys`.

    Of a stage there are three: `cleaned_keys`, the keys of its current rows; `cleaned_all`, these rows;
    `cleaned`, those of the documents that are due: all, until `leave_due` has only the changed ones left.

    Raises:
        KeyError: a table is not named.
        duckdb.IOException: a file cannot be read.
    """
    trace(connection, files)
    for stage in STAGES:
        connection.execute(f"CREATE TEMP TABLE {stage}_due AS SELECT * EXCLUDE (made_from) FROM {stage}_keys")
        connection.execute(
            f"""CREATE TEMP VIEW {stage}_all AS
                SELECT * FROM {_scan(files[stage])} SEMI JOIN {stage}_keys USING (version_id, batch);
                CREATE TEMP VIEW {stage} AS
                SELECT * FROM {_scan(files[stage])} SEMI JOIN {stage}_due USING (version_id, batch)"""
        )
    for table in SETS:
        lacking = f" UNION ALL BY NAME {ADDED[table]}" if table in ADDED else ""
        connection.execute(
            f"CREATE TEMP VIEW {VIEWS.get(table, table)} AS SELECT * FROM {_scan(files[table])}{lacking}"
        )


def leave_due(connection: duckdb.DuckDBPyConnection, files: Mapping[str, Sequence[str]]) -> None:
    """Leave only the rows of `changed` documents due, and the few files that hold them to be opened."""
    for stage in STAGES:
        # Made anew, not deleted from: the planner must know that they are few.
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {stage}_due AS FROM {stage}_due "
            "SEMI JOIN changed USING (article_id)"
        )
        scan = f"(SELECT batch, filename FROM {_scan(files[stage], 'filename = true')})"
        # The newest file too, though nothing in it may be due: it knows every column.
        held = connection.execute(
            f"""SELECT DISTINCT filename FROM {scan} SEMI JOIN {stage}_due USING (batch)
                UNION SELECT max(filename) FROM {scan} WHERE batch = (SELECT max(batch) FROM {stage}_keys)"""
        ).fetchall()
        few = _scan([name for (name,) in held])
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW {stage} AS SELECT * FROM {few} "
            f"SEMI JOIN {stage}_due USING (version_id, batch)"
        )


def trace(connection: duckdb.DuckDBPyConnection, files: Mapping[str, Sequence[str]]) -> None:
    """Create `<stage>_keys` (article_id, version_id, made_from, batch of each version's current row) and the
    view `lineage`.

    `lineage` (version_id, made_from) says in one hash what all the published rows of a version are made from.
    """
    for stage in STAGES:
        connection.execute(
            f"CREATE TEMP VIEW {stage}_keys AS SELECT {KEYS[stage]} FROM {_scan(files[f'{stage}_keys'])}"
        )
    connection.execute(
        """CREATE TEMP VIEW lineage AS
           SELECT version_id, left(md5(concat_ws(' ', c.made_from, e.made_from)), 16) AS made_from
           FROM cleaned_keys AS c FULL JOIN enriched_keys AS e USING (version_id)"""
    )


def _scan(files: Sequence[str], option: str = "union_by_name = true") -> str:
    return f"read_parquet([{', '.join(map(text, files))}], {option})"
