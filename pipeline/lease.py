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
from typing import Any, Final

import obstore
from obstore.exceptions import AlreadyExistsError, NotFoundError, PreconditionError

from pipeline.lake_files import UNREACHABLE, InBucket, Unreachable, first_line

NAME: Final = "lease.json"
RENEWED: Final = 20.0  # seconds between two signs of life
LASTS: Final = 90.0  # seconds without one after which the holder is taken for dead
LOOKED: Final = 1.0  # seconds between two looks at somebody else's

_lost: set[str] = set()  # lakes whose lease somebody else has taken from this process


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
    lease = _Lease(root)
    lease.take(told)
    keeper = threading.Thread(target=lease.keep, daemon=True)
    keeper.start()
    try:
        yield
    finally:
        lease.stop.set()
        keeper.join()
        lease.give_back()


def see_that_it_is_held(root: str) -> None:
    """To be asked before each commit. Raises Lost where it is no longer ours."""
    if root in _lost:
        raise Lost(
            f"Another host has taken over the lake {root}, since this process was not heard of for "
            f"{LASTS:.0f} seconds. It stops here; what it committed before stays. Run again: it waits for "
            "the other to end."
        )


class _Lease:
    """The lease of one lake, as this process holds it."""

    def __init__(self, root: str) -> None:
        self.root, self.store = root, InBucket(root).store
        self.mark = ""  # of the object as we wrote it last
        self.stop = threading.Event()
        _lost.discard(root)

    def take(self, told: Callable[[str], None]) -> None:
        """Write it, once nobody else holds it."""
        waiting_for, since, announced = "", 0.0, False
        while True:
            try:
                self.mark = self._write("create")
                return
            except AlreadyExistsError:
                pass
            except Exception as error:
                raise Unreachable(UNREACHABLE.format(self.root, first_line(error))) from error
            with suppress(NotFoundError):  # given back just now
                found = obstore.get(self.store, NAME)
                mark, holder = str(found.meta["e_tag"]), _holder(bytes(found.bytes()))
                if mark != waiting_for:
                    waiting_for, since = mark, time.monotonic()
                if time.monotonic() - since > LASTS or _is_dead(holder):
                    with suppress(PreconditionError):  # somebody else was faster
                        self.mark = self._write({"e_tag": mark})
                        told(f"{_named(holder)} was working on the lake {self.root} and is dead: taken over.")
                        return
                elif not announced:
                    told(f"{_named(holder)} works on the lake {self.root}: waiting for it to end.")
                    announced = True
            time.sleep(LOOKED)

    def keep(self) -> None:
        """Renew it until `stop`. A bucket that does not answer is asked again."""
        heard = time.monotonic()
        while not self.stop.wait(RENEWED):
            try:
                self.mark = self._write({"e_tag": self.mark})
                heard = time.monotonic()
            except PreconditionError:
                _lost.add(self.root)
                return
            except Exception:
                if time.monotonic() - heard > LASTS:
                    _lost.add(self.root)
                    return

    def give_back(self) -> None:
        """Remove it, if it is ours still."""
        if self.root in _lost:
            return
        with suppress(Exception):  # else it is found to be dead later
            if str(obstore.head(self.store, NAME)["e_tag"]) == self.mark:
                obstore.delete(self.store, NAME)

    def _write(self, mode: Any) -> str:
        told = {
            "host": socket.gethostname(),
            "process": os.getpid(),
            "at": datetime.now(UTC).isoformat(),
        }
        return str(obstore.put(self.store, NAME, json.dumps(told).encode(), mode=mode)["e_tag"])


def _holder(content: bytes) -> dict[str, Any]:
    try:
        told = json.loads(content)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _named(holder: dict[str, Any]) -> str:
    return f"Process {holder.get('process', '?')} on {holder.get('host', 'another host')}"


def _is_dead(holder: dict[str, Any]) -> bool:
    """Whether it was a process of this machine that is no more."""
    if holder.get("host") != socket.gethostname() or not isinstance(holder.get("process"), int):
        return False
    try:
        os.kill(holder["process"], 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
