"""Make the lake's tables visible to SQL: each as a view over its Parquet files, current rows only."""

from collections.abc import Mapping, Sequence
from typing import Final

import duckdb

from assets.publishing.ddl import text

STAGES: Final = ("cleaned", "enriched")  # one current row per version
SETS: Final = ("observations", "quarantine", "recurring", "duplicates", "stories")
VIEWS: Final = {"quarantine": "quarantine_log", "stories": "stories_made"}  # where a published table has the name


def attach(connection: duckdb.DuckDBPyConnection, files: Mapping[str, Sequence[str]]) -> None:
    """Create a temporary view per table of the lake; `files` names the Parquet files of each of `STAGES` and `SETS`, and of `<stage>_keys`.

    Of a stage there are three: `cleaned_keys`, the keys of its current rows; `cleaned_all`, these rows; `cleaned`, those of the documents
    that are due: all, until `changes.find` leaves only the changed ones.

    Raises:
        KeyError: a table is not named.
        duckdb.IOException: a file cannot be read.
    """
    trace(connection, files)
    for stage in STAGES:
        connection.execute(f"CREATE TEMP TABLE {stage}_due AS SELECT article_id, version_id, batch FROM {stage}_keys")
        for view, keys in ((f"{stage}_all", f"{stage}_keys"), (stage, f"{stage}_due")):
            connection.execute(f"CREATE TEMP VIEW {view} AS SELECT * FROM {_scan(files[stage])} SEMI JOIN {keys} USING (version_id, batch)")
    for table in SETS:
        connection.execute(f"CREATE TEMP VIEW {VIEWS.get(table, table)} AS SELECT * FROM {_scan(files[table])}")


def trace(connection: duckdb.DuckDBPyConnection, files: Mapping[str, Sequence[str]]) -> None:
    """Create `<stage>_keys` (article_id, version_id, made_from, batch of each version's current row) and the view `lineage`.

    `lineage` (version_id, made_from) says in one hash what all the published rows of a version are made from.
    """
    for stage in STAGES:
        connection.execute(
            f"CREATE TEMP TABLE {stage}_keys AS SELECT article_id, version_id, made_from, batch FROM {_scan(files[f'{stage}_keys'])}"
        )
    connection.execute(
        """CREATE TEMP VIEW lineage AS
           SELECT version_id, left(md5(concat_ws(' ', c.made_from, e.made_from)), 16) AS made_from
           FROM cleaned_keys AS c FULL JOIN enriched_keys AS e USING (version_id)"""
    )


def _scan(files: Sequence[str]) -> str:
    return f"read_parquet([{', '.join(map(text, files))}], union_by_name = true)"
