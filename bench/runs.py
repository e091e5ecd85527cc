"""What one run of a checkout costs, all its processes together, and each of its steps."""

import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final

from bench.pipeline import family, megabytes

EVERY: Final = 0.1  # seconds between two looks at the processes
TICKS: Final = os.sysconf("SC_CLK_TCK")
OUTSIDE: Final = ("start", "end")  # of a run: what comes before its first step, and after its last


@dataclass
class Run:
    """What a run cost: seconds of wall and CPU, megabytes at its peak, CPU-seconds of each step."""

    wall: float
    cpu: float
    peak: float
    steps: dict[str, float] = field(default_factory=dict)
    anew: dict[str, int] = field(default_factory=dict)  # documents that each stage made

    @property
    def inner(self) -> float:
        """CPU-seconds beyond Dagster's own start and end."""
        return self.cpu - sum(self.steps[part] for part in OUTSIDE)


class Red(Exception):
    """A run failed; the message is the end of what it said."""


class Watch:
    """Looks at a process and all that it starts, until they end: CPU-seconds by time, and
    megabytes at the peak."""

    def __init__(self, pid: int) -> None:
        self.pid, self.seen, self.peak = pid, [(time.time(), 0.0)], 0.0
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._look)
        self.thread.start()

    def end(self) -> None:
        """Stop looking."""
        self.over.set()
        self.thread.join()

    def _look(self) -> None:
        while not self.over.wait(EVERY):
            members = family(self.pid)
            self.seen.append((time.time(), max(self.seen[-1][1], sum(map(_cpu_of, members)))))
            if len(self.seen) % 2:
                self.peak = max(self.peak, sum(map(megabytes, members)))

    def cpu_at(self, moment: float) -> float:
        """CPU-seconds used until a moment."""
        for (begin, low), (end, high) in pairwise(self.seen):
            if moment <= end:
                return low + (high - low) * max(moment - begin, 0) / (end - begin)
        return self.seen[-1][1]


def _cpu_of(pid: int) -> float:
    """CPU-seconds of a process and of those of its children that have ended."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0.0
    return sum(map(int, stat.rpartition(")")[2].split()[11:15])) / TICKS


def run(tree: Path, home: Path) -> Run:
    """One run of a checkout, in a process of its own.

    Raises:
        Red: it failed.
    """
    data = home / "data"
    environment = {**os.environ, "CLEANCOPY_RAW": str(home / "raw"), "CLEANCOPY_DATA": str(data)}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.time()
    with (home / "told").open("w+") as told:
        command = [sys.executable, "-m", "pipeline", "run"]
        process = subprocess.Popen(command, cwd=tree, env=environment, stdout=told, stderr=subprocess.STDOUT)
        watch = Watch(process.pid)
        code = process.wait()
        watch.end()
        told.seek(0)
        if code:
            raise Red("\n".join(told.read().strip().splitlines()[-12:]))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    waited = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    watch.seen.append(
        (time.time(), max(waited, watch.seen[-1][1]))
    )  # who outlives its parent is not waited for
    steps, anew = _told_by_dagster(data / "dagster", watch.cpu_at)
    cpu = watch.seen[-1][1]
    steps["end"] = cpu - steps.pop("until")
    steps["between"] = cpu - sum(steps.values())
    return Run(time.time() - began, cpu, watch.peak, steps, anew)


def _told_by_dagster(home: Path, cpu_at: Callable[[float], float]) -> tuple[dict[str, float], dict[str, int]]:
    """CPU-seconds of the last run's steps, before the first of them (`start`) and until the last one's end
    (`until`), and how many documents each stage made."""
    import dagster as dg

    began, steps, anew = dict[str, float](), dict[str, float](), dict[str, int]()
    with dg.DagsterInstance.from_config(str(home)) as instance:
        (latest,) = instance.get_run_ids(limit=1)
        for entry in instance.all_logs(latest):
            event = entry.dagster_event
            if event is None or event.step_key is None:
                continue
            if event.event_type_value == "STEP_START":
                began[event.step_key] = cpu_at(entry.timestamp)
                steps.setdefault("start", began[event.step_key])
            elif event.event_type_value == "STEP_SUCCESS":
                steps["until"] = cpu_at(entry.timestamp)
                steps[event.step_key] = steps["until"] - began[event.step_key]
            elif event.event_type_value == "ASSET_MATERIALIZATION":
                made = event.step_materialization_data.materialization.metadata.get("new documents")
                if made is not None:
                    anew[event.step_key] = int(str(made.value))
    return steps, anew
