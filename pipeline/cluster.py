"""`python -m pipeline.cluster`: a Dask scheduler and two workers on this machine alone, for trying it."""

import os
import signal
import threading
from typing import Final

PORT: Final = 8786
WORKERS: Final = 2


def main() -> None:
    """Serve until Ctrl-C."""
    import distributed

    os.environ["POLARS_MAX_THREADS"] = "1"  # a worker has one core
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    with distributed.LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=WORKERS,
        threads_per_worker=1,
        host="127.0.0.1",
        scheduler_port=PORT,
        dashboard_address="127.0.0.1:8787",
        memory_limit=0,
    ):
        print(
            f"A Dask scheduler on port {PORT} and {WORKERS} workers, for this machine alone. In another "
            f"terminal:\n\n  CLEANCOPY_ENGINE=dask://127.0.0.1:{PORT} make run\n\nCtrl-C ends them.",
            flush=True,
        )
        stop.wait()


if __name__ == "__main__":
    main()
