"""Has anything come out otherwise? `python -m bench.golden --write` before a change, `python -m bench.golden`
after it.

The samples, the seeds, the documents in fourteen languages and 200 dev pages (whole pages, chosen by the hash
of their id) go through `python -m pipeline run`, and every published table is kept in build/golden, out of
the repository. Compared with it, each table is told with the rows that are gone or new and the columns that
differ, how often and with an example. Times and numbers of runs, and `made_from`, differ from run to run and
are left out. The exit status is 0 when nothing differs.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import duckdb
import polars as pl

from bench import pages
from bench.whole import ENRICHMENT, SHARED

PAGES: Final = 200
LAST_CHANGED: Final = 1_764_460_800  # of every raw file, as a time in seconds: 30 November 2025, midnight
KEYS: Final = {
    "articles": ["path"],
    "versions": ["version_id"],
    "lines": ["version_id", "line_no", "span_no"],
    "fields": ["version_id", "evidence_no"],
}
"""What names a row of a table; of the others a row is all that it holds."""
VOLATILE: Final = ("made_from", "run_id", "batch", "_at", "_seen", "duration", "release")
KEPT_TIMES: Final = ("published_at", "modified_at", "retrieved_at")
LEFT_OUT: Final = ("runs", "releases", "changes", "check_results", "data_dictionary", "about")
SHOWN: Final = 3


def lay(raw: Path) -> None:
    """Lay the documents into a folder, each last changed at one time."""
    shutil.copytree("samples", raw, dirs_exist_ok=True)
    shutil.copytree(SHARED / "seeds" / "raw", raw, dirs_exist_ok=True)
    shutil.copytree(ENRICHMENT / "languages", raw / "languages", dirs_exist_ok=True)
    frame = pages.scorer().read(pages.BENCH / "dev_text.parquet")
    frame = frame.filter(pl.col("page").is_not_null()).select("site", "id", "page")
    for site, page, text in sorted(frame.iter_rows(), key=lambda row: sha256(row[1].encode()).hexdigest())[
        :PAGES
    ]:
        folder = raw / "".join(c if c.isalnum() or c in ".-" else "_" for c in site or "unknown")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{page}.txt").write_bytes(text.encode())
    for file in raw.rglob("*"):
        os.utime(file, (LAST_CHANGED, LAST_CHANGED))


def publish(home: Path) -> Path:
    """Run the pipeline over the documents in a new folder; the published file."""
    shutil.rmtree(home, ignore_errors=True)
    lay(home / "raw")
    environment = {**os.environ, "CLEANCOPY_RAW": str(home / "raw"), "CLEANCOPY_DATA": str(home / "data")}
    subprocess.run(
        [sys.executable, "-m", "pipeline", "run"], env=environment, check=True, stdout=subprocess.DEVNULL
    )
    return home / "data" / "cleancopy.duckdb"


def tables(database: Path) -> Iterator[tuple[str, pl.DataFrame]]:
    """Every published table with what is the same in every run over the same documents, its columns as they
    lie."""
    with TemporaryDirectory() as folder, duckdb.connect(str(database), read_only=True) as connection:
        names = connection.execute(
            "SELECT schema_name, table_name FROM duckdb_tables() WHERE NOT internal ORDER BY table_name"
        ).fetchall()
        for schema, name in names:
            if name in LEFT_OUT:
                continue
            file = f"{folder}/{name}.parquet"
            connection.execute(f'COPY "{schema}"."{name}" TO \'{file}\'')
            frame = pl.read_parquet(file)
            yield (
                name,
                frame.drop(
                    [c for c in frame.columns if c not in KEPT_TIMES and any(part in c for part in VOLATILE)]
                ),
            )


def differences(name: str, before: pl.DataFrame, after: pl.DataFrame) -> Iterator[str]:
    """What differs between two states of a table, in words."""
    if gone := [c for c in before.columns if c not in after.columns]:
        yield f"columns gone: {', '.join(gone)}"
    if new := [c for c in after.columns if c not in before.columns]:
        yield f"columns new: {', '.join(new)}"
    columns = [c for c in before.columns if c in after.columns]
    before, after = (_plain(frame.select(columns)) for frame in (before, after))
    keys = KEYS.get(name, columns)
    before, after = (_numbered(frame, keys) for frame in (before, after))
    on = [*keys, "nth"]
    lost, added = (
        before.join(after, on=on, how="anti", nulls_equal=True),
        after.join(before, on=on, how="anti", nulls_equal=True),
    )
    for told, rows in (("gone", lost), ("new", added)):
        if rows.height:
            yield f"{rows.height:,} of {before.height:,} rows {told}, such as {rows.drop('nth').row(0)}"[:600]
    both = before.join(after, on=on, how="inner", suffix="_now", nulls_equal=True)
    for column in [c for c in columns if c not in keys]:
        other = both.filter(pl.col(column).ne_missing(pl.col(f"{column}_now")))
        if other.height:
            pairs = (
                other.group_by(column, f"{column}_now", maintain_order=True)
                .len()
                .sort("len", descending=True, maintain_order=True)
            )
            told = "; ".join(
                f"{was!r:.160} → {now!r:.160} ({count:,})"
                for was, now, count in pairs.head(SHOWN).iter_rows()
            )
            yield f"{column}: {other.height:,} of {both.height:,} differ: {told}"


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    """The same with nested columns as text, so that rows can be told apart and sorted."""
    nested = [c for c, dtype in frame.schema.items() if dtype.is_nested()]
    return frame.with_columns(
        pl.col(c).map_elements(lambda v: repr(_listed(v)), return_dtype=pl.String) for c in nested
    )


def _listed(value: object) -> object:
    return value.to_list() if isinstance(value, pl.Series) else value


def _numbered(frame: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    return frame.sort(frame.columns).with_columns(nth=pl.int_range(pl.len()).over(keys))


def main(arguments: list[str] | None = None) -> int:
    """Write the golden tables, or compare with them; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.golden",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--write", action="store_true", help="keep what comes out now, and compare with it from now on"
    )
    parser.add_argument(
        "--into", type=Path, default=Path("build/golden"), help="where the tables are kept (build/golden)"
    )
    options = parser.parse_args(arguments)
    kept = options.into / "tables"
    if not options.write and not kept.is_dir():
        parser.error(
            f"nothing is kept in {kept}: run `python -m bench.golden --write` on the code before the change"
        )
    found = dict(tables(publish(options.into.absolute() / "run")))
    if options.write:
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir(parents=True)
        for name, frame in found.items():
            frame.write_parquet(kept / f"{name}.parquet")
        print(f"{len(found)} tables, {sum(frame.height for frame in found.values()):,} rows kept in {kept}")
        return 0
    other = 0
    before = {file.stem: pl.read_parquet(file) for file in sorted(kept.glob("*.parquet"))}
    for name in sorted(before.keys() | found.keys()):
        if name not in before or name not in found:
            told = [f"the table is {'new' if name in found else 'gone'}"]
        else:
            told = list(differences(name, before[name], found[name]))
        other += bool(told)
        print(f"{name}: {'the same' if not told else ''}", *told, sep="\n    " if told else "")
    return int(other > 0)


if __name__ == "__main__":
    sys.exit(main())
