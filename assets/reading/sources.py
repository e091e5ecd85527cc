"""Where raw files lie: a folder of this machine, a bucket (`s3://bucket/prefix`), a folder of a web server.

Each lists its files and reads them, whole or by and by; the others need not know which it is. A store's files
have no links, and are known to have changed by size, time and the store's own mark (`etag`). Credentials come
from the environment alone (`AWS_ACCESS_KEY_ID`, `AWS_PROFILE`-like settings of the platform, …).
"""

import errno
import io
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Any, BinaryIO, Final, Protocol
from urllib.parse import unquote, urljoin, urlsplit

import obstore
from obstore.exceptions import BaseError, NotSupportedError, PermissionDeniedError, UnauthenticatedError
from obstore.store import from_url

from assets.reading import files
from assets.reading.files import ALONE, SIDECAR, Found, Refused, Unreadable

SCHEMES: Final = ("s3", "http", "https")
TRIES: Final = {"max_retries": 3, "retry_timeout": timedelta(seconds=30)}
PATIENCE: Final = {"timeout": timedelta(seconds=60), "connect_timeout": timedelta(seconds=10)}
YES: Final = ("true", "1", "yes", "on")
PIECE: Final = 4 << 20  # bytes that one request fetches
NEVER: Final = datetime.fromtimestamp(0).astimezone()
LINK: Final = re.compile(rb"<a\s[^>]*?href\s*=\s*[\"']([^\"'?#]+)[\"']", re.IGNORECASE)
DEEPEST: Final = 20  # folders within each other that an index is followed into
# what these raise of a store: some are OSErrors
FAILS: Final = (BaseError, OSError, ValueError)


class NotListed(Exception):
    """A source cannot be listed; the message says why, and what to do."""


class Source(Protocol):
    """Where raw files lie."""

    def listing(self) -> Iterator[Found]:
        """Every document, as `files.listing` says.

        Raises:
            NotListed: it cannot be listed.
        """

    def read(self, found: Found, most: int, told: str) -> tuple[bytes, Found]:
        """The bytes of a file, as `files.read` says."""

    def opened(self, found: Found) -> tuple[BinaryIO, Found]:
        """A file to be read by and by, as `files.opened` says."""

    def may_be_read(self, found: Found) -> bool:
        """Whether a file that could not be read looks as if it could be now."""


def source(
    raw: Path | str, ignore: Sequence[str] = (), follow: bool = False, spill: Path | None = None
) -> Source:
    """The source of an address or a folder; names that match `ignore` are passed over. What a server gives
    only as a whole lies in the folder `spill` while it is read."""
    if isinstance(raw, str) and urlsplit(raw).scheme in SCHEMES:
        return Store(raw, tuple(ignore), spill)
    return Folder(Path(raw), tuple(ignore), follow)


@dataclass(frozen=True)
class Folder:
    """A folder of this machine."""

    root: Path
    ignore: tuple[str, ...]
    follow: bool

    def listing(self) -> Iterator[Found]:
        """Its files, folder by folder."""
        try:
            yield from files.listing(self.root, self.ignore, self.follow)
        except OSError as error:
            raise NotListed(
                f"The raw folder {self.root} cannot be read ({error.strerror}). "
                "Set CLEANCOPY_RAW (make run RAW=…) to the folder that holds the files; "
                "its first level names the outlets."
            ) from error

    def read(self, found: Found, most: int, told: str) -> tuple[bytes, Found]:
        """A file whole."""
        return files.read(found, most, told)

    def opened(self, found: Found) -> tuple[BinaryIO, Found]:
        """A file, opened."""
        return files.opened(found)

    def may_be_read(self, found: Found) -> bool:
        """Whether its permissions let us."""
        return os.access(found.real, os.R_OK)


@dataclass(frozen=True)
class Store:
    """A bucket or a part of it, or a folder of a web server."""

    address: str
    ignore: tuple[str, ...]
    spill: Path | None = None

    @cached_property
    def store(self) -> Any:
        """The store, which is asked nothing yet. Raises NotListed where its settings make no sense."""
        plain = self.address.startswith("http:") or os.environ.get("AWS_ALLOW_HTTP", "").lower() in YES
        client: Any = {**PATIENCE, "allow_http": plain}
        tries: Any = TRIES
        try:
            return from_url(self.address.rstrip("/"), client_options=client, retry_config=tries)
        except FAILS as error:
            raise NotListed(f"CLEANCOPY_RAW={self.address}: {_first_line(error)}.") from error

    def listing(self) -> Iterator[Found]:
        """Its files, in the order in which it lists them."""
        try:
            yield from _with_sidecars(self._files())
        except FAILS as error:
            raise NotListed(self._cure(error)) from error

    def _files(self) -> Iterator[Found]:
        for name, meta in self._named():
            if files.is_passed_over(name.split("/"), self.ignore):
                yield Found(name, name.encode(), 0, 0, passed_over="ignored")
            else:
                yield _found(name, meta)

    def _named(self) -> Iterator[tuple[str, Any]]:
        if urlsplit(self.address).scheme == "s3":
            for some in obstore.list(self.store, chunk_size=1_000):
                yield from ((meta["path"], meta) for meta in some)
            return
        try:  # WebDAV lists in no order
            yield from sorted((meta["path"], meta) for some in obstore.list(self.store) for meta in some)
        except BaseError:
            yield from sorted(self._of_index("", 0), key=lambda one: one[0])

    def _of_index(self, folder: str, depth: int) -> Iterator[tuple[str, Any]]:
        """The files that a web server's page on a folder names, and those of the folders in it."""
        here = f"{self.address.rstrip('/')}/{folder}"
        page = bytes(obstore.get(self.store, folder.rstrip("/") + "/" if folder else "").bytes())
        for link in dict.fromkeys(LINK.findall(page)):
            target = urljoin(here, unescape(link.decode("utf-8", "replace")))
            if not target.startswith(here) or target == here:
                continue
            name = unquote(target[len(here) :])
            if "/" not in name:
                yield folder + name, obstore.head(self.store, folder + name)
            elif name.count("/") == 1 and name.endswith("/") and depth < DEEPEST:
                yield from self._of_index(folder + name, depth + 1)

    def read(self, found: Found, most: int, told: str) -> tuple[bytes, Found]:
        """An object whole."""
        if found.problem is not None:
            raise found.problem
        if found.size > most:
            raise Refused(f"{found.size:,} bytes are more than {told}.")
        try:
            got = obstore.get(self.store, found.path)
            content = bytes(got.bytes())
        except FAILS as error:
            raise Unreadable(self._cure(error)) from error
        if len(content) > most:
            raise Refused(f"{len(content):,} bytes are more than {told}.")
        now = _found(found.path, got.meta)
        return content, replace(now, sidecar=found.sidecar)

    def opened(self, found: Found) -> tuple[BinaryIO, Found]:
        """An object, fetched as it is read."""
        if found.problem is not None:
            raise found.problem
        try:
            now = _found(found.path, obstore.head(self.store, found.path))
            if not self._gives_parts(now):
                return self._copied(found), replace(now, sidecar=found.sidecar)
            reader = obstore.open_reader(self.store, found.path, buffer_size=PIECE)
        except FAILS as error:
            raise Unreadable(self._cure(error)) from error
        return io.BufferedReader(_Fetched(reader, self._cure), 1 << 16), replace(now, sidecar=found.sidecar)

    def _gives_parts(self, found: Found) -> bool:
        """Whether the store gives a part of an object: a bucket does, some web servers do not."""
        if self.address.startswith("s3:") or not found.size:
            return True
        try:
            obstore.get_range(self.store, found.path, start=0, length=1)
        except (NotSupportedError, NotImplementedError):
            return False
        return True

    def _copied(self, found: Found) -> BinaryIO:
        """A copy on disk of an object, gone when it is closed."""
        if self.spill is not None:
            self.spill.mkdir(parents=True, exist_ok=True)
        file = tempfile.TemporaryFile(prefix="fetched-", dir=self.spill, buffering=1 << 16)  # noqa: SIM115
        for piece in obstore.get(self.store, found.path).stream(min_chunk_size=PIECE):
            file.write(bytes(piece))
        file.flush()
        file.seek(0)
        return io.BufferedReader(file.detach(), 1 << 16)  # type: ignore[attr-defined]

    def may_be_read(self, found: Found) -> bool:
        """Whether its first bytes can be fetched."""
        try:
            obstore.get_range(self.store, found.path, start=0, length=1)
        except FAILS:
            return False
        return True

    def _cure(self, error: Exception) -> str:
        """What went wrong, and what to do."""
        told = _first_line(error)
        if isinstance(error, PermissionDeniedError | UnauthenticatedError | PermissionError) or re.search(
            r"\b40[13]\b|AccessDenied|InvalidAccessKeyId|SignatureDoesNotMatch", told
        ):
            return (
                f"{self.address} may not be read: {told}. Give the credentials in the environment "
                "(AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION; AWS_SKIP_SIGNATURE=true for a public "
                "bucket), and let them list the bucket (s3:ListBucket) and read its objects (s3:GetObject)."
            )
        if "NoSuchBucket" in told or "404" in told:
            return f"{self.address} is not there: {told}. Set CLEANCOPY_RAW to the bucket or folder meant."
        if "40" in told and urlsplit(self.address).scheme != "s3":
            return (
                f"{self.address} cannot be listed: {told}. A web server must answer WebDAV (PROPFIND) or "
                "show an index of the folder; else copy the files here first (wget -r), or use a bucket."
            )
        return f"{self.address} cannot be read: {told}. Is the network there, and AWS_ENDPOINT_URL right?"


class _Fetched(io.RawIOBase):
    """An object's bytes, fetched as they are read."""

    def __init__(self, reader: Any, cure: Any) -> None:
        self.reader, self.cure = reader, cure

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """It can be read from anywhere."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go on at another place."""
        return int(self.reader.seek(offset, whence))

    def tell(self) -> int:
        """Where it is."""
        return int(self.reader.tell())

    def readinto(self, buffer: Any) -> int:
        """Some bytes. Raises OSError where the store fails."""
        try:
            part = bytes(self.reader.read(len(buffer)))
        except FAILS as error:
            raise OSError(errno.EIO, self.cure(error)) from error
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        """Be done with it."""
        if not self.closed:
            self.reader.close()
        super().close()


def _found(name: str, meta: Any) -> Found:
    """What a store says of a file."""
    changed = meta.get("last_modified") or NEVER
    return Found(name, name.encode(), meta["size"], int(changed.timestamp() * 1e9), etag=meta.get("e_tag"))


def _with_sidecars(listed: Iterable[Found]) -> Iterator[Found]:
    """Each document with the sidecar beside it. The files come in the order of their names, so that only
    those wait whose sidecar may still come."""
    waiting: dict[str, Found] = {}
    for found in listed:
        past = [name for name in waiting if name + SIDECAR < found.path and not found.path.startswith(name)]
        for name in past:
            yield waiting.pop(name)
        if found.passed_over or not found.path.endswith(SIDECAR):
            if found.passed_over:
                yield found
            else:
                waiting[found.path] = found
            continue
        document = waiting.pop(found.path.removesuffix(SIDECAR), None)
        if document is None:
            yield replace(found, problem=Unreadable(ALONE))
        else:
            yield replace(document, sidecar=found)
    yield from waiting.values()


def _first_line(error: Exception) -> str:
    """What a store says, in one line: its own words are many."""
    text = " ".join(str(error).split())
    code = re.search(r"<Code>(\w+)</Code>", text)
    status = re.search(r"status code: (\d+ [A-Z][\w ]*)", text)
    if code or status:
        return ", ".join(found.group(1).strip() for found in (status, code) if found)
    return text.split(" Debug source")[0][:200].rstrip(".")
