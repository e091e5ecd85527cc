"""Stage tables: one Delta table each, appended to in batches, the newest batch of a version current."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote, unquote
from uuid import uuid4

import polars as pl
from deltalake import CommitProperties, DeltaTable, write_deltalake
from deltalake.exceptions import TableNotFoundError
from deltalake.transaction import AddAction, RemoveAction

from assets.framework.fingerprints import digest_of
from pipeline import lease
from pipeline.lake_files import DELTA, POLARS, InBucket, InFolder, files_of

if TYPE_CHECKING:
    from polars._typing import PolarsDataType

    from pipeline.settings import Settings

KEYS = ("version_id", "article_id", "made_from", "batch")
OBSERVATIONS = "observations"
# of commits; of the notes of removed files
RETENTION = ("delta.logRetentionDuration", "delta.deletedFileRetentionDuration")
KEPT = ("raw", OBSERVATIONS, "quarantine", "forgotten")  # what no run could make again


@dataclass(frozen=True)
class Written:
    """A Parquet file of rows in a table's folder, not yet part of the table."""

    name: str
    size: int  # bytes
    rows: int
    stats: str  # what Delta's log keeps of it


class Lake:
    """Delta tables below one folder. A row of a stage carries `made_from` and the number of its `batch`."""

    def __init__(self, root: Path | str, copies: Path | None = None) -> None:
        """`root` is a folder or the address of a bucket; of the latter `files` are copied into `copies`."""
        self.root, self.copies = str(root), copies
        self.is_far = "://" in self.root
        # of each table, as of one state of it
        self._keys: dict[str, tuple[str, pl.DataFrame]] = {}
        self._commits: dict[str, tuple[str, dict[str, Any]]] = {}

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "_keys": {}, "_commits": {}}

    def append(self, table: str, rows: pl.DataFrame) -> int:
        """Commit rows as one batch and return its number.

        New columns are added to the table. Where an upgrade changed a column's type, the rows of a stage are
        dropped and made again from those above it (Delta alone would cast, and lose what does not fit).

        Raises:
            TypeError: a type changed in a table that cannot be made again.
        """
        self._see_lease()
        delta = self._open(table)
        batch = self._last_batch(delta) + 1
        retyped = _retyped(self._scan(delta).collect_schema(), rows.schema) if delta else []
        if retyped and table in KEPT:
            raise TypeError(
                f"{table} holds other types in {', '.join(retyped)}, and cannot be made again: run the "
                "version that wrote it."
            )
        # Statistics repeat values in the log: keep them to hashes and numbers, so that a forgotten text is
        # forgotten there too.
        counted = [name for name in KEYS if name in rows.columns or name == "batch"]
        write_deltalake(
            delta or self._uri(table),
            rows.with_columns(batch=pl.lit(batch, pl.Int64)),
            storage_options=self._options,
            mode="overwrite" if retyped else "append",
            schema_mode="overwrite" if retyped else "merge",
            configuration={"delta.dataSkippingStatsColumns": ",".join(counted)},
        )
        return batch

    def prepare(self, table: str, schema: pl.Schema) -> int:
        """Let the table have these columns (`batch` comes with them) before rows are written beside it.

        Returns the number that its next batch has. Where an upgrade changed a column's type, the rows go, as
        `append` says.
        """
        delta = self._open(table)
        if (
            delta is None
            or {*schema} - {*self._scan(delta).collect_schema()}
            or _retyped(self._scan(delta).collect_schema(), schema)
        ):
            self.append(table, pl.DataFrame(schema=schema))
            delta = self._open(table)
        return self._last_batch(delta) + 1

    def write(self, table: str, rows: pl.DataFrame) -> Written:
        """Write rows, their `batch` included, to a file that is no part of the table before `commit`."""
        name = f"part-{rows['batch'][0]:05}-{uuid4()}-c000.zstd.parquet"
        rows.write_parquet(f"{self._uri(table)}/{name}", storage_options=POLARS if self.is_far else None)
        counted = [name for name in (*KEYS,) if name in rows.columns]
        stats = {
            "numRecords": rows.height,
            "minValues": rows.select(pl.col(counted).min()).row(0, named=True),
            "maxValues": rows.select(pl.col(counted).max()).row(0, named=True),
            "nullCount": rows.select(pl.col(counted).null_count()).row(0, named=True),
        }
        return Written(name, self.place.size(f"{table}/{name}"), rows.height, json.dumps(stats))

    def commit(self, table: str, written: Sequence[Written]) -> None:
        """Make files part of the table, all at once."""
        self._see_lease()
        delta = self._must_open(table)
        now = int(datetime.now(UTC).timestamp() * 1000)
        files: list[AddAction | RemoveAction] = [
            AddAction(file.name, file.size, {}, now, True, file.stats) for file in written
        ]
        delta.create_write_transaction(files, mode="append", schema=delta.schema())
        delta.update_incremental()  # which other ways of writing do themselves

    def discard(self, table: str, written: Sequence[Written]) -> None:
        """Remove files that will not be part of the table."""
        for file in written:
            self.place.delete(f"{table}/{file.name}")

    def replace(self, table: str, rows: pl.DataFrame, made_from: str) -> None:
        """Commit rows in place of all the table had, and note what they were made from."""
        self._see_lease()
        has_key = "article_id" in rows.columns
        write_deltalake(
            self._open(table) or self._uri(table),
            rows,
            storage_options=self._options,
            mode="overwrite",
            schema_mode="overwrite",
            commit_properties=_note(made_from),
            configuration={"delta.dataSkippingStatsColumns": "article_id"} if has_key else None,
        )

    def made_from(self, table: str) -> str | None:
        """What the rows of a replaced table were made from; None where there is no table."""
        delta = self._open(table)
        if delta is None or "made_from" in (field.name for field in delta.schema().fields):
            return None  # each row tells it by itself
        last = self._last_commit(table, delta)
        if "made_from" in last:
            return str(last["made_from"])
        return next((str(commit["made_from"]) for commit in delta.history() if "made_from" in commit), None)

    def rows(self, table: str) -> pl.LazyFrame | None:
        """Every row ever appended and not yet compacted away; None where there is no table."""
        delta = self._open(table)
        return self._scan(delta) if delta else None

    def keys(self, table: str) -> pl.DataFrame:
        """The current row of each version: `version_id, article_id, made_from, batch`, perhaps `size`."""
        delta = self._open(table)
        if delta is None:
            return pl.DataFrame(schema={**dict.fromkeys(KEYS, pl.String), "batch": pl.Int64})
        known, state = self._keys.get(table), f"{delta.metadata().id} {delta.version()}"
        if known is None or known[0] != state:
            self._keys[table] = known = (state, self._read_keys(delta))
        return known[1]

    def _read_keys(self, delta: DeltaTable) -> pl.DataFrame:
        rows = self._scan(delta)
        names = [*KEYS, *(["size"] if "size" in rows.collect_schema() else [])]
        keys = rows.select(names).collect()
        # To look is much cheaper than to sort out what mostly needs none of it.
        if keys["version_id"].n_unique() < keys.height:
            keys = keys.filter(pl.col("batch") == pl.col("batch").max().over("version_id"))
            keys = keys.unique("version_id")
        return keys.sort("batch", "version_id")

    def current(self, table: str, keys: pl.DataFrame | None = None) -> pl.LazyFrame:
        """The current rows, or those of them whose keys are given; scans only the batches that hold them.

        Raises:
            LookupError: there is no such table yet.
        """
        rows = self._scan(self._found(table))
        keys = self.keys(table) if keys is None else keys
        within = pl.col("batch").is_between(keys["batch"].min() or 0, keys["batch"].max() or 0)
        wanted = keys.lazy().select("version_id", "batch")
        return rows.filter(within).join(wanted, on=["version_id", "batch"], how="semi")

    def served(self, table: str, but: pl.Series | None = None) -> pl.DataFrame:
        """The keys of the version per article that readers see: the last here, `but` some.

        The last is the last observed. Of records that are known by their address and say when they were
        retrieved, it is the last retrieved: an old dump that is loaded late rolls nothing back.
        """
        observed = self.rows(OBSERVATIONS)
        if observed is None:
            return self.keys(table).clear()
        if "retrieved_at" not in observed.collect_schema():
            observed = observed.with_columns(retrieved_at=pl.lit(None, pl.Datetime("us", "UTC")))
        last = (
            observed.filter(state="read")
            .group_by("version_id")
            .agg(seen=pl.col("batch").max(), at=pl.col("seen_at").max(), said=pl.col("retrieved_at").max())
        )
        keys = self.keys(table)
        if but is not None:
            keys = keys.filter(~pl.col("version_id").is_in(but.implode()))
        found = keys.lazy().join(last, on="version_id")
        said = pl.col("said")
        # the article's versions by their moments, where one is said; what has the same one by its name
        ranked = found.with_columns(
            moment=pl.when(said.is_not_null().any().over("article_id")).then(pl.coalesce(said, "at")),
            seen=pl.when(said.is_null()).then("seen").otherwise(0),
            at=pl.when(said.is_null()).then("at"),
        ).sort("moment", "seen", "at", "version_id", nulls_last=False)
        served = ranked.unique("article_id", keep="last", maintain_order=True).drop(
            "seen", "at", "said", "moment"
        )
        return served.sort("batch", "version_id").collect()

    def files(self, table: str) -> list[str]:
        """The Parquet files of the table's live rows, on this machine, for a reader that knows no Delta."""
        delta = self._open(table)
        names = _named(delta) if delta else []
        place = self.place
        return names if isinstance(place, InFolder) else self._copied(place, table, names)

    def _copied(self, place: InBucket, table: str, addresses: list[str]) -> list[str]:
        """The copies of files on this machine: those that are new are brought, those that are gone go."""
        if self.copies is None:
            raise ValueError(f"The lake {self.root} has no folder for copies.")
        folder = self.copies / table
        wanted = {address.rpartition("/")[2]: address for address in addresses}
        here = {file.name for file in folder.iterdir()} if folder.is_dir() else set()
        for name in here - wanted.keys():
            (folder / name).unlink(missing_ok=True)
        for name in sorted(wanted.keys() - here):
            place.copy(f"{table}/{name}", folder / name)
        return [str(folder / name) for name in sorted(wanted)]

    def fingerprint(self, table: str, keys: pl.DataFrame | None = None) -> str:
        """A hash of what the table holds now (of the versions in `keys` alone, where given)."""
        noted = self.made_from(table)
        if noted is not None and keys is None:
            return noted
        keys = self.keys(table) if keys is None else keys
        marks = pl.concat_str("version_id", "made_from", separator=" ").sort()
        return digest_of(keys.select(marks).to_series())

    def state(self, *tables: str) -> str:
        """The state of tables by their logs alone: another one after each commit, or where there is another
        table in one's place."""
        return " ".join(map(self._state, tables))

    def _state(self, table: str) -> str:
        delta = self._open(table)
        if delta is None:
            return f"{table} -"
        at = self._last_commit(table, delta).get("timestamp")
        return f"{table} {delta.metadata().id} {delta.version()} {at}"

    def _last_commit(self, table: str, delta: DeltaTable) -> dict[str, Any]:
        """What the log says of the table's last commit; asked once of each where it lies far away."""
        state = f"{delta.metadata().id} {delta.version()}"
        known = self._commits.get(table)
        if not self.is_far or known is None or known[0] != state:
            (last,) = delta.history(1)
            self._commits[table] = known = (state, last)
        return known[1]

    def newest(self, table: str) -> pl.LazyFrame:
        """The rows of the last batch.

        Raises:
            LookupError: there is no such table yet.
        """
        delta = self._found(table)
        return self._scan(delta).filter(batch=self._last_batch(delta))

    def tables(self) -> list[str]:
        """The names of the tables there are."""
        return self.place.tables()

    @property
    def place(self) -> InFolder | InBucket:
        """Where the files lie."""
        return files_of(self.root)

    def compact(self, table: str, keep: timedelta = timedelta(days=1)) -> dict[str, int]:
        """Drop rows that are no longer current, join small files, remove what nobody has read for `keep`.

        What is removed are the files of earlier versions, those that a killed write left, and the log up to
        the checkpoint that the last compaction made. Where there is nothing to do, nothing is committed.
        """
        dropped = self._drop_stale(table)
        delta = self._must_open(table)
        # What a table was made from is told by its log alone: every commit tells it again, for the earlier
        # ones are cleared away.
        note = _note(self.made_from(table))
        retention = dict.fromkeys(RETENTION, f"interval {int(keep.total_seconds())} seconds")
        if not retention.items() <= delta.metadata().configuration.items():
            delta.alter.set_table_properties(retention, commit_properties=note)
        delta.optimize.compact(commit_properties=note)
        removed = self._vacuum(delta, keep, note)
        commits = len(delta.history())
        # First what the last checkpoint made needless, then the next one: who is opening the table just now
        # still reads from the last.
        delta.cleanup_metadata()
        left = len(delta.history())
        if left > 1:  # else the last one is a checkpoint already, or the first
            delta.create_checkpoint()
        return {"rows dropped": dropped, "files removed": removed, "commits cleared": commits - left}

    def forget(self, table: str, predicate: str) -> int:
        """Delete the rows for good: from the table and from disk. Returns their number."""
        delta = self._must_open(table)
        note = _note(self.made_from(table))
        deleted = int(delta.delete(predicate, commit_properties=note).get("num_deleted_rows", 0))
        self._vacuum(delta, timedelta(0), note)
        return deleted

    def _vacuum(self, delta: DeltaTable, keep: timedelta, note: CommitProperties | None) -> int:
        """Remove the files that no version of the last `keep` names. Returns their number."""
        hours = int(keep.total_seconds() // 3600)
        removed = delta.vacuum(
            hours, dry_run=False, enforce_retention_duration=False, commit_properties=note, full=True
        )
        return len(removed)

    def _drop_stale(self, table: str) -> int:
        """Rewrite the batches that hold rows of an older make, one at a time, so that memory stays small."""
        rows = self.rows(table)
        if rows is None or not set(KEYS) <= set(rows.collect_schema().names()):
            return 0
        keys = self.keys(table)
        stale = rows.select(KEYS).join(keys.lazy(), on=["version_id", "batch"], how="anti").collect()
        for batch in _numbers(stale):
            kept = self.current(table, keys.filter(batch=batch)).collect()
            write_deltalake(self._must_open(table), kept, mode="overwrite", predicate=f"batch = {batch}")
        return stale.height

    def _scan(self, delta: DeltaTable) -> pl.LazyFrame:
        """The table's rows.

        Polars looks for local files by their URIs, and misses those below a folder whose name a URI must
        encode.
        """
        if self.is_far:
            return pl.scan_delta(delta, storage_options=POLARS)
        scan = pl.scan_delta(delta)
        files = _named(delta)
        if quote(self.root) == self.root or not files:
            return scan
        nested = pl.ScanCastOptions(missing_struct_fields="insert", extra_struct_fields="ignore")
        return pl.scan_parquet(
            files, schema=scan.collect_schema(), missing_columns="insert", cast_options=nested, glob=False
        )

    def _last_batch(self, delta: DeltaTable | None) -> int:
        """The highest number of a batch; the log tells it, and no file is opened."""
        if delta is None:
            return 0
        files = pl.DataFrame(delta.get_add_actions(flatten=True))
        if files.is_empty():
            return 0
        if "max.batch" not in files.columns or files["max.batch"].null_count():  # written without statistics
            return int(self._scan(delta).select(pl.col("batch").max()).collect().item() or 0)
        return int(files["max.batch"].max() or 0)  # type: ignore[arg-type]

    def _uri(self, table: str) -> str:
        return f"{self.root}/{table}"

    def _open(self, table: str) -> DeltaTable | None:
        """The table as it is now; while this process holds the lease of a bucket, as it left it: each look at
        a log there costs a dozen requests."""
        held = lease.of(self.root)
        if held is not None and table in held.opened:
            return cast(DeltaTable, held.opened[table])
        try:
            delta = DeltaTable(self._uri(table), storage_options=self._options)
        except TableNotFoundError:
            return None
        if held is not None:
            held.opened[table] = delta
        return delta

    def _see_lease(self) -> None:
        """See before a commit that another host has not taken over. Raises lease.Lost."""
        held = lease.of(self.root)
        if held is not None:
            held.see()

    def _found(self, table: str) -> DeltaTable:
        delta = self._open(table)
        if delta is None:
            raise LookupError(f"The lake has no table {table!r} yet: materialize {table} first.")
        return delta

    def _must_open(self, table: str) -> DeltaTable:
        return self._open(table) or DeltaTable(self._uri(table))  # which says that there is none

    @property
    def _options(self) -> dict[str, str] | None:
        return DELTA if self.is_far else None


def lake_of(settings: "Settings") -> Lake:
    """The lake that the settings name."""
    return Lake(settings.lake_root, settings.home / "copies")


def _note(made_from: str | None) -> CommitProperties | None:
    """What a commit tells of the table: what its rows were made from, where that is noted."""
    return CommitProperties(custom_metadata={"made_from": made_from}) if made_from else None


def _numbers(rows: pl.DataFrame) -> Iterable[int]:
    return rows["batch"].unique().sort().to_list()


def _named(delta: DeltaTable) -> list[str]:
    """The files of a table by their names: Delta gives local ones as URIs, percent-encoded."""
    return sorted(uri if "://" in uri else unquote(uri) for uri in delta.file_uris())


def _retyped(held: pl.Schema, given: pl.Schema) -> list[str]:
    """The columns that both have, with types between which values could be lost."""
    return [name for name, dtype in given.items() if name in held and _differ(held[name], dtype)]


def _differ(held: "PolarsDataType", given: "PolarsDataType") -> bool:
    """Whether two types differ beyond the fields that a struct has more or less."""
    if isinstance(held, pl.List) and isinstance(given, pl.List):
        return _differ(held.inner, given.inner)
    if isinstance(held, pl.Struct) and isinstance(given, pl.Struct):
        before = {field.name: field.dtype for field in held.fields}
        return any(_differ(before[f.name], f.dtype) for f in given.fields if f.name in before)
    return held != given
