"""Runs that die or fail at any moment lose nothing: the bounded form of `make torture`, and the means by
which it holds calls."""

import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.torture.calls import Answer, Call, Fails, Killed, Wrote, supervise, supported
from tests.torture.faults import CAN, KINDS, Fault, Point, chains, named, possible, sample

pytestmark = pytest.mark.skipif(supported() is not None, reason=str(supported()))
# In the order of the run, so that each hits the run that goes on after the one before it.
CHAIN = [
    "kill@link@lake/raw/_delta_log/*.json@1",
    "torn@write@lake/parsed/part-*-*-c000.zstd.parquet@1",
    "EACCES@open@lake/cleaned/part-*-*-c000.zstd.parquet@1",
    "EIO@write@lake/enriched/_delta_log/*.json#1@1",
    "full@write@cleancopy.duckdb.building@3",
    "kill@rename@cleancopy.duckdb@1",
    "kill@write@published.new@1",
    "torn@write@report.building/index.html@1",
]


def test_faults_at_writes_renames_and_commits_lose_nothing_and_change_nothing() -> None:
    command = [
        sys.executable,
        "-m",
        "tests.torture",
        "--scenes",
        "update",
        "--rounds",
        "0",
        "--publishes",
        "0",
        "--trial",
        *CHAIN,
    ]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900)
    assert told.returncode == 0, told.stdout + told.stderr
    assert (
        told.stdout.splitlines()[-1]
        == f"{len(CHAIN)} faults, 0 lost, 0 torn, 0 different, 0 left, 0 untold, 0 hung"
    ), told.stdout
    assert {fault.split("@")[0] for fault in CHAIN} == set(KINDS)


def write_two(folder: Path) -> int:
    """Write two files; the exit code is the number of the error that came of it."""
    try:
        (folder / "a").write_bytes(b"12345678")
        (folder / "b").write_bytes(b"12345678")
    except OSError as error:
        return int(error.errno or 0)
    return 0


@pytest.mark.parametrize(
    ("answer", "code", "a"),
    [
        (None, 0, b"12345678"),
        (Fails(errno.ENOSPC), errno.ENOSPC, b""),
        (Killed(), -9, b""),
        (
            Wrote(4),
            0,
            b"12345678",
        ),  # half of it at first: Python then writes what is left, as a program should
    ],
    ids=["done", "failed", "killed", "short"],
)
def test_a_write_is_done_or_fails_or_is_never_returned_from(
    tmp_path: Path, answer: Answer | Killed, code: int, a: bytes
) -> None:
    met = []

    def judge(call: Call) -> Answer:
        if call.does != "write" or call.path.name != "a" or met:
            return None
        met.append(call)
        if isinstance(answer, Killed):
            raise answer
        return Wrote(call.write_half()) if isinstance(answer, Wrote) else answer

    assert supervise(lambda: write_two(tmp_path), (tmp_path,), judge, seconds=20) == code
    assert (tmp_path / "a").read_bytes() == a
    assert met[0].length == 8


def test_every_change_is_seen_in_its_order_and_by_its_name(tmp_path: Path) -> None:
    seen: list[str] = []

    def work() -> int:
        os.chdir(tmp_path)
        Path("folder").mkdir()
        Path("folder/a").write_text("a")
        os.link("folder/a", "folder/b")
        Path("folder/b").replace("folder/c")
        with open("folder/c", "rb+") as file:
            file.truncate(0)
            os.fsync(file.fileno())
        Path("folder/a").read_text()
        Path("folder/a").unlink()
        return 0

    supervise(
        work,
        (tmp_path,),
        lambda call: seen.append(f"{call.does} {call.path.relative_to(tmp_path)}"),
        seconds=20,
    )
    assert seen == [
        "mkdir folder",
        "open folder/a",
        "write folder/a",
        "link folder/b",
        "rename folder/c",
        "open folder/c",
        "truncate folder/c",
        "sync folder/c",
        "remove folder/a",
    ]


def test_a_process_that_does_not_end_is_killed(tmp_path: Path) -> None:
    import time

    assert supervise(lambda: time.sleep(60) or 0, (tmp_path,), lambda _: None, seconds=0.5) is None


def test_a_sample_holds_every_sort_and_kind_before_a_second_of_any() -> None:
    import random

    points = [Point("write", "wal", nth) for nth in range(1, 500)] + [
        Point("rename", "live", 1),
        Point("sync", "aside", 1),
    ]
    faults = possible(points)
    assert len(faults) == 499 * len(CAN["write"]) + len(CAN["rename"]) + len(CAN["sync"])
    some = sample(faults, 9, random.Random(1))
    assert len({(fault.kind, fault.point.sort) for fault in some}) == 9
    assert some == sorted(some, key=faults.index)
    assert sorted(map(str, (fault for chain in chains(some, 4) for fault in chain))) == sorted(map(str, some))
    assert [Fault.read(str(fault)) for fault in some] == some


def test_names_do_not_tell_one_run_from_another() -> None:
    told = "lake/raw/part-00000-0a28a0a5-0958-4cb1-928b-8bf0b1c2d3e1-c000.snappy.parquet#1"
    assert named(told) == "lake/raw/part-*-*-c000.snappy.parquet#1"
    assert not re.search(r"\d{5}", named("releases/1795999999999999999.duckdb"))
