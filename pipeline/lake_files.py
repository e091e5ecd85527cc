"""Where the files of a lake lie: in a folder of this machine, or in a bucket (`s3://…`)."""

import os
from pathlib import Path
from typing import Any, Final

import obstore
from obstore.store import from_url

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
    """A bucket, or a part of one."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.store: Any = from_url(root)

    def tables(self) -> list[str]:
        """The parts in which Delta has a log."""
        try:
            found = obstore.list_with_delimiter(self.store)["common_prefixes"]
            return sorted(name for name in found if self._objects(f"{name}/_delta_log/"))
        except Exception as error:  # obstore's errors have no common ancestor but this
            raise Unreachable(UNREACHABLE.format(self.root, first_line(error))) from error

    def size(self, path: str) -> int:
        """The bytes of an object."""
        return int(obstore.head(self.store, path)["size"])

    def delete(self, path: str) -> None:
        """Remove an object, if it is there."""
        obstore.delete(self.store, path)

    def drop(self, table: str) -> None:
        """Remove a table with all its files, its log last: without the log it would be damaged, not gone."""
        paths = [item["path"] for item in self._objects(f"{table}/")]
        for path in sorted(paths, key=lambda path: "_delta_log" not in path):
            obstore.delete(self.store, path)

    def copy(self, path: str, to: Path) -> None:
        """Bring an object to this machine, whole or not at all."""
        to.parent.mkdir(parents=True, exist_ok=True)
        aside = to.with_name(f"{to.name}.new")
        with open(aside, "wb") as file:
            for part in obstore.get(self.store, path).stream():
                file.write(part)
        os.replace(aside, to)  # noqa: PTH105 -- in one step

    def _objects(self, prefix: str) -> list[Any]:
        return [item for page in obstore.list(self.store, prefix) for item in page]


def first_line(error: BaseException) -> str:
    """What an error says, without the layers below it."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def files_of(root: str) -> InFolder | InBucket:
    """The place that an address, or a path, names."""
    return InBucket(root) if "://" in root else InFolder(root)
