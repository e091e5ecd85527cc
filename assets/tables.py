"""`tables`: everything becomes one DuckDB file, checked before readers see it."""

import inspect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import dagster as dg
import duckdb
import polars as pl

from assets import dictionary, faults, figures, lineage, linking, publishing, showing
from assets.fingerprints import digest, digest_of, of_code
from assets.raw import forgotten_articles, last_seen
from assets.resources import KEYS, Lake, Tools, Warehouse
from checks.catalog import promises
from checks.contracts.published import PUBLISHED
from checks.promise import Outcome, Promise, keep
from checks.verdict import judge
from checks.vocabulary import OF_DOCUMENTS

WHOLE = ("recurring", "duplicates", "stories")  # inputs without a row per version
SLICE = 200_000  # rows judged at a time, so that memory does not grow with the file …
JUDGED = 100_000_000  # … and bytes: fewer rows of long texts
STORIES = 10_000  # stories whose articles are dated at a time
PROMISES = promises(fresh_hours=72)  # the names alone; a run asks for them again with its own settings


def key(table: str) -> dg.AssetKey:
    """A published table's asset."""
    return dg.AssetKey(["warehouse", table])


@dg.multi_asset(
    name="tables",
    specs=[
        dg.AssetSpec(
            key(table),
            deps=publishing.TABLES.get(table, ()),
            group_name="warehouse",
            kinds={"duckdb", "table"},
            description=contract.__doc__,
            metadata={
                "dagster/column_schema": showing.column_schema(contract, lineage.sources_of_table(table)),
                "dagster/table_name": f"cleancopy.main.{table}",
                **showing.code(contract, *figures.statements(table)),
            },
        )
        for table, contract in PUBLISHED.items()
    ],
    check_specs=[
        *(
            dg.AssetCheckSpec("contract", asset=key(t), blocking=True, description=f"Every row keeps the contract {c.__name__}.")
            for t, c in PUBLISHED.items()
        ),
        *(dg.AssetCheckSpec(p.name, asset=key(p.table), blocking=True, description=p.told) for p in PROMISES),
    ],
    can_subset=False,
    required_resource_keys={*KEYS, "warehouse"},
)
@faults.told
def tables(context: dg.AssetExecutionContext) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult[Any]]:
    """Build the file aside, hold it to its promises, swap it in; or leave it as it is when nothing changed."""
    edition = _Edition(Tools(context), context.resources.warehouse)
    yield from edition.events()


class _Broken(Exception):
    """A promise of severity ERROR is broken: the file that was built is not published."""

    def __init__(self, told: str, outcomes: list[Outcome]) -> None:
        super().__init__(told)
        self.outcomes = outcomes


class _Last(NamedTuple):
    """What the last release was made from, by which code, and how many articles were forgotten by then."""

    input: str
    code: str
    forgotten: int


@dataclass
class _Edition:
    """One release of the file, made or found to be made already."""

    tools: Tools
    warehouse: Warehouse

    @cached_property
    def keys(self) -> dict[str, pl.DataFrame]:
        """The keys of each stage's current rows: read once, for this is a look at every version there is."""
        return {stage: self.tools.lake.keys(stage) for stage in publishing.STAGES}

    def events(self) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult[Any]]:
        """Make the release if anything changed, then tell what is in the file and what its checks found."""
        made_from = self.made_from()
        outcomes: list[Outcome] = []
        try:
            last = self.last()
            if last is not None and last.input == made_from:
                self.tools.log.info("tables: nothing new, the published file stays as it is.")
                with self.warehouse.read() as connection:
                    outcomes = self.unchanged(connection)
            else:
                whole = last is None or not self.is_small(last)
                with self.warehouse.build(whole) as connection:
                    outcomes = self.build(connection, made_from, whole)
        except _Broken as broken:
            yield from map(_result, broken.outcomes)
            raise dg.Failure(str(broken), allow_retries=False) from broken
        with self.warehouse.read() as connection:
            for table in PUBLISHED:
                yield dg.MaterializeResult(
                    asset_key=key(table), metadata=self.shown(connection, table), data_version=dg.DataVersion(made_from)
                )
        yield from map(_result, outcomes)

    def made_from(self) -> str:
        """A hash of all that goes into the file, the code that makes it included."""
        lake = self.tools.lake
        marks = [lake.fingerprint(table, self.keys.get(table)) for table in (*WHOLE, *publishing.STAGES)]
        marks += [_seen(lake), str(_last_batch(lake.rows("quarantine")))]
        return digest(self.code(), *marks)

    def code(self) -> str:
        """A hash of the code and contracts that make the file."""
        return digest(*(of_code(publishing.fill, contract) for contract in PUBLISHED.values()))

    def last(self) -> _Last | None:
        """The release that is live; None where all is to be made anew: by force, the first time, or once somebody wrote to the file."""
        if self.tools.scope.force:
            return None
        if not self.warehouse.is_as_published():
            if self.tools.settings.database.exists():
                self.tools.log.warning("tables: the published file is not as this version of ours left it: it is made whole again.")
            return None
        with self.warehouse.read() as connection:
            if connection is None:
                return None
            try:
                rows = connection.sql("SELECT input, code, forgotten FROM releases ORDER BY number DESC LIMIT 1").fetchall()
            except (duckdb.CatalogException, duckdb.BinderException):  # a file of another make
                return None
        return _Last(*rows[0]) if rows else None

    def promised(self) -> list[Promise]:
        """The promises, by this run's settings."""
        return promises(self.tools.settings.fresh_hours)

    def is_small(self, last: _Last) -> bool:
        """Whether the last file, copied, needs only the rows of a few documents changed: same code, same contracts, little new.

        Never where something was forgotten: a copy keeps the bytes of deleted rows.
        """
        if (last.code, last.forgotten) != (self.code(), len(forgotten_articles(self.tools.lake))):
            return False
        with self.warehouse.read() as connection, TemporaryDirectory() as folder:
            return publishing.is_small(connection, self.files((), Path(folder)))

    def build(self, connection: duckdb.DuckDBPyConnection, made_from: str, whole: bool) -> list[Outcome]:
        """Fill a new file, or bring a copy of the last one up to date, and hold it to its promises.

        Raises:
            _Broken: one of severity ERROR is broken; carries the message and all outcomes.
        """
        with TemporaryDirectory() as named:
            folder = Path(named)
            files = self.files((*publishing.STAGES, *publishing.SETS), folder)
            publishing.attach(connection, files)
            publishing.prepare(connection)
            if whole:
                self.create(connection)
                publishing.expect_all(connection)
            else:
                publishing.find(connection)
            publishing.settle(connection, self.settled(publishing.members(connection, folder)), folder)
            if whole:
                publishing.fill_all(connection, folder)
                self.describe(connection)
                changed = _count(connection, "articles")
            else:
                changed = publishing.narrow(connection, files)
                publishing.refill(connection, folder)
        told = "made whole" if whole else f"{changed:,} of them made anew in a copy of the last file"
        self.tools.log.info(f"tables: {showing.number_of(_count(connection, 'articles'), 'article')}, {told}.")
        release = self.register(connection, made_from, whole, changed)
        outcomes = [*(self.judged(connection, table, whole) for table in PUBLISHED), *self.kept(connection, whole)]
        self.record(connection, release, outcomes)
        broken = [o for o in outcomes if not o.passed and o.promise.severity == "ERROR"]
        if broken:
            told = "; ".join(f"{o.promise.table}.{o.promise.name}: {showing.number_of(o.failing, 'row')}" for o in broken)
            raise _Broken(f"The new file breaks its promises and is not published; the last good one stays. {told}", outcomes)
        return outcomes

    def kept(self, connection: duckdb.DuckDBPyConnection, whole: bool) -> list[Outcome]:
        """Hold the file to its promises; what each document keeps by itself is asked of the changed ones alone where it is a copy."""
        alone = [promise for promise in self.promised() if promise.per_document]
        of_all = [keep(connection, promise) for promise in self.promised() if not promise.per_document]
        if not whole:
            publishing.look_at_changed(connection)
        of_each = [keep(connection, promise) for promise in alone]
        if not whole:
            publishing.look_at_all(connection)
        return of_all + of_each

    def unchanged(self, connection: duckdb.DuckDBPyConnection) -> list[Outcome]:
        """The outcomes of a file that is published already: it was held to all promises then; those that time may break are asked again."""
        alone = [Outcome(promise, 0, pl.DataFrame()) for promise in self.promised() if promise.per_document]
        return [*_contracts(), *alone, *(keep(connection, promise) for promise in self.promised() if not promise.per_document)]

    def files(self, tables: Iterable[str], folder: Path) -> dict[str, list[str]]:
        """The Parquet files of tables of the lake, and of the keys of the stages, which are written into a folder."""
        for stage, keys in self.keys.items():
            keys.write_parquet(folder / f"{stage}_keys.parquet")
        keys_of = {f"{stage}_keys": [str(folder / f"{stage}_keys.parquet")] for stage in self.keys}
        return {**keys_of, **{table: _files(self.tools.lake, table, folder) for table in tables}}

    def settled(self, members: pl.DataFrame) -> pl.DataFrame:
        """The undated articles among the members of stories that their siblings date, found in some stories at a time."""
        stories = members.select(pl.col("story_id").unique().sort())
        parts = [stories.slice(start, STORIES) for start in range(0, max(stories.height, 1), STORIES)]
        return pl.concat([self.settled_of(members.join(part, on="story_id", how="semi")) for part in parts])

    def settled_of(self, members: pl.DataFrame) -> pl.DataFrame:
        """The same of a part of the stories."""
        enriched, cleaned = (
            self.tools.lake.current(stage, self.keys[stage].join(members, on="version_id", how="semi")) for stage in ("enriched", "cleaned")
        )
        return linking.settle(enriched, cleaned, members)

    def create(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Define every table as its contract says, with views and macros."""
        for table, contract in PUBLISHED.items():
            columns = contract.to_schema().columns
            connection.execute(publishing.create(table, {n: (c.dtype.type, c.nullable) for n, c in columns.items()}))
            for statement in publishing.declare(table, _line(contract), {n: c.description or "" for n, c in columns.items()}):
                connection.execute(statement)
        publishing.create_named(connection)

    def judged(self, connection: duckdb.DuckDBPyConnection, table: str, whole: bool) -> Outcome:
        """Hold a table to its contract, a slice at a time; of a table of documents only the rows made anew."""
        part = table if whole or table not in OF_DOCUMENTS else f"({publishing.changed_rows(connection, table)})"
        failing, first = 0, pl.DataFrame()
        with TemporaryDirectory(dir=self.tools.settings.home) as folder:
            file = Path(folder) / f"{table}.parquet"
            named = publishing.text(str(file))
            ((height,),) = connection.execute(f"COPY {part} TO {named} (FORMAT parquet)").fetchall()
            ((size,),) = connection.execute(f"SELECT sum(total_uncompressed_size) FROM parquet_metadata({named})").fetchall()
            rows = min(SLICE, max(1, height * JUDGED // (size or 1)))
            for offset in range(0, height, rows):
                verdict = judge(pl.scan_parquet(file).slice(offset, rows).collect(), PUBLISHED[table])
                if verdict.rules and not failing:
                    first = verdict.rejected.with_columns(broken_rules=pl.Series(verdict.rules)).head(20)
                failing += len(verdict.rules)
        return Outcome(_contract(table), failing, first)

    def describe(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Fill the data dictionary from the contracts, and from what views and macros say of themselves."""
        rows = [entry for table, contract in PUBLISHED.items() for entry in dictionary.of_table(table, contract)]
        for item in publishing.named():
            rows += dictionary.of_named(item, publishing.answer_types(connection, item))
        connection.executemany("INSERT INTO data_dictionary VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def register(self, connection: duckdb.DuckDBPyConnection, made_from: str, whole: bool, changed: int) -> str:
        """Note this release after those before it, and carry their check results over."""
        release = digest(made_from, self.tools.run_id)
        new = "SELECT count(*) FROM articles"
        if _has(connection, "earlier.releases"):
            if whole:
                publishing.carry_over(connection, "releases")
                publishing.carry_over(connection, "check_results")
            new += " WHERE article_id NOT IN (SELECT article_id FROM earlier.articles)"
        connection.execute(
            f"""INSERT INTO releases BY NAME SELECT
                    ? AS release_id, (SELECT coalesce(max(number), 0) + 1 FROM releases) AS number, ? AS run_id, ? AS code, ? AS contracts,
                    ? AS input, ? AS made_whole, ? AS changed_articles, ? AS forgotten, ? AS published_at,
                    (SELECT count(*) FROM articles) AS articles, ({new}) AS new_articles, (SELECT count(*) FROM versions) AS versions,
                    (SELECT count(*) FROM lines) AS lines, (SELECT count(*) FROM stories) AS stories,
                    (SELECT count(*) FROM quarantine WHERE resolved_at IS NULL) AS quarantined""",
            [
                release,
                self.tools.run_id,
                self.code(),
                _contracts_code(),
                made_from,
                whole,
                changed,
                len(forgotten_articles(self.tools.lake)),
                datetime.now(UTC),
            ],
        )
        return release

    def record(self, connection: duckdb.DuckDBPyConnection, release: str, outcomes: list[Outcome]) -> None:
        """Write what the checks found into the file itself, those of the stages' contracts with them."""
        at = datetime.now(UTC)
        heights = {table: _count(connection, table) for table in PUBLISHED}
        waiting = dict(connection.sql("SELECT stage, count(*) FROM quarantine WHERE resolved_at IS NULL GROUP BY stage").fetchall())
        rows: list[tuple[object, ...]] = [
            (release, self.tools.run_id, p.table, p.name, p.severity, o.passed, o.failing, heights[p.table], p.told, at)
            for o in outcomes
            for p in [o.promise]
        ]
        for stage in lineage.CONTRACTS:
            told, failing = f"Every row of {stage} keeps its contract; those that do not wait in quarantine.", waiting.get(stage, 0)
            rows.append((release, self.tools.run_id, stage, "stage_contract", "WARN", not failing, failing, self.height(stage), told, at))
        connection.executemany("INSERT INTO check_results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def height(self, stage: str) -> int | None:
        """The rows of a stage that are current; None where there are none yet."""
        if stage in self.keys:
            return self.keys[stage].height
        rows = self.tools.lake.rows(stage)
        if rows is None:
            return None
        counted = pl.col("version_id").n_unique() if "batch" in rows.collect_schema() else pl.len()
        return int(rows.select(counted).collect().item())

    def shown(self, connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, Any]:
        """Rows, figures, a plot, the newest rows, what the columns are made of, and where the file is."""
        told = {"dagster/row_count": _count(connection, table), **figures.of(connection, table), **lineage.of_table(table)}
        return {**told, "file": dg.MetadataValue.path(str(self.tools.settings.database)), "sql": f"FROM {table} LIMIT 20"}


def _result(outcome: Outcome) -> dg.AssetCheckResult:
    """An outcome as Dagster shows it: what was promised, how many rows break it, the first of them, and the SQL that lists all."""
    promise = outcome.promise
    metadata: dict[str, Any] = {"failing rows": outcome.failing, "sql": " ".join(promise.sql.split())}
    if not outcome.passed:
        metadata["first rows"] = dg.MetadataValue.md(showing.table(outcome.rows))
        metadata |= showing.concerned(outcome.rows["path"].drop_nulls() if "path" in outcome.rows.columns else [])
    return dg.AssetCheckResult(
        asset_key=key(promise.table),
        check_name=promise.name,
        passed=outcome.passed,
        severity=dg.AssetCheckSeverity[promise.severity],
        description=promise.told
        if outcome.passed
        else f"{outcome.failing:,} {'row is' if outcome.failing == 1 else 'rows are'} against it: {promise.told}",
        metadata=metadata,
    )


def _contracts() -> list[Outcome]:
    """The contracts of a file that is published already: it was held to them then, and has not changed."""
    return [Outcome(_contract(table), 0, pl.DataFrame()) for table in PUBLISHED]


def _contracts_code() -> str:
    """A hash of the published contracts alone."""
    modules = {inspect.getmodule(contract) for contract in PUBLISHED.values()}
    return digest(*sorted(inspect.getsource(module) for module in modules if module))


def _contract(table: str) -> Promise:
    return Promise(table, "contract", f"Every row keeps the contract {PUBLISHED[table].__name__}.", f"FROM {table}")


def _line(contract: type) -> str:
    return (contract.__doc__ or "").strip()


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(connection.sql(f"SELECT count(*) FROM {table}").fetchall()[0][0])


def _has(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    database, _, name = table.partition(".")
    query = "SELECT 1 FROM duckdb_tables() WHERE database_name = ? AND table_name = ?"
    return bool(connection.execute(query, [database, name]).fetchall())


def _files(lake: Lake, table: str, folder: Path) -> list[str]:
    """The Parquet files of a table; an empty one in `folder` where it has no rows, so that SQL still knows its columns."""
    files = lake.files(table)
    rows = lake.rows(table)
    if files or rows is None:
        return files
    file = folder / f"{table}.parquet"
    rows.head(0).collect().write_parquet(file)
    return [str(file)]


def _seen(lake: Lake) -> str:
    """A hash of what was last seen of each file: its version, and whether it is there."""
    last = last_seen(lake).select(pl.concat_str("article_id", "version_id", "state", separator=" ", ignore_nulls=True).sort())
    return digest_of(last.to_series())


def _last_batch(rows: pl.LazyFrame | None) -> int:
    return 0 if rows is None else int(rows.select(pl.col("batch").max()).collect().item() or 0)
