"""What a document costs as the archive grows: `python -m bench.growth [--before TREE] [--sizes 1000 5000]`.

For each size a raw folder is filled with documents of real size (`bench.mutation`), and these runs are
measured, each `python -m pipeline run` in a process of its own (`bench.runs`): the first; three with nothing
new, of which the middle one counts; some with one more document each (`--arrivals`); one with one per cent
more. Each is told with its CPU-seconds, the peak of all its processes' memory, and the CPU-seconds of each
step; between sizes, with the exponent by which a step grows. `--before` does the same in another checkout, on
the same documents.

All figures go to build/growth. Ratios are compared with those of the last recorded run, bench/growth.json,
where it has the same sizes: the exit status is 1 when one is a fifth worse, or when a run was red. `--record`
writes them there. The long form takes hours, and 5 GB of disk:

    python -m bench.growth --sizes 1000 10000 50000 100000 200000 --arrivals 200
"""

import argparse
import json
import math
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from bench.mutation import Documents, real_texts
from bench.runs import OUTSIDE, Red, Run, run

RECORD: Final = Path("bench/growth.json")
WORSE: Final = 1.2
QUIET: Final = 3  # runs with nothing new
PER_DAY: Final = 60  # so the smallest archive already spans the days in which articles are compared
LEAST: Final = 1.0  # CPU-seconds: what a step costs less of is noise
TARGETS: Final = {  # what must be, and the goal
    "one more, largest over smallest": (2, 1.2),
    "one per cent more, of before": (0.35, 0.2),
    "nothing new, beyond start and end, s": (4, 2),
    "made anew besides one": (5, 1),
    "exponent of any step": (1.05, 1.0),
    "peak, largest over the one before": (1.3, 1.1),
}


@dataclass
class Size:
    """All runs over an archive of one size."""

    first: Run
    nothing: Run
    ones: list[Run]
    percent: Run

    @property
    def one(self) -> float:
        """CPU-seconds of one more document, beyond a run with nothing new."""
        return max(statistics.mean(run.cpu for run in self.ones) - self.nothing.cpu, 0.1)

    @property
    def one_percent(self) -> float:
        """CPU-seconds of one per cent more, beyond a run with nothing new."""
        return max(self.percent.cpu - self.nothing.cpu, 0.1)

    @property
    def anew(self) -> float:
        """Documents that a stage makes anew besides one that arrives."""
        return statistics.mean(max(run.anew.values()) - 1 for run in self.ones)


def measure(tree: Path, documents: Documents, size: int, arrivals: int, home: Path) -> Size:
    """All runs of a checkout over an archive of one size."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)

    def after(start: int, stop: int) -> Run:
        documents.lay(home / "raw", range(start, stop))
        return run(tree, home)

    first = after(0, size)
    nothing = sorted((after(size, size) for _ in range(QUIET)), key=lambda quiet: quiet.cpu)[QUIET // 2]
    ones = [after(number, number + 1) for number in range(size, size + arrivals)]
    measured = Size(first, nothing, ones, after(size + arrivals, size + arrivals + size // 100))
    shutil.rmtree(home)
    return measured


def growth(small: int, large: int, measured: dict[int, Size], step: str) -> float | None:
    """What a document costs a step in a first run over a large archive, against a small one; nothing where
    that is too little to be measured."""
    costs = measured[small].first.steps.get(step, 0.0), measured[large].first.steps.get(step, 0.0)
    return None if min(costs) < LEAST else costs[1] / costs[0] / (large / small)


def exponent(small: int, large: int, growing: float) -> float:
    """By which power of the number of documents a cost grows."""
    return 1 + math.log(growing) / math.log(large / small)


def ratios(now: dict[int, Size], before: dict[int, Size], base: str) -> dict[str, float]:
    """What is compared with the last recorded run, by its name; `base` is the commit of the other one;
    less is better."""
    found = {}
    for small, large in pairwise(now):
        told = f"{large} over {small}"
        found[f"one more, {told}"] = now[large].one / now[small].one
        found[f"nothing new, {told}"] = now[large].nothing.cpu / now[small].nothing.cpu
        found[f"peak, {told}"] = now[large].first.peak / now[small].first.peak
        growing = {
            step: growth(small, large, now, step) for step in now[large].first.steps if step not in OUTSIDE
        }
        found |= {f"a document's {step}, {told}": value for step, value in growing.items() if value}
    for size in now.keys() & before.keys():
        found[f"first run, {size}, of {base}"] = now[size].first.cpu / before[size].first.cpu
        found[f"one per cent more, {size}, of {base}"] = now[size].one_percent / before[size].one_percent
    return {name: round(value, 3) for name, value in found.items()}


def reached(now: dict[int, Size], before: dict[int, Size]) -> dict[str, float]:
    """What the targets speak of, at the largest sizes there are."""
    sizes = list(now)
    found = {
        "nothing new, beyond start and end, s": now[sizes[-1]].nothing.inner,
        "made anew besides one": now[sizes[-1]].anew,
    }
    if len(sizes) > 1:
        small, large = sizes[-2:]
        found["one more, largest over smallest"] = now[large].one / now[sizes[0]].one
        found["peak, largest over the one before"] = now[large].first.peak / now[small].first.peak
        growing = [growth(small, large, now, step) for step in now[large].first.steps]
        found["exponent of any step"] = max(
            (exponent(small, large, value) for value in growing if value), default=math.nan
        )
    if sizes[-1] in before:
        found["one per cent more, of before"] = now[sizes[-1]].one_percent / before[sizes[-1]].one_percent
    return found


def worse(found: dict[str, float], recorded: dict[str, float]) -> Iterator[str]:
    """The ratios that are a fifth worse than they were recorded."""
    for name in found.keys() & recorded.keys():
        if found[name] > WORSE * recorded[name]:
            yield f"WORSE: {name}: {found[name]}, recorded {recorded[name]}"


def shown(tree: str, measured: dict[int, Size]) -> Iterator[str]:
    """The figures of one checkout as tables."""
    yield f"\n{tree}\n{'run':<24}{'CPU-s':>9}{'wall s':>9}{'peak MB':>9}{'anew':>7}"
    for size, runs in measured.items():
        rows = {
            "first": runs.first,
            "nothing new": runs.nothing,
            "one more": runs.ones[-1],
            "1 % more": runs.percent,
        }
        for name, each in rows.items():
            made = max(each.anew.values(), default=0)
            yield f"{size:>7,} {name:<16}{each.cpu:>9.1f}{each.wall:>9.1f}{each.peak:>9,.0f}{made:>7,}"
        yield f"{size:>7,} one more, beyond nothing new: {runs.one:.1f} CPU-s; {runs.anew:.1f} made anew"
    sizes = list(measured)
    yield f"\n{'CPU-s of a step':<16}" + "".join(
        f"{f'{s:,} first':>15}{'nothing':>9}{'one':>7}" for s in sizes
    )
    for step in measured[sizes[-1]].first.steps:
        cells = ""
        for runs in measured.values():
            arrived = statistics.mean(each.steps.get(step, 0.0) for each in runs.ones)
            first, nothing = (each.steps.get(step, 0.0) for each in (runs.first, runs.nothing))
            cells += f"{first:>15.1f}{nothing:>9.2f}{arrived:>7.2f}"
        values = [(a, b, growth(a, b, measured, step)) for a, b in pairwise(sizes)]
        growing = ", ".join(f"{exponent(a, b, value):.2f}" if value else "–" for a, b, value in values)
        yield f"{step:<16}{cells}   ^ {growing}"


def _commit(tree: Path) -> str:
    command = ["git", "-C", str(tree), "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def main() -> int:
    """Measure, print, compare; returns the exit status."""
    parser = argparse.ArgumentParser(
        "python -m bench.growth", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 5_000], help="documents (1000 5000)")
    parser.add_argument("--arrivals", type=int, default=20, help="runs with one more document (20)")
    parser.add_argument("--per-day", type=int, default=PER_DAY, help=f"documents of a day ({PER_DAY})")
    parser.add_argument("--before", type=Path, help="another checkout, measured on the same documents")
    parser.add_argument("--record", action="store_true", help=f"write the ratios to {RECORD}")
    parser.add_argument(
        "--into", type=Path, default=Path("build/growth"), help="where all is written (build/growth)"
    )
    options = parser.parse_args()
    documents = Documents(real_texts(), options.per_day)
    trees = {"now": Path.cwd()} | ({"before": options.before.resolve()} if options.before else {})
    measured: dict[str, dict[int, Size]] = {"now": {}, "before": {}}
    results, red = options.into.absolute() / f"{datetime.now():%Y-%m-%d-%H%M%S}.json", False
    results.parent.mkdir(parents=True, exist_ok=True)
    for size in sorted(options.sizes):
        for name, tree in trees.items():
            try:
                measured[name][size] = measure(
                    tree, documents, size, options.arrivals, results.parent / "work"
                )
            except Red as error:
                red = True
                print(f"RED: {name}, {size:,} documents:\n{error}", flush=True)
            results.write_text(json.dumps(measured, default=asdict, indent=1))
    for name, tree in trees.items():
        if measured[name]:
            print("\n".join(shown(f"{name}: {tree}", measured[name])), flush=True)
    if not measured["now"]:
        return 1
    print(f"\n{'target':<40}{'now':>8}{'before':>8}{'must':>7}{'goal':>7}")
    values = [reached(measured[name], measured["before"]) if measured[name] else {} for name in measured]
    for target, (must, goal) in TARGETS.items():
        cells = "".join(f"{found[target]:>8.2f}" if target in found else f"{'–':>8}" for found in values)
        print(f"{target:<40}{cells}{must:>7}{goal:>7}")
    found = ratios(measured["now"], measured["before"], _commit(options.before) if options.before else "")
    recorded: dict[str, Any] = json.loads(RECORD.read_text()) if RECORD.exists() else {}
    behind = list(worse(found, recorded))
    print("\n".join(behind) or "no ratio is a fifth worse than recorded", f"\nall figures: {results}", sep="")
    if options.record:
        RECORD.write_text(json.dumps(recorded | found, indent=1, sort_keys=True) + "\n")
    return int(red or bool(behind))


if __name__ == "__main__":
    sys.exit(main())
