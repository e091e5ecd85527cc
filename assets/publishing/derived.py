"""What is known only once all is: dates settled by siblings, equal quotes, originals of copies."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Final

import duckdb
import numpy as np
import polars as pl

from assets import linking
from assets.publishing.ddl import text
from assets.publishing.split import query

SHARED: Final = 0.7  # of the shorter quotation's runs, from which two are one quotation cut at other places
COMMON: Final = 50  # a run that more quotations hold is a phrase
ARE_COPIES: Final = f"relation IN {linking.COPIES}"
AT_ONCE: Final = 4_000_000  # runs that are compared at a time

HELD: Final = """\
CREATE TEMP TABLE held (no BIGINT, length BIGINT, run BIGINT);
CREATE TEMP MACRO part_of(runs) AS
list_filter(runs, lambda run: run % getvariable('parts') = getvariable('part'));
"""
COPIED: Final = f"""\
CREATE TEMP VIEW pairs_of_copies AS SELECT article_a, article_b FROM duplicates WHERE {ARE_COPIES};
CREATE TEMP TABLE copied AS
SELECT article_id, row_number() OVER () - 1 AS no
FROM (SELECT article_a AS article_id FROM pairs_of_copies UNION SELECT article_b FROM pairs_of_copies);
"""
PAIRS_OF_COPIES: Final = """\
SELECT one.no, other.no
FROM pairs_of_copies
JOIN copied AS one ON one.article_id = article_a
JOIN copied AS other ON other.article_id = article_b
"""


def members(connection: duckdb.DuckDBPyConnection, folder: Path) -> pl.DataFrame:
    """The articles (story_id, article_id, version_id) of stories of several that may be dated anew."""
    file = folder / "members.parquet"
    connection.execute(
        f"""COPY (SELECT story_id, article_id, version_id
                  FROM article_stories SEMI JOIN stories_to_settle USING (story_id)
                  JOIN served USING (article_id)
                  SEMI JOIN (FROM stories_made WHERE article_count > 1) USING (story_id))
            TO {text(str(file))} (FORMAT parquet)"""
    )
    return pl.read_parquet(file)


def settle(connection: duckdb.DuckDBPyConnection, settled: pl.DataFrame, folder: Path) -> None:
    """Let SQL have the dates that siblings settle, as the view `settled`."""
    hand_over(connection, "settled", settled, folder)


def match_all_quotes(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Make the table `sayings` (quote_id, quote_cluster_id) of all quotations in `quote_runs`.

    `quote_cluster_id` is equal where two say the same: the least of their ids. Quotes of four words or more
    are matched by their words, wherever they were cut; shorter ones must be equal, and have the same speaker.
    """
    connection.execute(
        "CREATE TEMP VIEW to_match AS SELECT rowid AS no, quote_id, said, runs FROM quote_runs"
    )
    _match(connection, folder)


def match_changed_quotes(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """The same of the quotations that may be matched otherwise since those of `changed` articles came, and
    those in `unsaid` went."""
    _set_measures(connection)
    connection.execute(query("_to_match"))
    _match(connection, folder)


def _match(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    _set_measures(connection)
    ((count, runs),) = connection.sql(
        "SELECT coalesce(max(no), -1) + 1, coalesce(sum(len(runs)), 0) FROM to_match"
    ).fetchall()
    parts = 1 + int(runs) // AT_ONCE
    connection.execute(f"SET VARIABLE parts = {parts}")
    connection.execute(HELD)
    for _ in _each_part(connection, parts):
        connection.execute(query("_held"))
    alike = chain(
        (_pairs(connection, query("_worded_alike")),),
        (_pairs(connection, query("_alike")) for _ in _each_part(connection, parts)),
    )
    hand_over(connection, "joined", _joined(count, alike), folder)
    connection.execute(query("_sayings"))
    connection.execute("DROP TABLE held")


def _set_measures(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(f"SET VARIABLE common = {COMMON}; SET VARIABLE shared = {SHARED}")


def _each_part(connection: duckdb.DuckDBPyConnection, parts: int) -> Iterator[None]:
    """Let SQL know which part it is asked for, one after the other."""
    for part in range(parts):
        connection.execute(f"SET VARIABLE part = {part}")
        yield


def choose_originals(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Make the table `originals` (article_id, duplicate_of) of the articles in `copies_to_rank`, null for
    those that are no copy."""
    connection.execute(COPIED)
    ((count,),) = connection.sql("SELECT count(*) FROM copied").fetchall()
    pairs = _pairs(connection, PAIRS_OF_COPIES)
    hand_over(connection, "joined_copies", _joined(count, [pairs]), folder)
    connection.execute(
        "CREATE TEMP VIEW copies AS SELECT article_id, least AS copies_of FROM copied "
        "JOIN joined_copies USING (no)"
    )
    connection.execute(query("_originals"))


def _pairs(connection: duckdb.DuckDBPyConnection, select: str) -> tuple[linking.Numbers, linking.Numbers]:
    one, other = connection.execute(select).fetchnumpy().values()
    return one, other


def _joined(count: int, pairs: Iterable[tuple[linking.Numbers, linking.Numbers]]) -> pl.DataFrame:
    """Each number below `count` (`no`) with the least that it hangs together with (`least`)."""
    return pl.DataFrame({"no": np.arange(count), "least": linking.join_up(count, pairs)})


def hand_over(connection: duckdb.DuckDBPyConnection, view: str, rows: pl.DataFrame, folder: Path) -> None:
    """Not through Arrow: handed over so, DuckDB 2.0 complains of leaks when the process ends."""
    file = folder / f"{view}.parquet"
    rows.write_parquet(file)
    connection.execute(f"CREATE TEMP VIEW {view} AS FROM read_parquet({text(str(file))})")
