"""What a container's format gives: its members, one after the other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, NamedTuple, Protocol

from assets.reading.containers.streams import Budget, Limits, Problem


class Place(NamedTuple):
    """How far a container was read: where what comes next begins."""

    offset: int | None = None  # bytes of the file, where reading can go on there
    number: int = 0  # members before it


BEGINNING = Place()


@dataclass(slots=True)
class Member:
    """One member: a file, a record, a document, or the reason why it is none."""

    name: str
    """Which one it is: stable, so that the same member has the same name when the container is read again."""
    stream: BinaryIO | None = None
    """A file of an archive: what it is shows by its content."""
    fields: Mapping[str, Any] | None = None
    """A record: values by the names that the container gives them."""
    known: Mapping[str, Any] | None = None
    """A record whose values stand under our own names (the sections of `columns.txt`)."""
    content: bytes | None = None
    """A document as it stands, text in any encoding."""
    problem: Problem | None = None
    """Why it cannot be read."""
    after: Place | None = None
    """How far the container is read once this member is done; None where the format does not tell."""


@dataclass(slots=True)
class Opening:
    """What a format is given of a container."""

    stream: BinaryIO
    """Its bytes, unpacked where they were packed; `peek` looks ahead."""
    name: str
    """Its name without the suffixes of packing."""
    limits: Limits
    budget: Budget
    begin: Place = BEGINNING
    """Where to go on; the beginning, unless it was read before and has grown."""
    file: BinaryIO | None = None
    """The file itself, packed or not, where it can be read from anywhere."""
    columns: Any = None
    """How records' columns are read (`columns.Columns`)."""


class Format(Protocol):
    """A module that reads a kind of container."""

    SUFFIXES: tuple[str, ...]
    """What names of such files end in, in lower case."""

    def takes(self, head: bytes, name: str) -> bool:
        """Whether it is of this kind: by its first bytes, before its name."""

    def members(self, opening: Opening) -> Iterator[Member]:
        """Its members, in their order.

        Raises:
            Problem: what is left of it cannot be read.
        """
