"""Map a function over chunks of documents on the workers of a Dask cluster that runs already:
`CLEANCOPY_ENGINE=dask://scheduler:8786`.

Only keys go to a worker, and counts and file names come back: a worker reads its rows from the lake, and
writes what it made beside the table, which this process alone makes part of it.
"""

from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from platform import python_version
from typing import Any, Final

from assets.framework.attempt import Made
from assets.framework.fingerprints import resolve
from pipeline.engines.local import again

PATIENCE: Final = 15  # seconds for the scheduler, and for a first worker, to answer
AHEAD: Final = 2  # chunks that a worker has waiting
PACKAGES: Final = ("polars", "pandera", "deltalake", "numpy", "distributed")
NEEDS: Final = (
    "CLEANCOPY_ENGINE=dask://… needs the package distributed: install requirements-cluster.lock "
    "(make cluster does so), here and on every worker."
)
_agreed: set[str] = set()  # what this worker has been compared with


class Unfit(Exception):
    """A worker differs from the process that asks it to work."""


class Dask:
    """The workers of a cluster. A worker that is killed costs time alone; a lost scheduler ends the run, and
    what was committed stays."""

    def __init__(self, address: str) -> None:
        self.address = f"tcp://{address}"
        self.seen: dict[str, Any] = {}

    def about(self) -> dict[str, Any]:
        """Where the last chunks were worked on."""
        return self.seen

    def map(self, function: str, chunks: Sequence[Any], others: Sequence[Any]) -> Generator[Made, None, None]:
        """Yield what `function(others[0], chunk, *others[1:])` gives for each chunk; `function` is
        `module:name`, which each worker imports. Its module's `introduce(*others)` says what a worker must
        have as this process has it.

        Raises:
            dagster.Failure: the scheduler does not answer, has no workers, was lost, or a worker has other
                code, packages or another lake.
        """
        if chunks:
            yield from self._spread(function, chunks, others)

    def _spread(self, function: str, chunks: Sequence[Any], others: Sequence[Any]) -> Iterator[Made]:
        from distributed.scheduler import KilledWorker

        expected = introduced(function, others)
        with self._client() as client, self._told(client):
            self._compare(client, function, others, expected)

            def submit(chunk: Any) -> Any:
                return client.submit(_work, function, chunk, others, expected, pure=False)

            def result(chunk: Any, future: Any) -> Made:
                try:
                    return Made([future.result()], {})
                except KilledWorker:
                    return again(chunk, lambda part: submit(part).result(), KilledWorker)

            waiting: deque[tuple[Any, Any]] = deque()
            most = AHEAD * max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
            for chunk in chunks:
                waiting.append((chunk, submit(chunk)))
                if len(waiting) > most:
                    yield result(*waiting.popleft())
            while waiting:
                yield result(*waiting.popleft())

    @contextmanager
    def _client(self) -> Iterator[Any]:
        """A connection to the scheduler, once it has a worker."""
        try:
            import distributed
        except ImportError as error:
            raise _failure(NEEDS) from error
        try:
            connect: Any = distributed.Client
            client: Any = connect(self.address, timeout=PATIENCE, set_as_default=False)
        except (OSError, TimeoutError) as error:
            raise _failure(
                f"No Dask scheduler answers at {self.address} ({error}). Start it (dask scheduler, or make "
                "cluster to try it here), or set CLEANCOPY_ENGINE=local."
            ) from error
        try:
            try:
                client.wait_for_workers(1, timeout=PATIENCE)
            except TimeoutError as error:
                raise _failure(
                    f"The Dask scheduler at {self.address} has no workers: start some (dask worker "
                    f"{self.address})."
                ) from error
            yield client
        finally:
            client.close(timeout=PATIENCE)

    @contextmanager
    def _told(self, client: Any) -> Iterator[None]:
        """Say in words what goes wrong between the processes."""
        from distributed.client import FutureCancelledError, FuturesCancelledError
        from distributed.comm.core import CommClosedError

        try:
            yield
        except Unfit as error:
            raise _failure(str(error)) from error
        except (CommClosedError, FutureCancelledError, FuturesCancelledError) as error:
            raise _failure(
                f"The Dask scheduler at {self.address} was lost while its workers were at work. What was "
                "committed before stays, nothing is half written: start it and run again."
            ) from error

    def _compare(self, client: Any, function: str, others: Sequence[Any], expected: dict[str, str]) -> None:
        """See before any work that each worker there is has what it needs."""
        workers = client.run(introduced, function, others, on_error="return")
        self.seen = {
            "cluster": f"{self.address}, {len(workers)} workers",
            "cluster's dashboard": str(client.dashboard_link),
        }
        for worker, told in workers.items():
            if isinstance(told, BaseException):
                raise Unfit(
                    f"The Dask worker {worker} cannot take part ({type(told).__name__}: {told}): see that it "
                    "has this code and its packages, and reaches the lake by the same name."
                ) from told
            _hold(worker, told, expected)


def introduced(function: str, others: Sequence[Any]) -> dict[str, str]:
    """What a process that works on chunks must have as all others have it: by name."""
    module = function.partition(":")[0]
    packages = {name: _version(name) for name in PACKAGES}
    return {"python": python_version(), **packages, **resolve(f"{module}:introduce")(*others)}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"


def _hold(worker: str, told: dict[str, str], expected: dict[str, str]) -> None:
    """Raises Unfit where a worker has something otherwise."""
    differ = [
        f"{name} is {told.get(name)} there and {mine} here"
        for name, mine in expected.items()
        if told.get(name) != mine
    ]
    if differ:
        raise Unfit(
            f"The Dask worker {worker} differs from this process: {'; '.join(differ)}. Bring it to the same "
            "code, packages and lake, and start it again."
        )


def _work(function: str, chunk: Any, others: Sequence[Any], expected: dict[str, str]) -> Any:
    """Work on a chunk, in a worker; one that came late is compared first."""
    mark = repr(expected)
    if mark not in _agreed:
        _hold("that came last", introduced(function, others), expected)
        _agreed.add(mark)
    return resolve(function)(others[0], chunk, *others[1:])


def _failure(message: str) -> Exception:
    import dagster as dg  # not above: the workers import this module, and to start one must cost little

    return dg.Failure(message, allow_retries=False)
