"""Whose lake a bucket holds: a note in it names the raw folder it is made from, so that two archives are
never mixed, and nothing of somebody else is written to."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from pipeline import lease
from pipeline.lake_files import FAULTS, UNREACHABLE, InBucket, Unreachable, first_line

if TYPE_CHECKING:
    from pipeline.settings import Settings

NAME: Final = "raw_folder"
ARCHIVE: Final = (
    "raw/",
    "observations/",
    "quarantine/",
)  # tables of which each lake of ours has one, from its start


class Foreign(Exception):
    """The lake's place is somebody else's, or of another raw folder; the message says what to do."""


@contextmanager
def held(settings: "Settings", told: Callable[[str], None] = print) -> Iterator[None]:
    """See that the lake is ours, then hold its lease within the block. Of a lake in the data folder there is
    nothing to see: the folder's own lock and note guard it.

    Raises:
        Foreign: it is not ours. Nothing was written.
        Unreachable: the bucket does not answer, or does not let us in or write.
    """
    if not settings.lake_is_far:
        yield
        return
    bucket = InBucket(settings.lake_root, lease.PATIENCE)
    raw, asked = settings.raw, settings.raw_place
    names = bucket.names()
    noted = _noted(bucket)
    _compare(settings.lake_root, names, noted, asked)
    with lease.held(settings.lake_root, told):
        # of a mistyped raw folder nothing is noted
        if noted is None and ("raw/" in names or (not isinstance(raw, str) and raw.is_dir())):
            bucket.write(NAME, asked.encode("utf-8", "surrogateescape"))
        yield


def _noted(bucket: InBucket) -> str | None:
    try:
        noted = bucket.read(NAME)
    except FAULTS as error:
        raise Unreachable(UNREACHABLE.format(bucket.root, first_line(error))) from error
    return None if noted is None else noted.decode("utf-8", "surrogateescape").strip()


def _compare(root: str, names: list[str], noted: str | None, asked: str) -> None:
    """Raises Foreign where the lake is not the one that is made from the raw folder `asked` for."""
    if noted is None and {*names} - {lease.NAME} and not {*ARCHIVE} & {*names}:
        shown = ", ".join([*names[:3], *(["…"] if len(names) > 3 else [])])
        raise Foreign(
            f"{root} holds something else than a lake of Clean Copy ({shown}). Nothing was written. Name a "
            "folder of the bucket that is empty or does not exist yet (CLEANCOPY_LAKE=s3://bucket/folder), "
            "and run again."
        )
    if noted is not None and noted != asked:
        raise Foreign(
            f"The lake {root} was made from the raw folder {noted}, not from {asked}; mixing them would mark "
            "every document missing. Nothing was written. Use another lake (CLEANCOPY_LAKE=s3://…), or, if "
            f"the raw folder has moved, or has another name on this host, delete the object {root}/{NAME} "
            "and run again."
        )
