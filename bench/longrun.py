"""Many runs of one new article each: what the data folder grows by, part by part, and whether the file that
grew so is the one that is made of all articles at once: `python -m bench.longrun [RUNS] [KEEP_RUNS]`.

The exit status is 1 where the two differ in more than history: the numbers of stories and of articles in the
search index.
"""

import contextlib
import io
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import duckdb
import polars as pl

from bench import golden
from bench.pipeline import make
from pipeline.__main__ import once, prepare
from pipeline.housekeeping import keep_house_if_due
from pipeline.settings import Settings

SHOWN_EVERY = 20
NUMBERS = ("story_id", "article_no")  # history: which came first
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


def unlike(grown: Path, at_once: Path) -> Iterator[str]:
    """What differs between two files of the same articles, history aside."""
    for (name, one), (_, other) in zip(_tables(grown), _tables(at_once), strict=True):
        yield from (f"{name}: {difference}" for difference in golden.differences(name, one, other))


def _tables(database: Path) -> Iterator[tuple[str, pl.DataFrame]]:
    for name, frame in golden.tables(database):
        if name == "story_articles":
            yield "partition", frame.group_by("story_id").agg(pl.col("article_id").sort()).drop("story_id")
        yield name, frame.drop([column for column in NUMBERS if column in frame.columns])
    with duckdb.connect(str(database), read_only=True) as connection:
        index = """SELECT article_id, term, weight
                   FROM internal.search_postings JOIN internal.search_articles USING (article_no)"""
        rows = connection.sql(index).fetchall()
    yield "index", pl.DataFrame(rows, schema=["article_id", "term", "weight"], orient="row")


def report(runs: int, keep_runs: int) -> int:
    """Do the runs in this process, as `make run` does one, and print the figures. Returns the exit status.

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
        differing = list(unlike(settings.database, _at_once(settings, home / "at_once")))
        print("\n".join(differing) or "The file is the one that is made of all these articles at once.")
        return 1 if differing else 0


def _at_once(settings: Settings, data: Path) -> Path:
    """The file that one run makes of all articles."""
    other = settings.model_copy(update={"data": data})
    os.environ["DAGSTER_HOME"] = str(prepare(other))
    with contextlib.redirect_stdout(io.StringIO()) as told:
        if once(other, force=False):
            raise RuntimeError(told.getvalue())
    return other.database


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    sys.exit(report(*[*numbers, *(200, 20)[len(numbers) :]]))
