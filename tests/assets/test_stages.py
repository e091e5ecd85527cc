"""A stage is its file, its contract and its craft: it is listed nowhere else."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from assets.display import lineage
from assets.framework import dependencies
from checks.contracts.parsed import Parsed
from tests.conftest import ROOT

STAGE = '''"""`tides`: a stage that a test adds."""

from assets import tiding
from assets.framework.stage import stage
from checks.contracts.tides import Tides


@stage(
    contract=Tides,
    craft=tiding.tell,
    reads={"parsed": ["version_id", "article_id", "size"]},
    kinds={"polars"},
)
def tides(parsed):
    """How high the water stands in each document."""
'''
CONTRACT = '''"""What tides promise."""

import pandera.polars as pa

from checks.contracts.base import Contract, article_key, version_key


class Tides(Contract):
    """One row per document version: how high the water stands in it."""

    version_id: str = version_key(unique=True)
    article_id: str = article_key()
    height: int = pa.Field(ge=0, description="of the water")
'''
CRAFT = '''"""Tiding."""

import polars as pl


def tell(parsed: pl.DataFrame) -> pl.DataFrame:
    """Rows of contract Parsed to rows of contract Tides."""
    return parsed.select("version_id", "article_id", height="size")
'''
RUN = """
import sys
from pathlib import Path
from assets.display import lineage
from tests.conftest import Newsroom

newsroom = Newsroom(Path(sys.argv[1]))
newsroom.put("quay/notice.txt", "High water tonight, says the harbour master.")
run = newsroom.run(["raw", "parsed", "tides"])
assert run.success, run.error()
assert newsroom.lake.rows("tides").select("height").collect().item() == 44
assert run.checks["tides", "contract"].passed
(read,) = {dep.asset_key for dep in run.metadata("tides")["dagster/column_lineage"].deps_by_column["height"]}
assert read.to_user_string() == "parsed"
assert list(lineage.stages())[-1] == "tides"
print("served")
"""


def test_a_new_stage_is_its_file_its_contract_and_its_craft_and_nothing_listed_elsewhere(
    tmp_path: Path,
) -> None:
    tree = tmp_path / "tree"
    for package in ("pipeline", "assets", "checks"):
        shutil.copytree(ROOT / package, tree / package, ignore=shutil.ignore_patterns("__pycache__"))
    (tree / "assets" / "tides.py").write_text(STAGE)
    (tree / "checks" / "contracts" / "tides.py").write_text(CONTRACT)
    (tree / "assets" / "tiding").mkdir()
    (tree / "assets" / "tiding" / "__init__.py").write_text(
        '"""Tiding."""\n\nfrom assets.tiding.craft import tell\n\n__all__ = ["tell"]\n'
    )
    (tree / "assets" / "tiding" / "craft.py").write_text(CRAFT)
    own = {"PYTHONPATH": f"{tree}{os.pathsep}{ROOT}", "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-c", RUN, str(tmp_path)]
    done = subprocess.run(
        command, cwd=tree, env={**os.environ, **own}, capture_output=True, text=True, timeout=300
    )
    assert done.stdout.endswith("served\n"), done.stdout + done.stderr


def test_stages_stand_in_the_order_in_which_they_are_made() -> None:
    known: set[str] = set()
    for name, stage in lineage.stages().items():
        assert {*stage.reads} <= known, f"{name} stands before what it reads"
        known.add(name)
    assert next(iter(lineage.stages())) == "raw"


def test_a_stage_that_reads_what_is_not_there_is_refused_with_its_name_and_the_cure() -> None:
    with pytest.raises(
        ValueError, match=r"assets/tides\.py: parsed has no column water: mend what `reads` says"
    ):
        lineage.declare("tides", Parsed, {"parsed": ["version_id", "water"]})
    with pytest.raises(LookupError, match=r"There is no stage moons: assets/moons\.py is missing"):
        lineage.declare("tides", Parsed, {"moons": ["phase"]})
    assert "tides" not in lineage.stages()


def test_every_package_below_assets_has_its_layer() -> None:
    """Else import-linter would not look at a new one."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = {layer for contract in contracts if contract["type"] == "layers" for layer in contract["layers"]}
    crafts = {
        module
        for contract in contracts
        if contract["type"] == "forbidden"
        for module in contract["source_modules"]
    }
    packages = {f"assets.{file.parent.name}" for file in (ROOT / "assets").glob("*/__init__.py")}
    assert packages <= layers
    assert packages - {"assets.framework", "assets.display"} <= crafts


def test_no_room_below_assets_knows_the_stages() -> None:
    """import-linter keeps the layers of the packages; the stages are the modules above them, and are named
    nowhere."""
    stages = {module.__name__ for module in lineage.modules()}
    for file in sorted((ROOT / "assets").glob("*/**/*.py")):
        name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        assert not stages & dependencies.imported_by(ROOT, name), f"{name} imports a stage"
