"""One run at a time over a lake in a bucket, from whichever host: an object that its holder keeps renewing.

A lock of the kernel guards a data folder against the processes of its own machine alone.
"""

import json
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import obstore
from obstore.exceptions import AlreadyExistsError, PreconditionError

from pipeline.lake_files import FAULTS, UNREACHABLE, InBucket, Unreachable, first_line

NAME: Final = "lease.json"
RENEWED: Final = 20.0  # seconds between two signs of life
LASTS: Final = 90.0  # seconds without one after which the holder is taken for dead
LOOKED: Final = 1.0  # seconds between two looks at somebody else's
PATIENCE: Final = 5.0  # seconds for which one sign of life is tried

_held: dict[str, "Lease"] = {}  # by lake: what this process holds


class Lost(Exception):
    """Somebody else has taken the lease: this process was not heard of for too long."""


@contextmanager
def held(root: str, told: Callable[[str], None] = print) -> Iterator[None]:
    """Hold the lake's lease within the block; wait where another host holds it. Of a lake in a folder there
    is none, for the data folder's lock guards it.

    A holder that has given no sign of life for LASTS seconds, by the clock of who waits, is dead.

    Raises:
        Unreachable: the bucket does not answer, or does not let us write.
    """
    if "://" not in root:
        yield
        return
    lease = Lease(root, told)
    lease.take()
    keeper = threading.Thread(target=lease.keep, daemon=True)
    keeper.start()
    _held[root] = lease
    try:
        yield
    finally:
        del _held[root]
        lease.stop.set()
        keeper.join()
        lease.give_back()


def of(root: str) -> "Lease | None":
    """The lease on a lake that this process holds, if it does."""
    return _held.get(root)


class Lease:
    """The lease of one lake, as this process holds it."""

    def __init__(self, root: str, told: Callable[[str], None] = print) -> None:
        self.root, self.told = root, told
        self.store = InBucket(root, PATIENCE).store
        self.name = str(uuid4())  # by which we know it again
        self.mark = ""  # of the object as we wrote it last
        self.heard = 0.0  # when that was
        self.lost = False
        self.stop = threading.Event()
        self.writing = threading.Lock()
        self.opened: dict[str, Any] = {}  # tables as they are: nobody else changes them while we hold it

    def take(self) -> None:
        """Write it, once nobody else holds it."""
        waiting_for, since, announced = "", 0.0, False
        while not self._is_free():
            with (
                self._reached(),
                suppress(FileNotFoundError, PreconditionError),
            ):  # given back, or taken, just now
                found = obstore.get(self.store, NAME)
                mark, holder = str(found.meta["e_tag"]), _holder(bytes(found.bytes()))
                if mark != waiting_for:
                    waiting_for, since = mark, _now()
                if _now() - since > LASTS or _is_dead(holder):
                    self._write({"e_tag": mark})
                    self.told(f"{_named(holder)} worked on the lake {self.root} and is dead: taken over.")
                    return
                if not announced:
                    self.told(f"{_named(holder)} works on the lake {self.root}: waiting for it to end.")
                    announced = True
            time.sleep(LOOKED)

    def _is_free(self) -> bool:
        """Whether nobody held it; then it is ours now."""
        with self._reached(), suppress(AlreadyExistsError):
            self._write("create")
            return True
        return False

    @contextmanager
    def _reached(self) -> Iterator[None]:
        try:
            yield
        except FAULTS as error:
            raise Unreachable(UNREACHABLE.format(self.root, first_line(error))) from error

    def keep(self) -> None:
        """Renew it until `stop`. A bucket that does not answer is asked again, and told of."""
        silent = False
        while not self.lost and not self.stop.wait(RENEWED):
            try:
                self.renew()
            except FAULTS as error:
                if not silent:
                    self._tell(
                        f"The lake {self.root} does not answer ({first_line(error)}): it is tried again."
                    )
                silent = True
            else:
                if silent:
                    self._tell(f"The lake {self.root} answers again.")
                silent = False

    def see(self) -> None:
        """See that it is held still, before a commit.

        Raises:
            Lost: somebody else has taken it, and it may be so again: nothing more is committed.
        """
        if not self.lost and _now() - self.heard > 2 * RENEWED:  # this process, or the bucket, stood still
            with suppress(*FAULTS):  # else the commit fails, too
                self.renew()
        if self.lost:
            raise Lost(
                f"Another host has taken over the lake {self.root}, since this process was not heard of for "
                f"{LASTS:.0f} seconds. It stops here; what it committed before stays. Run again: it waits "
                "for the other to end."
            )

    def renew(self) -> None:
        """Give a sign of life; note where somebody else has the lease."""
        with self.writing:
            try:
                self._write({"e_tag": self.mark})
            except (FileNotFoundError, PreconditionError):
                # ours all the same where the answer to our last sign was lost on its way
                found = self._found()
                self.lost = found is None or found[1].get("name") != self.name
                if found is not None and not self.lost:
                    self.mark, self.heard = found[0], _now()

    def give_back(self) -> None:
        """Remove it, if it is ours still."""
        with suppress(*FAULTS):  # else it is found to be dead later
            found = self._found()
            if found is not None and found[1].get("name") == self.name:
                obstore.delete(self.store, NAME)

    def _found(self) -> tuple[str, dict[str, Any]] | None:
        """The mark of the object that lies there, and who wrote it."""
        try:
            found = obstore.get(self.store, NAME)
        except FileNotFoundError:
            return None
        return str(found.meta["e_tag"]), _holder(bytes(found.bytes()))

    def _tell(self, message: str) -> None:
        with suppress(Exception):  # from another thread, where the run may just be ending
            self.told(message)

    def _write(self, mode: Any) -> None:
        told = {
            "name": self.name,
            "host": socket.gethostname(),
            "machine": _machine(),
            "process": os.getpid(),
            "at": datetime.now(UTC).isoformat(),
        }
        self.mark = str(obstore.put(self.store, NAME, json.dumps(told).encode(), mode=mode)["e_tag"])
        self.heard = _now()


def _now() -> float:
    """Seconds, those in which the machine slept included."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


def _holder(content: bytes) -> dict[str, Any]:
    try:
        told = json.loads(content)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _named(holder: dict[str, Any]) -> str:
    return f"Process {holder.get('process', '?')} on {holder.get('host', 'another host')}"


def _machine() -> str:
    """Which machine this is since it started, and which of its lists of processes we see: names of hosts may
    be the same on two, and within containers."""
    boot, seen = Path("/proc/sys/kernel/random/boot_id"), Path("/proc/self/ns/pid")
    return f"{boot.read_text().strip()} {seen.readlink()}" if boot.exists() else ""


def _is_dead(holder: dict[str, Any]) -> bool:
    """Whether it was a process of this machine that is no more."""
    process = holder.get("process")
    if not isinstance(process, int) or not _machine() or holder.get("machine") != _machine():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
