"""Map a function over chunks of documents: here when they are few, on all cores when they are many."""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from importlib import import_module
from multiprocessing import get_context, parent_process
from typing import Any

FEW = 3  # up to so many chunks, starting processes costs more than they save
_ready: dict[str, Any] = {}


class Local:
    """This machine: one process, or one per core. Results come in the order of the chunks."""

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or len(os.sched_getaffinity(0))

    def map(self, function: str, chunks: Iterable[Any], count: int, others: Sequence[Any]) -> Iterator[Any]:
        """Yield `function(others[0], chunk, *others[1:])` for each chunk; `function` is `module:name`, so that another process finds it."""
        if count <= FEW or self.workers < 2:
            call = _resolve(function)
            return (call(others[0], chunk, *others[1:]) for chunk in chunks)
        return self._spread(function, chunks, others)

    def _spread(self, function: str, chunks: Iterable[Any], others: Sequence[Any]) -> Iterator[Any]:
        # Never fork under Polars' threads: the workers start from a clean server process, one Polars thread each.
        before = os.environ.get("POLARS_MAX_THREADS")
        os.environ["POLARS_MAX_THREADS"] = "1"
        pool = ProcessPoolExecutor(self.workers, mp_context=get_context("forkserver"), initializer=_prepare, initargs=(function, others))
        try:
            under_way: deque[Future[Any]] = deque()
            for chunk in chunks:
                under_way.append(pool.submit(_work, chunk))
                if len(under_way) > self.workers:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
            if before is None:
                os.environ.pop("POLARS_MAX_THREADS", None)
            else:
                os.environ["POLARS_MAX_THREADS"] = before


def _prepare(function: str, others: Sequence[Any]) -> None:
    _ready["call"], _ready["others"] = _resolve(function), others
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


def _resolve(function: str) -> Callable[..., Any]:
    module, _, name = function.partition(":")
    call: Callable[..., Any] = getattr(import_module(module), name)
    return call
