"""What an operator sees of each asset in the UI."""

import shutil
from pathlib import Path

import dagster as dg
import polars as pl
import pytest

from assets import showing
from checks.contracts.published import PUBLISHED
from pipeline.definitions import build_definitions
from tests.conftest import ROOT, Newsroom, Run

STAGES = ("raw", "parsed", "recurring", "cleaned", "enriched", "duplicates", "stories")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    newsroom = Newsroom(tmp_path_factory.mktemp("shown"))
    shutil.copytree(ROOT / "samples", newsroom.raw, dirs_exist_ok=True)
    newsroom.put("quay/broken.txt", b"\x00\x01\x02" * 400)
    return newsroom.run()


@pytest.mark.parametrize(
    ("asset", "figures"),
    [
        ("raw", ["files", "new", "changed", "unchanged", "refused", "missing", "in quarantine"]),
        ("parsed", ["new documents", "rejected documents", "in quarantine", "lines per document"]),
        ("cleaned", ["new documents", "rejected documents", "in quarantine", "kept share", "confidence", "dated share"]),
        ("enriched", ["words per document", "names per document", "quotations per document"]),
        ("warehouse/articles", ["outlets", "kept share", "without a date", "near copies"]),
        ("warehouse/lines", ["dropped share", "confidence"]),
        ("warehouse/quarantine", ["open", "resolved"]),
        ("report", ["pages of documents", "pages of stories"]),
    ],
)
def test_figures_are_numbers_that_the_ui_plots_over_runs(run: Run, asset: str, figures: list[str]) -> None:
    told = run.metadata(asset)
    assert {name: type(told[name]) in (int, float) for name in figures} == dict.fromkeys(figures, True)


def test_every_asset_shows_its_rows_and_what_its_columns_are_made_of(run: Run) -> None:
    for name in (*STAGES, *(f"warehouse/{table}" for table in PUBLISHED)):
        told = run.metadata(name)
        assert isinstance(told["dagster/row_count"], int)
        assert told["preview"].startswith(("| ", "- **", "*no rows*")), name
        assert len(told["preview"]) < showing.INLINE or told["preview"].count("\n") < 3, f"{name}: the UI hides what is longer"
    assert {dep.asset_key.to_user_string() for dep in run.metadata("cleaned")["dagster/column_lineage"].deps_by_column["body"]} == {
        "parsed",
        "recurring",
    }


def test_raw_leads_to_the_quarantine(run: Run) -> None:
    assert run.metadata("raw")["quarantine"] == showing.QUARANTINE
    told = run.checks["raw", "contract"]
    assert not told.passed
    assert "quay/broken.txt" in str(told.metadata["rejected"].value)


def test_doubtful_lines_are_struck_out_where_they_were_dropped(run: Run) -> None:
    assert "~~" in run.metadata("report")["dropped, least sure first"]


def test_every_asset_names_the_code_that_makes_it() -> None:
    for spec in build_definitions().resolve_all_asset_specs():
        found = spec.metadata["dagster/code_references"]
        assert isinstance(found, dg.CodeReferencesMetadataValue)
        for reference in found.code_references:
            assert isinstance(reference, dg.LocalFileCodeReference)
            lines = Path(reference.file_path).read_text(encoding="utf-8").splitlines()
            assert ROOT in Path(reference.file_path).parents
            assert 1 <= (reference.line_number or 0) <= len(lines)


def test_a_preview_shows_as_many_rows_as_the_ui_shows_in_place() -> None:
    frame = pl.DataFrame({"headline": [f"Headline {n} " * 8 for n in range(30)]})
    shown = str(showing.preview(frame).value)
    assert len(shown) < showing.INLINE
    assert shown.count("\n") > 8
    assert "|" not in shown, "a long text would make a table's columns too narrow"
