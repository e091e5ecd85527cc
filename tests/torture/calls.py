"""Every call by which a process changes a file, held until we say what becomes of it: done, failed, or never
returned from.

The kernel's own means (seccomp's user notification) stops a process at each such call, whoever makes it:
Python, Delta's Rust, DuckDB or SQLite. So nothing in the product is changed or wrapped, and no write can be
forgotten. Linux 5.6 or later, on x86-64 or ARM64.
"""

import ctypes
import errno
import os
import platform
import select
import signal
import socket
import struct
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from fcntl import ioctl
from pathlib import Path
from typing import Final, NamedTuple

AT_FDCWD: Final = -100
CHANGES: Final = (
    os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
)  # of a call that opens: flags without which nothing is changed
WORD: Final = 8


class Meaning(NamedTuple):
    """What the arguments of a call mean, each by its place: -1 where it has none."""

    does: str  # open, write, rename, link, remove, mkdir, truncate, sync
    path: int = -1  # of the file that is changed: a name …
    folder: int = -1  # … the open folder from which it counts …
    handle: int = -1  # … or an open file
    flags: int = -1
    buffer: int = -1  # what is written; its length follows
    offset: int = -1


X86: Final = {
    1: Meaning("write", handle=0, buffer=1),
    18: Meaning("write", handle=0, buffer=1, offset=3),
    20: Meaning("write", handle=0),
    296: Meaning("write", handle=0),
    328: Meaning("write", handle=0),
    40: Meaning("write", handle=0),
    326: Meaning("write", handle=2),
    285: Meaning("write", handle=0),
    2: Meaning("open", path=0, flags=1),
    85: Meaning("open", path=0),
    257: Meaning("open", path=1, folder=0, flags=2),
    74: Meaning("sync", handle=0),
    75: Meaning("sync", handle=0),
    76: Meaning("truncate", path=0),
    77: Meaning("truncate", handle=0),
    82: Meaning("rename", path=1),
    264: Meaning("rename", path=3, folder=2),
    316: Meaning("rename", path=3, folder=2),
    83: Meaning("mkdir", path=0),
    258: Meaning("mkdir", path=1, folder=0),
    84: Meaning("remove", path=0),
    87: Meaning("remove", path=0),
    263: Meaning("remove", path=1, folder=0),
    86: Meaning("link", path=1),
    265: Meaning("link", path=3, folder=2),
    88: Meaning("link", path=1),
    266: Meaning("link", path=2, folder=1),
}
ARM: Final = {
    64: Meaning("write", handle=0, buffer=1),
    68: Meaning("write", handle=0, buffer=1, offset=3),
    66: Meaning("write", handle=0),
    70: Meaning("write", handle=0),
    287: Meaning("write", handle=0),
    71: Meaning("write", handle=0),
    285: Meaning("write", handle=2),
    47: Meaning("write", handle=0),
    56: Meaning("open", path=1, folder=0, flags=2),
    82: Meaning("sync", handle=0),
    83: Meaning("sync", handle=0),
    45: Meaning("truncate", path=0),
    46: Meaning("truncate", handle=0),
    38: Meaning("rename", path=3, folder=2),
    276: Meaning("rename", path=3, folder=2),
    34: Meaning("mkdir", path=1, folder=0),
    35: Meaning("remove", path=1, folder=0),
    37: Meaning("link", path=3, folder=2),
    36: Meaning("link", path=2, folder=1),
}
# The machine's calls, its mark in what the kernel tells, and the number of the call that installs a filter.
MACHINES: Final = {"x86_64": (X86, 0xC000003E, 317), "aarch64": (ARM, 0xC00000B7, 277)}

RECEIVE, ANSWER = 0xC0502100, 0xC0182101  # ioctl: the next call that waits; what becomes of it
TOLD, ANSWERED = struct.Struct("QIIiIQ6Q"), struct.Struct("QqiI")
GO_ON: Final = 1
GET_HANDLE: Final = 438  # the number of `pidfd_getfd`, on both machines


@dataclass
class Call:
    """A call that waits for its answer."""

    does: str
    path: Path
    length: int  # of what is written, in bytes; 0 where that is not known
    creates: bool  # whether it makes a file, a folder or a name that was not there
    _thread: int
    _handle: int
    _buffer: int
    _offset: int  # −1: where the file stands

    def write_half(self) -> int:
        """Do the first half of the write in the process's place. Returns its length, in bytes."""
        half = self.length // 2
        with open(f"/proc/{self._thread}/mem", "rb") as memory:
            memory.seek(self._buffer)
            part = memory.read(half)
        file = _shared(self._thread, self._handle)
        try:
            return os.write(file, part) if self._offset < 0 else os.pwrite(file, part, self._offset)
        finally:
            os.close(file)


class Fails(NamedTuple):
    """The call fails with a number of `errno`."""

    number: int


class Wrote(NamedTuple):
    """The call is told that it wrote so many bytes: fewer than it asked for, as on a disk that is full."""

    length: int


Answer = Fails | Wrote | None  # None lets the call be done


class Killed(Exception):
    """Raised in place of an answer: the process dies in the call."""


def supported() -> str | None:
    """Why this system cannot hold calls; None where it can."""
    if platform.machine() not in MACHINES or not Path("/proc/self/mem").exists():
        return (
            f"calls are held on Linux alone, x86-64 or ARM64; this is {platform.system()} on "
            f"{platform.machine()}"
        )
    pid = os.fork()
    if pid == 0:
        try:
            _confine()
        except OSError:
            os._exit(1)
        os._exit(0)
    return (
        None
        if os.waitpid(pid, 0)[1] == 0
        else "this kernel, or the container's rules, lets no process be supervised (seccomp)"
    )


def supervise(
    work: Callable[[], int], below: tuple[Path, ...], judge: Callable[[Call], Answer], seconds: float
) -> int | None:
    """Fork a process that does some work, and let `judge` answer each call by which it changes what lies
    below some folders.

    The calling process should have one thread only, for the child has just that one. A call during whose
    `judge` `Killed` is raised never
    returns: its process dies.

    Returns:
        The exit code of the process, negative where a signal ended it; None where it took longer than some
        seconds, and was killed.
    """
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        code = 70
        try:
            ours.close()
            listener = _confine()
            socket.send_fds(theirs, [b"."], [listener])
            os.close(listener)
            theirs.recv(1)
            code = work()
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    theirs.close()
    try:
        _, (listener, *_), _, _ = socket.recv_fds(ours, 1, 1)
        ours.send(b".")
        inside = tuple(f"{folder}{os.sep}" for folder in below)
        until = time.monotonic() + seconds
        hung = False
        poll = select.poll()
        poll.register(listener, select.POLLIN)
        while events := poll.poll(max(0, until - time.monotonic()) * 1000):
            if not events[0][1] & select.POLLIN:  # nobody is left who could call
                break
            _answer_next(listener, inside, judge, pid)
        else:
            hung = True
            os.kill(pid, signal.SIGKILL)
        os.close(listener)
        status = os.waitpid(pid, 0)[1]
        return None if hung else os.waitstatus_to_exitcode(status)
    finally:
        ours.close()


def _answer_next(listener: int, inside: tuple[str, ...], judge: Callable[[Call], Answer], pid: int) -> None:
    told = bytearray(TOLD.size)
    try:
        ioctl(listener, RECEIVE, told)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.EINTR):  # its process died meanwhile
            return
        raise
    token, thread, _, number, _, _, *arguments = TOLD.unpack(told)
    answer: Answer = None
    try:
        call = _understood(thread, number, arguments)
        if call is not None and str(call.path).startswith(inside):
            answer = judge(call)
    except Killed:
        os.kill(pid, signal.SIGKILL)
        return
    with suppress(FileNotFoundError):  # its process died meanwhile
        match answer:
            case Fails(number):
                ioctl(listener, ANSWER, ANSWERED.pack(token, 0, -number, 0))
            case Wrote(length):
                ioctl(listener, ANSWER, ANSWERED.pack(token, length, 0, 0))
            case None:
                ioctl(listener, ANSWER, ANSWERED.pack(token, 0, 0, GO_ON))


def _understood(thread: int, number: int, arguments: list[int]) -> Call | None:
    """What a call would do; None where it changes no file that has a name."""
    meaning = MACHINES[platform.machine()][0][number]
    try:
        if meaning.handle >= 0:
            handle = _signed(arguments[meaning.handle])
            path = str(Path(f"/proc/{thread}/fd/{handle}").readlink())
            there = True
        else:
            handle = -1
            path = _text(thread, arguments[meaning.path])
            folder = _signed(arguments[meaning.folder]) if meaning.folder >= 0 else AT_FDCWD
            if not path.startswith(os.sep):
                path = str(
                    Path(
                        f"/proc/{thread}/cwd" if folder == AT_FDCWD else f"/proc/{thread}/fd/{folder}"
                    ).readlink()
                    / path
                )
            there = os.path.lexists(path)
    except OSError:  # its process died meanwhile
        return None
    if not path.startswith(os.sep):  # a pipe, a socket
        return None
    length = arguments[meaning.buffer + 1] if meaning.buffer >= 0 else 0
    offset = _signed_long(arguments[meaning.offset]) if meaning.offset >= 0 else -1
    buffer = arguments[meaning.buffer] if meaning.buffer >= 0 else 0
    creates = not there and meaning.does in ("open", "mkdir", "link", "rename")
    return Call(meaning.does, Path(os.path.normpath(path)), length, creates, thread, handle, buffer, offset)


def _shared(thread: int, handle: int) -> int:
    """A handle of ours on what another process has open: to write by it moves the place where that one goes
    on."""
    process = int(Path(f"/proc/{thread}/status").read_text().split("Tgid:")[1].split()[0])
    of_process = os.pidfd_open(process)
    try:
        shared = ctypes.CDLL(None, use_errno=True).syscall(GET_HANDLE, of_process, handle, 0)
    finally:
        os.close(of_process)
    if shared < 0:
        raise OSError(ctypes.get_errno(), "pidfd_getfd")
    return int(shared)


def _text(thread: int, address: int) -> str:
    with open(f"/proc/{thread}/mem", "rb", buffering=0) as memory:
        memory.seek(address)
        found = b""
        while b"\0" not in found and len(found) < 8192:
            found += memory.read(
                min(256, 4096 - (address + len(found)) % 4096)
            )  # never past a page that may be the last
    return os.fsdecode(found.split(b"\0")[0])


def _signed(word: int) -> int:
    return int(ctypes.c_int32(word & 0xFFFFFFFF).value)


def _signed_long(word: int) -> int:
    return int(ctypes.c_int64(word).value)


def _confine() -> int:
    """Let every call of this thread, and of the threads and processes that it starts, that changes a file
    wait for an answer.

    Returns:
        The handle on which they are told.

    Raises:
        OSError: the kernel does not allow that.
    """
    meanings, architecture, seccomp = MACHINES[platform.machine()]
    libc = ctypes.CDLL(None, use_errno=True)
    load, equal, any_of, give = 0x20, 0x15, 0x45, 0x06
    notify, allow = 0x7FC00000, 0x7FFF0000
    steps = [(load, 0, 0, 4), (equal, 1, 0, architecture), (give, 0, 0, allow), (load, 0, 0, 0)]
    for number, meaning in meanings.items():
        if meaning.flags >= 0:
            low = 16 + WORD * meaning.flags
            steps += [
                (equal, 0, 4, number),
                (load, 0, 0, low),
                (any_of, 0, 1, CHANGES),
                (give, 0, 0, notify),
                (give, 0, 0, allow),
            ]
        else:
            steps += [(equal, 0, 1, number), (give, 0, 0, notify)]
    steps.append((give, 0, 0, allow))
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    held = ctypes.create_string_buffer(code, len(code))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxQ", len(steps), ctypes.addressof(held)), 16)
    no_new_privileges, set_filter, new_listener = 38, 1, 8
    if libc.prctl(no_new_privileges, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")
    listener = libc.syscall(seccomp, set_filter, new_listener, program)
    if listener < 0:
        raise OSError(ctypes.get_errno(), "seccomp")
    return int(listener)
