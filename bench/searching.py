"""Measure `search` on 100,000 made-up articles of 400 words: what its index costs, how large it is, how long
a warm search takes."""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import accumulate, product
from pathlib import Path

import duckdb
import polars as pl

from assets import publishing
from checks.contracts.published import PUBLISHED
from checks.vocabulary import address_of
from pipeline.warehouse import STORAGE

WORDS = 400  # of a body, on average
AT_ONCE = 5_000  # articles held in memory
RUNS = 15
SYLLABLES = [a + b for a, b in product("bdfgklmnprstvz", ("a", "e", "i", "o", "u", "an", "er", "is"))]


def vocabulary(size: int) -> list[str]:
    """So many words, the usual ones short, one in twenty with an accent."""
    parts = (("".join(p)) for length in range(1, 5) for p in product(SYLLABLES, repeat=length))
    return [word + "é" if n % 20 == 7 else word for n, word in zip(range(size), parts, strict=False)]


def articles(count: int, words: list[str], seed: int = 7) -> Iterator[pl.DataFrame]:
    """Articles as the published table has them, whose words are as unevenly spread as those of a language."""
    chance = random.Random(seed)
    weights = list(accumulate(1 / (rank + 2) for rank in range(len(words))))
    for start in range(0, count, AT_ONCE):
        rows = []
        for number in range(start, min(start + AT_ONCE, count)):
            text = chance.choices(words, cum_weights=weights, k=chance.randint(WORDS // 2, WORDS * 3 // 2))
            paragraphs = (" ".join(text[at : at + 40]).capitalize() + "." for at in range(10, len(text), 40))
            headline = " ".join(text[:10]).capitalize()
            rows.append(
                (f"{number * 0x9E3779B97F4A7C15 % 2**64:016x}", headline, "\n\n".join(paragraphs), len(text))
            )
        yield pl.DataFrame(rows, schema=["article_id", "headline", "body", "word_count"], orient="row")


def build(file: Path, count: int, words: list[str]) -> tuple[float, int, int]:
    """A published file of such articles with its index. Returns CPU-seconds of the index, and bytes without
    and with it."""
    with duckdb.connect(str(file), config={"storage_compatibility_version": STORAGE}) as connection:
        connection.execute(f"SET memory_limit = '1GB'; SET temp_directory = '{file.parent}/spill'")
        publishing.create_schema(connection)
        publishing.see_internal(connection)
        for table, contract in PUBLISHED.items():
            columns = contract.to_schema().columns
            connection.execute(
                publishing.create(
                    address_of(table), {n: (c.dtype.type, c.nullable) for n, c in columns.items()}
                )
            )
        publishing.create_named(connection)
        parquet = file.with_suffix(".parquet")
        for rows in articles(count, words):
            rows.write_parquet(parquet)
            connection.execute(
                f"""INSERT INTO articles BY NAME
                    SELECT *, article_id AS version_id, article_id || '.txt' AS path, 'herald' AS outlet,
                        [] AS authors, 'unknown' AS published_precision, 'none' AS published_basis,
                        1 AS kept_share, now() AS first_seen
                    FROM '{parquet}'"""
            )
        connection.execute("CHECKPOINT")
        before = file.stat().st_size
        started = time.process_time()
        publishing.fill(connection, "search_articles")
        publishing.fill(connection, "search_postings")
        connection.execute("CHECKPOINT")
        return time.process_time() - started, before, file.stat().st_size


def timed(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[int, list[float], list[float]]:
    """How many articles a search gives (at most twenty), and the milliseconds of several warm runs: by the
    clock, and of all cores."""
    taken, worked = [], []
    for _ in range(RUNS + 2):
        started, began = time.perf_counter(), time.process_time()
        found = connection.execute("FROM search(?)", [query]).fetchall()
        taken.append(1000 * (time.perf_counter() - started))
        worked.append(1000 * (time.process_time() - began))
    return len(found), taken[2:], worked[2:]


def report(count: int) -> None:
    """Build, search, print the figures."""
    words = vocabulary(200_000)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cleancopy.duckdb"
        seconds, before, after = build(file, count, words)
        with duckdb.connect(str(file), read_only=True) as connection:
            ((postings,),) = connection.sql("SELECT count(*) FROM internal.search_postings").fetchall()
            print(
                f"{count:,} articles of {WORDS} words, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
            )
            print(
                f"index: {postings:,} postings, {seconds:.0f} CPU-s, {(after - before) / 1e6:.0f} MB beside "
                f"{before / 1e6:.0f} MB"
            )
            print(f"{'search, warm':<40}{'found':>6}{'fastest ms':>12}{'median ms':>11}{'CPU ms':>8}")
            for query in (
                words[30_000],
                words[3_000],
                f"{words[300]} {words[3_000]}",
                f"{words[30]} {words[300]} {words[30_000]} {words[50_000]}",
                f"{words[0]} {words[1]} {words[2]}",
                "nosuchword",
            ):
                found, taken, worked = timed(connection, query)
                middle, cpu = statistics.median(taken), statistics.median(worked)
                print(f"{query:<40}{found:>6}{min(taken):>12.0f}{middle:>11.0f}{cpu:>8.0f}", flush=True)


if __name__ == "__main__":
    report(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
