"""Many at once: a person's run, the schedule's and the sensor's over one data folder, and readers all the
time."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from tests.torture.scenes import Place, age, refresh

READERS: Final = 2
SERVED: Final = (  # tables that know nothing of what was there before
    "articles", "paragraphs", "entities", "mentions", "quotes", "date_mentions", "keywords",
    "duplicate_pairs", "partition", "index",
)  # fmt: skip
AT_ONCE: Final = 50  # publishes before the readers are counted

Start = Callable[
    [Place, Callable[[], int], Path], int
]  # fork a process for some work in a place, its output in a file; gives its number


@dataclass
class Crowd:
    """What came of it."""

    runs: int = 0
    publishes: int = 0
    reads: int = 0
    wrong: list[str] = field(default_factory=list)


def rounds(place: Place, alone: Place, number: int, start: Start) -> Crowd:
    """Change the raw folder so often, each time with three runs at once, and readers throughout.

    Each round must be published once, whoever does it; in the end all is as after one run, `alone`, over the
    same files.
    """
    crowd = Crowd()
    with reading(place, crowd):
        for turn in range(number):
            _ended(start(place, partial(change, place, turn), _said(place, f"{turn}.change")))
            started = {}
            for nth, act in enumerate((refresh, refresh, tick)):
                said = _said(place, f"{turn}.{nth}")
                started[start(place, partial(act, place), said)] = said
                time.sleep(0.05)
            for pid, said in started.items():
                crowd.runs += 1
                if code := _ended(pid):
                    crowd.wrong.append(f"round {turn}, exit code {code}: {said.read_text()[-1500:]}")
    crowd.publishes = number
    said = _said(place, "compared")
    if _ended(start(alone, partial(refresh, alone), said)) or _ended(
        start(place, partial(compare, place, alone, number + 1), said)
    ):
        crowd.wrong.append(said.read_text()[-1500:])
    return crowd


def press(place: Place, publishes: int, reads: int, start: Start) -> Crowd:
    """Publish at least so often, while readers read at least so often."""
    crowd = Crowd()
    while not crowd.wrong and (crowd.publishes < publishes or crowd.reads < reads):
        with reading(place, crowd):
            said = _said(place, "press")
            if _ended(start(place, partial(publish, place, AT_ONCE), said)):
                crowd.wrong.append(said.read_text()[-1500:])
        crowd.publishes += AT_ONCE
    return crowd


@contextmanager
def reading(place: Place, crowd: Crowd) -> Iterator[None]:
    """Let readers read until the block ends, and count what they read."""
    stop = place.data.with_suffix(".stop")
    command = [
        sys.executable,
        "-m",
        "tests.pipeline.reading",
        str(place.data / "cleancopy.duckdb"),
        str(stop),
    ]
    some = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for _ in range(READERS)
    ]
    for process in some:
        assert process.stdout is not None
        process.stdout.readline()
    try:
        yield
    finally:
        stop.touch()
        for process in some:
            said = process.communicate(timeout=120)[0]
            if process.returncode:
                crowd.wrong.append(f"a reader: {said[-1000:]}")
            else:
                crowd.reads += int(said.split()[0])
        stop.unlink()


def tick(place: Place) -> int:
    """One look of the sensor at the raw folder, and the run that it asks for."""
    import dagster as dg

    from pipeline.sensors import sensors

    new_files = next(
        sensor
        for sensor in sensors(place.newsroom().settings(settle_seconds=0))
        if sensor.name == "new_files"
    )
    with dg.DagsterInstance.ephemeral() as instance, dg.build_sensor_context(instance=instance) as context:
        asked = new_files(context)
    if isinstance(asked, dg.SensorResult) and asked.run_requests:
        return refresh(place)
    print(asked)
    return 0


def change(place: Place, number: int) -> int:
    """Put a new document into the raw folder, and edit another one."""
    from tests.conftest import article

    for path, body in (
        (f"pier/{100 + number}.txt", None),
        ("quay/000.txt", f"The crane was moved for the time number {number}."),
    ):
        file = place.raw / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(article(number, body))
    age(place)
    return 0


def publish(place: Place, number: int) -> int:
    """Publish the file so often, each time as a copy of the last one with all its articles changed."""
    from pipeline.warehouse import Warehouse

    warehouse = Warehouse(place.data / "cleancopy.duckdb", releases=3, memory=8_000_000_000)
    for _ in range(number):
        with warehouse.build(whole=False) as connection:
            connection.execute("UPDATE articles SET word_count = word_count + 1")
            connection.execute("UPDATE releases SET number = number + 1")
    return 0


def compare(place: Place, alone: Place, releases: int) -> int:
    """Print what differs from one run, alone, over the same files; returns how much does."""
    ours, theirs = place.newsroom().tables(), alone.newsroom().tables()
    wrong = [f"{table} differs" for table in SERVED if ours[table] != theirs[table]]
    ((number,),) = place.newsroom().sql("SELECT count(*) FROM releases")
    if number != releases:
        wrong.append(f"{number} releases for {releases}")
    print("\n".join(wrong))
    return len(wrong)


def _ended(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _said(place: Place, what: str) -> Path:
    return place.data.with_name(f"{place.data.stem}.{what}.said")
