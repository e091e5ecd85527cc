"""What other tools are told of the published tables, from their contracts: a Frictionless data package, a dbt
source, and the descriptions within Parquet files."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import yaml

from assets import publishing
from checks.contracts.base import Contract
from checks.contracts.published import PUBLISHED, about, keys
from checks.promises import references
from checks.vocabulary import FULL_TEXT, INTERNAL

PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
TYPES: Final = {
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "SMALLINT": "integer",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "DOUBLE": "number",
    "DATE": "date",
    "TIMESTAMPTZ": "datetime",
}
"""The types of Frictionless Table Schema, by those of DuckDB; lists are arrays."""

HEAD: Final = """\
# The tables of cleancopy.duckdb as a source of dbt, with tests; for dbt 1.10.5 and later.
# Generated from the contracts in checks/contracts/published.py by `make docs`; see docs/howto.md.
"""


def exported(table: str, text: bool = True) -> list[str]:
    """The columns of a table that an export holds: all, or all but those of full text."""
    out = () if text else FULL_TEXT.get(table, ())
    return [column for column in PUBLISHED[table].to_schema().columns if column not in out]


def metadata(table: str, columns: Iterable[str]) -> dict[str, str]:
    """What a Parquet file says of itself: its table, and each of its columns."""
    schema = PUBLISHED[table].to_schema().columns
    told = {f"column.{name}": schema[name].description or "" for name in columns}
    return {"description": about(PUBLISHED[table]), **told}


def package(release: Mapping[str, Any], files: Mapping[str, Mapping[str, Any]], text: bool) -> dict[str, Any]:
    """A data package of one release: `files` gives of each table `path`, `bytes`, `hash` and `rows`."""
    return {
        "$schema": PROFILE,
        "name": "cleancopy",
        "title": "Clean Copy: news articles, cleaned, explained and annotated",
        "description": (
            f"Release {release['number']}"
            + ("" if text else ", without the full text of articles")
            + ". Offsets count as docs/annotations.md says."
        ),
        "id": release["release_id"],
        "version": f"{release['number']}.0.0",
        "created": release["published_at"],
        "resources": [
            {
                "name": table,
                "type": "table",
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
                "description": about(PUBLISHED[table]),
                **file,
                "schema": _schema(table, PUBLISHED[table], exported(table, text), files),
            }
            for table, file in files.items()
        ],
    }


def _schema(
    table: str, contract: type[Contract], columns: list[str], others: Iterable[str]
) -> dict[str, Any]:
    known = contract.to_schema().columns
    fields = []
    for name in columns:
        column = known[name]
        sql = publishing.sql_type(column.dtype.type)
        constraints: dict[str, Any] = {} if column.nullable else {"required": True}
        if allowed := _allowed(column):
            constraints["enum"] = allowed
        field = {"name": name, "type": "array" if sql.endswith("]") else TYPES[sql]}
        field |= {"description": column.description} if column.description else {}
        fields.append({**field, "constraints": constraints} if constraints else field)
    schema: dict[str, Any] = {"fields": fields}
    if key := keys(contract):
        schema["primaryKey"] = key
    points = [
        {"fields": [column], "reference": {"resource": other, "fields": [theirs]}}
        for t, column, other, theirs in references.always()
        if t == table and other in others
    ]
    return {**schema, "foreignKeys": points} if points else schema


def dbt() -> str:
    """The published tables as a dbt source, with the tests that dbt knows itself."""
    tables = [_dbt_table(table) for table in PUBLISHED if table not in INTERNAL]
    source = {
        "name": "cleancopy",
        "description": "News articles, cleaned, explained and annotated by Clean Copy.",
        "database": "cleancopy",
        "schema": "main",
        "tables": tables,
    }
    told = yaml.safe_dump({"version": 2, "sources": [source]}, sort_keys=False, allow_unicode=True, width=110)
    return f"{HEAD}{told}"


def _dbt_table(table: str) -> dict[str, Any]:
    contract = PUBLISHED[table]
    key = keys(contract)
    points = {column: (other, theirs) for t, column, other, theirs in references.always() if t == table}
    columns = []
    for name, column in contract.to_schema().columns.items():
        tests: list[Any] = ["unique"] if key == [name] else []
        tests += [] if column.nullable else ["not_null"]
        if allowed := _allowed(column):
            tests.append({"accepted_values": {"arguments": {"values": allowed}}})
        if name in points and points[name][0] not in INTERNAL:
            other, theirs = points[name]
            to = f"source('cleancopy', '{other}')"
            tests.append({"relationships": {"arguments": {"to": to, "field": theirs}}})
        told: dict[str, Any] = {"name": name, "data_type": publishing.sql_type(column.dtype.type)}
        told |= {"description": column.description} if column.description else {}
        columns.append({**told, "data_tests": tests} if tests else told)
    return {"name": table, "description": about(contract), "columns": columns}


def _allowed(column: Any) -> list[Any]:
    """The values that a column may have, where they are listed."""
    for check in column.checks:
        if (values := (check.statistics or {}).get("allowed_values")) is not None:
            return list(values)
    return []
