"""A check on whole tables: SQL that lists the rows which break a promise."""

from dataclasses import dataclass
from typing import Literal

import duckdb
import polars as pl

from checks.vocabulary import OF_DOCUMENTS

SHOWN = 20


@dataclass(frozen=True)
class Promise:
    """A promise about the published file. `sql` gives the rows that break it, and none where it is kept."""

    table: str
    name: str
    told: str
    sql: str
    severity: Literal["WARN", "ERROR"] = "ERROR"
    per_document: bool = False  # each document keeps it by itself: a release that changes a few asks only those


@dataclass(frozen=True)
class Outcome:
    """What became of a promise: how many rows break it, and the first of them."""

    promise: Promise
    failing: int
    rows: pl.DataFrame

    @property
    def passed(self) -> bool:
        """Whether it was kept."""
        return self.failing == 0


def of_each(table: str) -> bool:
    """Whether the documents keep a promise about this table's rows each by itself; articles point to each other."""
    return table in OF_DOCUMENTS and table != "articles"


def keep(connection: duckdb.DuckDBPyConnection, promise: Promise) -> Outcome:
    """Hold a built file to a promise."""
    ((failing,),) = connection.sql(f"SELECT count(*) FROM ({promise.sql})").fetchall()
    rows = few(connection.sql(f"SELECT * FROM ({promise.sql}) LIMIT {SHOWN}")) if failing else pl.DataFrame()
    return Outcome(promise, int(failing), rows)


def few(relation: duckdb.DuckDBPyRelation) -> pl.DataFrame:
    """The rows of a small relation. Not through Arrow: handed to polars so, DuckDB 2.0 complains of leaks when the process ends."""
    return pl.DataFrame(relation.fetchall(), schema=relation.columns, orient="row", infer_schema_length=None)
