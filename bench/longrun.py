"""Many runs of one new article each: what the data folder grows by, part by part. `python -m bench.longrun
[RUNS] [KEEP_RUNS]`."""

import contextlib
import io
import os
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from bench.pipeline import make
from pipeline.__main__ import once, prepare
from pipeline.housekeeping import keep_house_if_due
from pipeline.settings import Settings

SHOWN_EVERY = 20
PARTS = {
    "file": ("cleancopy.duckdb",),
    "releases": ("releases/**/*",),
    "lake rows": ("lake/*/*.parquet",),
    "lake logs": ("lake/*/_delta_log/*",),
    "runs' databases": ("dagster/history/runs/*-*-*-*-*.db*",),
    "index": ("dagster/history/runs/index.db*",),
    "printed": ("dagster/storage/**/*",),
    "report": ("report/**/*",),
}


def sizes(data: Path) -> dict[str, int]:
    """Bytes of each part of a data folder, of the rest of it, and of all."""
    whole = {file: file.lstat().st_size for file in data.rglob("*") if file.is_file()}
    told = {
        part: sum(whole.get(f, 0) for pattern in patterns for f in data.glob(pattern))
        for part, patterns in PARTS.items()
    }
    return {
        **told,
        "rest": sum(whole.values()) - sum(told.values()),
        "all": sum(whole.values()),
        "files": len(whole),
    }


def report(runs: int, keep_runs: int) -> None:
    """Do the runs in this process, as `make run` does one, and print the figures.

    House is kept for nothing older than now, in place of a day: the days between the runs cannot be waited
    for.
    """
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        make(Path("samples"), home / "made", runs)
        settings = Settings(
            raw=home / "raw", data=home / "data", keep_runs=keep_runs, memory=8_000_000_000, _env_file=None
        )
        os.environ["DAGSTER_HOME"] = str(prepare(settings))
        started = time.perf_counter()
        print(f"one new article a run, CLEANCOPY_KEEP_RUNS={keep_runs}; MB by part", flush=True)
        for number, made in enumerate(sorted((home / "made").rglob("*.txt")), 1):
            target = settings.raw / made.relative_to(home / "made")
            target.parent.mkdir(parents=True, exist_ok=True)
            made.rename(target)
            with contextlib.redirect_stdout(io.StringIO()) as told:
                code = once(settings, force=False)
            if code:
                raise RuntimeError(told.getvalue())
            keep_house_if_due(settings, keep=timedelta(0))
            if number == 1:
                print(
                    f"{'run':>5}"
                    + "".join(f"{part:>17}" for part in sizes(settings.home))
                    + f"{'s a run':>9}",
                    flush=True,
                )
            if number == 1 or number % SHOWN_EVERY == 0:
                told_sizes = sizes(settings.home)
                figures = "".join(
                    f"{told_sizes[p]:>17,}" if p == "files" else f"{told_sizes[p] / 1e6:>17.2f}"
                    for p in told_sizes
                )
                took = (time.perf_counter() - started) / (1 if number == 1 else SHOWN_EVERY)
                print(f"{number:>5}{figures}{took:>9.1f}", flush=True)
                started = time.perf_counter()


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    report(*[*numbers, *(200, 20)[len(numbers) :]])
