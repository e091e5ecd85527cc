"""Dagster's memory of runs: which are kept, that a deleted one leaves nothing on disk, and that it is
written without waste."""

import re
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import dagster as dg
import sqlalchemy as sa
from dagster._core.definitions.repository_definition import SINGLETON_REPOSITORY_NAME
from dagster._core.remote_origin import (
    ManagedGrpcPythonEnvCodeLocationOrigin,
    RemoteJobOrigin,
    RemoteRepositoryOrigin,
)
from dagster._core.storage.dagster_run import FINISHED_STATUSES
from dagster._core.storage.event_log.schema import (
    AssetCheckExecutionsTable,
    AssetEventTagsTable,
    SqlEventLogStorageTable,
)
from dagster._core.storage.event_log.sql_event_log import SqlEventLogStorage
from dagster._core.storage.event_log.sqlite.sqlite_event_log import SqliteEventLogStorage
from dagster._core.storage.runs.schema import RunsTable, RunTagsTable
from dagster._core.storage.runs.sql_run_storage import SqlRunStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from dagster._core.types.loadable_target_origin import LoadableTargetOrigin

from assets.framework import notes

# the code location, as workspace.yaml names it
LOCATION = "cleancopy"
MODULE = "pipeline.definitions"
RUN_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# runs whose events are deleted in one transaction: the UI and its daemon wait for it, 30 s at most
AT_A_TIME = 50
WAIT = 5  # seconds for which another process may hold a database that is to be packed
# bytes: a database is packed once it holds so many that are free, and more than half of it is
PAYS = 8_000_000


@contextmanager
def databases_open(instance: dg.DagsterInstance) -> Iterator[None]:
    """Keep the databases of events open meanwhile.

    Dagster opens one for each of a run's 2,000 reads and writes: a quarter of what a run with nothing new
    costs.
    """
    storage = instance.event_log_storage
    if not isinstance(storage, SqliteEventLogStorage) or "_connect" in vars(storage):
        yield  # nothing to open, or open already
        return
    engines: dict[str, sa.Engine] = {}

    @contextmanager
    def connected(shard: str) -> Iterator[sa.Connection]:
        if shard not in engines:
            with SqliteEventLogStorage._connect(storage, shard):  # makes its tables where it has none yet
                pass
            engines[shard] = sa.create_engine(
                storage.conn_string_for_shard(shard),
                poolclass=sa.SingletonThreadPool,  # a connection is its thread's
                connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS},
            )
        with storage._db_lock, engines[shard].begin() as connection:
            yield connection

    storage._connect = connected  # type: ignore[method-assign]
    try:
        yield
    finally:
        del storage._connect  # the class has its own
        for engine in engines.values():
            engine.dispose()


@contextmanager
def under_their_job(instance: dg.DagsterInstance) -> Iterator[None]:
    """Let runs that begin meanwhile in this process be of the code location that the UI serves.

    They stand in its timeline and under their job then, and its sensors tell of them as of any other run.
    """
    target = LoadableTargetOrigin(executable_path=sys.executable, module_name=MODULE)
    location = ManagedGrpcPythonEnvCodeLocationOrigin(target, LOCATION)
    repository = RemoteRepositoryOrigin(location, SINGLETON_REPOSITORY_NAME)
    create = instance.create_run_for_job

    def placed(job_def: dg.JobDefinition, **given: Any) -> dg.DagsterRun:
        origin = RemoteJobOrigin(repository, job_def.name)
        return create(job_def=job_def, **{**given, "remote_job_origin": origin})

    instance.create_run_for_job = placed  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        del instance.create_run_for_job  # the class has its own


def prune(instance: dg.DagsterInstance, keep_runs: int, keep_days: int, alive: Iterable[str] = ()) -> int:
    """Delete all but the newest `keep_runs` finished runs, and those older than `keep_days`. Returns how
    many.

    Runs that are `alive` stay, and those that made what the UI shows as the latest of an asset or a check.

    A run's row goes first, then its events and files: a process killed in between leaves a run that nobody
    sees, and the next call clears what is left of it.
    """
    before = datetime.now(UTC) - timedelta(days=keep_days)
    old = instance.get_run_ids(filters=dg.RunsFilter(created_before=before))
    beyond = instance.get_run_ids(filters=dg.RunsFilter(statuses=FINISHED_STATUSES))[keep_runs:]
    gone = {*old, *beyond} - _latest(instance) - set(alive)
    for run_id in sorted(gone):
        instance.run_storage.delete_run(run_id)
    clear(instance)
    return len(gone)


def clear(instance: dg.DagsterInstance) -> None:
    """Delete what is left of runs that are no more: events, check results, tags, databases, logs.

    Dagster's own `delete_run` leaves check results, tags, the database of the run and what it printed.
    """
    # First what there is, then which runs are known:
    # one that begins meanwhile is known before it leaves anything.
    files = list(_files(instance))
    noted = _noted(instance)
    known = set(instance.get_run_ids())
    _delete_events(instance, sorted(noted - known))
    if isinstance(instance.run_storage, SqlRunStorage):
        with instance.run_storage.connect() as connection:
            connection.execute(
                RunTagsTable.delete().where(RunTagsTable.c.run_id.not_in(sa.select(RunsTable.c.run_id)))
            )
    for run_id, file in files:
        if run_id in known:
            continue
        if file.is_dir():
            notes.remove(file)
        else:
            file.unlink(missing_ok=True)


def pack(folder: Path, always: bool = False) -> int:
    """Give the free pages of the SQLite files in a folder back to the disk, where it pays or `always`.
    Returns how many bytes it gave back.

    A file that another process writes to is left for the next time.
    """
    given = 0
    for file in sorted(folder.rglob("*.db")):
        if RUN_ID.fullmatch(file.stem) and not always:  # a run's own events: written once, deleted whole
            continue
        before = file.stat().st_size
        with closing(sqlite3.connect(file, timeout=60 if always else WAIT)) as connection:
            if not always and not _is_worth_packing(connection):
                continue
            try:
                connection.execute("VACUUM")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.OperationalError:  # it is locked, or the disk has no room for a second copy
                if always:
                    raise
        given += before - file.stat().st_size
    return given


def count(folder: Path) -> int:
    """How many runs have a database below Dagster's home: cheaper to list a folder than to open one."""
    return sum(1 for file in (folder / "history" / "runs").glob("*.db") if RUN_ID.fullmatch(file.stem))


def _latest(instance: dg.DagsterInstance) -> set[str]:
    """The runs that the UI goes back to for an asset or a check: its last success, result and attempt."""
    latest: set[str | None] = set()
    for record in instance.get_asset_records():
        made = record.asset_entry.last_materialization_record
        latest |= {record.asset_entry.last_run_id, made.run_id if made else None}
    storage, table = instance.event_log_storage, AssetCheckExecutionsTable
    if isinstance(storage, SqlEventLogStorage):
        newest = sa.select(sa.func.max(table.c.id)).group_by(table.c.asset_key, table.c.check_name)
        told = newest.where(table.c.execution_status.in_(["SUCCEEDED", "FAILED"]))
        with storage.index_connection() as connection:
            for ids in (newest, told):
                latest |= set(
                    connection.execute(sa.select(table.c.run_id).where(table.c.id.in_(ids))).scalars()
                )
    return {run_id for run_id in latest if run_id}


def _noted(instance: dg.DagsterInstance) -> set[str]:
    """The runs of which there are events or check results."""
    storage = instance.event_log_storage
    if not isinstance(storage, SqlEventLogStorage):
        return set()
    with storage.index_connection() as connection:
        ids = [
            connection.execute(sa.select(t.c.run_id).distinct()).scalars().all()
            for t in (SqlEventLogStorageTable, AssetCheckExecutionsTable)
        ]
    return {run_id for some in ids for run_id in some if run_id and RUN_ID.fullmatch(run_id)}


def _delete_events(instance: dg.DagsterInstance, runs: list[str]) -> None:
    """Delete the events and check results of runs from the index that all runs share."""
    storage, events, tags, checks = (
        instance.event_log_storage,
        SqlEventLogStorageTable,
        AssetEventTagsTable,
        AssetCheckExecutionsTable,
    )
    if not isinstance(storage, SqlEventLogStorage):
        return
    for start in range(0, len(runs), AT_A_TIME):
        some = runs[start : start + AT_A_TIME]
        with storage.index_connection() as connection:
            theirs = sa.select(events.c.id).where(events.c.run_id.in_(some))
            connection.execute(tags.delete().where(tags.c.event_id.in_(theirs)))
            connection.execute(checks.delete().where(checks.c.run_id.in_(some)))
            connection.execute(events.delete().where(events.c.run_id.in_(some)))


def _files(instance: dg.DagsterInstance) -> Iterator[tuple[str, Path]]:
    """What runs left on disk, each with its run: databases of events, and folders of what they printed."""
    folders = [Path(instance.storage_directory())]
    if isinstance(instance.event_log_storage, SqliteEventLogStorage):
        folders.append(Path(instance.event_log_storage.path_for_shard("index")).parent)
    for folder in folders:
        for file in folder.iterdir() if folder.is_dir() else ():
            run_id = file.name.partition(".")[0]  # <run>.db, <run>.db-wal, <run>.db-shm; a folder <run>
            if RUN_ID.fullmatch(run_id):
                yield run_id, file


def _is_worth_packing(connection: sqlite3.Connection) -> bool:
    (pages,), (free,), (size,) = (
        connection.execute(f"PRAGMA {name}").fetchone()
        for name in ("page_count", "freelist_count", "page_size")
    )
    return bool(free * size > PAYS and 2 * free > pages)
