"""The data dictionary: what every table, view, macro and column of the file is, as rows and as a page."""

from collections.abc import Iterable

from assets import publishing
from assets.display import showing
from checks.contracts.base import Contract
from checks.contracts.published import DataDictionary, about, keys
from checks.vocabulary import address_of

Entry = tuple[str | bool | None, ...]
COLUMNS = tuple(DataDictionary.to_schema().columns)


def of_table(table: str, contract: type[Contract]) -> list[Entry]:
    """The entries of a table and its columns, in the order of `COLUMNS`."""
    key, table = ", ".join(keys(contract)), address_of(table)
    entries: list[Entry] = [
        ("table", table, None, None, None, about(contract), f"unique: {key}" if key else None, None, None)
    ]
    for name, column in contract.to_schema().columns.items():
        rules = "; ".join(map(showing.in_words, column.checks)) or None
        term = (column.metadata or {}).get("term")
        told = column.description or ""
        entries.append(
            (
                "column",
                table,
                name,
                publishing.sql_type(column.dtype.type),
                column.nullable,
                told,
                rules,
                term,
                None,
            )
        )
    return entries


def of_named(item: publishing.Named, types: dict[str, str]) -> list[Entry]:
    """The entries of a view or macro and of the columns of its answer."""
    call = item.signature if item.kind == "macro" else None
    entries: list[Entry] = [
        (item.kind, item.name, None, call, None, item.description, None, None, item.example)
    ]
    entries += [
        ("column", item.name, column, types[column], None, told, None, None, None)
        for column, told in item.columns.items()
    ]
    return entries


def page(entries: Iterable[Entry]) -> str:
    """The dictionary as Markdown: tables, then views, then macros."""
    parts = [HEAD]
    kind = ""
    for entry in (dict(zip(COLUMNS, values, strict=True)) for values in entries):
        if entry["kind"] == "column":
            told = _cell(entry["description"]) + (f" *{_cell(entry['rules'])}*" if entry["rules"] else "")
            optional = " ?" if entry["nullable"] else ""
            parts.append(
                f"| `{entry['column_name']}` | {entry['type']}{optional} | "
                f"{told} | {_cell(entry['term'])} |\n"
            )
            continue
        if entry["kind"] != kind:
            kind = str(entry["kind"])
            parts.append(f"\n## {kind.capitalize()}s\n")
        parts.append(f"\n### {entry['type'] or entry['table_name']}\n\n{entry['description']}\n")
        if entry["rules"]:
            parts.append(f"\nKey: {str(entry['rules']).removeprefix('unique: ')}.\n")
        if entry["example_query"]:
            parts.append(f"\n```sql\n{entry['example_query']};\n```\n")
        if entry["table_name"] not in ("words_of",):
            parts.append("\n| column | type | what it holds | elsewhere |\n|---|---|---|---|\n")
    return "".join(parts)


HEAD = """\
# Data dictionary

Every table, view, macro and column of `cleancopy.duckdb`. \
The file itself has the same: `FROM data_dictionary`, and as comments that
clients show. A type with `?` may be null. \
The last column says what schema.org, ninjs or NewsML-G2 call the same thing.

*Generated from the contracts in `checks/contracts/published.py` \
and the comments in `assets/publishing/sql`; `make docs` writes it anew.*
"""


def _cell(value: object) -> str:
    return "" if value is None else str(value).replace("|", "\\|").replace("\n", " ")
