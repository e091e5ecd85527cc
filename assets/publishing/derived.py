"""What can only be known once all is: dates settled by siblings, quotes that say the same, originals of copies."""

from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from assets import linking
from assets.publishing.ddl import text
from assets.publishing.split import query

SHARED: Final = 0.7  # of the shorter quotation's runs, from which two are one quotation cut at other places
COMMON: Final = 50  # a run that more quotations hold is a phrase
ARE_COPIES: Final = f"relation IN {linking.COPIES}"


def members(connection: duckdb.DuckDBPyConnection, folder: Path) -> pl.DataFrame:
    """The articles (story_id, article_id, version_id) of the stories of several that may be dated otherwise than before."""
    file = folder / "members.parquet"
    connection.execute(
        f"""COPY (SELECT story_id, article_id, version_id
                  FROM article_stories SEMI JOIN stories_to_settle USING (story_id) JOIN served USING (article_id)
                  SEMI JOIN (FROM stories_made WHERE article_count > 1) USING (story_id)) TO {text(str(file))} (FORMAT parquet)"""
    )
    return pl.read_parquet(file)


def settle(connection: duckdb.DuckDBPyConnection, settled: pl.DataFrame, folder: Path) -> None:
    """Let SQL have the dates that siblings settle, as the view `settled`."""
    _hand_over(connection, "settled", settled, folder)


def match_all_quotes(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Make the table `sayings` (quote_id, quote_cluster_id) of all quotations in `quote_runs`.

    `quote_cluster_id` is equal where two say the same: the least of their ids. Quotes of four words or more are matched by their words,
    wherever they were cut; shorter ones must be equal, and have the same speaker.
    """
    connection.execute("CREATE TEMP VIEW to_match AS SELECT quote_id, said, runs FROM quote_runs")
    _match(connection, folder)


def match_changed_quotes(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """The same of the quotations that may be matched otherwise since those of `changed` articles came, and those in `unsaid` went."""
    _set_measures(connection)
    connection.execute(query("_to_match"))
    _match(connection, folder)


def _match(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    _set_measures(connection)
    connection.execute(query("_sayings"))
    clusters = linking.join_up(connection.execute("SELECT a, b FROM alike WHERE a <> b").fetchall())
    _hand_over(connection, "joined", _frame(clusters, "quote_id", "quote_cluster_id"), folder)
    connection.execute(
        """CREATE TEMP TABLE sayings AS
           SELECT quote_id, coalesce(joined.quote_cluster_id, quote_id) AS quote_cluster_id
           FROM to_match LEFT JOIN joined USING (quote_id)"""
    )


def _set_measures(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(f"SET VARIABLE common = {COMMON}; SET VARIABLE shared = {SHARED}")


def choose_originals(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Make the view `originals` (article_id, duplicate_of) of the articles in `copies_to_rank`, null for those that are no copy."""
    pairs = connection.execute(f"SELECT article_a, article_b FROM duplicates WHERE {ARE_COPIES}").fetchall()
    _hand_over(connection, "copies", _frame(linking.join_up(pairs), "article_id", "copies_of"), folder)
    connection.execute(query("_originals"))


def _frame(names: dict[str, str], key: str, value: str) -> pl.DataFrame:
    return pl.DataFrame({key: list(names), value: list(names.values())}, schema={key: pl.String, value: pl.String})


def _hand_over(connection: duckdb.DuckDBPyConnection, view: str, rows: pl.DataFrame, folder: Path) -> None:
    """Not through Arrow: handed over so, DuckDB 2.0 complains of leaks when the process ends."""
    file = folder / f"{view}.parquet"
    rows.write_parquet(file)
    connection.execute(f"CREATE TEMP VIEW {view} AS FROM read_parquet({text(str(file))})")
