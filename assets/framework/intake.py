"""`@archive` makes the asset that takes in what lies in the raw folder; `Intake` is one look at it."""

import hashlib
import inspect
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final

import dagster as dg
import polars as pl

from assets import reading
from assets.display import lineage, showing
from assets.framework import faults, fingerprints
from assets.framework.arrivals import OBSERVATIONS, SEEN, Archive, Sightings, last_seen
from assets.framework.fingerprints import digest
from assets.framework.quarantine import Quarantine, rejected_rows
from assets.framework.resources import KEYS, Lake, Tools
from assets.framework.stage import Described, Events
from assets.framework.standing import Standing
from assets.parsing import readers
from assets.reading import Found, LeadsOut, NotText, Refused, Sidecar, Unreadable, addresses, containers
from assets.reading.containers import Document, Opened, Place, Refusal
from checks.contracts.base import Contract, shape
from checks.contracts.raw import Raw
from checks.verdict import judge

ARCHIVED = pl.Schema({**shape(Raw), "made_from": pl.String()})
CHUNK_BYTES = 64_000_000
LISTED = 5_000  # files compared with their last observation at a time
TOLD = 10  # containers that are named
REFUSED_AT_ONCE = 2_000  # refusals that are noted at a time
MARKED = 1 << 16  # bytes at either end by which a container is known to have only grown
# a file changed so shortly before it was seen may have changed again within the clock's grain
RACY_NS = 2_000_000_000
READ_BY: Final = "assets.reading.containers"  # what containers are read by
# plotted over runs, 0 too
COUNTED = (
    "files",
    "containers",
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
FOLDER = "raw_folder"  # the asset that others write
FIRST_LEVEL = "outlets by folder 1"  # what a file is taken in by, where nothing is set
IN_CONTAINERS = ("opening", "opened")  # states of a container: begun, and read to its end
A_DATE: Final = re.compile(r"(?:19|20)\d\d(?:\W?\d\d?){0,2}|\d{1,2}(?:\W\d{1,2})?(?:\W(?:19|20)\d\d)?")

Last = dict[str, Any] | None


def folder(place: Path | str) -> dg.AssetSpec:
    """The raw folder, bucket or web server as Dagster shows it: others write it, `raw` looks at it."""
    where = dg.MetadataValue.path(str(place)) if isinstance(place, Path) else dg.MetadataValue.text(place)
    return dg.AssetSpec(
        FOLDER,
        group_name="intake",
        kinds={"file"},
        description=(
            "The files as they arrive (`CLEANCOPY_RAW`). Whoever scrapes writes them; this pipeline "
            "only reads. Each run that looks at them notes here what it saw."
        ),
        metadata={"place": where, **showing.code(reading.listing)},
    )


def archive(*, contract: type[Contract], kinds: set[str]) -> Callable[[Described], dg.AssetsDefinition]:
    """Make the first asset, which nothing is upstream of.

    It is made of a function whose name is its table and whose docstring its description.
    """

    def decorate(described: Described) -> dg.AssetsDefinition:
        name = described.__name__
        lineage.declare(name, contract, {})
        spec = dg.AssetSpec(
            name,
            deps=[FOLDER],
            group_name="intake",
            kinds=kinds,
            description=inspect.getdoc(described),
            metadata={
                "dagster/column_schema": showing.column_schema(contract),
                **showing.code(reading.listing, reading.detect, contract),
            },
        )
        promised = "Every file below the raw folder is in the archive."
        checks = [
            dg.AssetCheckSpec("contract", asset=name, blocking=True, description=promised),
            dg.AssetCheckSpec("outlets", asset=name, description="It is known who published the articles."),
        ]

        @dg.multi_asset(name=name, specs=[spec], check_specs=checks, required_resource_keys=KEYS)
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
    before: pl.DataFrame = field(init=False)  # what was last seen of each file
    waiting: pl.DataFrame = field(init=False)  # the open rows of the quarantine, as they were
    held: set[str] = field(init=False)  # their paths: files are looked at again, changed or not
    source: reading.Source = field(init=False)
    archive: Archive = field(init=False)
    sightings: Sightings = field(init=False)
    columns: containers.Columns = field(init=False)
    limits: containers.Limits = field(init=False)
    read_by: str = field(init=False)  # a hash of what records are read by
    forgotten: set[str] = field(init=False)
    counts: Counter[str] = field(default_factory=Counter)
    rows: list[dict[str, Any]] = field(default_factory=list)
    seen: list[dict[str, Any]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    bytes_waiting: int = 0
    wrong: set[str] = field(default_factory=set)  # paths of `held` that are wrong again
    passed: set[str] = field(default_factory=set)  # records of `held` that are right now
    left: set[str] = field(default_factory=set)  # containers that were not read again, or not all of them
    known: set[str] = field(default_factory=set)  # containers that are read, and were before
    lost: list[str] = field(default_factory=list)  # containers that are gone

    def __post_init__(self) -> None:
        lake, settings = self.tools.lake, self.tools.settings
        self.source = reading.source(
            settings.raw, settings.passed_over, settings.follow_links, settings.home / "spill"
        )
        self.quarantine = Quarantine(lake, "raw", "Raw", self.tools.run_id)
        self.before = last_seen(lake)
        self.waiting = self.quarantine.open()
        self.held = set(self.waiting["path"])
        self.archive, self.sightings = Archive(lake), Sightings(lake)
        self.forgotten = forgotten_articles(lake)
        try:
            self.columns = containers.chosen(settings.columns)
        except containers.NotColumns as error:
            raise dg.Failure(
                f"CLEANCOPY_COLUMNS={settings.columns}: {error}.", allow_retries=False
            ) from error
        suffixes = readers.suffixes()
        self.limits = containers.Limits(
            settings.max_bytes, settings.max_ratio, settings.max_nesting, suffixes, settings.home / "spill"
        )
        limits = (
            settings.max_bytes,
            settings.max_ratio,
            settings.max_nesting,
            settings.outlet_level,
            *suffixes,
        )
        code = fingerprints.of_modules(READ_BY)
        self.read_by = digest(self.columns.told, code, *map(str, limits), *settings.passed_over)

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
            f"{showing.number_of(held.height, 'file')} could not be taken in. "
            "Each waits in quarantine with the reason and the cure."
        )
        yield dg.AssetObservation(
            FOLDER, metadata={"place": str(folder), **{n: self.counts[n] for n in COUNTED}}
        )
        yield dg.MaterializeResult(
            asset_key="raw",
            metadata={
                "dagster/row_count": archive["height"],
                "raw folder": str(folder),
                **{name: self.counts[name] for name in COUNTED},
                **({"containers that are gone": self.told_lost()} if self.lost else {}),
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
        yield self.outlets(archive)

    def outlets(self, archive: dict[str, Any]) -> dg.AssetCheckResult:
        """Whether it is known who published the articles: a tree by dates or without folders tells nobody."""
        told, cure = "Articles have outlets.", ""
        if archive["named"] and archive["named"] == archive["dates"]:
            told = f"Every outlet is a date ({archive['outlets'][0][0]}): the folders go by days."
            cure = (
                "Set CLEANCOPY_OUTLET_LEVEL to the level of the folder that names the outlet (1: the first), "
                "or to 0 where none does: then records, sidecars and addresses name it."
            )
        elif archive["served"] and not archive["named"]:
            told = "No article has an outlet."
            cure = (
                "Put each outlet's files into a folder of its name, set CLEANCOPY_OUTLET_LEVEL to the level "
                "of such folders, or name it in sidecars or records: recurring lines are learned by outlet."
            )
        return dg.AssetCheckResult(
            asset_key="raw",
            check_name="outlets",
            passed=not cure,
            severity=dg.AssetCheckSeverity.WARN,
            description=f"{told} {cure}".strip(),
            metadata={showing.CURE: cure} if cure else {},
        )

    def archived(self) -> dict[str, Any]:
        """What the archive holds: its height, fingerprint, and articles of the largest outlets."""
        lake, standing = self.tools.lake, Standing(self.tools, "raw")
        state = lake.state("raw", OBSERVATIONS)
        found = standing.of(state)
        if found is None:
            outlets = lake.current("raw", lake.served("raw")).group_by("outlet").len().collect()
            outlets = outlets.sort("len", "outlet", descending=True)
            named = outlets.drop_nulls("outlet")
            dates = [outlet for outlet in named["outlet"] if A_DATE.fullmatch(outlet)]
            found = {
                "height": lake.keys("raw").height,
                "fingerprint": lake.fingerprint("raw"),
                "served": int(outlets["len"].sum()),
                "named": named.height,
                "dates": len(dates),
                "outlets": outlets.with_columns(pl.col("outlet").fill_null("(none)")).head(12).rows(),
            }
            standing.note(state, **found)
        return found

    def take_in(self) -> None:
        """Read what changed, chunk by chunk; note what is gone; settle the quarantine."""
        present: list[str] = []
        for file, last in against(self.listed(), self.before):
            present += [file.path, file.sidecar.path] if file.sidecar else [file.path]
            self.counts["files"] += 1
            self.look_at(file, last)
            if len(self.seen) >= self.tools.settings.chunk or self.bytes_waiting > CHUNK_BYTES:
                self.write()
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
        try:
            for file in self.source.listing():
                if self.forgotten and digest(file.path) in self.forgotten:
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
        except reading.NotListed as error:
            raise dg.Failure(str(error), allow_retries=False) from error

    def look_at(self, file: Found, last: Last) -> None:
        """Take in one file, or what a container holds, where it is new or changed."""
        if self.is_as_it_was(file, last):
            self.counts["unchanged"] += 1
            return
        try:
            with self.opened(file) as stream:
                file = stream.file
                opened = self.looked_into(stream, last)
                if opened.form is not None:
                    self.open(file, opened, last, _mark(stream.stream, file.size))
                    return
                content = self.content(opened, stream)
            encoding = reading.detect(content, file.path.lower().endswith(readers.html.SUFFIXES))
        except (Unreadable, Refused, NotText) as error:
            self.refuse(file, error, last)
            return
        except containers.Problem as problem:
            self.refuse(file, Refused(str(problem)), last, problem.rule)
            return
        about = self.about(file.sidecar)
        found = Document(file.path, content, encoding, url=about.url, retrieved_at=about.retrieved_at)
        self.observe(file, self.take(found, file, about), last)

    def looked_into(self, stream: "_Stream", last: Last) -> Opened:
        """What a file is. Raises Unreadable where disk or network fail, Problem where it is damaged."""
        file = stream.file
        try:
            begin = self.begin(file, last, stream)
            return containers.looked_into(
                stream.stream, file.path, file.size, self.limits, self.columns, begin
            )
        except OSError as error:
            raise Unreadable(f"{error.strerror or error}.") from error

    def is_as_it_was(self, file: Found, last: Last) -> bool:
        """Whether a file need not be looked at again."""
        if last is None or self.tools.scope.force or not _unchanged(last, file):
            return False
        here = {file.path, file.sidecar.path} if file.sidecar else {file.path}
        if last["state"] == "opened" and last["read_by"] == self.read_by:
            self.left |= here
            return True
        return (
            last["state"] == "read"
            and (last["read_by"] or FIRST_LEVEL) == self.level
            and not here & self.held
        )

    def opened(self, file: Found) -> "_Stream":
        """A file to be read: whole where it is a document by its name, else by and by."""
        if file.problem or file.path.lower().endswith(self.limits.suffixes):
            most = self.limits.max_bytes
            if file.problem or file.size <= most:
                content, file = self.source.read(file, most, self.too_large())
                return _Stream(containers.in_memory(content), file, content)
        stream, file = self.source.opened(file)
        return _Stream(stream, file)

    def too_large(self) -> str:
        """How the limit of a file is told."""
        return f"CLEANCOPY_MAX_BYTES={self.limits.max_bytes:,}: raise the setting, or split the file"

    def content(self, opened: Opened, stream: "_Stream") -> bytes:
        """The bytes of a document that is a file of its own, if it is of a type that is read."""
        name, packed = opened.opening.name, opened.is_packed
        if not name.lower().endswith(self.limits.suffixes):
            raise Refused(containers.not_read(self.limits.suffixes))
        if not packed and stream.content is None:
            raise Refused(f"{stream.file.size:,} bytes are more than {self.too_large()}.")
        return stream.content if stream.content is not None and not packed else containers.whole(opened)

    def begin(self, file: Found, last: Last, stream: "_Stream") -> Place:
        """Where to go on with a container: where a run was stopped, or where it ended before it grew."""
        if last is None or last["state"] not in IN_CONTAINERS or self.tools.scope.force:
            return containers.BEGINNING
        if last["read_by"] != self.read_by or last["mark"] is None:
            return containers.BEGINNING
        if file.size < (last["size"] or 0) or _mark(stream.stream, last["size"]) != last["mark"]:
            return containers.BEGINNING
        return Place(last["read_bytes"], last["read_members"] or 0)

    def open(self, file: Found, opened: Opened, last: Last, mark: str | None) -> None:
        """Take in the documents of a container, chunk by chunk; if it was read before, those that are new."""
        self.counts["containers"] += 1
        if last is not None:
            self.known.add(file.path)
        place = opened.opening.begin
        if place != containers.BEGINNING:
            self.left.add(file.path)
        about = self.about(file.sidecar)
        failed: list[OSError] = []
        for found in _until_it_fails(containers.read(opened, file.path), failed):
            self.take_member(found, file, about)
            place = found.after or place
            if len(self.seen) >= self.tools.settings.chunk or self.bytes_waiting > CHUNK_BYTES:
                self.seen.append(self.container(file, "opening", place, mark))
                self.write()
                self.tools.log.info(f"raw: {file.path}: {self.counts['new']:,} new so far.")
        for error in failed:
            self.left.add(file.path)
            told = f"{error.strerror or error}: what was read is taken in; the next run goes on."
            self.problem(file.path, "unreadable", told)
        if not failed and file.path in self.held and file.path not in self.wrong:
            self.passed.add(file.path)
        self.seen.append(self.container(file, "opening" if failed else "opened", place, mark))

    def take_member(self, found: Document | Refusal, file: Found, about: Sidecar) -> None:
        """Take in one document of a container, or note why it is none."""
        if found.path != file.path and self.is_passed_over(found.path[len(file.path) + 1 :]):
            self.counts["ignored"] += 1
            return
        if isinstance(found, Refusal):
            self.counts["refused"] += 1
            self.problem(found.path, found.rule, found.message)
            return
        if self.forgotten and {digest(found.path), digest(found.address or found.path)} & self.forgotten:
            self.counts["forgotten"] += 1
            return
        try:
            found.encoding = found.encoding or reading.detect(found.content)
        except NotText as error:
            self.counts["refused"] += 1
            self.problem(found.path, "not_text", str(error))
            return
        if found.path in self.held:
            self.passed.add(found.path)
        version = self.take(found, file, about)
        self.seen.append(
            {
                "path": found.path,
                "article_id": digest(found.address or found.path),
                "version_id": version,
                "state": "read",
                "size": len(found.content),
                "seen_at": datetime.now(UTC),
                "run_id": self.tools.run_id,
                "container": file.path,
                "retrieved_at": found.retrieved_at if found.address else None,
            }
        )

    def is_passed_over(self, name: str) -> bool:
        """Whether a member's name, or a folder of it, is one that is to be passed over."""
        patterns = self.tools.settings.passed_over
        return bool(patterns) and reading.is_passed_over(re.split(r"[/#]", name), patterns)

    def take(self, found: Document, file: Found, about: Sidecar) -> str:
        """Let a document wait to be written. Returns its version."""
        is_record = found.path != file.path
        folders = (*file.path.split("/")[:-1], *found.folders)
        retrieved_at = found.retrieved_at or about.retrieved_at
        outlet, basis = self.outlet(found, folders, about)
        known_by = found.address or found.path
        version = version_of(known_by, found.content)
        told = [version, found.encoding or "", str(outlet), str(found.url), str(retrieved_at)]
        if is_record:
            told += [str(basis), str(found.format), str(found.stated), str(found.record)]
        self.rows.append(
            {
                "version_id": version,
                "article_id": digest(known_by),
                "path": found.path,
                "container": file.path if is_record else None,
                "outlet": outlet,
                "outlet_basis": basis,
                "url": found.url,
                "retrieved_at": retrieved_at,
                "encoding": found.encoding,
                "format": found.format,
                "stated": found.stated,
                "record": found.record,
                "size": len(found.content),
                "content": found.content,
                "made_from": digest(*told),
            }
        )
        self.bytes_waiting += len(found.content) + len(found.record or "")
        return version

    def outlet(
        self, found: Document, folders: tuple[str, ...], about: Sidecar
    ) -> tuple[str | None, str | None]:
        """Who published a document, and how that is known: by record, folder, sidecar, host."""
        level = self.tools.settings.outlet_level
        if found.outlet:
            return found.outlet, "record"
        if 0 < level <= len(folders):
            return folders[level - 1], "folder"
        if about.outlet:
            return about.outlet, "sidecar"
        host = addresses.host_of(found.url)
        return host, "host" if host else None

    @property
    def level(self) -> str:
        """What a file is taken in by, beside its own bytes."""
        return f"outlets by folder {self.tools.settings.outlet_level}"

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
            if _signature(last) == _signature(file) and (last["read_by"] or FIRST_LEVEL) == self.level:
                return
        self.seen.append(self.observation(file, version, "read"))

    def refuse(self, file: Found, error: Exception, last: Last, rule: str | None = None) -> None:
        """Quarantine a file that cannot be taken in; the version it had before stays."""
        self.counts["refused"] += 1
        state = "unreadable" if isinstance(error, Unreadable) else "refused"
        if not last or last["state"] != state or _signature(last) != _signature(file):
            self.seen.append(self.observation(file, last["version_id"] if last else None, state))
        alone = file.path.endswith(reading.SIDECAR)
        self.problem(file.path, "sidecar" if alone else rule or RULES[type(error)], str(error))

    def about(self, beside: Found | None) -> Sidecar:
        """What the sidecar says; a broken one is quarantined, and its document goes on without."""
        if beside is None:
            return Sidecar()
        cure = f"the {reading.MOST:,} that a sidecar may have: leave in it who, where and when"
        try:
            content, _ = self.source.read(beside, reading.MOST, cure)
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
        """Note the files that were there and are not: their articles stay, and get `missing_since`.

        Of a container that is gone the records stay as they are: that it is gone is said, no more.
        """
        lost = self.before.filter(pl.col("state") != "missing").join(here.to_frame(), on="path", how="anti")
        self.counts["missing"] = lost.height
        now = {"state": "missing", "seen_at": datetime.now(UTC), "run_id": self.tools.run_id}
        self.seen += [{**row, **now} for row in lost.iter_rows(named=True)]
        self.lost = lost.filter(pl.col("state").is_in(IN_CONTAINERS))["path"].to_list()
        if self.lost:
            self.tools.log.warning(f"raw: gone are the containers {self.told_lost()}; their records stay.")

    def told_lost(self) -> str:
        """The containers that are gone, the first of them by name."""
        more = len(self.lost) - TOLD
        return ", ".join(self.lost[:TOLD]) + (f" and {more:,} more" if more > 0 else "")

    def observation(self, file: Found, version: str | None, state: str) -> dict[str, Any]:
        """What was seen of a file, as a row."""
        size, mtime_ns, sidecar_ns, etag = _signature(file)
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
            "etag": etag,
            "read_by": self.level,
        }

    def container(self, file: Found, state: str, place: Place, mark: str | None) -> dict[str, Any]:
        """What was seen of a container, and how far it is read."""
        read = {
            "read_by": self.read_by,
            "read_bytes": place.offset,
            "read_members": place.number,
            "mark": mark,
        }
        return {**self.observation(file, None, state), **read}

    def problem(self, path: str, rule: str, message: str) -> None:
        """Note why a file, or a member of one, cannot be taken in."""
        row = {
            "path": path,
            "article_id": digest(path),
            "rules": [rule],
            "message": f"{path}: {message}",
            "made_from": digest(message),
        }
        self.problems.append(row)
        if path in self.held:
            self.wrong.add(path)
        if len(self.problems) >= REFUSED_AT_ONCE:
            self.enter()

    def enter(self) -> None:
        """Note in the quarantine what is wrong so far."""
        self.quarantine.found()
        wrong = rejected_rows(self.problems).unique(["path", "rules", "message"], maintain_order=True)
        self.quarantine.enter(wrong)
        self.problems.clear()

    def write(self) -> None:
        """Commit a chunk: the archive first, so that no observation speaks of a version that is not there."""
        lake = self.tools.lake
        is_new = lake.rows("raw") is None
        if self.rows or is_new:
            frame = pl.DataFrame(self.rows, schema=ARCHIVED)
            frame = self.archive.new(frame, self.tools.scope.force).sort("version_id")
            verdict = judge(frame.drop("made_from"), Raw)
            if verdict.rules:
                broken = dict(zip(verdict.rejected["path"], verdict.rules, strict=True))
                raise dg.Failure(
                    f"The archive would break its contract, and is left as it was: {broken}",
                    allow_retries=False,
                )
            if frame.height or is_new:
                lake.append("raw", frame)
        seen = self.news(pl.DataFrame(self.seen, schema=SEEN))
        if seen.height or lake.rows(OBSERVATIONS) is None:
            lake.append(OBSERVATIONS, seen)
        self.rows.clear()
        self.seen.clear()
        self.bytes_waiting = 0

    def news(self, seen: pl.DataFrame) -> pl.DataFrame:
        """Of what was seen what differs from what was seen before: of records that shows only now."""
        of_records = pl.col("container").is_not_null()
        records = seen.filter(of_records)
        if records.is_empty():
            return seen
        fresh, was_seen = self.sightings.news(records, self.known)
        self.counts["new"] += int((~was_seen).sum())
        self.counts["changed"] += int(was_seen.sum())
        self.counts["unchanged"] += records.height - fresh.height
        return pl.concat([fresh, seen.filter(~of_records)])

    def settle(self, here: pl.Series) -> None:
        """One open row per path and error: open the new; close those whose file passed or is gone.

        What is wrong with a record stays open until its container is read again.
        """
        self.enter()
        still = self.waiting.filter(~pl.col("path").is_in([*self.wrong]))
        still = still.join(self.quarantine.open(), on="quarantine_id", how="semi")
        files = set(here)
        how: dict[str, list[str]] = {"passed": [], "gone": []}
        for path in still["path"]:
            if told := self.became(path, files):
                how[told].append(path)
        for told, paths in how.items():
            self.quarantine.resolve(still.filter(pl.col("path").is_in(paths)), told)

    def became(self, path: str, files: set[str]) -> str | None:
        """What became of something in quarantine that is not wrong again: passed, gone; None: it waits."""
        if path in self.passed:
            return "passed"
        if path in files:
            return None if path in self.left else "passed"
        at = path.find("#")
        while at >= 0:
            if (container := path[:at]) in files:
                return None if container in self.left else "gone"
            at = path.find("#", at + 1)
        return "gone"


def _until_it_fails(
    found: Iterator[Document | Refusal], failed: list[OSError]
) -> Iterator[Document | Refusal]:
    """What is found until the disk or the network fails, which is noted in `failed`."""
    try:
        yield from found
    except OSError as error:
        failed.append(error)


@dataclass
class _Stream:
    """A file that is being read."""

    stream: BinaryIO
    file: Found
    content: bytes | None = None  # where it is held whole

    def __enter__(self) -> "_Stream":
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()


def version_of(known_by: str, content: bytes) -> str:
    """The identity of a version: a hash of its path (or the address that it is known by) and content."""
    return hashlib.sha256(known_by.encode() + b"\x1f" + content).hexdigest()[:16]


def forgotten_articles(lake: Lake) -> set[str]:
    """The articles that must not be taken in again."""
    rows = lake.rows("forgotten")
    return set() if rows is None else set(rows.select("article_id").collect()["article_id"])


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
    return (
        last is not None
        and last["state"] not in ("missing", "opening")
        and _signature(last) == _signature(file)
    )


def _unchanged(last: dict[str, Any], file: Found) -> bool:
    aged = last["seen_at"].timestamp() * 1e9 - (last["mtime_ns"] or 0) > RACY_NS
    return (aged or file.etag is not None) and _signature(last) == _signature(file)


def _signature(seen: Found | dict[str, Any]) -> tuple[int, int, int | None, str | None]:
    """What changes when a file does: size, times of change (its sidecar's too), what a store calls it."""
    if isinstance(seen, Found):
        return seen.size, seen.mtime_ns, seen.sidecar.mtime_ns if seen.sidecar else None, seen.etag
    return seen["size"], seen["mtime_ns"], seen["sidecar_ns"], seen["etag"]


def _mark(stream: BinaryIO | None, size: int | None) -> str | None:
    """A hash of the beginning of a file and of what stands before its end at `size`; the stream is left where
    it was. None where it cannot be read from anywhere."""
    if stream is None or size is None or not stream.seekable():
        return None
    at = stream.tell()
    stream.seek(0)
    first = stream.read(min(MARKED, size))
    stream.seek(max(0, size - MARKED))
    last = stream.read(min(MARKED, size))
    stream.seek(at)
    return hashlib.sha256(first + b"\x1f" + last).hexdigest()[:16]
