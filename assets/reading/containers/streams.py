"""Bytes that come by and by: unpacked, counted against the limits, never all at once in memory."""

import bz2
import errno
import io
import lzma
import tempfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, Protocol

import zstandard

HEAD: Final = 1 << 16  # bytes by which a format is known
PIECE: Final = 1 << 16  # bytes read at a time
MOST_MEMORY: Final = 1 << 27  # bytes that an unpacker may ask for (a window of xz or zstd)
NOTHING: Final = b"\0"


class Problem(Exception):
    """A member, or what is left of a container, cannot be read: by which rule, and why in words."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule


@dataclass(frozen=True)
class Limits:
    """What reading a container may cost."""

    max_bytes: int  # of one member
    max_ratio: int = 200  # how many times its size a container may unpack to
    max_nesting: int = 4  # archives and packed files within each other
    suffixes: tuple[str, ...] = (".txt",)  # of names of documents, in lower case
    spill: Path | None = None  # a folder for what must lie on disk while it is read


def is_of_the_disk(error: BaseException) -> bool:
    """Whether the disk or the network failed, and not what was read: that may name a place before the file's
    beginning, no more."""
    return isinstance(error, OSError) and error.errno not in (None, errno.EINVAL)


class Budget:
    """Counts what a container unpacks to."""

    def __init__(self, size: int, limits: Limits) -> None:
        self.limits, self.size, self.spent = limits, size, 0
        # what is small may be packed as well as it likes: memory does not depend on it
        self.most = max(size * limits.max_ratio, limits.max_bytes)

    def spend(self, count: int) -> None:
        """Note bytes that were unpacked. Raises Problem where they are too many."""
        self.spent += count
        if self.spent > self.most:
            raise Problem(
                "unpacks_to_too_much",
                f"Its {self.size:,} bytes unpack to more than {self.most:,}, CLEANCOPY_MAX_RATIO="
                f"{self.limits.max_ratio} times as many: what comes after is not read. Raise the setting if "
                "this is meant to be.",
            )


class Unpacker(Protocol):
    """What unpacks one stream of a packed file, as the standard library's decompressors do."""

    eof: bool
    unused_data: bytes

    def decompress(self, data: bytes, max_length: int) -> bytes: ...  # noqa: D102


class _Gzip:
    """One member of a gzip file."""

    def __init__(self) -> None:
        self.inner = zlib.decompressobj(31)

    @property
    def eof(self) -> bool:
        return self.inner.eof

    @property
    def unused_data(self) -> bytes:
        return self.inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self.inner.decompress(self.inner.unconsumed_tail + data, max_length)


class _Zstd:
    """One frame of a Zstandard file, fed little at a time: it gives all that a piece unpacks to."""

    def __init__(self) -> None:
        self.inner = zstandard.ZstdDecompressor(max_window_size=MOST_MEMORY).decompressobj()
        self.waiting = b""

    @property
    def eof(self) -> bool:
        return self.inner.eof

    @property
    def unused_data(self) -> bytes:
        return self.inner.unused_data + self.waiting

    def decompress(self, data: bytes, max_length: int) -> bytes:
        self.waiting += data
        made: list[bytes] = []
        length = 0
        while self.waiting and not self.inner.eof and length < max_length:
            piece, self.waiting = self.waiting[:1024], self.waiting[1024:]
            made.append(self.inner.decompress(piece))
            length += len(made[-1])
        return b"".join(made)


PACKERS: Final[dict[bytes, tuple[str, Callable[[], Any]]]] = {
    b"\x1f\x8b\x08": ("gzip", _Gzip),
    b"BZh": ("bzip2", bz2.BZ2Decompressor),
    b"\xfd7zXZ\x00": ("xz", lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MOST_MEMORY)),
    b"\x28\xb5\x2f\xfd": ("zstd", _Zstd),
}
SUFFIXES: Final = (".gz", ".gzip", ".bz2", ".xz", ".zst", ".zstd")
BROKEN: Final = (zlib.error, lzma.LZMAError, zstandard.ZstdError, EOFError, ValueError)


class _Unpacked(io.RawIOBase):
    """What a packed stream holds, of all its members one after the other."""

    def __init__(self, source: BinaryIO, magic: bytes, budget: Budget) -> None:
        self.source, self.magic, self.budget = source, magic, budget
        self.name, self.make = PACKERS[magic]
        self.unpacker: Unpacker | None = self.make()
        self.packed = self.ready = b""
        self.ended = False  # the source has no more
        self.problem: Problem | None = None  # to be told at the next read

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer, or come to the end; what is damaged is told once all before it was given."""
        filled = 0
        while filled < len(buffer):
            if not self.ready:
                try:
                    self._raise()
                    self.ready = self._next(len(buffer))
                except Problem as problem:
                    if not filled:
                        raise
                    self.problem = problem
            part = self.ready[: len(buffer) - filled]
            self.ready = self.ready[len(part) :]
            buffer[filled : filled + len(part)] = part
            filled += len(part)
            if not part:
                break
        return filled

    def _raise(self) -> None:
        if self.problem is not None:
            raise self.problem

    def _next(self, most: int) -> bytes:
        """Some more bytes; none at the end."""
        while self.unpacker is not None:
            try:
                made = self.unpacker.decompress(self.packed, most)
            except (*BROKEN, OSError) as error:
                raise Problem("damaged", f"It is {self.name}, and damaged: {error}.") from error
            self.packed = b""
            if self.unpacker.eof:
                try:
                    self._go_on(self.unpacker.unused_data)
                except Problem as problem:
                    self.problem, self.unpacker = problem, None
            elif not made:
                self.packed = self.source.read(PIECE)
                if not self.packed:
                    raise Problem(
                        "cut_short", f"It is {self.name}, and ends before its end: it was not written whole."
                    )
            if made:
                self.budget.spend(len(made))
                return made
        self._raise()
        return b""

    def _go_on(self, rest: bytes) -> None:
        """Begin with the next member, where there is one; padding is none."""
        while True:
            rest = rest.lstrip(NOTHING)
            if len(rest) >= len(self.magic) or self.ended:
                break
            more = self.source.read(PIECE)
            self.ended = not more
            rest += more
        if not rest:
            self.unpacker = None
        elif rest.startswith(self.magic):
            self.unpacker, self.packed = self.make(), rest
        else:
            raise Problem("damaged", f"What comes after its last {self.name} stream is none of its kind.")


class Counted(io.RawIOBase):
    """A stream of an archive's member, whose bytes count, and whose errors are told as problems."""

    def __init__(self, source: Any, budget: Budget, errors: tuple[type[Exception], ...]) -> None:
        self.source, self.budget, self.errors = source, budget, errors
        self.problem: Problem | None = None

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer, or come to the end; what is damaged is told once all before it was given."""
        filled = 0
        while filled < len(buffer) and self.problem is None:
            try:
                part = self.source.read(len(buffer) - filled)
                self.budget.spend(len(part))
            except Problem as problem:
                self.problem = problem
                break
            except self.errors as error:
                if is_of_the_disk(error):
                    raise
                told = f"It is damaged in its archive: {str(error) or type(error).__name__}."
                self.problem = Problem("damaged", told)
                break
            if not part:
                break
            buffer[filled : filled + len(part)] = part
            filled += len(part)
        if self.problem is not None and not filled:
            raise self.problem
        return filled


def buffered(raw: io.RawIOBase) -> io.BufferedReader:
    """A stream that can be looked into before it is read."""
    return io.BufferedReader(raw, HEAD)


def magic_of(head: bytes) -> bytes | None:
    """By what a packed stream is known to be one."""
    return next((magic for magic in PACKERS if head.startswith(magic)), None)


def unpacked(source: BinaryIO, magic: bytes, budget: Budget) -> io.BufferedReader:
    """What a packed stream holds."""
    return buffered(_Unpacked(source, magic, budget))


def without_suffix(name: str) -> str:
    """The name of what a packed file holds: `2026.jsonl.gz` holds `2026.jsonl`, `2026.tgz` a `2026.tar`."""
    lower = name.lower()
    for suffix in SUFFIXES:
        if lower.endswith(suffix):
            return name[: -len(suffix)]
    for short in (".tgz", ".tbz2", ".tbz", ".txz", ".tzst"):
        if lower.endswith(short):
            return name[: -len(short)] + ".tar"
    return name


def whole(stream: BinaryIO, limits: Limits) -> bytes:
    """All that is left of a stream. Raises Problem where it is more than a member may have."""
    content = stream.read(limits.max_bytes + 1)
    if len(content) > limits.max_bytes:
        raise Problem(
            "refused",
            f"It has more than CLEANCOPY_MAX_BYTES={limits.max_bytes:,} bytes: raise the setting, or split "
            "it.",
        )
    return content


def seekable(stream: BinaryIO, limits: Limits) -> BinaryIO:
    """The same, so that it can be read from anywhere: on disk, where it is within another container."""
    if stream.seekable():
        return stream
    spilt = on_disk(stream, limits)
    spilt.seek(0)
    return spilt


def on_disk(stream: BinaryIO, limits: Limits) -> BinaryIO:
    """A copy in the folder for such copies, gone when it is closed."""
    if limits.spill is not None:
        limits.spill.mkdir(parents=True, exist_ok=True)
    file = tempfile.NamedTemporaryFile(prefix="container-", dir=limits.spill)  # noqa: SIM115
    while piece := stream.read(1 << 20):
        file.write(piece)
    file.flush()
    return file  # type: ignore[return-value]
