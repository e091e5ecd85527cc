"""One release of the published file: made, judged, and made again without the documents that break it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

import duckdb
import polars as pl

from assets import linking, publishing
from assets.display import dictionary, lineage, showing
from assets.framework import citing, whole
from assets.framework.arrivals import last_seen
from assets.framework.fingerprints import digest, digest_of, of_modules
from assets.framework.intake import forgotten_articles
from assets.framework.quarantine import SETTLED_BY, rejected_rows
from assets.framework.resources import Lake, Refused, Tools, Warehouse
from assets.framework.standing import Standing
from assets.framework.withheld import code, marked, quarantine, withheld
from checks.contracts.published import PUBLISHED, about
from checks.promise import Outcome, Promise, Severity, at_fault, keep
from checks.promises.catalog import promises
from checks.verdict import BrokenShape, judge
from checks.vocabulary import DERIVED, OF_DOCUMENTS, address_of

SLICE: Final = 200_000  # rows judged at a time, so that memory does not grow with the file …
JUDGED: Final = 100_000_000  # … and bytes: fewer rows of long texts
STORIES: Final = 10_000  # stories whose articles are dated at a time
SHOWN: Final = 5  # documents that a message names
LISTED: Final = 10_000  # breaks that a file which is not published lists
# adds up alike in whatever order
SOURCES: Final = "SELECT printf('%016x', coalesce(bit_xor(md5_number_lower(version_id)), 0)) FROM articles"
OF_THE_SET: Final = {
    *("duplicate_pairs", "stories", "story_articles", "story_aliases", "recurring_lines"),
    *("corrections", "changes"),
}
# tables of which a row that breaks the contract is left out: no document answers for it
LEFT_OUT: Final = DERIVED | OF_THE_SET
# tables of which such a row withholds its document
WITHHOLDS: Final = (OF_DOCUMENTS.keys() | {"entities"}) - DERIVED - {"versions"}


class Break(NamedTuple):
    """A row that breaks a promise or its table's contract, and the document that answers for it, if any."""

    table: str
    check: str  # contract, or the name of a promise
    rule: str  # what is broken, in words
    article_id: str | None
    version_id: str | None
    row: str | None  # as JSON

    @property
    def name(self) -> str:
        """What the quarantine calls it: `lines.contract: role isin`."""
        if self.check == "contract":
            return f"{self.table}.contract: {self.rule}"
        return f"{self.table}.{self.check}"


class Broken(Refused):
    """The file that was built breaks its promises, and no document answers for that, or too many do.

    Carries what the checks found.
    """

    def __init__(self, message: str, outcomes: list[Outcome]) -> None:
        super().__init__(message)
        self.outcomes = outcomes


class _Guilty(Exception):
    """Some documents break the file: it is made again without them."""

    def __init__(self, breaks: Sequence[Break]) -> None:
        super().__init__()
        self.breaks = breaks


class _Last(NamedTuple):
    """What the last release was made from, by which code, and how many articles were forgotten by then."""

    input: str
    code: str
    forgotten: int


@dataclass
class Edition:
    """One release of the file, made or found to be made already."""

    tools: Tools
    warehouse: Warehouse
    # of each stage's current rows, but those of versions that are withheld
    keys: dict[str, pl.DataFrame] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)  # the versions that this run has withheld

    def __post_init__(self) -> None:
        self.quarantine = quarantine(self.tools.lake, self.tools.run_id)

    def aside(self) -> "TemporaryDirectory[str]":
        """A folder for a while, in the data folder, where the next run clears what a killed one leaves."""
        return TemporaryDirectory(prefix="building-", dir=self.tools.settings.home)

    def publish(self) -> tuple[str, list[Outcome]]:
        """Make the release if anything changed. Returns what it is made from and what the checks found.

        Raises:
            Broken: it may not be published.
        """
        if self.warehouse.pinned is not None:
            return self.as_pinned()
        self.quarantine.found()
        self.try_again()
        while True:
            try:
                return self.attempt()
            except _Guilty as guilty:
                self.withhold(guilty.breaks)
                whole.follow(self.tools)

    def attempt(self) -> tuple[str, list[Outcome]]:
        """Look at what there is, and make the release without what is withheld so far; not even look, where
        nothing has changed since it was made."""
        standing = Standing(self.tools, "tables")
        looked_at = (*publishing.WHOLE, *publishing.STAGES, *SETTLED_BY, "forgotten")
        state = digest(code(), self.tools.lake.state(*looked_at))
        noted, last = standing.of(state), self.last()
        if last is None or noted is None or noted["made_from"] != last.input:
            made_from, outcomes = self.look(last)
            standing.note(state, made_from=made_from)
            return made_from, outcomes
        return last.input, self.as_it_is()

    def as_pinned(self) -> tuple[str, list[Outcome]]:
        """Leave the release that somebody put back where it is: what it is made from, and what its checks
        found then."""
        self.tools.log.warning(
            f"tables: release {self.warehouse.pinned} is pinned, and nothing is published: what is new "
            "waits. `make rollback RELEASE=none` publishes it."
        )
        with self.warehouse.read() as connection:
            ((made_from,),) = connection.sql(
                "SELECT input FROM releases ORDER BY number DESC LIMIT 1"
            ).fetchall()
            then = "as it was found when the release that is pinned was made"
            return made_from, self.noted(found_then(connection), then)

    def noted(self, found: Mapping[tuple[str, str], tuple[int, Severity]], then: str) -> list[Outcome]:
        """The outcomes as they were `found` `then`, in words; nothing is asked of the file: it may be of an
        earlier make, or somebody may be writing to it."""
        return [
            Outcome(promise, failing, done=then if failing else None, told_severity=severity)
            for promise in [*map(_contract, PUBLISHED), *self.promised()]
            for failing, severity in [found.get((promise.table, promise.name), (0, promise.severity))]
        ]

    def as_it_is(self) -> list[Outcome]:
        """What the checks found of the release that is live."""
        self.tools.log.info("tables: nothing new, the published file stays as it is.")
        with self.warehouse.read() as connection:
            return self.unchanged(connection)

    def look(self, last: _Last | None) -> tuple[str, list[Outcome]]:
        """Make the release, unless the last one is made from all that there is."""
        served = ~pl.col("version_id").is_in(withheld(self.tools.lake).implode())
        # Read once, for this is a look at every version there is.
        self.keys = {stage: self.tools.lake.keys(stage).filter(served) for stage in publishing.STAGES}
        made_from = self.made_from()
        if last is not None and last.input == made_from:
            return made_from, self.as_it_is()
        whole_file = last is None or not self.is_small(last)
        with self.warehouse.build(whole_file) as connection:
            return made_from, self.build(connection, made_from, whole_file)

    def made_from(self) -> str:
        """A hash of all that goes into the file, the code that makes it included."""
        lake = self.tools.lake
        marks = [
            lake.fingerprint(table, self.keys.get(table)) for table in (*publishing.WHOLE, *publishing.STAGES)
        ]
        marks += [_seen(lake), str(_last_batch(lake.rows("quarantine")))]
        return digest(code(), *marks)

    def last(self) -> _Last | None:
        """The release that is live; None where all is to be made anew.

        So it is by force, the first time, and once somebody wrote to the file.
        """
        if self.tools.scope.force:
            return None
        if not self.warehouse.is_as_published():
            if self.tools.settings.database.exists():
                self.tools.log.warning(
                    "tables: the published file is not as this version of ours left it: "
                    "it is made whole again."
                )
            return None
        with self.warehouse.read() as connection:
            if connection is None:
                return None
            try:
                rows = connection.sql(
                    "SELECT input, code, forgotten FROM releases ORDER BY number DESC LIMIT 1"
                ).fetchall()
            except (duckdb.CatalogException, duckdb.BinderException):  # a file of another make
                return None
        return _Last(*rows[0]) if rows else None

    def promised(self) -> list[Promise]:
        """The promises, by this run's settings."""
        return promises(self.tools.settings.fresh_hours)

    def is_small(self, last: _Last) -> bool:
        """Whether the last file, copied, needs only the rows of a few documents changed: same code, same
        contracts, little new.

        Never where something was forgotten: a copy keeps the bytes of deleted rows.
        """
        if (last.code, last.forgotten) != (code(), len(forgotten_articles(self.tools.lake))):
            return False
        with self.warehouse.read() as connection, self.aside() as folder:
            return publishing.is_small(connection, self.files((), Path(folder)))

    def build(self, connection: duckdb.DuckDBPyConnection, made_from: str, whole_file: bool) -> list[Outcome]:
        """Fill a new file, or bring a copy of the last one up to date, and hold it to its promises.

        Raises:
            _Guilty: documents break it that can be withheld.
            Broken: one of severity ERROR is broken by no document, or too many documents would have to be
                withheld.
        """
        changed, breaks = self.fill(connection, whole_file)
        articles = showing.number_of(_count(connection, "articles"), "article")
        how = "made whole" if whole_file else f"{changed:,} of them made anew in a copy of the last file"
        self.tools.log.info(f"tables: {articles}, {how}.")
        release = self.register(connection, made_from, whole_file, changed)
        outcomes: list[Outcome] = []
        try:
            for table in PUBLISHED:
                outcome, breaks_of_table = self.judged(connection, table, whole_file)
                outcomes.append(outcome)
                breaks += breaks_of_table
        except BrokenShape as broken:
            raise Broken(
                f"The new file has another shape than its contract. {broken}. The last good file stays.",
                outcomes,
            ) from broken
        of_promises, breaks_of_promises = self.kept(connection, whole_file)
        outcomes += of_promises
        breaks += breaks_of_promises
        self.hold(connection, outcomes, breaks, changed)
        outcomes = self.with_those_held(outcomes)
        self.record(connection, release, outcomes)
        return outcomes

    def fill(self, connection: duckdb.DuckDBPyConnection, whole_file: bool) -> tuple[int, list[Break]]:
        """Fill the tables. Returns how many articles were made anew, and the rows that cannot be inserted."""
        with self.aside() as named:
            folder = Path(named)
            files = self.files((*publishing.STAGES, *publishing.SETS), folder)
            publishing.attach(connection, files)
            publishing.prepare(connection)
            publishing.correct_names(connection, folder)
            if whole_file:
                self.create(connection)
                publishing.expect_all(connection)
            else:
                publishing.find(connection)
            publishing.settle(connection, self.settled(publishing.members(connection, folder)), folder)
            if whole_file:
                faults = publishing.fill_all(connection, folder)
                self.describe(connection)
                changed = _count(connection, "articles")
            else:
                changed = publishing.narrow(connection, files)
                faults = publishing.refill(connection, folder)
        return changed, [
            Break(fault.table, "contract", f"cannot be inserted: {fault.error}", None, fault.version_id, None)
            for fault in faults
        ]

    def hold(
        self,
        connection: duckdb.DuckDBPyConnection,
        outcomes: list[Outcome],
        breaks: list[Break],
        changed: int,
    ) -> None:
        """Let the file pass, or say who breaks it.

        Raises:
            _Guilty: documents do, few enough to go on without them.
            Broken: no document answers for it, or too many do.
        """
        guilty = [
            one
            for one in self.resolved(connection, breaks)
            if one.table in WITHHOLDS and one.version_id not in {None, *self.held}
        ]
        versions = {one.version_id for one in guilty}
        settings = self.tools.settings
        total = len(self.held) + len(versions)
        few = total <= settings.reject_count or total <= settings.reject_share * max(changed, total)
        if versions and few:
            raise _Guilty(guilty)
        stopping = [outcome for outcome in outcomes if outcome.stops]
        if not versions and not stopping:
            return
        if versions:
            self.quarantine.enter(self.rejected(guilty), settled=False)
            message = self.too_many(guilty, total, changed)
        else:
            broken = [
                f"{o.promise.table}.{o.promise.name}: {showing.number_of(o.failing, 'row')}" for o in stopping
            ]
            message = (
                "The new file breaks what is promised of it, and no document in particular: "
                + "; ".join(broken)
            )
        followed = {(one.table, one.check) for one in breaks}
        for outcome in stopping:
            if (outcome.promise.table, outcome.promise.name) not in followed:
                breaks = [*breaks, *_rows_against(outcome)]
        _list_breaks(connection, breaks)
        raise Broken(
            f"{message}. It is not published; the last good file stays. "
            "What was built is kept for you to look into: "
            f"duckdb -readonly {publishing.text(str(self.warehouse.refused))} -c 'FROM breaks'",
            outcomes,
        )

    def too_many(self, guilty: Sequence[Break], total: int, changed: int) -> str:
        """Say that more documents break the file than may: by which rules, and some of them."""
        settings = self.tools.settings
        rules = Counter(one.name for one in guilty).most_common(SHOWN)
        paths = self.paths({one.version_id for one in guilty})
        return (
            f"{total:,} of {changed:,} documents due in this release break what is promised of the file, "
            f"more than CLEANCOPY_REJECT_SHARE={settings.reject_share:g} and "
            f"CLEANCOPY_REJECT_COUNT={settings.reject_count} allow: "
            + "; ".join(f"{rule} ({number:,})" for rule, number in rules)
            + f". Among them: {', '.join(paths[:SHOWN])}."
        )

    def resolved(self, connection: duckdb.DuckDBPyConnection, breaks: Iterable[Break]) -> list[Break]:
        """The breaks with the version that answers for each: the served one where a row names the article."""
        served = dict(connection.sql("SELECT article_id, version_id FROM served").fetchall())
        return [one._replace(version_id=one.version_id or served.get(one.article_id or "")) for one in breaks]

    def withhold(self, breaks: Sequence[Break]) -> None:
        """Put the documents that break the file into quarantine.

        The file, and what is made of several documents, is made without them.
        """
        rows = self.rejected(breaks)
        self.held |= set(rows["version_id"])
        self.quarantine.enter(rows)
        documents = showing.number_of(rows.height, "document")
        paths = ", ".join(rows["path"].head(SHOWN)) + (" …" if rows.height > SHOWN else "")
        self.tools.log.warning(f"tables: {documents} withheld, the file is made again without: {paths}")

    def rejected(self, breaks: Sequence[Break]) -> pl.DataFrame:
        """One row for each document that breaks the file, for the quarantine."""
        by_version: dict[str, list[Break]] = {}
        for one in breaks:
            by_version.setdefault(str(one.version_id), []).append(one)
        keys = marked(self.tools.lake, pl.Series("version_id", [*by_version], dtype=pl.String))
        paths = self.tools.lake.current("raw").select("version_id", "path")
        documents = keys.lazy().join(paths, on="version_id").sort("path", "version_id").collect()
        return rejected_rows(
            _withheld_row(document, by_version[document["version_id"]])
            for document in documents.iter_rows(named=True)
        )

    def paths(self, versions: Iterable[str | None]) -> list[str]:
        """The paths of some versions."""
        raw = self.tools.lake.current("raw").filter(pl.col("version_id").is_in([*versions]))
        return raw.select(pl.col("path").unique().sort()).collect()["path"].to_list()

    def try_again(self) -> None:
        """Close the rows of documents that are made of something else now, or have a later version."""
        held = self.quarantine.open()
        if held.is_empty():
            return
        lake = self.tools.lake
        out = withheld(lake)
        stays_out = pl.col("version_id").is_in(out.implode())
        self.quarantine.resolve(held.filter(~stays_out), "replaced")
        overtaken = self.quarantine.superseded(held.filter(stays_out), lake.served("enriched", out))
        self.quarantine.resolve(overtaken, "superseded")

    def kept(
        self, connection: duckdb.DuckDBPyConnection, whole_file: bool
    ) -> tuple[list[Outcome], list[Break]]:
        """Hold the file to its promises.

        Where it is a copy, what each document keeps by itself is asked of the changed ones alone.
        """
        breaks: list[Break] = []
        of_all = [keep(connection, promise) for promise in self.promised() if not promise.per_document]
        if not whole_file:
            publishing.look_at_changed(connection)
        of_each = []
        for promise in (promise for promise in self.promised() if promise.per_document):
            outcome = keep(connection, promise)
            of_each.append(outcome)
            if outcome.stops:
                row = showing.as_json(outcome.rows.row(0, named=True))
                breaks += [
                    Break(promise.table, promise.name, promise.told, article, version, row)
                    for article, version in at_fault(connection, promise)
                ]
        if not whole_file:
            publishing.look_at_all(connection)
        return of_all + of_each, breaks

    def with_those_held(self, outcomes: list[Outcome]) -> list[Outcome]:
        """The outcomes; a check that withholds documents warns for as long as they wait."""
        check_name = pl.col("rules").str.split(": ").list.first()
        waiting = self.quarantine.open().explode("rules").with_columns(check=check_name)
        if waiting.is_empty():
            return outcomes
        return [self.with_those_held_by(outcome, waiting) for outcome in outcomes]

    def with_those_held_by(self, outcome: Outcome, waiting: pl.DataFrame) -> Outcome:
        """The same of one outcome; `waiting` are the open rows of the quarantine with the `check` of each."""
        own = waiting.filter(check=f"{outcome.promise.table}.{outcome.promise.name}").unique("quarantine_id")
        if own.is_empty() or not outcome.passed:
            return outcome
        rows = own.sort("path").select("path", "message", "at").head(20)
        documents = showing.number_of(own.height, "document")
        done = f"{documents} withheld from the file, in quarantine until mended"
        return Outcome(outcome.promise, own.height, rows, done)

    def unchanged(self, connection: duckdb.DuckDBPyConnection) -> list[Outcome]:
        """The outcomes of a file that is published already.

        What time may break is asked again, and what was broken then, for the rows that break it.
        """
        found = found_then(connection)
        asked = self.promised()
        outcomes = []
        for promise in [*map(_contract, PUBLISHED), *asked]:
            of_rows = promise.per_document or promise.name == "contract"
            failing, severity = found.get((promise.table, promise.name), (0, promise.severity))
            if promise.by_time or (failing and not of_rows):
                outcomes.append(keep(connection, promise))
                continue
            done = "the file was published without them" if failing else None
            outcomes.append(Outcome(promise, failing, done=done, told_severity=severity))
        return outcomes

    def files(self, tables: Iterable[str], folder: Path) -> dict[str, list[str]]:
        """The Parquet files of tables of the lake, and of the keys of the stages, written into a folder."""
        files = {}
        for stage, keys in self.keys.items():
            file = folder / f"{stage}_keys.parquet"
            keys.write_parquet(file)
            files[f"{stage}_keys"] = [str(file)]
        return {**files, **{table: _files(self.tools.lake, table, folder) for table in tables}}

    def settled(self, members: pl.DataFrame) -> pl.DataFrame:
        """The undated articles that the other members of their stories date, some stories at a time."""
        stories = members.select(pl.col("story_id").unique().sort())
        parts = [stories.slice(start, STORIES) for start in range(0, max(stories.height, 1), STORIES)]
        return pl.concat([self.settled_of(members.join(part, on="story_id", how="semi")) for part in parts])

    def settled_of(self, members: pl.DataFrame) -> pl.DataFrame:
        """The same of a part of the stories.

        A story with which that fails is left as it is: that costs no document more than a date.
        """
        enriched, cleaned = (
            self.tools.lake.current(stage, self.keys[stage].join(members, on="version_id", how="semi"))
            for stage in ("enriched", "cleaned")
        )
        try:
            return linking.settle(enriched, cleaned, members)
        except (OSError, MemoryError):
            raise
        except (Exception, pl.exceptions.PanicException) as error:
            stories = members.select(pl.col("story_id").unique().sort())
            if stories.height < 2:
                paths = ", ".join(self.paths(members["version_id"])[:SHOWN])
                # Not what the error says: it may hold words of a document, and the UI makes links of
                # addresses in its log.
                self.tools.log.warning(
                    f"tables: no dates were settled in the story of {paths} ({type(error).__name__})."
                )
                return linking.settle(enriched, cleaned, members.clear())
            half = stories.height // 2
            return pl.concat(
                self.settled_of(members.join(part, on="story_id", how="semi"))
                for part in (stories[:half], stories[half:])
            )

    def create(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Define every table as its contract says, with views and macros."""
        for table, contract in PUBLISHED.items():
            columns = contract.to_schema().columns
            types = {name: (column.dtype.type, column.nullable) for name, column in columns.items()}
            connection.execute(publishing.create(address_of(table), types))
            comments = {name: column.description or "" for name, column in columns.items()}
            for statement in publishing.declare(address_of(table), about(contract), comments):
                connection.execute(statement)
        publishing.create_named(connection)

    def judged(
        self, connection: duckdb.DuckDBPyConnection, table: str, whole_file: bool
    ) -> tuple[Outcome, list[Break]]:
        """Hold a table to its contract, a slice at a time; of a table of documents only the rows made anew.

        Rows that no document answers for are left out of the file; the documents of others are among the
        breaks.
        """
        of_all = whole_file or table not in publishing.PARTLY_NEW
        part = f"FROM {table}" if of_all else publishing.changed_rows(connection, table)
        failing, first = 0, pl.DataFrame()
        breaks: list[Break] = []
        with self.aside() as folder:
            file = Path(folder) / f"{table}.parquet"
            named = publishing.text(str(file))
            ((height,),) = connection.execute(
                f"COPY (SELECT *, rowid AS row_no {part}) TO {named} (FORMAT parquet)"
            ).fetchall()
            ((size,),) = connection.execute(
                f"SELECT sum(total_uncompressed_size) FROM parquet_metadata({named})"
            ).fetchall()
            rows = min(SLICE, max(1, height * JUDGED // (size or 1)))
            for offset in range(0, height, rows):
                some = pl.scan_parquet(file).slice(offset, rows).collect()
                verdict = judge(some.drop("row_no"), PUBLISHED[table])
                if not verdict.rules:
                    continue
                if not failing:
                    first = verdict.rejected.with_columns(broken_rules=pl.Series(verdict.rules)).head(20)
                failing += len(verdict.rules)
                if table in LEFT_OUT:
                    publishing.leave_out(connection, table, some["row_no"].gather(verdict.places).to_list())
                else:
                    breaks += _breaks(connection, table, verdict.rejected, verdict.rules)
        left_out = failing and table in LEFT_OUT
        done = f"{showing.number_of(failing, 'row')} left out of the file" if left_out else None
        return Outcome(_contract(table), failing, first, done), breaks

    def describe(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Fill the data dictionary from the contracts, and from what views and macros say of themselves."""
        rows = []
        for table, contract in PUBLISHED.items():
            rows += dictionary.of_table(table, contract)
        for item in publishing.named():
            rows += dictionary.of_named(item, publishing.answer_types(connection, item))
        connection.executemany("INSERT INTO data_dictionary VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def register(
        self, connection: duckdb.DuckDBPyConnection, made_from: str, whole_file: bool, changed: int
    ) -> str:
        """Note this release after those before it, and carry their check results over."""
        release = digest(made_from, self.tools.run_id)
        new = "SELECT count(*) FROM articles"
        forgotten = forgotten_articles(self.tools.lake)
        publishing.know_forgotten(connection, forgotten)
        more_forgotten = _more(connection, forgotten)
        if _has(connection, "earlier.releases"):
            if whole_file:
                # never written and then deleted: the bytes of a deleted row stay in the file
                but = {"changes": publishing.TELLS_OF_FORGOTTEN} if more_forgotten else {}
                for table in ("releases", "check_results", "changes"):
                    if _has(connection, f"earlier.{table}"):
                        publishing.carry_over(connection, table, but.get(table, "false"))
            new += " WHERE article_id NOT IN (SELECT article_id FROM earlier.articles)"
        compared = self.compare(connection, release, whole_file, more_forgotten)
        corrected, withdrawn, flipped = compared or (None, None, None)
        connection.execute(
            f"""INSERT INTO releases BY NAME SELECT
                    ? AS release_id, (SELECT coalesce(max(number), 0) + 1 FROM releases) AS number,
                    ? AS run_id, ? AS code, ? AS contracts, ? AS input,
                    ? AS software, ? AS models, ? AS settings, ({SOURCES}) AS sources,
                    ? AS made_whole, ? AS changed_articles, ? AS forgotten, ? AS published_at,
                    (SELECT count(*) FROM articles) AS articles, ({new}) AS new_articles,
                    ? AS compared, ? AS corrected_articles, ? AS withdrawn_articles, ? AS flipped_lines,
                    (SELECT count(*) FROM versions) AS versions,
                    (SELECT count(*) FROM lines) AS lines, (SELECT count(*) FROM stories) AS stories,
                    (SELECT count(*) FROM quarantine WHERE resolved_at IS NULL) AS quarantined""",
            [
                release,
                self.tools.run_id,
                code(),
                _contracts_code(),
                made_from,
                citing.software(),
                citing.models(),
                citing.settings(self.tools.settings),
                whole_file,
                changed,
                len(forgotten),
                datetime.now(UTC),
                compared is not None,
                corrected,
                withdrawn,
                flipped,
            ],
        )
        publishing.keep_changes(connection, self.tools.settings.keep_runs)
        return release

    def compare(
        self,
        connection: duckdb.DuckDBPyConnection,
        release: str,
        whole_file: bool,
        more_forgotten: bool | None,
    ) -> tuple[int, int, int] | None:
        """Write down what changed since the release before: how many articles were corrected and withdrawn,
        and how many lines flipped. None where there is nothing that can be compared with."""
        if more_forgotten is None:
            return None
        try:
            return publishing.compare(connection, release, whole_file, names=not more_forgotten)
        except (duckdb.CatalogException, duckdb.BinderException):  # none, or a file of another make
            return None

    def record(self, connection: duckdb.DuckDBPyConnection, release: str, outcomes: list[Outcome]) -> None:
        """Write what the checks found into the file itself, of the stages' contracts too; the oldest go."""
        connection.execute(
            """DELETE FROM check_results
               WHERE release_id NOT IN (SELECT release_id FROM releases ORDER BY number DESC LIMIT ?)""",
            [self.tools.settings.keep_runs],
        )
        heights = {table: _count(connection, table) for table in PUBLISHED}
        open_rows = "SELECT stage, count(*) FROM quarantine WHERE resolved_at IS NULL GROUP BY stage"
        waiting = dict(connection.sql(open_rows).fetchall())
        results: list[tuple[object, ...]] = []
        for o in outcomes:
            table, name = o.promise.table, o.promise.name
            results.append((table, name, o.severity, o.passed, o.failing, heights[table], o.promise.told))
        for stage in lineage.stages():
            failing, height = waiting.get(stage, 0), self.height(stage)
            promised = f"Every row of {stage} keeps its contract; those that do not wait in quarantine."
            results.append((stage, "stage_contract", "WARN", not failing, failing, height, promised))
        at = datetime.now(UTC)
        connection.executemany(
            "INSERT INTO check_results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(release, self.tools.run_id, *result, at) for result in results],
        )

    def height(self, stage: str) -> int | None:
        """The rows of a stage that are current; None where there are none yet."""
        if stage in self.keys:
            return self.keys[stage].height
        rows = self.tools.lake.rows(stage)
        if rows is None:
            return None
        counted = pl.col("version_id").n_unique() if "batch" in rows.collect_schema() else pl.len()
        return int(rows.select(counted).collect().item())


def _more(connection: duckdb.DuckDBPyConnection, forgotten: Collection[str]) -> bool | None:
    """Whether more is forgotten than when the release before was made; None where there is none, or it is of
    another make. The file is made whole then."""
    try:
        rows = connection.sql(
            "SELECT forgotten FROM earlier.releases ORDER BY number DESC LIMIT 1"
        ).fetchall()
    except (duckdb.CatalogException, duckdb.BinderException):
        return None
    return len(forgotten) > rows[0][0] if rows else None


def found_then(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], tuple[int, Severity]]:
    """What the checks of the live release found: the failing rows and the severity, by table and check."""
    results = connection.sql(
        """SELECT table_name, name, failing_rows, severity FROM check_results
           WHERE release_id = (SELECT release_id FROM releases ORDER BY number DESC LIMIT 1)"""
    ).fetchall()
    return {(table, name): (failing, severity) for table, name, failing, severity in results}


def _breaks(
    connection: duckdb.DuckDBPyConnection, table: str, rejected: pl.DataFrame, rules: Sequence[Sequence[str]]
) -> list[Break]:
    """The rows that break a contract, with the documents that they are of: an entity's name it just so."""
    breaks: list[Break] = []
    for row, broken in zip(rejected.iter_rows(named=True), rules, strict=True):
        documents: Sequence[tuple[str | None, str | None]] = [(row.get("article_id"), row.get("version_id"))]
        if table == "entities":
            documents = publishing.naming(connection, row)
        rule, as_json = ", ".join(broken), showing.as_json(row)
        breaks += [
            Break(table, "contract", rule, article, version, as_json) for article, version in documents
        ]
    return breaks


def _withheld_row(document: dict[str, object], breaks: Sequence[Break]) -> dict[str, object]:
    """What the quarantine keeps of a document with its breaks."""
    first, more = breaks[0], len(breaks) - 1
    return {
        **document,
        "rules": [*dict.fromkeys(one.name for one in breaks)],
        "message": f"{document['path']}: withheld from the published file: {first.name}"
        + (f" (and {more:,} more)" if more else "")
        + ". The last version of it that breaks nothing is served, if there is one.",
        "row": first.row,
    }


def _rows_against(outcome: Outcome) -> list[Break]:
    """The rows that an outcome shows, as breaks that no document answers for."""
    promise = outcome.promise
    return [
        Break(promise.table, promise.name, promise.told, None, None, showing.as_json(row))
        for row in outcome.rows.iter_rows(named=True)
    ]


def _list_breaks(connection: duckdb.DuckDBPyConnection, breaks: Sequence[Break]) -> None:
    """Write what is wrong into a file that is not published."""
    connection.execute(
        """CREATE TABLE breaks (
               table_name VARCHAR, check_name VARCHAR, rule VARCHAR,
               article_id VARCHAR, version_id VARCHAR, "row" VARCHAR, path VARCHAR)"""
    )
    rows = [[*one] for one in breaks[:LISTED]]
    connection.executemany("INSERT INTO breaks VALUES (?, ?, ?, ?, ?, ?, NULL)", rows)
    for key in ("article_id", "version_id"):
        connection.execute(f"UPDATE breaks SET path = a.path FROM articles AS a WHERE a.{key} = breaks.{key}")


def _contracts_code() -> str:
    """A hash of the published contracts alone."""
    return of_modules(*sorted({contract.__module__ for contract in PUBLISHED.values()}))


def _contract(table: str) -> Promise:
    promised = f"Every row keeps the contract {PUBLISHED[table].__name__}."
    return Promise(table, "contract", promised, f"FROM {table}")


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(connection.sql(f"SELECT count(*) FROM {table}").fetchall()[0][0])


def _has(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    database, _, name = table.partition(".")
    query = "SELECT 1 FROM duckdb_tables() WHERE database_name = ? AND table_name = ?"
    return bool(connection.execute(query, [database, name]).fetchall())


def _files(lake: Lake, table: str, folder: Path) -> list[str]:
    """The Parquet files of a table; one without rows where it has none, for SQL must know its columns."""
    files = lake.files(table)
    rows = lake.rows(table)
    if files or rows is None:
        return files
    file = folder / f"{table}.parquet"
    rows.head(0).collect().write_parquet(file)
    return [str(file)]


def _seen(lake: Lake) -> str:
    """A hash of what was last seen of each file and record: its version, whether it is there, its moment."""
    told = ("article_id", "version_id", "state", pl.col("retrieved_at").cast(pl.String))
    one_each = pl.concat_str(*told, separator=" ", ignore_nulls=True)
    return digest_of(last_seen(lake, records=True).select(one_each.sort()).to_series())


def _last_batch(rows: pl.LazyFrame | None) -> int:
    return 0 if rows is None else int(rows.select(pl.col("batch").max()).collect().item() or 0)
