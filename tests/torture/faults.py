"""The points of a run at which something can go wrong, and what goes wrong there."""

import errno
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from tests.torture.calls import Answer, Call, Fails, Killed, Wrote

KINDS: Final = {
    "kill": "the process dies before the call",
    "torn": "the process dies when half of the write is done",
    "full": "the disk is full, from the middle of this write on",
    "EIO": "the call fails once: the disk cannot read or write there",
    "EACCES": "the call fails once: it is not allowed",
}
NUMBERS: Final = {"EIO": errno.EIO, "EACCES": errno.EACCES}
CAN: Final = {  # what can go wrong with a call that …
    "write": ("kill", "torn", "full", "EIO"),
    "sync": ("kill", "EIO"),
    "truncate": ("kill", "EIO"),
    "open": ("kill", "full", "EACCES"),
    "mkdir": ("kill", "full", "EACCES"),
    "link": ("kill", "full", "EIO", "EACCES"),
    "rename": ("kill", "EIO", "EACCES"),
    "remove": ("kill", "EIO", "EACCES"),
}
UNNAMED: Final = (  # parts of file names that differ from run to run
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), "*"),
    (re.compile(r"\b(tmp|building-)[a-z0-9_]{8}\b"), r"\1*"),
    (re.compile(r"\bcompute_logs/[a-z]{8}\b"), "compute_logs/*"),  # Dagster names a step's output by chance
    (re.compile(r"\b[0-9a-f]{16}\b"), "*"),
    (re.compile(r"\d{5,}"), "*"),
)
SORTED: Final = (  # names of one kind, of which a sample is enough
    (re.compile(r"building-\*/.*"), "building-*/*"),
    (re.compile(r"report\.building/.+"), "report.building/*"),
    (re.compile(r"dagster/history/.*?(\.db.*)?$"), r"dagster/history/*\1"),
    (re.compile(r"export-.*/.*"), "export-*/*"),
)


class Point(NamedTuple):
    """The n-th call of its kind on a file of its name."""

    does: str
    name: str  # below the data folder, without what differs from run to run
    nth: int

    @property
    def sort(self) -> str:
        """What is much alike: of these points a sample is enough."""
        name = self.name
        for pattern, instead in SORTED:
            name = pattern.sub(instead, name)
        return f"{self.does} {name}"


class Fault(NamedTuple):
    """What goes wrong at a point."""

    kind: str
    point: Point

    def __str__(self) -> str:
        return f"{self.kind}@{self.point.does}@{self.point.name}@{self.point.nth}"

    @classmethod
    def read(cls, told: str) -> "Fault":
        """The fault that is written so."""
        kind, does, name, nth = told.split("@")
        return cls(kind, Point(does, name, int(nth)))


class Injector:
    """Numbers the calls of a run, and lets one of them go wrong."""

    def __init__(self, below: dict[Path, str], fault: Fault | None = None) -> None:
        self.below, self.fault = below, fault  # folders, and how they are called
        self.points: list[Point] = []
        self.met = False
        self._full = False
        self._counts: Counter[tuple[str, str]] = Counter()

    def __call__(self, call: Call) -> Answer:
        """What becomes of a call."""
        key = (call.does, self._named(call.path))
        self._counts[key] += 1
        point = Point(*key, self._counts[key])
        self.points.append(point)
        if self._full and takes_space(call):
            return Fails(errno.ENOSPC)
        if self.fault is None or self.met or point != self.fault.point:
            return None
        self.met = True
        match self.fault.kind:
            case "kill":
                raise Killed
            case "torn":
                if call.length > 1:
                    call.write_half()
                raise Killed
            case "full":
                self._full = True
                return Wrote(call.write_half()) if call.length > 1 else Fails(errno.ENOSPC)
        return Fails(NUMBERS[self.fault.kind])

    def _named(self, path: Path) -> str:
        for folder, name in self.below.items():
            if path.is_relative_to(folder):
                return named(name + str(path.relative_to(folder)))
        raise LookupError(path)


def named(path: str) -> str:
    """A path without what differs from run to run."""
    for pattern, instead in UNNAMED:
        path = pattern.sub(instead, path)
    return path


def takes_space(call: Call) -> bool:
    """Whether a full disk refuses the call."""
    return call.does == "write" or (call.creates and call.does != "rename")


def possible(points: Iterable[Point]) -> list[Fault]:
    """Every fault of a run, in the order of its calls."""
    return [Fault(kind, point) for point in points for kind in CAN[point.does]]


def sample(faults: list[Fault], count: int, chance: random.Random) -> list[Fault]:
    """Some of them, in their order: of every sort and kind one, then of every sort and kind another one,
    until there are so many."""
    by_sort: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, fault in enumerate(faults):
        by_sort[(fault.point.sort, fault.kind)].append(place)
    groups = list(by_sort.values())
    for group in groups:
        chance.shuffle(group)
    chance.shuffle(groups)
    turns = (
        group[turn]
        for turn in range(max(map(len, groups), default=0))
        for group in groups
        if turn < len(group)
    )
    return [faults[place] for place in sorted(place for place, _ in zip(turns, range(count), strict=False))]


def chains(faults: list[Fault], length: int) -> Iterator[list[Fault]]:
    """The faults in chains: each hits the run that goes on after the one before it, and further on in its
    work."""
    number = -(-len(faults) // length) if faults else 0
    for first in range(number):
        yield faults[first::number]
