"""Tar archives, packed or not: a file a member, named as in the archive.

Of two members of one name the later is the newer version, as it is for `tar` itself.
"""

import tarfile
import zlib
from collections.abc import Iterator

from assets.reading.containers.members import Member, Opening
from assets.reading.containers.streams import Counted, Problem, buffered, is_of_the_disk

SUFFIXES: tuple[str, ...] = (".tar", ".tgz", ".tbz2", ".tbz", ".txz", ".tzst")
BROKEN = (tarfile.TarError, zlib.error, EOFError, OSError, ValueError)


def takes(head: bytes, name: str) -> bool:
    """Its first block is a header whose sum is right."""
    if len(head) < tarfile.BLOCKSIZE:
        return False
    try:
        tarfile.TarInfo.frombuf(head[: tarfile.BLOCKSIZE], "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        return False
    return True


def members(opening: Opening) -> Iterator[Member]:
    """A member a file; links, devices and folders hold none."""
    try:
        with tarfile.open(fileobj=opening.stream, mode="r|", errorlevel=0) as archive:
            while (info := archive.next()) is not None:
                archive.members = []  # type: ignore[attr-defined]  # or it remembers them all
                inside = archive.extractfile(info) if info.isreg() else None
                if inside is not None:
                    yield Member(_name(info), stream=buffered(Counted(inside, opening.budget, BROKEN)))
    except BROKEN as error:
        if is_of_the_disk(error):
            raise
        raise Problem(
            "damaged", f"It is a tar archive that is damaged or cut short: {str(error)[:200]}."
        ) from error


def _name(info: tarfile.TarInfo) -> str:
    return info.name.removeprefix("./")
