"""Measure whole runs over many documents made from the samples: documents per second and stage, peak memory,
the second run."""

import contextlib
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORD = re.compile(r"[^\W\d_]{5,}")
SYLLABLES = [
    a + b
    for a in ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z")
    for b in ("a", "e", "i", "o", "u", "an", "er", "is")
]


def make(samples: Path, into: Path, count: int, seed: int = 7) -> None:
    """Write `count` documents under `into`: samples whose longer words are swapped, half of them, for made-up
    ones, so that they differ."""
    texts = [
        (p.parent.name, p.read_bytes().decode("utf-8-sig"))
        for p in sorted(samples.glob("*/*.txt"))
        if _is_utf8(p)
    ]
    chance = random.Random(seed)
    for number in range(count):
        outlet, text = texts[number % len(texts)]
        lines = [
            line if len(line) < 80 else WORD.sub(lambda m: _swap(m.group(), chance), line)
            for line in text.split("\n")
        ]
        folder = into / f"{outlet}-{number // len(texts) % 10}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number:06}.txt").write_text("\n".join(lines), encoding="utf-8", newline="")


def once(raw: Path, data: Path) -> dict[str, float]:
    """One run in a process of its own: seconds per step, seconds in all, megabytes at the peak of it and its
    workers."""
    environment = {**os.environ, "CLEANCOPY_RAW": str(raw), "CLEANCOPY_DATA": str(data)}
    command = [sys.executable, "-m", "bench.pipeline", "--inside"]
    with tempfile.TemporaryFile("w+") as told:
        process = subprocess.Popen(command, env=environment, stdout=told, stderr=subprocess.STDOUT)
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, sum(map(megabytes, family(process.pid))))
            time.sleep(0.2)
        told.seek(0)
        lines = told.read().splitlines()
    if process.returncode:
        raise RuntimeError("\n".join(lines[-60:]))
    figures: dict[str, float] = json.loads(next(line for line in reversed(lines) if line.startswith("{")))
    return {**figures, "peak MB": peak}


def family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    family = [pid]
    for member in family:
        family += [child for child, parent in parents.items() if parent == member]
    return family


def megabytes(pid: int) -> float:
    """A process's share of memory, what it shares with others divided among them."""
    with contextlib.suppress(OSError):
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        return int(rollup.partition("Pss:")[2].split()[0]) / 1024
    return 0.0


def inside() -> None:
    """What the process of `once` does."""
    import dagster as dg

    from pipeline.definitions import build_definitions
    from pipeline.settings import Settings

    started = time.perf_counter()
    job = build_definitions(Settings()).resolve_job_def("refresh")
    with dg.DagsterInstance.ephemeral() as instance:
        result = job.execute_in_process(instance=instance, run_config={"loggers": {"console": {}}})
    figures = {
        e.step_key: e.event_specific_data.duration_ms / 1000
        for e in result.all_events
        if e.event_type_value == "STEP_SUCCESS"
    }
    figures["all"] = time.perf_counter() - started
    print("\n" + json.dumps(figures))


def report(count: int) -> None:
    """Make the documents, run twice, print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        raw, data = Path(folder) / "raw", Path(folder) / "data"
        make(Path("samples"), raw, count)
        first, second = once(raw, data), once(raw, data)
        size = sum(f.stat().st_size for f in raw.rglob("*") if f.is_file()) / 1e6
    print(f"{count:,} documents made from the samples, {size:.1f} MB")
    print(f"{'step':<12}{'seconds':>9}{'documents/s':>13}{'second run, s':>15}")
    for step, seconds in first.items():
        if step not in ("all", "peak MB"):
            print(f"{step:<12}{seconds:>9.2f}{count / max(seconds, 1e-3):>13,.0f}{second[step]:>15.2f}")
    print(f"{'all':<12}{first['all']:>9.2f}{count / first['all']:>13,.0f}{second['all']:>15.2f}")
    print(f"peak memory of all processes together: {first['peak MB']:,.0f} MB")


def _swap(word: str, chance: random.Random) -> str:
    if chance.random() < 0.5:
        return word
    made = "".join(chance.choice(SYLLABLES) for _ in range(3))
    return made.capitalize() if word[0].isupper() else made


def _is_utf8(file: Path) -> bool:
    try:
        file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


if __name__ == "__main__":
    if sys.argv[1:] == ["--inside"]:
        inside()
    else:
        report(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
