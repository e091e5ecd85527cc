"""Zip archives: a file a member, named as in the archive."""

import zipfile
import zlib
from collections.abc import Iterator

from assets.reading.containers.members import Member, Opening
from assets.reading.containers.streams import Counted, Problem, buffered, is_of_the_disk, seekable

SUFFIXES: tuple[str, ...] = (".zip",)
MAGICS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF", "AndroidManifest.xml")
"""Members that make an archive a document or a program of some other kind."""


def takes(head: bytes, name: str) -> bool:
    """It opens with the format's mark."""
    return head.startswith(MAGICS)


def members(opening: Opening) -> Iterator[Member]:
    """A member a file, in the order of the archive's list."""
    file = seekable(opening.stream, opening.limits)
    try:
        archive = zipfile.ZipFile(file)
    except BROKEN as error:
        if is_of_the_disk(error):
            raise
        raise Problem(
            "damaged", f"It is a zip archive that cannot be read, or is cut short: {str(error)[:200]}."
        ) from error
    with archive:
        listed = archive.infolist()
        if any(info.filename in OFFICE for info in listed[:50]):
            raise Problem(
                "refused",
                "It is an office document, a book or a program, no archive of articles: save it as text.",
            )
        names: set[str] = set()
        for info in listed:
            if info.is_dir() or info.filename.startswith("__MACOSX/"):
                continue
            name = _name(info)
            if name in names:
                yield Member(
                    name, problem=Problem("same_name", "An earlier member of the archive has this name.")
                )
                continue
            names.add(name)
            yield _member(archive, info, name, opening)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, opening: Opening) -> Member:
    if info.flag_bits & 1:
        return Member(name, problem=Problem("encrypted", "It is encrypted: unpack it with its password."))
    try:
        inside = archive.open(info)
    except BROKEN as error:
        if is_of_the_disk(error):
            raise
        return Member(
            name, problem=Problem("damaged", f"It cannot be read from its archive: {str(error)[:200]}.")
        )
    return Member(name, stream=buffered(Counted(inside, opening.budget, BROKEN)))


def _name(info: zipfile.ZipInfo) -> str:
    """The name as it was written: many programs write UTF-8 and do not say so."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename
