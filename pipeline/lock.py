"""One run at a time over a data folder: a lock that the kernel frees when its process dies."""

import fcntl
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from assets.framework import notes


class WrongRawFolder(Exception):
    """The data folder was made from another raw folder."""


@contextmanager
def held(home: Path, wait: bool = True, told: Callable[[str], None] = print) -> Iterator[bool]:
    """Hold `home/lock` within the block; yields False, at once, where it is taken and not to `wait` for."""
    home.mkdir(parents=True, exist_ok=True)
    with open(home / "lock", "a+") as file:
        taken = _take(file.fileno())
        if not taken and wait:
            told(f"Another run works on {home}: waiting for it to end.")
            while not (taken := _take(file.fileno())):
                time.sleep(0.5)
            told("The other run has ended: looking for what is left to do.")
        yield taken


def is_held(home: Path) -> bool:
    """Whether a run is working on the data folder now."""
    if not (home / "lock").exists():
        return False
    with held(home, wait=False) as taken:
        return not taken


@contextmanager
def alive(home: Path, run_id: str) -> Iterator[None]:
    """Leave a sign of life, `home/runs/<run_id>`, that outlives only a process that was killed."""
    sign = home / "runs" / run_id
    sign.parent.mkdir(parents=True, exist_ok=True)
    unheld = sign.with_name(f".{run_id}")  # a sign that nobody holds yet would be taken for a dead run's
    try:
        with ExitStack() as held_open:
            named = False
            while (
                not named
            ):  # another run's sweep may take away what nobody holds, in the moment before we do
                file = held_open.enter_context(open(unheld, "w"))
                with suppress(FileNotFoundError):
                    named = _take(file.fileno()) and bool(unheld.rename(sign))
            yield
    finally:
        sign.unlink(missing_ok=True)
        unheld.unlink(missing_ok=True)


def dead_runs(home: Path) -> list[str]:
    """The runs that were killed: their sign is there and nobody holds it. The signs are taken away."""
    return _unheld(home, "[!.]*")


def _unheld(home: Path, pattern: str) -> list[str]:
    """Take away the signs that nobody holds. Returns their names."""
    dead = []
    for sign in sorted((home / "runs").glob(pattern)):
        with suppress(FileNotFoundError), open(sign) as file:
            if _take(file.fileno()):
                dead.append(sign.name)
                sign.unlink()
    return dead


def sweep(home: Path) -> int:
    """Take away what runs left half made that were killed, or could not clean up. Returns how many files and
    folders there were.

    To be called while `home/lock` is held. Delta writes a file under a name that ends with `#1` and renames
    it: whatever still has such a name is of nobody, and Delta's own vacuum passes over it.
    """
    left = [
        *home.glob("building-*"),
        *home.glob("report.before"),
        *home.glob("lake/*/*#*"),
        *home.glob("lake/*/_delta_log/*#*"),
    ]
    if not is_kept(home / "previewing"):
        left += home.glob("preview")
    for path in left:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(left) + len(_unheld(home, ".*"))  # of runs that were killed before their sign had its name


def keep(file: Path) -> bool:
    """Lock a file for as long as this process lives, whatever program it becomes. False where it is held."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    if not _take(handle):
        os.close(handle)
        return False
    os.set_inheritable(handle, True)
    return True


def remember_raw(home: Path, raw: Path | str) -> None:
    """Note which raw folder the data is made from.

    Raises:
        WrongRawFolder: it is made from another one; the message says what to do.
    """
    note = home / "raw_folder"
    asked = raw if isinstance(raw, str) else str(raw.expanduser().absolute().resolve())
    if not note.exists():
        # a mistyped name: the intake says so, and the data folder stays free for the right one
        known = raw.is_dir() if isinstance(raw, Path) else (home / "lake" / "raw").is_dir()
        if not known:
            return
        notes.write(note, asked + "\n")  # half of it would name another folder
        return
    noted = noted_raw(home)
    if noted is None:
        raise WrongRawFolder(
            f"{note} names no folder: it is broken. Write into it the path of the raw folder that {home} was "
            f"made from, in one line ({asked}, if that is the one), and run again."
        )
    if noted != asked:
        raise WrongRawFolder(
            f"{home} was made from the raw folder {noted}, not from {asked}; "
            f"mixing them would mark every document missing. Use another data folder (make run RAW={raw} "
            f"DATA=…), or, if the raw folder has moved, write its new place into {note}."
        )


def noted_raw(home: Path) -> str | None:
    """The raw folder that the data is made from; None where nothing is noted, or nothing that names one."""
    try:
        noted = (home / "raw_folder").read_text(encoding="utf-8", errors="surrogateescape").strip()
    except OSError:
        return None
    return noted if (noted.startswith("/") or "://" in noted) and noted.isprintable() else None


def said(file: Path) -> str | None:
    """What the process that keeps a file locked has written into it; none where nobody does."""
    return (file.read_text(errors="replace").strip() or None) if is_kept(file) else None


def is_kept(file: Path) -> bool:
    """Whether some process keeps a file locked."""
    if not file.exists():
        return False
    with open(file) as handle:
        return not _take(handle.fileno())


def _take(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    os.set_inheritable(handle, False)
    return True
