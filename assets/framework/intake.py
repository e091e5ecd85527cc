"""`@archive` makes the asset that takes in what lies in the raw folder; `Intake` is one look at it."""

import hashlib
import inspect
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from itertools import islice
from typing import Any

import dagster as dg
import polars as pl

from assets import reading
from assets.display import lineage, showing
from assets.framework import faults
from assets.framework.fingerprints import digest
from assets.framework.quarantine import Quarantine, rejected_rows
from assets.framework.resources import KEYS, Lake, Tools
from assets.framework.stage import Described, Events
from assets.framework.standing import Standing
from assets.parsing import readers
from assets.reading import Found, LeadsOut, NotText, Refused, Sidecar, Unreadable
from checks.contracts.base import Contract, shape
from checks.contracts.raw import Raw
from checks.verdict import judge

OBSERVATIONS = "observations"
SEEN: dict[str, pl.DataType | type[pl.DataType]] = {
    "path": pl.String,
    "article_id": pl.String,
    "version_id": pl.String,  # null where the file was never taken in
    "state": pl.String,  # read, refused, unreadable, missing
    "size": pl.Int64,
    "mtime_ns": pl.Int64,
    "sidecar_ns": pl.Int64,  # of the sidecar's last change; null without one
    "seen_at": pl.Datetime("us", "UTC"),
    "run_id": pl.String,
}
ARCHIVED = pl.Schema({**shape(Raw), "made_from": pl.String()})
CHUNK_BYTES = 64_000_000
LISTED = 5_000  # files compared with their last observation at a time
# a file changed so shortly before it was seen may have changed again within the clock's grain
RACY_NS = 2_000_000_000
# plotted over runs, 0 too
COUNTED = (
    "files",
    "new",
    "changed",
    "back",
    "unchanged",
    "refused",
    "missing",
    "forgotten",
    "ignored",
    "linked",
)
RULES = {Unreadable: "unreadable", Refused: "refused", LeadsOut: "leads_out", NotText: "not_text"}

Last = dict[str, Any] | None


def archive(*, contract: type[Contract], kinds: set[str]) -> Callable[[Described], dg.AssetsDefinition]:
    """Make the first asset, which nothing is upstream of.

    It is made of a function whose name is its table and whose docstring its description.
    """

    def decorate(described: Described) -> dg.AssetsDefinition:
        name = described.__name__
        lineage.declare(name, contract, {})
        spec = dg.AssetSpec(
            name,
            group_name="intake",
            kinds=kinds,
            description=inspect.getdoc(described),
            metadata={
                "dagster/column_schema": showing.column_schema(contract),
                **showing.code(reading.listing, reading.detect, contract),
            },
        )
        promised = "Every file below the raw folder is in the archive."
        check = dg.AssetCheckSpec("contract", asset=name, blocking=True, description=promised)

        @dg.multi_asset(name=name, specs=[spec], check_specs=[check], required_resource_keys=KEYS)
        @faults.told
        def run(context: dg.AssetExecutionContext) -> Events:
            yield from Intake(Tools(context)).events()

        return run

    return decorate


@dataclass
class Intake:
    """One look at the raw folder."""

    tools: Tools
    quarantine: Quarantine = field(init=False)
    before: pl.DataFrame = field(init=False)
    held: set[str] = field(init=False)  # paths in quarantine: they are looked at again, changed or not
    counts: Counter[str] = field(default_factory=Counter)
    rows: list[dict[str, Any]] = field(default_factory=list)
    seen: list[dict[str, Any]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        lake = self.tools.lake
        self.quarantine = Quarantine(lake, "raw", "Raw", self.tools.run_id)
        self.before = last_seen(lake)
        self.held = set(self.quarantine.open()["path"])

    @cached_property
    def made(self) -> dict[str, str]:
        """What the archive's row of each version was made from."""
        return dict(self.tools.lake.keys("raw").select("version_id", "made_from").iter_rows())

    def events(self) -> Events:
        """Take in what is new, then tell Dagster what came of it."""
        self.take_in()
        lake, folder = self.tools.lake, self.tools.settings.raw
        counted = ", ".join(f"{number:,} {name}" for name, number in self.counts.items() if number)
        self.tools.log.info(f"raw: {counted or f'{folder} is empty, there is nothing to take in'}.")
        newest = lake.newest("raw").drop("made_from", "batch").sort("version_id").tail(5).collect()
        archive = self.archived()
        held = self.quarantine.open()
        not_taken_in = (
            f"{held.height:,} files could not be taken in. "
            "Each waits in quarantine with the reason and the cure."
        )
        yield dg.MaterializeResult(
            asset_key="raw",
            metadata={
                "dagster/row_count": archive["height"],
                "raw folder": str(folder),
                **{name: self.counts[name] for name in COUNTED},
                "in quarantine": held.height,
                "quarantine": dg.MetadataValue.asset(showing.QUARANTINE),
                **showing.documents(newest),
                "articles by outlet": showing.bars(archive["outlets"], "outlet", "articles"),
            },
            data_version=dg.DataVersion(archive["fingerprint"]),
        )
        yield dg.AssetCheckResult(
            asset_key="raw",
            check_name="contract",
            passed=held.is_empty(),
            severity=dg.AssetCheckSeverity.WARN,
            description="Every file is in the archive." if held.is_empty() else not_taken_in,
            metadata=showing.quarantined(held, "raw"),
        )

    def archived(self) -> dict[str, Any]:
        """What the archive holds: its height, fingerprint, and articles of the largest outlets."""
        lake, standing = self.tools.lake, Standing(self.tools, "raw")
        state = lake.state("raw", OBSERVATIONS)
        found = standing.of(state)
        if found is None:
            outlets = lake.current("raw", lake.served("raw")).group_by(pl.col("outlet").fill_null("(none)"))
            found = {
                "height": lake.keys("raw").height,
                "fingerprint": lake.fingerprint("raw"),
                "outlets": outlets.len().sort("len", "outlet", descending=True).head(12).collect().rows(),
            }
            standing.note(state, **found)
        return found

    def take_in(self) -> None:
        """Read what changed, chunk by chunk; note what is gone; settle the quarantine."""
        present: list[str] = []
        waiting = 0
        for file, last in against(self.listed(), self.before):
            present += [file.path, file.sidecar.path] if file.sidecar else [file.path]
            self.counts["files"] += 1
            waiting += self.look_at(file, last)
            if len(self.seen) >= self.tools.settings.chunk or waiting > CHUNK_BYTES:
                self.write()
                waiting = 0
                self.tools.log.info(f"raw: {self.counts['files']:,} files looked at.")
        self.doubt_emptiness()
        here = pl.Series("path", present, dtype=pl.String)
        self.look_for_missing(here)
        self.write()
        self.settle(here)

    def listed(self) -> Iterator[Found]:
        """The files, but for those that are forgotten or passed over.

        Of two names that read the same, the second is refused.
        """
        forgotten = forgotten_articles(self.tools.lake)
        settings = self.tools.settings
        try:
            for file in reading.listing(settings.raw, settings.passed_over, settings.follow_links):
                if forgotten and digest(file.path) in forgotten:
                    self.counts["forgotten"] += 1
                elif file.passed_over == "same_name":
                    self.problem(
                        file.path,
                        "same_name",
                        "Another file's name reads the same once it is text: rename one of them.",
                    )
                elif file.passed_over:
                    self.counts[file.passed_over] += 1
                else:
                    yield file
        except OSError as error:
            raise dg.Failure(
                f"The raw folder {self.tools.settings.raw} cannot be read ({error.strerror}). "
                "Set CLEANCOPY_RAW (make run RAW=…) to the folder that holds the files; "
                "its first level names the outlets.",
                allow_retries=False,
            ) from error

    def look_at(self, file: Found, last: Last) -> int:
        """Take in one file where it is new or changed. Returns the bytes that now wait to be written."""
        force = self.tools.scope.force
        waits = file.path in self.held or (file.sidecar is not None and file.sidecar.path in self.held)
        if last and last["state"] == "read" and not (force or waits) and _unchanged(last, file):
            self.counts["unchanged"] += 1
            return 0
        try:
            content, file = self.read(file)
            encoding = reading.detect(content, file.path.lower().endswith(readers.html.SUFFIXES))
        except (Unreadable, Refused, NotText) as error:
            self.refuse(file, error, last)
            return 0
        about = self.about(file.sidecar)
        version = version_of(file.path, content)
        self.observe(file, version, last)
        made_from = digest(version, encoding, str(about.outlet), str(about.url), str(about.retrieved_at))
        if self.made.get(version) == made_from and not force:
            return 0
        self.made[version] = made_from
        folder, _, below = file.path.partition("/")
        row: dict[str, Any] = {
            "version_id": version,
            "article_id": digest(file.path),
            "path": file.path,
            "container": None,
            "outlet": folder if below else about.outlet,
            "outlet_basis": "folder" if below else "sidecar" if about.outlet else None,
            "url": about.url,
            "retrieved_at": about.retrieved_at,
            "encoding": encoding,
            "format": None,
            "stated": [],
            "record": None,
            "size": len(content),
            "content": content,
            "made_from": made_from,
        }
        self.rows.append(row)
        return len(content)

    def read(self, file: Found) -> tuple[bytes, Found]:
        """The bytes of a file, if it is of a type that is read."""
        suffixes = readers.suffixes()
        if not file.problem and not file.path.lower().endswith(suffixes):
            raise Refused(
                f"Files of this type are not read; these are: {', '.join(suffixes)}. "
                "To pass over such files, name a pattern in CLEANCOPY_IGNORE (.* for hidden ones)."
            )
        most = self.tools.settings.max_bytes
        cure = f"CLEANCOPY_MAX_BYTES={most:,}: raise the setting, or split the file"
        return reading.read(file, most, cure)

    def observe(self, file: Found, version: str, last: Last) -> None:
        """Note what was seen, where it differs from what was seen before."""
        if last is None or last["version_id"] is None:
            self.counts["new"] += 1
        elif last["version_id"] != version:
            self.counts["changed"] += 1
        elif last["state"] != "read":
            self.counts["back"] += 1
        else:
            self.counts["unchanged"] += 1
            if _signature(last) == _signature(file):
                return
        self.seen.append(self.observation(file, version, "read"))

    def refuse(self, file: Found, error: Exception, last: Last) -> None:
        """Quarantine a file that cannot be taken in; the version it had before stays."""
        self.counts["refused"] += 1
        state = "unreadable" if isinstance(error, Unreadable) else "refused"
        if not last or last["state"] != state or _signature(last) != _signature(file):
            self.seen.append(self.observation(file, last["version_id"] if last else None, state))
        alone = file.path.endswith(reading.SIDECAR)
        self.problem(file.path, "sidecar" if alone else RULES[type(error)], str(error))

    def about(self, beside: Found | None) -> Sidecar:
        """What the sidecar says; a broken one is quarantined, and its document goes on without."""
        if beside is None:
            return Sidecar()
        cure = f"the {reading.MOST:,} that a sidecar may have: leave in it who, where and when"
        try:
            content, _ = reading.read(beside, reading.MOST, cure)
            return reading.sidecar(content)
        except (ValueError, Unreadable, Refused) as error:
            self.problem(beside.path, "sidecar", str(error))
            return Sidecar()

    def doubt_emptiness(self) -> None:
        """Stop where every file is gone at once: an empty mount point looks just so."""
        there = self.before.filter(pl.col("state") != "missing").height
        if there and not self.counts["files"] and not self.counts["forgotten"] and not self.tools.scope.force:
            raise dg.Failure(
                f"The raw folder {self.tools.settings.raw} is empty, "
                f"though {there:,} files were there before: has its mount gone? "
                "Nothing was marked missing. If the files are really gone, "
                "run once with force (python -m pipeline run --force).",
                allow_retries=False,
            )

    def look_for_missing(self, here: pl.Series) -> None:
        """Note the files that were there and are not: their articles stay, and get `missing_since`."""
        lost = self.before.filter(pl.col("state") != "missing").join(here.to_frame(), on="path", how="anti")
        self.counts["missing"] = lost.height
        now = {"state": "missing", "seen_at": datetime.now(UTC), "run_id": self.tools.run_id}
        self.seen += [{**row, **now} for row in lost.iter_rows(named=True)]

    def observation(self, file: Found, version: str | None, state: str) -> dict[str, Any]:
        """What was seen of a file, as a row."""
        size, mtime_ns, sidecar_ns = _signature(file)
        return {
            "path": file.path,
            "article_id": digest(file.path),
            "version_id": version,
            "state": state,
            "size": size,
            "mtime_ns": mtime_ns,
            "sidecar_ns": sidecar_ns,
            "seen_at": datetime.now(UTC),
            "run_id": self.tools.run_id,
        }

    def problem(self, path: str, rule: str, message: str) -> None:
        """Note why a file cannot be taken in."""
        row = {
            "path": path,
            "article_id": digest(path),
            "rules": [rule],
            "message": f"{path}: {message}",
            "made_from": digest(message),
        }
        self.problems.append(row)

    def write(self) -> None:
        """Commit a chunk: the archive first, so that no observation speaks of a version that is not there."""
        lake = self.tools.lake
        if self.rows or lake.rows("raw") is None:
            frame = pl.DataFrame(self.rows, schema=ARCHIVED)
            frame = frame.unique("version_id", keep="last").sort("version_id")
            verdict = judge(frame.drop("made_from"), Raw)
            if verdict.rules:
                broken = dict(zip(verdict.rejected["path"], verdict.rules, strict=True))
                raise dg.Failure(
                    f"The archive would break its contract, and is left as it was: {broken}",
                    allow_retries=False,
                )
            lake.append("raw", frame)
        if self.seen or lake.rows(OBSERVATIONS) is None:
            lake.append(OBSERVATIONS, pl.DataFrame(self.seen, schema=SEEN))
        self.rows.clear()
        self.seen.clear()

    def settle(self, here: pl.Series) -> None:
        """One open row per path and error: open the new; close those whose file passed or is gone."""
        self.quarantine.found()
        wrong = rejected_rows(self.problems)
        held = self.quarantine.open()
        self.quarantine.enter(wrong)
        healed = held.join(wrong, on="path", how="anti")
        self.quarantine.resolve(healed.join(here.to_frame(), on="path", how="semi"), "passed")
        self.quarantine.resolve(healed.join(here.to_frame(), on="path", how="anti"), "gone")


def version_of(path: str, content: bytes) -> str:
    """The identity of a version: a hash of its path and content."""
    return hashlib.sha256(path.encode() + b"\x1f" + content).hexdigest()[:16]


def forgotten_articles(lake: Lake) -> set[str]:
    """The articles that must not be taken in again."""
    rows = lake.rows("forgotten")
    return set() if rows is None else set(rows.select("article_id").collect()["article_id"])


def last_seen(lake: Lake) -> pl.DataFrame:
    """The last observation of each path."""
    rows = lake.rows(OBSERVATIONS)
    if rows is None:
        return pl.DataFrame(schema=SEEN)
    return rows.filter(pl.col("batch") == pl.col("batch").max().over("path")).drop("batch").collect()


def against(files: Iterable[Found], before: pl.DataFrame) -> Iterator[tuple[Found, Last]]:
    """Each file with its last observation, a few thousand at a time."""
    waiting = iter(files)
    while some := list(islice(waiting, LISTED)):
        paths = pl.DataFrame({"path": [file.path for file in some]}, schema={"path": pl.String})
        known = {row["path"]: row for row in before.join(paths, on="path", how="semi").iter_rows(named=True)}
        for file in some:
            yield file, known.get(file.path)


def same(last: Last, file: Found) -> bool:
    """Whether a file looks as it did when it was last seen."""
    return last is not None and last["state"] != "missing" and _signature(last) == _signature(file)


def _unchanged(last: dict[str, Any], file: Found) -> bool:
    trusted = last["seen_at"].timestamp() * 1e9 - (last["mtime_ns"] or 0) > RACY_NS
    return trusted and _signature(last) == _signature(file)


def _signature(seen: Found | dict[str, Any]) -> tuple[int, int, int | None]:
    """What changes when a file does: size, time of change, and that of its sidecar."""
    if isinstance(seen, Found):
        return seen.size, seen.mtime_ns, seen.sidecar.mtime_ns if seen.sidecar else None
    return seen["size"], seen["mtime_ns"], seen["sidecar_ns"]
