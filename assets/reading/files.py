"""Find the files below a folder and read each of them whole, exactly as it is at one moment."""

import fnmatch
import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import BinaryIO

TRIES = 3
SIDECAR = ".meta.json"
ENDS = SIDECAR.encode()
KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}

# Without waiting: what was a file when it was listed may be a pipe by now, whose other end nobody opens.
FLAGS = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_NOCTTY
ALONE = "There is no document beside this sidecar: name it after its document, or remove it."
OUT = (
    "This link leads out of the raw folder, to {}: put the file or folder itself here, remove the link, or "
    "set "
    "CLEANCOPY_FOLLOW_LINKS=true, if all that such links lead to may be read and published."
)


class Unreadable(Exception):
    """The system would not let us read the file now; it may later."""


class Refused(Exception):
    """The file itself is not one that this pipeline reads."""


class LeadsOut(Refused):
    """A link whose target lies outside the raw folder."""


@dataclass(frozen=True)
class Found:
    """A file below the raw folder. `path` is text, with `/`; `real` is where it is opened, as the system
    calls it."""

    path: str
    real: bytes
    size: int
    mtime_ns: int
    problem: Unreadable | Refused | None = None  # why it cannot be read, where that shows without opening it
    sidecar: "Found | None" = None  # the file beside it that tells of it
    etag: str | None = None  # what a store calls this state of the object; null for a file
    # why it, or the whole folder, is not looked into: `ignored`, `linked`, `same_name`
    passed_over: str | None = None


def listing(
    root: str | os.PathLike[str], ignore: Sequence[str] = (), follow: bool = False
) -> Iterator[Found]:
    """Every document below a folder, folder by folder, each with the sidecar beside it; a sidecar alone is
    listed with that problem.

    Files and folders whose names match a pattern of `ignore` (`.*`, `*.tmp`) are listed as such, and not
    looked into. A link whose target lies outside the folder is listed with that problem, unless `follow` says
    that such links are followed.

    A folder is read once, however many links reach it: under its own name where it lies below the root, else
    under the first that leads there, names in their order. Other ways to it are listed as `linked`; a link
    back to a folder above itself, with that problem. Of two names that read the same once they are text, the
    second is listed as `same_name`.

    Raises:
        FileNotFoundError, NotADirectoryError, PermissionError: the folder itself cannot be listed.
    """
    start = os.fsencode(os.fspath(root))
    real = os.path.realpath(start)
    patterns = _patterns(tuple(ignore))
    odd: set[str] = set()  # names that another may read the same as, once they are text
    for found in _Walk(real, patterns, follow).below(start, real, b""):
        if found.path in odd and not found.passed_over:
            yield replace(found, passed_over="same_name")
        else:
            odd |= {found.path} if "%" in found.path else set()
            yield found


def read(found: Found, most: int, told: str) -> tuple[bytes, Found]:
    """The bytes of a file and what the system said of it while it did not change; at most `most` bytes, a
    limit that is `told` by name.

    Raises:
        Unreadable: it vanished, is not permitted, is no regular file (any more), keeps changing, or the disk
            failed.
        Refused: it is larger than `most`, or a link that is not followed.
    """
    if found.problem is not None:
        raise found.problem
    for _ in range(TRIES):
        try:
            handle = os.open(found.real, FLAGS)
            try:
                before = os.fstat(handle)
                if problem := _no_file(before.st_mode):
                    raise problem
                if before.st_size > most:
                    raise Refused(f"{before.st_size:,} bytes are more than {told}.")
                content = _all(handle, before.st_size)
                after = os.fstat(handle)
            finally:
                os.close(handle)
        except OSError as error:
            raise Unreadable(_cure(error)) from error
        if _same(before, after) and len(content) == after.st_size:
            return content, replace(found, size=after.st_size, mtime_ns=after.st_mtime_ns)
    raise Unreadable(
        "The file kept changing while it was read: it is read at the next run, once its writer is done."
    )


def is_passed_over(names: Iterable[str], ignore: Sequence[str]) -> bool:
    """Whether one of these names matches a pattern of `ignore`."""
    patterns = _patterns(tuple(ignore))
    return any(patterns.match(name) for name in names)


@lru_cache(10)
def _patterns(ignore: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(fnmatch.translate, ignore)) or "(?!)")


def opened(found: Found) -> tuple[BinaryIO, Found]:
    """A file to be read by and by, and what the system says of it as it is opened.

    Raises:
        Unreadable, Refused: as `read` says.
    """
    if found.problem is not None:
        raise found.problem
    try:
        handle = os.open(found.real, FLAGS)
        try:
            now = os.fstat(handle)
            if problem := _no_file(now.st_mode):
                raise problem
            stream = os.fdopen(handle, "rb", buffering=1 << 16)
        except BaseException:
            os.close(handle)
            raise
    except OSError as error:
        raise Unreadable(_cure(error)) from error
    return stream, replace(found, size=now.st_size, mtime_ns=now.st_mtime_ns)


@dataclass
class _Walk:
    """One walk through the raw folder, by the real paths of what it meets."""

    root: bytes
    ignore: re.Pattern[str]
    follow: bool
    reached: set[bytes] = field(default_factory=set)  # folders that links alone lead to, once they are read

    def below(self, folder: bytes, real: bytes, prefix: bytes) -> Iterator[Found]:
        """What lies in a folder, and below it."""
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda e: e.name)
        here = []
        for entry in listed:
            if self.ignore.match(as_text(entry.name)):
                yield Found(as_text(prefix + entry.name), entry.path, 0, 0, passed_over="ignored")
            else:
                here.append(entry)
        sidecars = {
            e.name: self.file(e, prefix) for e in here if e.name.endswith(ENDS) and not self.is_folder(e)
        }
        for entry in here:
            if self.is_folder(entry):  # also one that is named as a sidecar would be
                yield from self.folder(entry, real, prefix + entry.name)
            elif not entry.name.endswith(ENDS):
                yield replace(self.file(entry, prefix), sidecar=sidecars.pop(entry.name + ENDS, None))
        for alone in sidecars.values():
            yield replace(alone, problem=alone.problem or Unreadable(ALONE))

    def is_folder(self, entry: "os.DirEntry[bytes]") -> bool:
        """Whether it is a folder that may be looked into."""
        try:
            return not self.leads_out(entry) and entry.is_dir()
        except OSError:  # a link that leads in a circle
            return False

    def leads_out(self, entry: "os.DirEntry[bytes]") -> bool:
        """Whether it is a link that is not followed; its target is not even asked what it is."""
        return (
            not self.follow and entry.is_symlink() and not _lies_in(os.path.realpath(entry.path), self.root)
        )

    def folder(self, entry: "os.DirEntry[bytes]", above: bytes, name: bytes) -> Iterator[Found]:
        """What a folder holds, or why it is not looked into."""
        real = os.path.realpath(entry.path) if entry.is_symlink() else above.rstrip(b"/") + b"/" + entry.name
        place = Found(as_text(name), entry.path, 0, 0)
        if _lies_in(above, real):
            yield replace(
                place, problem=Unreadable("This link leads back to a folder above itself: remove the link.")
            )
            return
        if real != self.root.rstrip(b"/") + b"/" + name:
            if real in self.reached or self.is_read_by_name(real):
                yield replace(place, passed_over="linked")
                return
            self.reached.add(real)
        try:
            yield from self.below(entry.path, real, name + b"/")
        except OSError as error:
            yield replace(place, problem=Unreadable(_cure(error)))

    def is_read_by_name(self, real: bytes) -> bool:
        """Whether the walk comes to this folder without any link."""
        if not _lies_in(real, self.root):
            return False
        parts = real[len(self.root) :].split(b"/")
        return not any(self.ignore.match(as_text(part)) for part in parts if part)

    def file(self, entry: "os.DirEntry[bytes]", prefix: bytes) -> Found:
        """A file, or what is no folder: with the problem where it cannot be read."""
        place = Found(as_text(prefix + entry.name), entry.path, 0, 0)
        if self.leads_out(entry):
            return replace(place, problem=LeadsOut(OUT.format(as_text(os.path.realpath(entry.path)))))
        try:
            found = entry.stat()
        except OSError as error:  # a link that leads nowhere, or in a circle
            return replace(place, problem=Unreadable(_cure(error)))
        real = os.path.realpath(entry.path) if entry.is_symlink() else entry.path
        return Found(place.path, real, found.st_size, found.st_mtime_ns, _no_file(found.st_mode))


def _lies_in(path: bytes, folder: bytes) -> bool:
    return path == folder or path.startswith(folder.rstrip(b"/") + b"/")


def _no_file(mode: int) -> Unreadable | None:
    """What is wrong with something that is no regular file."""
    return (
        None
        if stat.S_ISREG(mode)
        else Unreadable(f"It is not a regular file but {KINDS.get(stat.S_IFMT(mode), 'something else')}.")
    )


def as_text(name: bytes) -> str:
    """A file name as text: bytes that are not UTF-8 are percent-encoded."""
    try:
        return name.decode()
    except UnicodeDecodeError:
        return "".join(
            c if not 0xDC80 <= ord(c) <= 0xDCFF else f"%{ord(c) - 0xDC00:02X}"
            for c in name.decode("utf-8", "surrogateescape")
        )


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
