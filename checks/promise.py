"""A check on whole tables: SQL that lists the rows which break a promise."""

from dataclasses import dataclass, field
from typing import Literal

import duckdb
import polars as pl

from checks.vocabulary import DERIVED, OF_DOCUMENTS

SHOWN = 20

Severity = Literal["WARN", "ERROR"]

REFUSED = (
    "The last good file stays. What was built is kept beside it: `FROM breaks` in cleancopy.refused.duckdb "
    "lists what is wrong. Mend the cause, and run again."
)
WITHHELD = (
    "Nothing has to be done at once. The documents wait in quarantine, stage `tables`, and are tried again "
    "by themselves once their text, or our code, is another one."
)
LOOK = "Look at the rows: the SQL of this check lists all of them."


@dataclass(frozen=True)
class Promise:
    """A promise about the published file. `sql` gives the rows that break it, and none where it is kept."""

    table: str
    name: str
    told: str
    sql: str
    severity: Severity = "ERROR"
    per_document: bool = False
    """Each document keeps it by itself: the rows of `sql` have its `article_id` and `version_id`; a document
    that breaks it is withheld from the file, and a release that changes a few documents asks only those."""
    by_time: bool = False
    """Time alone can break it: it is asked again though nothing has changed."""
    cure: str | None = None
    """What an operator does where it is broken and the file is published all the same."""


@dataclass(frozen=True)
class Outcome:
    """What became of a promise: how many rows (or documents) break it, the first of them, what was done."""

    promise: Promise
    failing: int
    rows: pl.DataFrame = field(default_factory=pl.DataFrame)
    done: str | None = None  # how the file was published all the same; None where nothing was done
    told_severity: Severity | None = None  # as an earlier run noted it

    @property
    def passed(self) -> bool:
        """Whether it was kept."""
        return self.failing == 0

    @property
    def severity(self) -> Severity:
        """WARN where the file is good without what broke the promise, else as promised."""
        return self.told_severity or ("WARN" if self.done else self.promise.severity)

    @property
    def cure(self) -> str | None:
        """What is to be done about it, in words; None where it was kept."""
        if self.passed:
            return None
        if self.stops:
            return REFUSED
        return WITHHELD if self.done else self.promise.cure or LOOK

    @property
    def stops(self) -> bool:
        """Whether the file must not be published."""
        return not self.passed and self.severity == "ERROR"


def of_each(table: str) -> bool:
    """Whether the documents keep a promise of this table each by itself; articles point to each other."""
    return table in OF_DOCUMENTS and table != "articles"


def severity_of(table: str) -> Severity:
    """How much a broken key or reference of a table weighs: what only helps to find stops no file."""
    return "WARN" if table in DERIVED else "ERROR"


def keep(connection: duckdb.DuckDBPyConnection, promise: Promise) -> Outcome:
    """Hold a built file to a promise."""
    # One look: most promises are kept, and what they look at may be large.
    rows = few(connection.sql(f"SELECT * FROM ({promise.sql}) LIMIT {SHOWN + 1}"))
    if rows.height <= SHOWN:
        return Outcome(promise, rows.height, rows if rows.height else pl.DataFrame())
    ((failing,),) = connection.sql(f"SELECT count(*) FROM ({promise.sql})").fetchall()
    return Outcome(promise, int(failing), rows.head(SHOWN))


def at_fault(connection: duckdb.DuckDBPyConnection, promise: Promise) -> list[tuple[str | None, str | None]]:
    """The documents (`article_id`, `version_id`; null where the rows do not say) that break a promise which
    each keeps by itself."""
    return connection.sql(
        f"SELECT DISTINCT article_id, version_id FROM ({promise.sql}) ORDER BY ALL"
    ).fetchall()


def few(relation: duckdb.DuckDBPyRelation) -> pl.DataFrame:
    """The rows of a small relation. Not through Arrow: handed to polars so, DuckDB 2.0 complains of leaks
    when the process ends."""
    return pl.DataFrame(relation.fetchall(), schema=relation.columns, orient="row", infer_schema_length=None)
