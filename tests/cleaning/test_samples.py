"""The samples come out as their gold says: every line's role, every field, the body."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from assets.cleaning import clean, recur
from assets.parsing import parse
from assets.reading import encodings, sidecars
from checks.contracts.cleaned import Cleaned
from tests.cleaning.conftest import rows

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
GOLD: dict[str, Any] = json.loads((ROOT / "tests" / "samples_gold.json").read_text())


def sample(path: str) -> pl.DataFrame:
    """One row of contract Raw, with what its sidecar knows."""
    content, beside = (SAMPLES / path).read_bytes(), SAMPLES / f"{path}.meta.json"
    encoding = encodings.detect(content)
    known = sidecars.sidecar(beside.read_bytes()) if beside.is_file() else None
    row = rows({path: content.decode(encoding)}, known.retrieved_at if known else None)
    outlet = pl.coalesce("outlet", pl.lit(known.outlet if known else None, pl.String))
    return row.with_columns(
        outlet=outlet, content=pl.lit(content), encoding=pl.lit(encoding), size=pl.lit(len(content), pl.Int64)
    )


@pytest.fixture(scope="module")
def cleaned() -> dict[str, dict[str, Any]]:
    """The clean copy of all samples, learned from each other as in a run."""
    parsed = parse(pl.concat([sample(path) for path in GOLD]))
    found = Cleaned.validate(clean(parsed, recur(parsed.lazy())))
    return {row["path"]: row for row in found.iter_rows(named=True)}


@pytest.mark.parametrize("path", GOLD)
def test_every_line_has_its_role(cleaned: dict[str, dict[str, Any]], path: str) -> None:
    lines = pl.DataFrame(cleaned[path]["lines"]).group_by("line_no", maintain_order=True).agg("role")
    found = dict(zip(lines["line_no"].to_list(), lines["role"].to_list(), strict=True))
    wanted = {
        line["line"]: [span["role"] for span in line.get("spans", [])] or [line["role"]]
        for line in GOLD[path]["lines"]
    }
    assert found == wanted


@pytest.mark.parametrize("path", GOLD)
def test_every_field_is_right(cleaned: dict[str, dict[str, Any]], path: str) -> None:
    row, gold = cleaned[path], GOLD[path]["fields"]
    names = ("headline", "deck", "authors", "desk", "credit", "dateline", "published_precision")
    assert {name: row[name] for name in names} == {name: gold[name] for name in names}
    assert (row["published_on"].isoformat() if row["published_on"] else None) == gold["published_on"]


@pytest.mark.parametrize("path", GOLD)
def test_the_body_has_its_lines_and_no_other(cleaned: dict[str, dict[str, Any]], path: str) -> None:
    assert [line["line_no"] for line in cleaned[path]["lines"] if line["in_body"]] == GOLD[path]["fields"][
        "body_lines"
    ]
