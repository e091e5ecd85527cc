"""Repair: what is broken is set aside, never deleted; what the archive can make again is made again."""

import os
import shutil
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from assets.framework import kept
from pipeline import damage
from pipeline.lake import KEPT
from pipeline.lake_files import InBucket, files_of
from pipeline.settings import Settings
from pipeline.warehouse import Warehouse

OF_ALL_RUNS = ("history/runs.db", "history/runs/index.db", "schedules/schedules.db")  # of Dagster's databases
BESIDE = ("-wal", "-shm", "-journal")  # what SQLite leaves beside a database


def at_start(settings: Settings, told: Callable[[str], None]) -> None:
    """Look at the data folder before a run works on it; mend the published file by itself, for it is made
    from the lake.

    Raises:
        Broken: the lake is broken. The message says what, what can be read of it, and what to do.
        Foreign: something that is not ours lies where the published file should be.
    """
    if found := _damage_of_lake(settings):
        raise damage.Broken(damage.in_words(found, settings.lake_root))
    replace_file(settings, told)


def _damage_of_lake(settings: Settings, thorough: bool = False) -> dict[str, damage.Damage]:
    if settings.lake_is_far:
        return damage.of_bucket(settings.lake_root)
    return damage.of_lake(Path(settings.lake_root), thorough)


def replace_file(settings: Settings, told: Callable[[str], None], thorough: bool = False) -> None:
    """Where the published file is broken, set it aside and put the newest release that can be read in its
    place.

    Every byte of it is read only where somebody has written to it since it was published, or if `thorough`.

    Raises:
        Foreign: something that is not ours lies there.
    """
    warehouse = Warehouse(settings.database, settings.releases, settings.memory)
    wrong = damage.of_file(settings.database, thorough or not warehouse.is_as_published())
    if wrong is None:
        return
    place = set_aside(settings.home, [settings.database, warehouse.note])
    kept = (
        file
        for file in sorted(warehouse.releases.glob("*.duckdb"), reverse=True)
        if damage.of_file(file, thorough=True) is None
    )
    last = next(kept, None)
    if last is not None:
        aside = settings.database.with_name(f"{settings.database.name}.building")
        shutil.copyfile(last, aside)
        os.replace(aside, settings.database)  # noqa: PTH105 -- as in warehouse.py, where tests stop the swap
    told(
        f"The published file {settings.database} was broken ({wrong}). It is set aside in {place} and made "
        "again from the lake. "
        + (
            f"Until then readers find the release before it ({last.name}), "
            "from which the history of releases goes on."
            if last
            else "No release before it can be read: the history of releases begins anew."
        )
    )


def dagster(home: Path, data: Path, thorough: bool = False) -> Path | None:
    """Set Dagster's broken databases aside: it makes new ones. Returns where to; None where all are sound.

    `thorough` looks at the log of each run too.
    """
    files = [home / name for name in OF_ALL_RUNS]
    if thorough:
        files += [file for file in sorted((home / "history" / "runs").glob("*.db")) if file not in files]
    broken = [file for file in files if damage.of_sqlite(file, thorough)]
    if not broken:
        return None
    return set_aside(data, [Path(f"{file}{end}") for file in broken for end in ("", *BESIDE)])


def stages(settings: Settings, told: Callable[[str], None]) -> None:
    """Set aside all that the next run can make again from the archive: every stage's table, and the published
    file where it is broken.

    Raises:
        Broken: the archive is broken, or there is none.
    """
    found = {name: wrong for name, wrong in _damage_of_lake(settings, thorough=True).items() if name in KEPT}
    if found:
        raise damage.Broken(damage.in_words(found, settings.lake_root))
    lake = files_of(settings.lake_root)
    if "raw" not in lake.tables():
        raise damage.Broken(
            f"There is no archive in {settings.lake_root} to make anything again from: run `make run` first."
        )
    try:
        replace_file(settings, told, thorough=True)
    except damage.Foreign:
        place = set_aside(settings.home, [settings.database])
        told(f"What lay at {settings.database} was not made by Clean Copy. It is set aside in {place}.")
    kept.drop(settings.home)
    # So that the file is made whole.
    Warehouse(settings.database, settings.releases, settings.memory).note.unlink(missing_ok=True)
    names = ", ".join(name for name in lake.tables() if name not in KEPT)
    if names and isinstance(lake, InBucket):
        for name in names.split(", "):
            lake.drop(name)
        told(f"{names}: removed from {settings.lake_root}, and made again from the archive.")
    elif names:
        made = [Path(settings.lake_root, name) for name in names.split(", ")]
        told(f"{names}: set aside in {set_aside(settings.home, made)}, and made again from the archive.")


def set_aside(home: Path, parts: Iterable[Path]) -> Path:
    """Move files and folders, if they are there, into a new folder `home/damaged/<time>`. Returns it."""
    place = home / "damaged" / f"{datetime.now(UTC):%Y-%m-%dT%H-%M-%S.%fZ}"
    for part in parts:
        if os.path.lexists(part):
            target = place / part.relative_to(home)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(part, target)
    return place
