"""Map a function over chunks of documents: here when they are few, on all cores when they are many."""

import os
import threading
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from typing import Any

import polars as pl

from assets.framework.attempt import Made
from assets.framework.fingerprints import resolve
from checks.halving import POISON

FEW = 3  # up to so many chunks, starting processes costs more than they save
KILLED = "the process that worked on it was killed, as the system does where memory runs short"
TOO_MANY = (
    "The processes that work on documents are killed again and again, "
    "as the system does where memory runs short. What was done before stays. "
    "Close other programs, or let fewer documents be worked on at a time (CLEANCOPY_CHUNK), and run again."
)
_ready: dict[str, Any] = {}


class Local:
    """This machine: one process, or one per core. Results come in the order of the chunks.

    A worker that is killed costs time alone: its chunk is done again. A document that kills each worker that
    takes it is one that failed.
    """

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or len(os.sched_getaffinity(0))

    def about(self) -> dict[str, Any]:
        """Nothing that is not always so."""
        return {}

    def map(self, function: str, chunks: Sequence[Any], others: Sequence[Any]) -> Generator[Made, None, None]:
        """Yield what `function(others[0], chunk, *others[1:])` gives for each chunk; `function` is
        `module:name`, so that another process finds it."""
        if len(chunks) <= FEW or self.workers < 2:
            call = resolve(function)
            return (Made([call(others[0], chunk, *others[1:])], {}) for chunk in chunks)
        return self._spread(function, chunks, others)

    def _spread(
        self, function: str, chunks: Sequence[Any], others: Sequence[Any]
    ) -> Generator[Made, None, None]:
        # Never fork under Polars' threads: the workers start from a clean server process,
        # one Polars thread each.
        before = os.environ.get("POLARS_MAX_THREADS")
        os.environ["POLARS_MAX_THREADS"] = "1"
        crew, single = _Crew(self.workers, function, others), _Crew(1, function, others)
        try:
            under_way: deque[tuple[Any, Future[Any]]] = deque()
            for chunk in chunks:
                under_way.append((chunk, crew.submit(chunk)))
                if len(under_way) > self.workers:
                    yield _result(*under_way.popleft(), single)
            while under_way:
                yield _result(*under_way.popleft(), single)
        finally:
            crew.end()
            single.end()
            if before is None:
                os.environ.pop("POLARS_MAX_THREADS", None)
            else:
                os.environ["POLARS_MAX_THREADS"] = before


class _Crew:
    """Processes that work on chunks. Where one is killed the others end with it, and new ones go on."""

    def __init__(self, size: int, function: str, others: Sequence[Any]) -> None:
        self.size, self.ready = size, (function, others)
        self.pool: ProcessPoolExecutor | None = None

    def submit(self, chunk: Any) -> Future[Any]:
        if self.pool is not None:
            try:
                return self.pool.submit(_work, chunk)
            except BrokenProcessPool:
                self.end()
        self.pool = ProcessPoolExecutor(
            self.size, get_context("forkserver"), initializer=_prepare, initargs=self.ready
        )
        return self.pool.submit(_work, chunk)

    def end(self) -> None:
        if self.pool is not None:
            self.pool.shutdown(wait=True, cancel_futures=True)
            self.pool = None


def _result(chunk: Any, future: Future[Any], single: _Crew) -> Made:
    """What was made of a chunk; it is done again where its worker was killed, or another took it along."""
    try:
        return Made([future.result()], {})
    except BrokenProcessPool:
        return again(chunk, lambda part: single.submit(part).result(), BrokenProcessPool)


def again(chunk: pl.DataFrame, do: Callable[[pl.DataFrame], Any], killed: type[Exception]) -> Made:
    """Do a chunk in a process by itself; where that is `killed` too, halve the chunk until the documents at
    fault stand alone.

    A document that is alone has a second try, for it need not have been the one that the process was killed
    for.

    Raises:
        dagster.Failure: more than a few documents do so: then it is the machine.
    """
    made = Made([], {})
    waiting, tried = [chunk], ""
    while waiting:
        part = waiting.pop()
        try:
            made.parts.append(do(part))
        except Exception as error:
            if part.height > 1:
                half = part.height // 2
                waiting += [part[half:], part[:half]]
                continue
            if not isinstance(error, killed):
                raise
            version = part["version_id"][0]
            if tried != version:
                waiting, tried = [*waiting, part], version
                continue
            made.killed[version] = KILLED
            if len(made.killed) > POISON:
                # not above: the workers import this module, and to start one must cost little
                import dagster as dg

                raise dg.Failure(TOO_MANY, allow_retries=False) from error
    return made


def _prepare(function: str, others: Sequence[Any]) -> None:
    _ready["call"], _ready["others"] = resolve(function), others
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _work(chunk: Any) -> Any:
    others = _ready["others"]
    return _ready["call"](others[0], chunk, *others[1:])


def _end_with_parent() -> None:
    """A killed run must not leave workers behind: they would wait for ever for their next chunk."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
