"""Rejected rows with the rules they broke, until their documents pass: a log of rows opened and resolved."""

from collections.abc import Iterable
from datetime import UTC, datetime

import polars as pl

from assets.framework.fingerprints import digest
from assets.framework.resources import Lake

TABLE = "quarantine"
SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "quarantine_id": pl.String,
    "event": pl.String,  # opened, resolved
    "stage": pl.String,
    "contract": pl.String,
    "path": pl.String,
    "article_id": pl.String,
    "version_id": pl.String,
    "made_from": pl.String,
    "rules": pl.List(pl.String),
    "message": pl.String,
    "row": pl.String,  # the rejected row as JSON, texts cut short
    # false where the run stopped before it accepted the verdict: the document is tried again
    "settled": pl.Boolean,
    "how": pl.String,  # of a resolved row: passed, superseded, replaced, gone
    "run_id": pl.String,
    "at": pl.Datetime("us", "UTC"),
}
# what its stage says of a row
REJECTED = ("path", "article_id", "version_id", "made_from", "rules", "message", "row")

SETTLED_BY = (TABLE, "raw", "observations")  # tables by which verdicts stand, or do no longer


class Quarantine:
    """The quarantine of one stage."""

    def __init__(self, lake: Lake, stage: str, contract: str, run_id: str) -> None:
        self.lake, self.stage, self.contract, self.run_id = lake, stage, contract, run_id

    def found(self) -> None:
        """Make the table where there is none: an empty quarantine can be asked too."""
        if self.lake.rows(TABLE) is None:
            self.lake.append(TABLE, pl.DataFrame(schema=SCHEMA))

    def log(self) -> pl.DataFrame:
        """One row per row ever opened by this stage, with `how` and `resolved_at` where it is resolved."""
        return ledger(self.lake).filter(stage=self.stage).collect()

    def open(self) -> pl.DataFrame:
        """The rows still open, oldest first."""
        return self.log().filter(pl.col("how").is_null()).sort("at", "path")

    def known(self) -> pl.DataFrame:
        """The last settled verdict on each version, but for those that have passed since.

        Columns: `quarantine_id, version_id, made_from, is_open`.
        """
        last = (
            self.log()
            .filter("settled", pl.col("version_id").is_not_null())
            .sort("at")
            .group_by("version_id", maintain_order=True)
            .last()
        )
        last = last.filter(pl.col("how").is_null() | (pl.col("how") != "passed"))
        return last.select("quarantine_id", "version_id", "made_from", is_open=pl.col("how").is_null())

    def overtaken(self) -> pl.DataFrame:
        """The known verdicts that are closed because another version of their document is the newest."""
        closed = self.known().filter(~pl.col("is_open"))
        return closed.join(self.lake.served("raw"), on="version_id", how="anti") if closed.height else closed

    def settled(self) -> pl.DataFrame:
        """The verdicts that stand, as `known` gives them.

        A version that was overtaken and is the newest again needs another.
        """
        return pl.concat([self.known().filter("is_open"), self.overtaken()])

    def superseded(self, held: pl.DataFrame, passed: pl.DataFrame) -> pl.DataFrame:
        """Of open rows those whose document has a newer version, and that has passed."""
        keys = ["article_id", "version_id"]
        newest = self.lake.served("raw").select(keys).join(passed, on=keys, how="semi")
        return held.join(newest, on="article_id", how="semi").join(newest, on="version_id", how="anti")

    def enter(self, rejected: pl.DataFrame, settled: bool = True) -> int:
        """Open a row for each rejected one, in place of those its document had. Returns how many were opened.

        The rejected ones are as `rejected_rows` makes them. A row that is open already, for the same cause,
        stays as it is; so does one that a later version has overtaken, when its document is done again and
        nothing has changed.
        """
        ids = [
            digest(self.stage, *(str(part) for part in row))
            for row in rejected.select("path", "version_id", "made_from", "rules").iter_rows()
        ]
        fresh = rejected.with_columns(quarantine_id=pl.Series(ids, dtype=pl.String), settled=pl.lit(settled))
        held = self.open()
        stands = held.filter("settled") if settled else held
        fresh = fresh.join(stands, on="quarantine_id", how="anti")
        if settled and fresh.height:
            fresh = fresh.join(self.overtaken(), on="quarantine_id", how="anti")
        self.resolve(held.join(fresh.select("path"), on="path", how="semi"), "replaced")
        self._write("opened", fresh)
        return fresh.height

    def resolve(self, rows: pl.DataFrame, how: str) -> int:
        """Note of open rows how they were resolved. Returns how many there were."""
        self._write("resolved", rows.with_columns(how=pl.lit(how)))
        return rows.height

    def _write(self, event: str, rows: pl.DataFrame) -> None:
        if rows.is_empty():
            return
        stamp = {
            "event": event,
            "stage": self.stage,
            "contract": self.contract,
            "run_id": self.run_id,
            "at": datetime.now(UTC),
        }
        noted = rows.with_columns(**{name: pl.lit(value, SCHEMA[name]) for name, value in stamp.items()})
        missing = [pl.lit(None).alias(name) for name in SCHEMA if name not in noted.columns]
        columns = [pl.col(name).cast(dtype) for name, dtype in SCHEMA.items()]
        self.lake.append(TABLE, noted.with_columns(missing).select(columns))


def ledger(lake: Lake) -> pl.LazyFrame:
    """Every row ever opened, with `how`, `resolved_at` and `resolved_by` (a run) of its resolution."""
    events = lake.rows(TABLE)
    if events is None:
        events = pl.LazyFrame(schema={**SCHEMA, "batch": pl.Int64})
    # The same cause may open again after it was resolved: each opening pairs with the next resolution.
    nth = pl.col("batch").rank("ordinal").over("quarantine_id", "event")
    numbered = events.with_columns(nth=nth)
    opened = numbered.filter(event="opened").drop("event", "how", "batch")
    resolved = numbered.filter(event="resolved").select(
        "quarantine_id", "nth", "how", resolved_at="at", resolved_by="run_id"
    )
    return opened.join(resolved, on=["quarantine_id", "nth"], how="left").drop("nth")


def rejected_rows(rows: Iterable[dict[str, object]]) -> pl.DataFrame:
    """A frame that `enter` takes, from records."""
    return pl.DataFrame(list(rows), schema={name: SCHEMA[name] for name in REJECTED})
