"""Which columns each column is made of, from the raw file to the published tables."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import dagster as dg
import polars as pl

from assets import publishing
from checks.contracts.base import Contract, shape
from checks.contracts.cleaned import Cleaned
from checks.contracts.duplicates import Duplicates
from checks.contracts.enriched import Enriched
from checks.contracts.parsed import Parsed
from checks.contracts.published import PUBLISHED
from checks.contracts.raw import Raw
from checks.contracts.recurring import Recurring
from checks.contracts.stories import Stories

Columns = Mapping[str, Sequence[str]]  # table -> columns of it
Sources = dict[str, list[tuple[str, str]]]  # column -> the columns that it is made of, each with its table

CONTRACTS: Final[dict[str, type[Contract]]] = {
    "raw": Raw,
    "parsed": Parsed,
    "recurring": Recurring,
    "cleaned": Cleaned,
    "enriched": Enriched,
    "duplicates": Duplicates,
    "stories": Stories,
}
KEYS: Final = ("version_id", "article_id")
READS: Final[dict[str, Columns]] = {
    "parsed": {"raw": [*KEYS, "path", "outlet", "url", "retrieved_at", "encoding", "size", "content"]},
    "recurring": {"parsed": ["version_id", "outlet", "spans", "fields", "fingerprint"]},
    "cleaned": {
        "parsed": [*KEYS, "path", "outlet", "url", "size", "spans", "fields"],
        "recurring": ["outlet", "template", "verdict", "usual_role", "day_first", "enabled"],
    },
    "enriched": {"cleaned": [*KEYS, "body", "published_on", "language", "line_languages", "lines"]},
    "duplicates": {"enriched": [*KEYS, "text_hash", "bands"], "cleaned": ["version_id", "body"]},
    "stories": {
        "enriched": [*KEYS, "word_count", "entities", "date_mentions", "terms"],
        "cleaned": ["version_id", "path", "outlet", "headline", "published_on", "published_earliest", "published_latest"],
        "duplicates": ["article_a", "article_b", "jaccard", "relation"],
    },
}
"""What each craft reads of its inputs. A test takes the columns away one by one and sees that the craft misses just these."""

DERIVED: Final[dict[str, dict[str, Columns]]] = {
    "articles": {"duplicate_of": {"duplicates": ["article_a", "article_b", "relation"]}},
    "quotes": {"quote_cluster_id": {"enriched": ["quotes"]}},
    "quote_runs": {name: {"enriched": ["quotes"]} for name in ("quote_id", "said", "runs")},
    "search_articles": {"words": {"enriched": ["word_count"]}},
    "search_postings": {name: {"cleaned": ["headline", "deck", "body"]} for name in ("term", "weight")},
}
"""Published columns that are known only once all is, and have no column of their name above them."""


def of_stage(name: str) -> dict[str, Any]:
    """A stage's column lineage as metadata."""
    return _told(sources_of_stage(name))


def of_table(table: str) -> dict[str, Any]:
    """A published table's column lineage as metadata; nothing for a table that is made of no stage."""
    return _told(sources_of_table(table))


def sources_of_stage(name: str) -> Sources:
    """What each column of a stage is made of: its namesake where it is handed through, else all that its craft works on."""
    if name not in READS:
        return {}
    reads = READS[name]
    handed = {column: up for up in [*reads][::-1] for column in reads[up] if not _nested(CONTRACTS[up], column)}
    mine = shape(CONTRACTS[name])
    worked_on = [(up, c) for up in reads for c in reads[up] if c not in KEYS and not (c in handed and c in mine and up == handed[c])]
    return {column: [(handed[column], column)] if column in handed else worked_on for column in mine.names()}


def sources_of_table(table: str) -> Sources:
    """What each column of a published table is made of: its namesake in the stages, or the list that it was taken out of."""
    columns = shape(PUBLISHED[table]).names()
    found: Sources = {}
    for column in columns:
        derived = DERIVED.get(table, {}).get(column)
        if derived:
            found[column] = [(up, source) for up, names in derived.items() for source in names]
            continue
        ups = publishing.TABLES.get(table, ())
        named = [(up, column) for up in ups if column in shape(CONTRACTS[up])][:1]
        taken = [(up, whole) for up in ups if (whole := _list_of(up, columns)) and column in _fields(CONTRACTS[up], whole)][:1]
        if named or taken:
            found[column] = named or taken
    return found


def _list_of(up: str, columns: Sequence[str]) -> str | None:
    """The nested column whose fields a table's columns are."""
    nested = {c: len(_fields(CONTRACTS[up], c) & {*columns}) for c in shape(CONTRACTS[up]).names() if _nested(CONTRACTS[up], c)}
    return max(nested, key=nested.__getitem__) if nested else None


def _fields(contract: type[Contract], column: str) -> set[str]:
    dtype = shape(contract)[column]
    return {f.name for f in dtype.inner.fields} if isinstance(dtype, pl.List) and isinstance(dtype.inner, pl.Struct) else set()


def _nested(contract: type[Contract], column: str) -> bool:
    return bool(_fields(contract, column))


def _told(sources: Sources) -> dict[str, Any]:
    deps = {column: [dg.TableColumnDep(dg.AssetKey(up), source) for up, source in found] for column, found in sources.items()}
    return {"dagster/column_lineage": dg.TableColumnLineage(deps)} if deps else {}
