"""What the Dagster UI shows of a table: its columns, its last rows, its quarantine, its plots."""

import html
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import dagster as dg
import pandera.polars as pa
import polars as pl

from checks.contracts.base import Contract

CUT = 160  # characters of a text that a preview shows


def column_schema(contract: type[Contract]) -> dg.TableSchema:
    """The contract's columns as Dagster shows them: name, type, description, rules."""
    columns = contract.to_schema().columns
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                name,
                type=_short(str(column.dtype.type)),
                description=column.description,
                constraints=dg.TableColumnConstraints(
                    nullable=column.nullable, unique=column.unique, other=[in_words(c) for c in column.checks]
                ),
            )
            for name, column in columns.items()
        ]
    )


def in_words(check: pa.Check) -> str:
    """A column's check as a reader would say it."""
    told = dict(check.statistics or {})
    values = told.get("allowed_values")
    if values is not None:
        return "one of " + ", ".join(map(str, values))
    return {
        "greater_than_or_equal_to": "at least {min_value}",
        "less_than_or_equal_to": "at most {max_value}",
        "str_matches": "matches {pattern}",
        "str_length": "not empty",
    }.get(str(check.name), str(check.name)).format(**told)


def documents(rows: pl.DataFrame) -> dict[str, Any]:
    """A preview of documents: what a reader knows them by, then how many lines each has."""
    lead = [
        c
        for c in (
            "path",
            "outlet",
            "headline",
            "byline",
            "dateline",
            "published_at",
            "language",
            "kept_share",
            "word_count",
            "encoding",
            "size",
        )
        if c in rows.columns
    ]
    lists = [pl.col(c).list.len().alias(c) for c in ("spans", "lines", "fields", "mentions", "quotes") if c in rows.columns]
    return {"preview": dg.MetadataValue.md(table(rows.select(*lead, *lists)))}


def rows(frame: pl.DataFrame) -> dict[str, Any]:
    """A preview of any other table."""
    return {"preview": dg.MetadataValue.md(table(frame))}


def quarantined(held: pl.DataFrame, stage: str) -> dict[str, Any]:
    """The rows that wait, the newest ten of them in full, and the SQL that lists them all."""
    told: dict[str, Any] = {"in quarantine": held.height}
    if not held.is_empty():
        shown = held.sort("at", descending=True).head(10).select("path", pl.col("rules").list.join(", "), "message", "at")
        told["rejected"] = dg.MetadataValue.md(table(shown))
    told["sql"] = f"SELECT path, rules, message, opened_at FROM quarantine WHERE stage = '{stage}' AND resolved_at IS NULL"
    return told


def table(frame: pl.DataFrame) -> str:
    """A Markdown table of the frame, every cell on one line and cut short."""
    if frame.is_empty():
        return "*no rows*"
    head = "| " + " | ".join(frame.columns) + " |\n|" + "---|" * frame.width
    return "\n".join([head, *("| " + " | ".join(_cell(v) for v in row) + " |" for row in frame.iter_rows())])


def bars(counts: Sequence[tuple[str, float]], what: str, unit: str) -> dg.MarkdownMetadataValue:
    """Horizontal bars, in the order given, drawn with block characters: the UI's Markdown lets tables through, but no pictures."""
    most = max((value for _, value in counts), default=0) or 1
    drawn = pl.DataFrame(
        {
            what: [name for name, _ in counts],
            unit: [f"{value:,.4g}" for _, value in counts],
            " ": ["█" * round(40 * value / most) or "▏" for _, value in counts],
        }
    )
    return dg.MetadataValue.md(table(drawn))


def counted(frame: pl.DataFrame, what: str, values: pl.Expr) -> dg.MarkdownMetadataValue:
    """How often each value of an expression occurs, lists taken apart, as bars."""
    found = frame.select(value=values).to_series()
    found = found.explode() if isinstance(found.dtype, pl.List) else found
    counts = found.drop_nulls().value_counts(sort=True).sort("count", "value", descending=[True, False])
    return bars(counts.head(24).rows(), what.rpartition(" by ")[2], what.partition(" by ")[0])


def as_json(row: dict[str, Any]) -> str:
    """A row as JSON, long texts cut and bytes counted: enough to see what was wrong with it."""
    return json.dumps(row, default=_plain, ensure_ascii=False)[:20_000]


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    if isinstance(value, pl.Series):
        return value.to_list()
    return str(value)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, float):
        return f"{value:.3g}"
    text = " ".join(str(value).split())
    text = text if len(text) <= CUT else text[: CUT - 1] + "…"
    return html.escape(text, quote=False).replace("|", "\\|")


def _short(dtype: str) -> str:
    return dtype if len(dtype) <= 60 else dtype.partition("(")[0] + "(Struct)"
