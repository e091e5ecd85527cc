"""Where the files of a lake lie: in a folder of this machine, or in a bucket (`s3://…`)."""

import os
import re
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import obstore
from obstore.exceptions import BaseError
from obstore.store import from_url

FAULTS: Final = (BaseError, OSError)  # what obstore raises: Python's own where something is not there

PATIENCE: Final = 150  # seconds for which a bucket that does not answer is asked again
PAUSE: Final = 5  # seconds, at most, between two times
TRIES: Final = 100  # more than fit into PATIENCE
# the same for each library that talks to the bucket, in its own words
DELTA: Final = {
    "max_retries": str(TRIES),
    "retry_timeout": f"{PATIENCE}s",
    "backoff_config.max_backoff": f"{PAUSE}s",
}
POLARS: Final = {
    "max_retries": TRIES,
    "retry_timeout_ms": PATIENCE * 1000,
    "retry_max_backoff_ms": PAUSE * 1000,
}
UNREACHABLE: Final = (
    "The lake {} cannot be reached ({}). See that the bucket is there and that the credentials of the "
    "environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION; AWS_ENDPOINT_URL for other servers "
    "than Amazon's) may list, read, write and delete in it, then run again. Nothing was begun."
)


class Unreachable(Exception):
    """The lake's place does not answer, or does not let us in; the message says what to do."""


class InFolder:
    """A folder of this machine."""

    def __init__(self, root: str) -> None:
        self.root = Path(root)

    def tables(self) -> list[str]:
        """The folders in which Delta has a log."""
        if not self.root.is_dir():
            return []
        return sorted(folder.name for folder in self.root.iterdir() if (folder / "_delta_log").is_dir())

    def size(self, path: str) -> int:
        """The bytes of a file."""
        return (self.root / path).stat().st_size

    def delete(self, path: str) -> None:
        """Remove a file, if it is there."""
        (self.root / path).unlink(missing_ok=True)


class InBucket:
    """A bucket, or a part of one. `patience`: seconds for which it is asked again if it does not answer."""

    def __init__(self, root: str, patience: float = PATIENCE) -> None:
        self.root = root
        self.store: Any = from_url(
            root,
            client_options={
                "timeout": timedelta(seconds=min(30, patience)),
                # given by hand, what else is given here counts for the environment's own
                "allow_http": os.environ.get("AWS_ALLOW_HTTP", "").lower() in ("true", "1", "yes"),
            },
            retry_config={
                "max_retries": TRIES,
                "retry_timeout": timedelta(seconds=patience),
                "backoff": {
                    "init_backoff": timedelta(seconds=0.1),
                    "max_backoff": timedelta(seconds=PAUSE),
                    "base": 2,
                },
            },
        )

    def names(self) -> list[str]:
        """What lies there: files and, with `/` at their ends, folders.

        Raises:
            Unreachable: the bucket does not answer, or does not let us in.
        """
        try:
            found = obstore.list_with_delimiter(self.store)
        except FAULTS as error:
            raise Unreachable(UNREACHABLE.format(self.root, first_line(error))) from error
        folders = [f"{name}/" for name in found["common_prefixes"]]
        return sorted([*folders, *(item["path"] for item in found["objects"])])

    def tables(self) -> list[str]:
        """The folders in which Delta has a log.

        Raises:
            Unreachable: as `names`.
        """
        folders = [name for name in self.names() if name.endswith("/")]
        return [name[:-1] for name in folders if self.objects(f"{name}_delta_log/")]

    def read(self, path: str) -> bytes | None:
        """The bytes of an object; None where there is none."""
        try:
            return bytes(obstore.get(self.store, path).bytes())
        except FileNotFoundError:
            return None

    def write(self, path: str, content: bytes) -> None:
        """Write an object in place of what was there."""
        obstore.put(self.store, path, content)

    def size(self, path: str) -> int:
        """The bytes of an object."""
        return int(obstore.head(self.store, path)["size"])

    def delete(self, path: str) -> None:
        """Remove an object, if it is there."""
        obstore.delete(self.store, path)

    def drop(self, table: str) -> None:
        """Remove a table with all its files, its log last: without the log it would be damaged, not gone."""
        for path in sorted(self.objects(f"{table}/"), key=lambda path: "_delta_log" not in path):
            obstore.delete(self.store, path)

    def copy(self, path: str, to: Path) -> None:
        """Bring an object to this machine, whole or not at all."""
        to.parent.mkdir(parents=True, exist_ok=True)
        aside = to.with_name(f"{to.name}.new")
        with open(aside, "wb") as file:
            for part in obstore.get(self.store, path).stream():
                file.write(part)
        os.replace(aside, to)  # noqa: PTH105 -- in one step

    def objects(self, prefix: str) -> list[str]:
        """The objects whose paths begin so."""
        return [item["path"] for page in obstore.list(self.store, prefix) for item in page]


def first_line(error: BaseException) -> str:
    """What an error says, without the layers below it."""
    first = (str(error).strip() or type(error).__name__).splitlines()[0]
    return re.sub(r" in [\d.]+.?s\b.*? - ", ": ", first)[:400]


def files_of(root: str) -> InFolder | InBucket:
    """The place that an address, or a path, names."""
    return InBucket(root) if "://" in root else InFolder(root)
