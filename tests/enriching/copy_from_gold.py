"""Build frames of clean copy from texts whose roles are known, so that annotations are tested without the
stages before them."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from assets.cleaning import languages
from checks import shapes
from checks.shapes import LINE_LANGUAGE
from checks.vocabulary import BODY_ROLES, FIELD_ROLES

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

DECIDED = {"rule", "reason", "confidence", "overruled"}  # what gold does not say of a line
LINE = pl.Struct([field for field in shapes.LINE.fields if field.name not in DECIDED])
COLUMNS = {
    "version_id": pl.String,
    "article_id": pl.String,
    "path": pl.String,
    "outlet": pl.String,
    "headline": pl.String,
    "deck": pl.String,
    "body": pl.String,
    "published_at": pl.Datetime("us", "UTC"),
    "published_on": pl.Date,
    "published_precision": pl.String,
    "published_earliest": pl.Datetime("us", "UTC"),
    "published_latest": pl.Datetime("us", "UTC"),
    "language": pl.String,
    "line_languages": pl.List(LINE_LANGUAGE),
    "lines": pl.List(LINE),
}


def seeds() -> pl.DataFrame:
    """The five seeds as `cleaned` should have them."""
    gold = json.loads((SEEDS / "gold.json").read_text())
    return pl.concat([_seed(name, entry) for name, entry in sorted(gold.items())])


def article(
    *body: str,
    headline: str | None = None,
    deck: str | None = None,
    published: str | None = None,
    path: str = "a.txt",
    outlet: str | None = None,
) -> pl.DataFrame:
    """One row of clean copy: each text of `body` is a line and a paragraph."""
    parts = [
        (text, role)
        for text, role in ((headline, "headline"), (deck, "deck"), *((text, "body") for text in body))
        if text is not None
    ]
    return _row(
        path,
        "\n\n".join(text for text, _ in parts),
        [(1 + 2 * n, text, role) for n, (text, role) in enumerate(parts)],
        published,
        outlet,
    )


def _seed(name: str, entry: dict[str, Any]) -> pl.DataFrame:
    text = (SEEDS / "raw" / name).read_text("utf-8")
    lines = text.split("\n")
    spans: list[tuple[int, str, str]] = []
    for line in entry["lines"]:
        found = [(span["text"], span["role"]) for span in line.get("spans", [])] or [
            (lines[line["line"] - 1].strip(), line["role"])
        ]
        spans += [(line["line"], part, role) for part, role in found]
    return _row(name, text, spans, entry["fields"]["published_on"], None)


def _row(
    path: str, text: str, spans: list[tuple[int, str, str]], published: str | None, outlet: str | None
) -> pl.DataFrame:
    lines, at, paragraph = [], 0, 0
    for number, part, role in spans:
        at = text.index(part, at)
        paragraph += role in BODY_ROLES
        line = {
            "line_no": number,
            "span_no": 1,
            "byte_start": 0,
            "byte_end": 0,
            "char_start": at,
            "text": part,
            "space": "",
            "role": role,
        }
        line |= {"kept": role in {**FIELD_ROLES, **BODY_ROLES}, "in_body": role in BODY_ROLES}
        lines.append(line | {"paragraph_no": paragraph if role in BODY_ROLES else None})
        at += len(part)
    day = datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None
    row = {
        "version_id": f"version of {path}",
        "article_id": f"article of {path}",
        "path": path,
        "outlet": outlet,
        "headline": next((part for _, part, role in spans if role == "headline"), None),
        "deck": next((part for _, part, role in spans if role == "deck"), None),
        "body": "\n\n".join(part for _, part, role in spans if role in BODY_ROLES),
        "published_at": day,
        "published_on": day.date() if day else None,
        "published_precision": "day" if day else "unknown",
        "published_earliest": day,
        "published_latest": day + timedelta(days=1) if day else None,
        "lines": lines,
    }
    told = languages.tell(
        pl.DataFrame(lines, schema=LINE)
        .with_row_index("row")
        .with_columns(doc=pl.lit(0), row=pl.col("row").cast(pl.Int64))
    )
    spoken = told.row(0, named=True) if told.height else {"language": None, "line_languages": []}
    return pl.DataFrame(
        [{**row, "language": spoken["language"], "line_languages": spoken["line_languages"]}], schema=COLUMNS
    )
