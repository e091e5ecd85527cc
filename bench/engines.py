"""What a cluster and a lake in a bucket cost: `python -m bench.engines [--documents 3000] [--chunk 500]`.

The same documents (`bench.mutation`) go through a first run three times, in turns so that the machine's other
work meets all alike: with the local engine and the lake on disk; with two Dask workers on this machine; with
the lake on an S3 server on loopback (moto, which is slow: a real one has more latency and more throughput).
Told are seconds of wall, CPU-seconds of the run's own process and of all that work for it, and of Dask the
bytes between the run and its scheduler, as a relay between them counts them.
"""

import argparse
import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bench.mutation import Documents, real_texts
from bench.pipeline import family
from bench.runs import TICKS, Red
from tests.conftest import free_port
from tests.pipeline.bucket import BUCKET, served

EVERY: Final = 0.2  # seconds between two looks at a process
PER_DAY: Final = 60


def cpu(pid: int, children: bool = False) -> float:
    """CPU-seconds of a process, or of those it has waited for."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[13:15] if children else fields[11:13])) / TICKS


def run(home: Path, **settings: str) -> tuple[float, float, float]:
    """A first run. Returns seconds of wall, CPU-seconds of its process, and of its children.

    Raises:
        Red: it failed.
    """
    shutil.rmtree(home / "data", ignore_errors=True)
    own = {"CLEANCOPY_RAW": str(home / "raw"), "CLEANCOPY_DATA": str(home / "data")}
    began, mine, others = time.time(), 0.0, 0.0
    with (home / "told").open("w+") as told:
        process = subprocess.Popen(
            [sys.executable, "-m", "pipeline", "run"],
            env={**os.environ, **own, **settings},
            stdout=told,
            stderr=subprocess.STDOUT,
        )
        while process.poll() is None:
            mine = max(mine, cpu(process.pid))
            working = sum(cpu(pid) for pid in family(process.pid) if pid != process.pid)
            others = max(others, cpu(process.pid, children=True) + working)
            time.sleep(EVERY)
        told.seek(0)
        if process.returncode:
            raise Red(told.read()[-2_000:])
    return time.time() - began, mine, others


@contextmanager
def relay(port: int, to: int) -> Iterator[Path]:
    """A process between two ports. Yields the file in which it counts the bytes that go through."""
    with tempfile.TemporaryDirectory() as folder:
        count = Path(folder, "bytes")
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.engines", "--relay", str(port), str(to), str(count)]
        )
        try:
            time.sleep(3)
            yield count
        finally:
            process.kill()
            process.wait()


async def pass_on(port: int, to: int, count: Path) -> None:
    """What the relay does."""
    total = 0

    async def pump(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        nonlocal total
        while data := await source.read(65_536):
            total += len(data)
            count.write_text(str(total))
            target.write(data)
            await target.drain()
        target.close()

    async def serve(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        back, forth = await asyncio.open_connection("127.0.0.1", to)
        await asyncio.gather(pump(source, forth), pump(back, target), return_exceptions=True)

    async with await asyncio.start_server(serve, "127.0.0.1", port) as server:
        await server.serve_forever()


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=3_000)
    parser.add_argument("--chunk", type=int, default=500)
    parser.add_argument("--turns", type=int, default=1)
    parser.add_argument("--relay", nargs=3)
    options = parser.parse_args()
    if options.relay:
        port, to, count = options.relay
        asyncio.run(pass_on(int(port), int(to), Path(count)))
        return
    from distributed import LocalCluster

    with tempfile.TemporaryDirectory() as folder, served():
        home = Path(folder)
        Documents(real_texts(), PER_DAY).lay(home / "raw", range(options.documents))
        size = sum(file.stat().st_size for file in (home / "raw").rglob("*") if file.is_file())
        print(f"{options.documents:,} documents of {size / options.documents:,.0f} bytes", flush=True)
        common = {"CLEANCOPY_CHUNK": str(options.chunk)}
        for turn in range(options.turns):
            told("local", *run(home, **common))
            os.environ["POLARS_MAX_THREADS"] = "1"
            with LocalCluster(  # type: ignore[no-untyped-call]
                n_workers=2, threads_per_worker=1, dashboard_address=None, memory_limit=0
            ) as cluster:
                del os.environ["POLARS_MAX_THREADS"]
                workers = [nanny.pid for nanny in cluster.workers.values()]
                port, scheduler = free_port(), int(str(cluster.scheduler_address).rpartition(":")[2])
                before = sum(map(cpu, workers))
                with relay(port, scheduler) as count:
                    wall, mine, _ = run(home, CLEANCOPY_ENGINE=f"dask://127.0.0.1:{port}", **common)
                    told("dask, two workers", wall, mine, sum(map(cpu, workers)) - before)
                    each = int(count.read_text()) / options.documents
                    print(f"  {each:,.0f} bytes between the run and its scheduler for each document")
            told("lake in a bucket", *run(home, CLEANCOPY_LAKE=f"s3://{BUCKET}/{turn}", **common))


def told(what: str, wall: float, mine: float, others: float) -> None:
    """One line of figures."""
    share = mine / (mine + others)
    shares = f"CPU {mine:.0f} s in the run's process ({share:.0%}), {others:.0f} s in its workers"
    print(f"{what}: {wall:.0f} s, {shares}", flush=True)


if __name__ == "__main__":
    main()
