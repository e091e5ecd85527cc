"""What the Dagster UI shows of a table: its columns, its code, its last rows, its quarantine, its plots.

The UI renders as Markdown what is metadata of that type, and every description; it shows as they are texts,
paths, messages and errors. Words that a document, a file's name or a sidecar brings get into the former by
`inert` or `quoted` alone: an image in a headline would be fetched by the operator's browser.
"""

import inspect
import json
import math
import re
import string
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

import dagster as dg
import pandera.polars as pa
import polars as pl

from checks.contracts.base import Contract

# column -> the columns that it is made of, each with its table
Sources = Mapping[str, Sequence[tuple[str, str]]]

CUT: Final = 160  # characters of a text that a table shows
SHORT: Final = 60  # characters of a text that a preview shows
INLINE: Final = 1_000  # characters from which the UI hides Markdown behind a link
# by these documents are known
LEAD: Final = (
    "headline",
    "published_at",
    "outlet",
    "kept_share",
    "word_count",
    "language",
    "encoding",
    "size",
    "path",
)
KNOWN: Final = ("path", "headline")  # where a row's own columns tell of no document, it is known by these
NARROW: Final = 28  # characters from which a text is too long for a column of the UI's tables
BAR: Final = 25  # characters of the longest bar
WIDE: Final = 6  # columns that fit on a page of the UI
REFERENCES: Final = {ord(mark): f"&#{ord(mark)};" for mark in string.punctuation}
# what GitHub's Markdown makes links by, written as references or not
LINKING: Final = re.compile(r"(?:://|(?<=www)\.|@)+", re.IGNORECASE)
DOCUMENTS: Final = "documents"  # under this name a check names the first documents that it speaks of
NAMED: Final = 5  # of them
CURE: Final = "what to do"  # under this name a check that failed says so
QUARANTINE: Final = dg.AssetKey(["warehouse", "quarantine"])
CHECKS: Final = {
    "greater_than_or_equal_to": "at least {min_value}",
    "less_than_or_equal_to": "at most {max_value}",
    "str_matches": "matches {pattern}",
    "str_length": "not empty",
}
"""What the checks of pandera say, by their names."""


def column_schema(contract: type[Contract], sources: Sources | None = None) -> dg.TableSchema:
    """The contract's columns as Dagster shows them; as tags of each the columns that it is made of."""
    columns = []
    for name, column in contract.to_schema().columns.items():
        rules = [in_words(check) for check in column.checks]
        columns.append(
            dg.TableColumn(
                name,
                type=_short(str(column.dtype.type)),
                description=column.description,
                constraints=dg.TableColumnConstraints(
                    nullable=column.nullable, unique=column.unique, other=rules
                ),
                tags=dict.fromkeys(_named((sources or {}).get(name, [])), ""),
            )
        )
    return dg.TableSchema(columns=columns)


def _named(sources: Sequence[tuple[str, str]]) -> list[str]:
    """Sources in few words: a table of which more than two columns are used is named as a whole."""
    used = Counter(table for table, _ in sources)
    return list(dict.fromkeys(f"{table}.{column}" if used[table] < 3 else table for table, column in sources))


def in_words(check: pa.Check) -> str:
    """A column's check as a reader would say it."""
    arguments = dict(check.statistics or {})
    values = arguments.get("allowed_values")
    if values is not None:
        return "one of " + ", ".join(map(str, values))
    return CHECKS.get(str(check.name), str(check.name)).format(**arguments)


def code(*parts: Callable[..., Any] | type | Path) -> dict[str, Any]:
    """Where the code of an asset stands: functions, classes and files that an editor can open."""
    references = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", dg.BetaWarning)
        for part in parts:
            if isinstance(part, Path):
                file, line, name = str(part), 1, part.name
            else:
                file, line = str(inspect.getsourcefile(part)), inspect.getsourcelines(part)[1]
                name = part.__qualname__
            references.append(dg.LocalFileCodeReference(file_path=file, line_number=line, label=name))
        return {"dagster/code_references": dg.CodeReferencesMetadataValue(code_references=[*references])}


def documents(rows: pl.DataFrame) -> dict[str, Any]:
    """A preview of documents: what they are known by, then how many lines, names and quotations each has."""
    lead: list[str] = [c for c in LEAD if c in rows.columns]
    lists = [c for c in ("spans", "lines", "mentions", "quotes") if c in rows.columns]
    return {"preview": preview(rows.select(*(lead or ["version_id"]), pl.col(lists).list.len()))}


def rows(frame: pl.DataFrame) -> dict[str, Any]:
    """A preview of any other table: by what its rows are known, else path and headline, where it has them,
    and its columns without keys and offsets."""
    lead = [c for c in LEAD if c in frame.columns]
    flat = [c for c, dtype in frame.schema.items() if not dtype.is_nested()]
    plain = [c for c in flat if not c.endswith(("_id", "_a", "_b", "_start", "_end"))]
    known = [c for c in KNOWN if c in plain]
    others = [c for c in plain if c not in known][:WIDE]
    return {"preview": preview(frame.select(lead if len(lead) > 3 else [*known, *others]))}


def preview(frame: pl.DataFrame, struck: str | None = None) -> dg.MarkdownMetadataValue:
    """As many rows as the UI shows in place, the texts of the column `struck` struck out.

    A table, or a list where a long text would make the table's columns too narrow.
    """
    texts = [c for c, dtype in frame.schema.items() if dtype == pl.String]
    long = next((c for c in texts if (frame[c].str.len_chars() > NARROW).any()), None)
    firsts = [frame.head(n) for n in range(frame.height, 0, -1)]
    drawn = [_listed(rows, long, struck) if long else table(rows, SHORT, struck) for rows in firsts]
    if not drawn:
        return dg.MetadataValue.md("*no rows*")
    return dg.MetadataValue.md(next((text for text in drawn if len(text) < INLINE), drawn[-1]))


def _listed(frame: pl.DataFrame, bold: str, struck: str | None) -> str:
    """A Markdown list: of each row one text in bold, the other values named."""
    lines = []
    for row in frame.iter_rows(named=True):
        known = {name: value for name, value in row.items() if value is not None}
        cells = {name: _cell(value, SHORT, name == struck) for name, value in known.items()}
        lead = cells.pop(bold, "") or "–"
        lines.append(f"- **{lead}**: {', '.join(f'{name} {cell}' for name, cell in cells.items())}")
    return "\n".join(lines)


def inert(words: str) -> str:
    """Words for a place that is rendered as Markdown: in one line, and no mark of punctuation is read.

    Each is written as a character reference. Those by which an address is made a link even so stand in a code
    span of their own, in which nothing is read; that splits the address and leaves nothing invisible in what
    a reader copies.
    """
    words = " ".join(words.split())
    parts, done = [], 0
    for link in LINKING.finditer(words):
        parts += [words[done : link.start()].translate(REFERENCES), f"`{link[0]}`"]
        done = link.end()
    return "".join([*parts, words[done:].translate(REFERENCES)])


def quoted(words: str) -> str:
    """Words for a text that is read both as Markdown and as it is, as descriptions of checks: a code span."""
    words = " ".join(words.split())
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", words)), default=0))
    edge = " " if words.startswith("`") or words.endswith("`") or not words else ""
    return f"{fence}{edge}{words}{edge}{fence}"


def quarantined(held: pl.DataFrame, stage: str) -> dict[str, Any]:
    """The rows that wait, the newest ten of them in full, and the SQL that lists them all."""
    metadata: dict[str, Any] = {"in quarantine": held.height}
    if not held.is_empty():
        newest = held.sort("at", descending=True).head(10)
        shown = newest.select("path", pl.col("rules").list.join(", "), "message", "at")
        metadata["rejected"] = dg.MetadataValue.md(table(shown))
        metadata |= concerned(shown["path"])
        told = shown["message"].drop_nulls()
        metadata[CURE] = (
            f"{told[0] if len(told) else ''} Each row in quarantine says its own cure; what is mended is "
            "tried again by the next run."
        ).strip()
    metadata["quarantine"] = dg.MetadataValue.asset(QUARANTINE)
    metadata["sql"] = (
        "SELECT path, rules, message, opened_at FROM quarantine "
        f"WHERE stage = '{stage}' AND resolved_at IS NULL"
    )
    return metadata


def concerned(paths: Iterable[str]) -> dict[str, Any]:
    """The first documents that a check speaks of, if any, by name, for the terminal and the webhook too."""
    named = list(islice(dict.fromkeys(paths), NAMED))
    return {DOCUMENTS: dg.MetadataValue.json(named)} if named else {}


def table(frame: pl.DataFrame, cut: int = CUT, struck: str | None = None) -> str:
    """A Markdown table of the frame: cells on one line and cut short, those of `struck` struck out."""
    if frame.is_empty():
        return "*no rows*"
    head = "| " + " | ".join(frame.columns) + " |\n|" + "---|" * frame.width
    drawn = ([_cell(v, cut, c == struck) for c, v in row.items()] for row in frame.iter_rows(named=True))
    return "\n".join([head, *("| " + " | ".join(cells) + " |" for cells in drawn)])


def bars(counts: Sequence[tuple[str, float]], what: str, unit: str) -> dg.MarkdownMetadataValue:
    """Horizontal bars, in the order given, of block characters: the UI's Markdown shows no pictures."""
    most = max((value for _, value in counts), default=0) or 1
    drawn = pl.DataFrame(
        {
            what: [name for name, _ in counts],
            unit: [plain_number(value, 4) for _, value in counts],
            " ": ["█" * round(BAR * value / most) or "▏" for _, value in counts],
        }
    )
    return dg.MetadataValue.md(table(drawn))


def counted(frame: pl.DataFrame, what: str, values: pl.Expr) -> dg.MarkdownMetadataValue:
    """How often each value of an expression occurs, lists taken apart, as bars."""
    given = frame.select(value=values).to_series()
    given = given.explode() if isinstance(given.dtype, pl.List) else given
    counts = given.drop_nulls().value_counts(sort=True).sort("count", "value", descending=[True, False])
    return bars(counts.head(16).rows(), what.rpartition(" by ")[2], what.partition(" by ")[0])


def plain_number(value: float, digits: int) -> str:
    """A number with so many digits that count, and never as 1.2e+04: 12,345; 0.123; 0.00001."""
    if isinstance(value, int) or abs(value) >= 10 ** (digits - 1):
        return f"{value:,.0f}"
    decimals = digits - 1 - math.floor(math.log10(abs(value))) if value else 0
    return f"{value:.{decimals}f}".rstrip("0").rstrip(".") if decimals > 0 else f"{value:.0f}"


def number_of(count: int, what: str) -> str:
    """1 row, 1,234 rows."""
    return f"1 {what}" if count == 1 else f"{count:,} {what}s"


def as_json(row: dict[str, Any]) -> str:
    """A row as JSON, long texts cut and bytes counted: enough to see what was wrong with it."""
    return json.dumps(row, default=_plain, ensure_ascii=False)[:20_000]


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    if isinstance(value, pl.Series):
        return value.to_list()
    return str(value)


def _cell(value: object, cut: int, struck: bool = False) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, float):
        return plain_number(value, 3)
    text = " ".join(str(value).split())
    cell = inert(text if len(text) <= cut else text[: cut - 1] + "…")
    return f"~~{cell}~~" if struck and cell else cell


def _short(dtype: str) -> str:
    if dtype.startswith("Datetime"):
        return "timestamp, UTC"
    return dtype if len(dtype) <= 60 else dtype.partition("(")[0] + "(Struct)"
