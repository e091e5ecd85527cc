"""Bring each release to where others read it (`CLEANCOPY_PUBLISH`, a bucket or a folder): the published file
and its export, under a name of the release; then `latest.json`, which names it.

A reader that follows it never finds half a release.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import dagster as dg
import obstore
from obstore.store import LocalStore

from pipeline import export
from pipeline.lake_files import FAULTS, InBucket, first_line
from pipeline.settings import Settings
from pipeline.warehouse import CannotPublish, Warehouse

LATEST: Final = "latest.json"
RELEASES: Final = "releases"
OURS: Final = re.compile(r"(\d+)-[0-9a-f-]{8,}")  # the name of a release's folder
PATIENCE: Final = 60  # seconds for which a bucket that does not answer is asked again
AGAIN: Final = "It is tried again at the next run; the run itself is not concerned."


class NotUploaded(Exception):
    """A release could not be brought to CLEANCOPY_PUBLISH; the message says why and what to do."""


@dataclass(frozen=True)
class Uploaded:
    """What lies at the place now."""

    folder: str  # of the release, below the place
    bytes: int  # of its files
    is_new: bool  # else it was there before


def upload(settings: Settings) -> Uploaded | None:
    """Bring the last release there, if it is not there yet; drop those beyond CLEANCOPY_RELEASES. The caller
    holds the data folder's lock. None where nothing is published.

    Raises:
        NotUploaded: the place does not answer, refuses, or is another archive's. What was there before stays.
        CannotPublish: the file cannot be read.
    """
    with Warehouse(settings.database, settings.releases, settings.memory).read() as connection:
        if connection is None:
            return None
        ((release, number),) = connection.sql(
            "SELECT release_id, number FROM releases ORDER BY number DESC LIMIT 1"
        ).fetchall()
    # the time, too: what is forgotten is taken out of a pinned release, which keeps its number
    folder = f"{RELEASES}/{number}-{release}-{settings.database.stat().st_mtime_ns:x}"
    try:
        store = _store(settings.publish)
        before = _latest(store)
        if before.get("raw", settings.raw_place) != settings.raw_place:
            raise NotUploaded(
                f"{settings.publish} holds what was published from another raw folder ({before['raw']}). "
                "Name another place (CLEANCOPY_PUBLISH=…), or empty this one."
            )
        is_new = before.get("folder") != folder
        size = _put(settings, store, folder, release, number) if is_new else int(before.get("bytes", 0))
        _drop(store, folder, settings.releases)
    except (*FAULTS, CannotPublish) as error:
        raise NotUploaded(
            f"The release could not be brought to {settings.publish} ({first_line(error)}). What was there "
            "before stays. See that the folder or the bucket is there and that this process may list, read, "
            "write and delete in it."
        ) from error
    return Uploaded(folder, size, is_new)


def keep_only_latest(settings: Settings) -> None:
    """Delete every release there but the live one: those before it hold what was forgotten.

    Raises:
        NotUploaded: that cannot be done, or the live one is not there yet.
    """
    if not settings.publish:
        return
    try:
        upload(settings)
        store = _store(settings.publish)
        _drop(store, str(_latest(store).get("folder")), keep=1)
    except (*FAULTS, NotUploaded) as error:
        raise NotUploaded(
            f"What is forgotten here may still lie at {settings.publish}: {first_line(error)} Mend that, "
            "then forget it once more."
        ) from error


def assets(settings: Settings) -> list[dg.AssetsDefinition]:
    """The asset `upload`, where a place is set."""
    if not settings.publish:
        return []

    @dg.multi_asset(
        name="upload",
        specs=[
            dg.AssetSpec(
                "upload",
                deps=["report"],
                group_name="warehouse",
                description=(
                    f"The published file and its export, brought to {settings.publish} once all else is "
                    f"done. `{LATEST}` there names the newest whole release."
                ),
            )
        ],
        check_specs=[
            dg.AssetCheckSpec(
                "uploaded", asset="upload", description=f"The last release lies at {settings.publish}."
            )
        ],
        required_resource_keys={"settings", "lock"},
    )
    def brought(context: dg.AssetExecutionContext) -> Iterator[Any]:
        told: dict[str, Any] = {}
        try:
            there = upload(context.resources.settings)
        except NotUploaded as error:
            message, passed = f"{error} {AGAIN}", False
            context.log.warning(f"upload: {message}")
        else:
            message, passed = f"It lies at {settings.publish}.", True
            if there is not None:
                told = {"release": f"{settings.publish}/{there.folder}", "bytes": there.bytes}
                what = f"{there.bytes / 1e6:,.1f} MB brought to" if there.is_new else "nothing new at"
                context.log.info(f"upload: {what} {settings.publish}/{there.folder}.")
        yield dg.MaterializeResult(asset_key="upload", metadata=told)
        yield dg.AssetCheckResult(
            asset_key="upload",
            check_name="uploaded",
            passed=passed,
            severity=dg.AssetCheckSeverity.WARN,
            description=message,
        )

    return [brought]


def _store(place: str) -> Any:
    if "://" in place:
        return InBucket(place, PATIENCE).store
    return LocalStore(Path(place).expanduser().absolute(), automatic_cleanup=True)


def _latest(store: Any) -> dict[str, Any]:
    """What `latest.json` says; empty where it is not there, or is not ours to read."""
    try:
        said = json.loads(bytes(obstore.get(store, LATEST).bytes()))
    except (FileNotFoundError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _put(settings: Settings, store: Any, folder: str, release: str, number: int) -> int:
    """Bring the files of a release, then say that it is there. Returns their bytes."""
    rows = export.export(settings)
    files = {settings.database.name: settings.database}
    files |= {file.name: file for file in sorted((settings.home / "export").iterdir())}
    for name, file in files.items():
        obstore.put(store, f"{folder}/{name}", file)
    size = sum(file.stat().st_size for file in files.values())
    said = {
        "release_id": release,
        "number": number,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "raw": settings.raw_place,
        "folder": folder,
        "file": f"{folder}/{settings.database.name}",
        "tables": rows,
        "bytes": size,
    }
    obstore.put(store, LATEST, json.dumps(said, indent=1).encode())
    return size


def _drop(store: Any, live: str, keep: int) -> None:
    """Delete the releases there beyond the number kept; `live` stays, and what has another name."""
    found = [str(name) for name in obstore.list_with_delimiter(store, RELEASES)["common_prefixes"]]
    ours = {name: match for name in found if (match := OURS.fullmatch(name.rpartition("/")[2]))}
    others = sorted((int(match[1]), name) for name, match in ours.items() if name != live)
    for _, name in others[: max(0, len(others) - (keep - 1))]:
        paths = [item["path"] for page in obstore.list(store, f"{name}/") for item in page]
        obstore.delete(store, paths)
