"""`python -m tests.pipeline.killed TABLE NTH`: run the pipeline, and be killed at the n-th write of a table.

`swap` stands for the moment just before the new DuckDB file takes the live one's place.
"""

import os
import signal
import sys
from typing import Any

import dagster as dg

from pipeline import warehouse
from pipeline.__main__ import main
from pipeline.definitions import build_definitions
from pipeline.lake import Lake

STAGES = ("parsed", "cleaned", "enriched")  # whose files are written first, and then made part of the table


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def kill_at(method: str, table: str, nth: int) -> None:
    """Let the process die when `Lake.<method>(table, …)` is called for the n-th time, before anything is
    written."""
    write = getattr(Lake, method)
    calls = iter(range(1, 1_000))

    def written(self: Lake, name: str, *rest: Any) -> Any:
        if name == table and next(calls) == nth:
            die()
        return write(self, name, *rest)

    setattr(Lake, method, written)


if __name__ == "__main__":  # the engine's workers import this module too
    table, nth = sys.argv[1], int(sys.argv[2])
    if table == "swap":
        replace = os.replace

        def swap(source: Any, target: Any) -> None:
            if str(target).endswith(".duckdb"):
                die()
            replace(source, target)

        warehouse.os.replace = swap  # type: ignore[attr-defined]
        sys.exit(main(["run"]))
    kill_at("commit" if table in STAGES else "append", table, nth)
    kill_at("replace", table, nth)
    with (
        dg.DagsterInstance.ephemeral() as instance
    ):  # Dagster's own memory of runs costs seconds: it is tested at the swap alone
        build_definitions().resolve_job_def("refresh").execute_in_process(
            instance=instance, run_config={"loggers": {"console": {}}}
        )
