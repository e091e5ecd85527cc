"""What people corrected of names, made ready for SQL: what each name that they wrote becomes."""

from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from assets.correcting import Renaming, renamings
from assets.correcting.names import FIELDS
from assets.enriching.names.gazetteer import Known, gazetteer, slug
from assets.languages import nearest
from assets.publishing.derived import hand_over
from assets.publishing.split import query

ASKED: Final = f"""\
SELECT {", ".join(FIELDS)} FROM corrections_made WHERE kind = 'name' AND problem IS NULL ORDER BY file, row
"""
CORRECTIONS: Final = {name: pl.Int64 if name == "row" else pl.String for name in FIELDS}
RENAMINGS: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "article_id": pl.String,  # null: in every article
    "name": pl.String,  # as written
    "becomes": pl.String,  # the other name; null where it keeps its own
    "slug": pl.String,  # of the other name, the end of its entity_id
    "kind": pl.String,  # null where it keeps the kind that was found
    "removed": pl.Boolean,
    # what the gazetteer holds by the name that it becomes or keeps
    "known_id": pl.String,
    "known_kind": pl.String,
    "known_name": pl.String,
    "known_country": pl.String,
    "known_external": pl.String,
    "rows": pl.List(pl.String),  # the corrections that are followed: file|row
}


def correct_names(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Let SQL have what becomes of names that people corrected, as the table `renamings` (`RENAMINGS`, and
    the `key` of each name), and what that makes of the entities of articles, by the macro `corrected`."""
    rows = connection.sql(ASKED).fetchall()
    told = renamings(pl.DataFrame(rows, schema=CORRECTIONS, orient="row")) if rows else []
    hand_over(connection, "renamings_told", pl.DataFrame(map(_row, told), RENAMINGS, orient="row"), folder)
    connection.execute(query("_renamings"))


def _row(one: Renaming) -> tuple[object, ...]:
    known = _known(one.becomes or one.name)
    kind = one.kind or (known.kind if known and one.becomes else None)
    if known is None or kind not in (None, known.kind):
        of_known: tuple[object, ...] = (None,) * 5
    else:
        of_known = (known.entity_id, known.kind, known.name, known.country, known.external_id)
    end = slug("", one.becomes).removeprefix(":") if one.becomes else None
    rows = [f"{file}|{row}" for file, row in one.rows]
    return (one.article_id, one.name, one.becomes, end, kind, one.removed, *of_known, rows)


def _known(name: str) -> Known | None:
    """What the gazetteer holds by a name, as English news would write it."""
    return gazetteer(nearest("en")).names.get(name)
