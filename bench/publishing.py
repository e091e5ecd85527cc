"""Measure publishing: 1 % new documents into a large file against making it whole, on a lake multiplied from
a small one."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

from bench.pipeline import make
from pipeline.lake import Lake
from pipeline.settings import Settings

BASE = 500  # documents that really went through the pipeline
AT_ONCE = 4  # copies to a batch: 2,000 documents, as CLEANCOPY_CHUNK has it
STAGES = ("raw", "cleaned", "enriched")  # with a row per version
SETS = ("duplicates", "stories")
IDS = ("version_id", "article_id", "quote_id", "story_id", "article_a", "article_b", "medoid_article_id")


def multiplied(rows: pl.DataFrame, copy: int) -> pl.DataFrame:
    """The rows again as those of other documents: ids, paths and quoted words end in the number of the
    copy."""
    for name in rows.columns:
        if name in IDS:
            rows = rows.with_columns(_id(pl.col(name), copy))
        elif isinstance(rows.schema[name], pl.List) and isinstance(
            inner := rows.schema[name].inner, pl.Struct
        ):  # type: ignore[attr-defined]
            fields = [
                _id(pl.element().struct.field(f.name), copy).alias(f.name)
                for f in inner.fields
                if f.name in IDS
            ]
            if name == "quotes":
                fields.append(
                    pl.element()
                    .struct.field("text")
                    .str.replace_all(" ", f"{copy:x} ", literal=True)
                    .alias("text")
                )
            if fields:
                rows = rows.with_columns(pl.col(name).list.eval(pl.element().struct.with_fields(*fields)))
    return rows.with_columns(pl.col("path") + f"~{copy}") if "path" in rows.columns else rows


def _id(column: pl.Expr, copy: int) -> pl.Expr:
    return column.str.head(11) + pl.lit(f"{copy:05x}")


def widen(source: Lake, target: Lake, copies: range, made: str) -> None:
    """Append copies of the source's documents to the target, and make its tables of the set anew for all
    copies up to the last."""
    for table in (*STAGES, "observations"):
        rows = source.rows(table)
        assert rows is not None
        base = rows.drop("batch").collect()
        if table == "raw":
            base = base.with_columns(content=pl.lit(b""))
        for some in (copies[at : at + AT_ONCE] for at in range(0, len(copies), AT_ONCE)):
            target.append(table, pl.concat([multiplied(base, copy) for copy in some]))
    for table in SETS:
        rows = source.rows(table)
        assert rows is not None
        base = rows.collect()
        target.replace(table, pl.concat([multiplied(base, copy) for copy in range(copies.stop)]), made)


def publish(data: Path, force: bool) -> dict[str, float]:
    """One publish in a process of its own: seconds, CPU-seconds, megabytes at its peak."""
    environment = {**os.environ, "CLEANCOPY_DATA": str(data), "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "bench.publishing", "--inside", str(int(force))]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if told.returncode:
        raise RuntimeError(told.stdout[-3000:] + told.stderr[-3000:])
    figures: dict[str, float] = json.loads(told.stdout.strip().splitlines()[-1])
    return figures


def inside(force: bool) -> None:
    """What the process of `publish` does: the real job, the published tables alone."""
    import dagster as dg

    from checks.contracts.published import PUBLISHED
    from pipeline.definitions import build_definitions

    job = build_definitions(Settings()).resolve_job_def("refresh")
    config = {"loggers": {"console": {}}, "resources": {"scope": {"config": {"force": force}}}}
    with dg.DagsterInstance.ephemeral() as instance:
        started, cpu = time.perf_counter(), time.process_time()
        chosen = [dg.AssetKey(["warehouse", table]) for table in PUBLISHED]
        job.execute_in_process(instance=instance, run_config=config, asset_selection=chosen)
        figures = {"seconds": time.perf_counter() - started, "cpu": time.process_time() - cpu}
    print(json.dumps({**figures, "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6}))


def report(count: int) -> None:
    """Make the lake, publish it, publish 1 % more, make it whole again; print the figures."""
    copies = count // BASE
    few = max(1, copies // 100)
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small", Path(folder) / "large"
        make(Path("samples"), Path(folder) / "raw", BASE)
        environment = {
            **os.environ,
            "CLEANCOPY_RAW": str(Path(folder) / "raw"),
            "CLEANCOPY_DATA": str(small),
            "PYTHONWARNINGS": "ignore",
        }
        subprocess.run(
            [sys.executable, "-m", "pipeline", "run"], env=environment, check=True, stdout=subprocess.DEVNULL
        )
        source, target = Lake(small / "lake"), Lake(large / "lake")
        for table in ("recurring", "quarantine"):
            rows = source.rows(table)
            assert rows is not None
            target.replace(table, rows.collect(), "as it was")
        widen(source, target, range(copies - few), "before")
        first = publish(large, force=False)
        widen(source, target, range(copies - few, copies), "after")
        changed, whole = publish(large, force=False), publish(large, force=True)
        size = (large / "cleancopy.duckdb").stat().st_size / 1e6
    print(f"{copies * BASE:,} articles, {size:,.0f} MB")
    print(f"{'publish':<34}{'seconds':>9}{'CPU-s':>9}{'peak MB':>9}")
    rows_of = {
        f"{(copies - few) * BASE:,}, the first time": first,
        f"{few * BASE:,} more": changed,
        "all, made whole": whole,
    }
    for what, figures in rows_of.items():
        print(f"{what:<34}{figures['seconds']:>9.1f}{figures['cpu']:>9.1f}{figures['peak MB']:>9,.0f}")
    allowed, peak = Settings().memory / 1e6, max(figures["peak MB"] for figures in rows_of.values())
    print(
        f"CLEANCOPY_MEMORY is {allowed:,.0f} MB; the processes stayed "
        f"{'under' if peak <= allowed else 'NOT under'} it"
    )
    print(f"1 % more costs {changed['cpu'] / whole['cpu']:.2f} of making it whole (goal: 0.10)")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        inside(sys.argv[2] == "1")
    else:
        report(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
