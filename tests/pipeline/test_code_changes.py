"""A change of code does again what depends on it, and nothing else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.lake import Lake
from tests.conftest import ROOT, Newsroom


def run(tree: Path, newsroom: Newsroom) -> str:
    """`python -m pipeline run` in a copy of the repository; returns what it said."""
    own = {
        "CLEANCOPY_RAW": str(newsroom.raw),
        "CLEANCOPY_DATA": str(newsroom.data),
        "PYTHONWARNINGS": "ignore",
    }
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "run"],
        cwd=tree,
        env={**os.environ, **own},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the three packages, to be changed."""
    copy = tmp_path / "tree"
    for package in ("pipeline", "assets", "checks"):
        shutil.copytree(ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def test_a_changed_craft_is_done_again_with_those_after_it_and_none_before(
    newsroom: Newsroom, tree: Path
) -> None:
    newsroom.fill(2)
    run(tree, newsroom)
    before = newsroom.batches()
    with (tree / "assets" / "cleaning" / "body" / "steps.py").open("a") as craft:
        craft.write("\n# A change that changes nothing.\n")
    told = run(tree, newsroom)
    assert "The code has changed: up to 2 documents will be made anew in cleaned, enriched" in told
    assert "parsed: nothing new." in told
    assert "cleaned: 2 of 2 documents" in told
    assert "enriched: 2 of 2 documents" in told
    after = newsroom.batches()
    assert {table for table in after if after[table] != before[table]} >= {"cleaned", "enriched"}
    assert {table for table in after if after[table] == before[table]} >= {
        "raw",
        "observations",
        "parsed",
        "quarantine",
    }
    assert Lake(newsroom.data / "lake").keys("cleaned").height == 2
