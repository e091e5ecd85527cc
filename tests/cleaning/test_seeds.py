"""The seeds come out entirely right: every field, every line's role, every byte."""

import json
from hashlib import blake2b
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from assets.cleaning import clean, recur
from assets.parsing import parse
from checks.contracts.cleaned import Cleaned
from checks.contracts.parsed import Parsed
from checks.contracts.recurring import Recurring
from tests.records import nothing_stated

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the seeds are not here: {SEEDS}")
GOLD: dict[str, Any] = json.loads((SEEDS / "gold.json").read_text()) if SEEDS.is_dir() else {}


def raw(contents: dict[str, bytes], encoding: str = "utf-8") -> pl.DataFrame:
    """Rows of contract Raw."""

    def digest(*parts: bytes) -> str:
        return blake2b(b"\0".join(parts), digest_size=8).hexdigest()

    return pl.DataFrame(
        {
            "version_id": [digest(path.encode(), content) for path, content in contents.items()],
            "article_id": [digest(path.encode()) for path in contents],
            "path": list(contents),
            "outlet": pl.Series([None] * len(contents), dtype=pl.String),
            **nothing_stated(len(contents)),
            "url": pl.Series([None] * len(contents), dtype=pl.String),
            "retrieved_at": pl.Series([None] * len(contents), dtype=pl.Datetime("us", "UTC")),
            "encoding": [encoding] * len(contents),
            "size": [len(content) for content in contents.values()],
            "content": list(contents.values()),
        }
    )


@pytest.fixture(scope="module")
def cleaned() -> dict[str, dict[str, Any]]:
    parsed = Parsed.validate(parse(raw({name: (SEEDS / "raw" / name).read_bytes() for name in GOLD})))
    recurring = Recurring.validate(recur(parsed.lazy()))
    return {row["path"]: row for row in Cleaned.validate(clean(parsed, recurring)).iter_rows(named=True)}


@pytest.mark.parametrize("name", GOLD)
def test_every_line_has_its_role(cleaned: dict[str, dict[str, Any]], name: str) -> None:
    found: dict[int, list[dict[str, Any]]] = {}
    for line in cleaned[name]["lines"]:
        found.setdefault(line["line_no"], []).append(line)
    for gold in GOLD[name]["lines"]:
        wanted = [(span["text"], span["role"]) for span in gold.get("spans", [])] or [
            (found[gold["line"]][0]["text"], gold["role"])
        ]
        assert [(span["text"], span["role"]) for span in found[gold["line"]]] == wanted
    assert len(found) == len(GOLD[name]["lines"])


@pytest.mark.parametrize("name", GOLD)
def test_every_field_is_right(cleaned: dict[str, dict[str, Any]], name: str) -> None:
    row, gold = cleaned[name], GOLD[name]["fields"]
    for field in ("headline", "deck", "authors", "desk", "credit", "dateline", "published_precision"):
        assert row[field] == gold[field], field
    assert (row["published_on"].isoformat() if row["published_on"] else None) == gold["published_on"]


@pytest.mark.parametrize("name", GOLD)
def test_the_body_has_its_lines_and_no_other(cleaned: dict[str, dict[str, Any]], name: str) -> None:
    assert [line["line_no"] for line in cleaned[name]["lines"] if line["in_body"]] == GOLD[name]["fields"][
        "body_lines"
    ]
