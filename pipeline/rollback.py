"""Put an earlier release back, and keep it there until it is said otherwise."""

from assets.framework import notes
from pipeline import lock
from pipeline.settings import Settings
from pipeline.warehouse import Warehouse

NONE = "none"


class NoSuchRelease(Exception):
    """There is no such release to put back. The message says which there are."""


def roll_back(settings: Settings, release: str) -> str:
    """Put a release, by its id or number, in the live file's place and pin it: runs leave it there. `none`
    lifts the pin and puts the newest release back. Says what was done.

    Raises:
        NoSuchRelease: it is not kept any more, or never was; nothing is pinned.
        CannotPublish: a writer holds the live file, the disk is full, or the folder is read-only.
    """
    with lock.held(settings.home):
        warehouse = Warehouse(settings.database, settings.releases, settings.memory)
        known = warehouse.known()
        if release.lower() == NONE:
            return _unpin(warehouse)
        named = [id_ for id_, (number, _) in known.items() if release in (id_, str(number))]
        if not named:
            raise NoSuchRelease(_missing(settings, release, {i: number for i, (number, _) in known.items()}))
        number, file = known[named[0]]
        if file != settings.database:
            warehouse.put_back(file)
        notes.write(warehouse.pin_note, named[0])
    return (
        f"Release {number} ({named[0]}) is published and pinned: runs go on taking documents in, and leave "
        "the published file as it is. `make rollback RELEASE=none` publishes what is new again."
    )


def _unpin(warehouse: Warehouse) -> str:
    pinned = warehouse.pinned
    if pinned is None:
        raise NoSuchRelease("No release is pinned: every run publishes what is new. Nothing was done.")
    known = warehouse.known()
    newest = max(known.values(), default=None)
    if newest is not None and newest[1] != warehouse.database:
        warehouse.put_back(newest[1])
    warehouse.pin_note.unlink(missing_ok=True)
    return f"Release {pinned} is pinned no longer: the next run publishes what is new (`make run`)."


def _missing(settings: Settings, release: str, known: dict[str, int]) -> str:
    if not known:
        return (
            f"There is no release {release}: nothing is published in {settings.home} yet. `make run` first."
        )
    kept = ", ".join(f"{number} ({id_})" for id_, number in sorted(known.items(), key=lambda item: item[1]))
    return (
        f"There is no release {release} to put back. Those that are kept: {kept}. "
        f"CLEANCOPY_RELEASES={settings.releases} says how many are; raise it to keep more from now on. "
        "Documents that were forgotten take all earlier releases with them."
    )
