"""Keep house: what no reader and no next run needs goes, so that a data folder grows with its documents and
not with its runs."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import dagster as dg

from assets.display import showing
from assets.framework import faults
from pipeline import claim, disk_use, export, lock, run_history
from pipeline.lake import lake_of
from pipeline.settings import Settings
from pipeline.warehouse import Warehouse

DAY = timedelta(days=1)
# runs beyond CLEANCOPY_KEEP_RUNS that wait for one another:
# to delete ten costs little more than to delete one
SLACK = 10

DATA_FOLDER = "data_folder"  # the asset that shows how much disk is used

Told = Callable[[str], None]


def keep_house(
    settings: Settings, instance: dg.DagsterInstance, told: Told, keep: timedelta = DAY
) -> list[str]:
    """Do all of it; what somebody may still read stays for `keep`. The caller holds the data folder's lock.
    Returns what failed.

    Each part stands for itself: one that fails does not keep the others from their work.
    """
    parts = {
        **{f"lake/{table}": partial(_compact, settings, table, keep) for table in lake_of(settings).tables()},
        "Dagster's runs": partial(_prune, settings, instance),
        "what killed runs left": partial(_clear, settings, keep),
        "disk": partial(_tell_disk, settings, instance),
    }
    failed = []
    for name, part in parts.items():
        try:
            told(f"{name}: {part()}")
        # a damaged table, a full disk, a database that is locked: none may keep the other parts waiting
        except Exception as error:
            failed.append(f"{name} could not be tidied: {faults.in_words(error, settings) or error}")
            told(failed[-1])
    _stamp(settings).touch()
    return failed


def is_due(settings: Settings) -> bool:
    """Whether house was last kept a day ago, or many more runs have come than are kept."""
    stamp, runs = _stamp(settings), run_history.count(settings.dagster_home)
    if not stamp.exists():  # a new data folder
        stamp.touch()
    since = time.time() - stamp.stat().st_mtime
    return not 0 <= since < DAY.total_seconds() or runs > settings.keep_runs + max(
        SLACK, settings.keep_runs // 10
    )


def keep_house_if_due(settings: Settings, keep: timedelta = DAY) -> None:
    """After a run in a terminal, where no daemon keeps house: do it if it is due and no other run works."""
    try:
        if not is_due(settings):
            return
        with lock.held(settings.home, wait=False) as taken, dg.DagsterInstance.get() as instance:
            failed = []
            if taken:
                with claim.held(settings):
                    failed = keep_house(settings, instance, told=lambda _: None, keep=keep)
    except Exception as error:  # the run is done and told: whatever happens here must not make it fail
        failed = [faults.in_words(error, settings) or str(error)]
    for one in failed:
        print(
            f"Housekeeping: {one}. What readers see has not changed; it is tried again within a day.",
            file=sys.stderr,
        )


def _compact(settings: Settings, table: str, keep: timedelta) -> str:
    return ", ".join(f"{number:,} {what}" for what, number in lake_of(settings).compact(table, keep).items())


def _prune(settings: Settings, instance: dg.DagsterInstance) -> str:
    alive = [sign.name for sign in (settings.home / "runs").glob("*")]
    number = run_history.prune(instance, settings.keep_runs, settings.keep_days, alive)
    given = run_history.pack(settings.dagster_home)
    packed = f"; {given / 1e6:,.0f} MB of its databases given back" if given else ""
    limits = f"CLEANCOPY_KEEP_RUNS={settings.keep_runs}, CLEANCOPY_KEEP_DAYS={settings.keep_days}"
    return f"{number:,} deleted with their logs ({limits}){packed}"


def _tell_disk(settings: Settings, instance: dg.DagsterInstance) -> str:
    """Note how much is used, and show it in the UI, where it is plotted over time."""
    disk_use.note(settings)
    use = disk_use.of(settings)
    total = sum(use.values())
    parts = {f"MB {part}": round(size / 1e6, 1) for part, size in {"in all": total, **use}.items()}
    limits: dict[str, str | int] = {
        "growth": disk_use.growth(settings, total) or "told once two days are noted",
        "waits for compaction": disk_use.human(disk_use.unused(settings)),
        "releases kept": settings.releases,
        "runs kept": settings.keep_runs,
    }
    instance.report_runless_asset_event(dg.AssetObservation(DATA_FOLDER, metadata={**parts, **limits}))
    return f"{disk_use.human(total)}; {limits['growth']}"


def data_folder(settings: Settings) -> dg.AssetSpec:
    """The data folder as Dagster shows it: how much disk it takes, by part, as housekeeping saw it."""
    return dg.AssetSpec(
        DATA_FOLDER,
        deps=["raw"],
        group_name="machinery",
        kinds={"file"},
        description=(
            "Where everything made is kept (`CLEANCOPY_DATA`). Housekeeping notes once a day how much disk "
            "each part takes; `make status` says it at any time."
        ),
        metadata={
            "place": dg.MetadataValue.path(str(settings.home)),
            **showing.code(disk_use.of, keep_house),
        },
    )


def _clear(settings: Settings, keep: timedelta) -> str:
    number = 0
    for file in _leftovers(settings, time.time() - keep.total_seconds()):
        number += 1
        if file.is_dir() and not file.is_symlink():
            shutil.rmtree(file, ignore_errors=True)
        else:
            file.unlink(missing_ok=True)
    return f"{number:,} files and folders deleted"


def _leftovers(settings: Settings, before: float) -> Iterator[Path]:
    """Files that were being built, spilled rows, exports half written, releases beyond the number kept.

    Of what works without the lock (an export, its spilled rows) only what has not changed since `before`.
    """
    database = settings.database
    building = (
        Path(f"{database}.building"),
        Path(f"{database}.building.wal"),
        settings.report.with_name(f"{settings.report.name}.building"),
    )
    yield from (file for file in building if file.exists())
    releases = [
        file for file in Warehouse(database, settings.releases, settings.memory).files() if file != database
    ]
    yield from releases[: -(settings.releases - 1) or None]
    # Folders in which `tables` judges rows are Python's own: tmp and eight more, and hold Parquet alone.
    judging = [
        f
        for f in settings.home.glob("tmp????????")
        if f.is_dir() and all(part.suffix == ".parquet" for part in f.iterdir())
    ]
    for file in (*(settings.home / "spill").glob("*"), *export.leftovers(settings), *judging):
        if file.lstat().st_mtime < before:
            yield file


def _stamp(settings: Settings) -> Path:
    return settings.home / "housekeeping"
