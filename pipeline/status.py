"""How the pipeline stands: the last run and release, what waits, what an upgrade will cost, and the disk."""

from collections.abc import Iterator
from datetime import UTC, datetime

import dagster as dg
import polars as pl

from assets import reading
from assets.display.showing import number_of
from assets.framework import upgrade
from assets.framework.quarantine import ledger
from pipeline import disk_use, lease, lock, run_history
from pipeline.disk_use import human
from pipeline.lake import lake_of
from pipeline.sensors import changes
from pipeline.settings import Settings
from pipeline.warehouse import Held, Warehouse

OF_ANOTHER = " (but this data folder was made from {}: name that one with RAW=…)"
PINNED = "it is pinned, and what is new waits until make rollback RELEASE=none"
RELEASE = """
    SELECT number, articles, new_articles, changed_articles, epoch(published_at)
    FROM releases ORDER BY number DESC LIMIT 1"""


def lines(settings: Settings) -> Iterator[str]:
    """The whole of it, a line each; nothing is changed, and no lock is waited for."""
    noted = lock.noted_raw(settings.home)
    another = "" if noted in (None, settings.raw_place) else OF_ANOTHER.format(noted)
    yield f"Raw files     {settings.raw}{another}"
    yield f"Data folder   {settings.home}"
    if settings.lake_is_far:
        holder = lease.holder(settings.lake_root)
        yield f"Lake          {settings.lake_root}{f'; {holder} works on it' if holder else ''}"
    yield f"Last run      {_last_run(settings)}"
    yield f"Last release  {_last_release(settings)}"
    if (settings.home / "forgetting").exists():
        yield "Forgetting    a make forget was stopped halfway: make run goes on with it"
    yield f"Waiting       {_waiting(settings)}"
    if told := upgrade.in_words(upgrade.due(lake_of(settings), settings.home)):
        yield f"Upgrade       {told}"
    yield from _disk(settings)


def _last_run(settings: Settings) -> str:
    working = "; a run is working now" if lock.is_held(settings.home) else ""
    if not (settings.dagster_home / "dagster.yaml").exists():
        return f"none yet{working}"
    with dg.DagsterInstance.from_config(str(settings.dagster_home)) as instance:
        records = instance.get_run_records(filters=dg.RunsFilter(job_name="refresh"), limit=1)
    if not records:
        return f"none yet{working}"
    (record,) = records
    status = record.dagster_run.status.value.lower()
    began = record.start_time or record.create_timestamp.timestamp()
    took = f", took {upgrade.duration(record.end_time - began)}" if record.end_time else ""
    return f"{status}, {_ago(began)}{took} ({record.dagster_run.run_id[:8]}){working}"


def _last_release(settings: Settings) -> str:
    try:
        warehouse = Warehouse(settings.database, settings.releases, settings.memory)
        with warehouse.read() as connection:
            if connection is None:
                return "none yet: make run"
            ((number, articles, new, changed, at),) = connection.sql(RELEASE).fetchall()
        pinned = f"; {PINNED}" if warehouse.pinned else ""
    except Held as held:
        return str(held)
    return (
        f"{number}, {_ago(at)}: {number_of(articles, 'article')}, {new:,} new, {changed:,} made anew{pinned}"
    )


def _waiting(settings: Settings) -> str:
    try:
        news, restless = changes(settings)
    except reading.NotListed as error:
        return str(error)
    held = ledger(lake_of(settings)).filter(pl.col("how").is_null()).collect().height
    waiting = [number_of(len(news), "file") + " new, changed or gone"]
    if restless:
        waiting.append(f"{number_of(len(restless), 'file')} still being written")
    waiting.append(f"{number_of(held, 'row')} in quarantine")
    return "; ".join(waiting)


def _disk(settings: Settings) -> Iterator[str]:
    use = disk_use.of(settings)
    total = sum(use.values())
    growth = disk_use.growth(settings, total)
    yield f"Disk          {human(total)}; {growth or 'growth is told once two days are noted'}"
    for part, size in use.items():
        yield f"  {part:<30} {human(size):>9}"
    before = use.get("releases", 0)
    runs = run_history.count(settings.dagster_home)
    unused = disk_use.unused(settings)
    yield (
        f"Of this       {human(before)} are releases before the live one "
        f"(CLEANCOPY_RELEASES={settings.releases})"
    )
    yield f"              {human(unused)} of the lake wait for compaction, which leaves them for a day"
    yield (
        f"              {human(use.get('dagster', 0))} are Dagster's memory of {number_of(runs, 'run')} "
        f"(CLEANCOPY_KEEP_RUNS={settings.keep_runs}, CLEANCOPY_KEEP_DAYS={settings.keep_days})"
    )


def _ago(moment: float) -> str:
    at = datetime.fromtimestamp(moment, UTC)
    seconds = (datetime.now(UTC) - at).total_seconds()
    days = f"{seconds / 86_400:.0f} days" if seconds > 172_800 else upgrade.duration(seconds)
    return f"{at:%Y-%m-%d %H:%M} UTC, {days} ago"
