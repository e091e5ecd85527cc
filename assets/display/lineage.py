"""The stages, and which columns each column is made of, from the raw file to the published tables."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, Final, NamedTuple

import dagster as dg
import polars as pl

import assets
from assets import publishing
from checks.contracts.base import Contract, shape
from checks.contracts.published import PUBLISHED

Columns = Mapping[str, Sequence[str]]  # table -> columns of it
Sources = dict[str, list[tuple[str, str]]]  # column -> the columns that it is made of, each with its table

KEYS: Final = ("version_id", "article_id")


OF_THE_FILE: Final = ("check_results", "data_dictionary")
"""Published tables that speak of all others."""


class Stage(NamedTuple):
    """What a stage says of its table: its contract, and which columns of its inputs its craft reads."""

    contract: type[Contract]
    reads: Columns


_DECLARED: Final[dict[str, Stage]] = {}

DERIVED: Final[dict[str, dict[str, Columns]]] = {
    "articles": {
        "duplicate_of": {"duplicates": ["article_a", "article_b", "relation"]},
        "mended_lines": {"cleaned": ["lines"]},
        "confidence": {"cleaned": ["lines"]},
        "garbled": {"cleaned": ["body"]},
        "content_hash": {"cleaned": ["headline", "deck", "body"]},
        "report_page": {"cleaned": ["article_id"]},
    },
    "paragraphs": {"language": {"enriched": ["paragraphs"]}},
    "quotes": {"quote_cluster_id": {"enriched": ["quotes"]}},
    "quote_runs": {name: {"enriched": ["quotes"]} for name in ("quote_id", "said", "runs")},
    "search_articles": {"words": {"enriched": ["word_count"]}},
    "search_postings": {name: {"cleaned": ["headline", "deck", "body"]} for name in ("term", "weight")},
}
"""Published columns that are known only once all is, and have no column of their name above them."""


def declare(name: str, contract: type[Contract], reads: Columns) -> None:
    """Note a stage, when its module is imported; the stages that it reads from are imported before it.

    Raises:
        ValueError: it names a column that an input does not have.
    """
    for table, columns in reads.items():
        if unknown := [column for column in columns if column not in shape(stage(table).contract)]:
            raise ValueError(
                f"assets/{name}.py: {table} has no column {', '.join(unknown)}: mend what `reads` says of it."
            )
    _DECLARED[name] = Stage(contract, reads)


def stage(name: str) -> Stage:
    """A stage by the name of its table, which is that of its module: `assets/<name>.py`.

    Raises:
        LookupError: there is no such stage.
    """
    if name not in _DECLARED:
        try:
            import_module(f"assets.{name}")
        except ModuleNotFoundError as error:
            if error.name != f"assets.{name}":
                raise
    if name not in _DECLARED:
        raise LookupError(
            f"There is no stage {name}: "
            f"assets/{name}.py is missing, declares none, or reads from one that reads from it."
        )
    return _DECLARED[name]


def stages() -> dict[str, Stage]:
    """Every stage of the lake, by the name of its table, each after those that it reads from."""
    modules()
    return dict(_DECLARED)


def modules() -> list[ModuleType]:
    """The modules directly in `assets`, by their names: each is one asset, of the lake, file or report."""
    names = [module.name for module in iter_modules(assets.__path__) if not module.ispkg]
    return [import_module(f"assets.{name}") for name in names]


def key(table: str) -> dg.AssetKey:
    """A published table's asset."""
    return dg.AssetKey(["warehouse", table])


def inputs_of_table(table: str) -> list[dg.AssetKey]:
    """What a published table is made of: stages, or, of what is said of the whole file, its other tables."""
    if table == "quarantine":
        return [dg.AssetKey(name) for name in stages()]
    if table in OF_THE_FILE:
        return [key(other) for other in PUBLISHED if other not in OF_THE_FILE]
    if table == "changes":
        return [key(other) for other in ("articles", "lines", "entities", "stories")]
    if table == "releases":
        return [key("articles")]
    return [dg.AssetKey(name) for name in publishing.TABLES.get(table, ())]


def of_stage(name: str) -> dict[str, Any]:
    """A stage's column lineage as metadata."""
    return _told(sources_of_stage(name))


def of_table(table: str) -> dict[str, Any]:
    """A published table's column lineage as metadata; nothing for a table that is made of no stage."""
    return _told(sources_of_table(table))


def sources_of_stage(name: str) -> Sources:
    """What each column of a stage is made of: its namesake if there is one, else all that its craft reads."""
    contract, reads = stage(name)
    handed = {
        column: up for up in [*reads][::-1] for column in reads[up] if not _nested(stage(up).contract, column)
    }
    mine = shape(contract) if reads else pl.Schema()
    worked_on = [
        (up, c)
        for up in reads
        for c in reads[up]
        if c not in KEYS and not (c in handed and c in mine and up == handed[c])
    ]
    return {column: [(handed[column], column)] if column in handed else worked_on for column in mine.names()}


def sources_of_table(table: str) -> Sources:
    """What each column of a published table is made of: its namesake in a stage, or the list it came from."""
    columns = shape(PUBLISHED[table]).names()
    sources: Sources = {}
    ups = publishing.TABLES.get(table, ())
    lists = [(up, whole) for up in ups if (whole := _list_of(up, columns))]
    for column in columns:
        derived = DERIVED.get(table, {}).get(column)
        if derived:
            sources[column] = [(up, source) for up, names in derived.items() for source in names]
            continue
        named = [(up, column) for up in ups if column in shape(stage(up).contract)]
        taken = [(up, whole) for up, whole in lists if column in _fields(stage(up).contract, whole)]
        if named or taken:
            sources[column] = (named or taken)[:1]
    return sources


def _list_of(up: str, columns: Sequence[str]) -> str | None:
    """The nested column whose fields a table's columns are."""
    contract = stage(up).contract
    nested = [c for c in shape(contract).names() if _nested(contract, c)]
    return max(nested, key=lambda c: len(_fields(contract, c) & {*columns}), default=None)


def _fields(contract: type[Contract], column: str) -> set[str]:
    dtype = shape(contract)[column]
    if isinstance(dtype, pl.List) and isinstance(dtype.inner, pl.Struct):
        return {field.name for field in dtype.inner.fields}
    return set()


def _nested(contract: type[Contract], column: str) -> bool:
    return bool(_fields(contract, column))


def _told(sources: Sources) -> dict[str, Any]:
    deps = {
        column: [dg.TableColumnDep(dg.AssetKey(up), source) for up, source in made_of]
        for column, made_of in sources.items()
    }
    return {"dagster/column_lineage": dg.TableColumnLineage(deps)} if deps else {}
