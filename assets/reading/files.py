"""Find the files below a folder and read each of them whole, exactly as it is at one moment."""

import fnmatch
import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

TRIES = 3
SIDECAR = ".meta.json"


class Unreadable(Exception):
    """The system would not let us read the file now; it may later."""


class Refused(Exception):
    """The file itself is not one that this pipeline reads."""


@dataclass(frozen=True)
class Found:
    """A file below the raw folder. `path` is text, with `/`; `real` is what the system calls it."""

    path: str
    real: bytes
    size: int
    mtime_ns: int
    problem: str | None = None  # why it cannot be read, where that shows without opening it
    sidecar: "Found | None" = None  # the file beside it that tells of it
    ignored: bool = False  # it, or the whole folder, is passed over as the settings ask


def listing(root: str | os.PathLike[str], ignore: Sequence[str] = ()) -> Iterator[Found]:
    """Every document below a folder, folder by folder, each with the sidecar beside it; a sidecar alone is listed with that problem.

    Files and folders whose names match a pattern of `ignore` (`.*`, `*.tmp`) are listed as such, and not looked into.
    Linked folders are followed, unless they lead back into themselves.

    Raises:
        FileNotFoundError, NotADirectoryError, PermissionError: the folder itself cannot be listed.
    """
    start = os.fsencode(os.fspath(root))
    patterns = re.compile("|".join(map(fnmatch.translate, ignore)) or "(?!)")
    yield from _below(start, b"", {os.path.realpath(start)}, patterns)


def read(found: Found, most: int) -> tuple[bytes, Found]:
    """The bytes of a file and what the system said of it while it did not change; at most `most` bytes.

    Raises:
        Unreadable: it vanished, is not permitted, keeps changing, or the disk failed.
        Refused: it is larger than `most`.
    """
    for _ in range(TRIES):
        try:
            handle = os.open(found.real, os.O_RDONLY | os.O_CLOEXEC)
            try:
                before = os.fstat(handle)
                if before.st_size > most:
                    raise Refused(
                        f"{before.st_size:,} bytes are more than CLEANCOPY_MAX_BYTES={most:,}: raise the setting, or split the file."
                    )
                content = _all(handle, before.st_size)
                after = os.fstat(handle)
            finally:
                os.close(handle)
        except OSError as error:
            raise Unreadable(_cure(error)) from error
        if _same(before, after) and len(content) == after.st_size:
            return content, replace(found, size=after.st_size, mtime_ns=after.st_mtime_ns)
    raise Unreadable("The file kept changing while it was read: it is read at the next run, once its writer is done.")


def _below(folder: bytes, prefix: bytes, above: set[bytes], ignore: re.Pattern[str]) -> Iterator[Found]:
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=lambda e: e.name)
    here = []
    for entry in listed:
        if ignore.match(as_text(entry.name)):
            yield Found(as_text(prefix + entry.name), entry.path, 0, 0, ignored=True)
        else:
            here.append(entry)
    sidecars = {e.name: _file(e, prefix) for e in here if e.name.endswith(SIDECAR.encode())}
    for entry in here:
        if entry.name.endswith(SIDECAR.encode()):
            continue
        if _is_folder(entry):
            yield from _folder(entry, prefix + entry.name, above, ignore)
        else:
            yield replace(_file(entry, prefix), sidecar=sidecars.pop(entry.name + SIDECAR.encode(), None))
    for alone in sidecars.values():
        yield replace(alone, problem="There is no document beside this sidecar: name it after its document, or remove it.")


def _is_folder(entry: "os.DirEntry[bytes]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads in a circle
        return False


def _file(entry: "os.DirEntry[bytes]", prefix: bytes) -> Found:
    path = as_text(prefix + entry.name)
    try:
        found = entry.stat()
    except OSError as error:  # a link that leads nowhere, or in a circle
        return Found(path, entry.path, 0, 0, _cure(error))
    problem = None if stat.S_ISREG(found.st_mode) else "It is not a regular file (a pipe, socket or device)."
    return Found(path, entry.path, found.st_size, found.st_mtime_ns, problem)


def _folder(entry: "os.DirEntry[bytes]", name: bytes, above: set[bytes], ignore: re.Pattern[str]) -> Iterator[Found]:
    real = os.path.realpath(entry.path)
    if real in above:
        yield Found(as_text(name), entry.path, 0, 0, "This link leads back to a folder above itself: remove the link.")
        return
    try:
        yield from _below(entry.path, name + b"/", above | {real}, ignore)
    except OSError as error:
        yield Found(as_text(name), entry.path, 0, 0, _cure(error))


def as_text(name: bytes) -> str:
    """A file name as text: bytes that are not UTF-8 are percent-encoded."""
    try:
        return name.decode()
    except UnicodeDecodeError:
        return "".join(c if not 0xDC80 <= ord(c) <= 0xDCFF else f"%{ord(c) - 0xDC00:02X}" for c in name.decode("utf-8", "surrogateescape"))


def _all(handle: int, size: int) -> bytes:
    parts: list[bytes] = []
    while part := os.read(handle, max(size, 1 << 16)):
        parts.append(part)
        if sum(map(len, parts)) > size:
            break  # it grew under us: the caller sees that, and reads again
    return b"".join(parts)


def _same(a: os.stat_result, b: os.stat_result) -> bool:
    return (a.st_size, a.st_mtime_ns, a.st_ino) == (b.st_size, b.st_mtime_ns, b.st_ino)


def _cure(error: OSError) -> str:
    told = error.strerror or str(error)
    if isinstance(error, PermissionError):
        return f"{told}: let the user who runs this read it (chmod +r); it is then picked up."
    if isinstance(error, FileNotFoundError):
        return f"{told}: it vanished, or is a link that leads nowhere."
    return f"{told}."
