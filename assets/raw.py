"""`raw`: the archive of files as found, appended to and never lost from."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import dagster as dg
import polars as pl

from assets import reading, showing
from assets.fingerprints import digest
from assets.quarantine import SCHEMA, Quarantine, rejected_rows
from assets.quarantine import TABLE as QUARANTINE
from assets.reading import Found, NotText, Refused, Sidecar, Unreadable
from assets.resources import KEYS, Tools
from checks.contracts.base import shape
from checks.contracts.raw import Raw
from checks.verdict import judge

OBSERVATIONS = "observations"
SEEN = {
    "path": pl.String,
    "article_id": pl.String,
    "version_id": pl.String,  # null where the file was not taken in
    "state": pl.String,  # read, refused, unreadable, missing
    "size": pl.Int64,
    "mtime_ns": pl.Int64,
    "sidecar_ns": pl.Int64,  # of the sidecar's last change; null without one
    "seen_at": pl.Datetime("us", "UTC"),
    "run_id": pl.String,
}
ARCHIVED = {**shape(Raw), "made_from": pl.String}
READS = (".txt",)
CHUNK_BYTES = 64_000_000
RACY_NS = 2_000_000_000  # a file changed so shortly before it was seen may have changed again within the clock's grain


@dg.multi_asset(
    name="raw",
    specs=[
        dg.AssetSpec(
            "raw",
            group_name="intake",
            kinds={"file", "deltalake"},
            description="The archive: every file below the raw folder as found, one row per version. A file that cannot be taken in is in quarantine, with the reason.",
            metadata={"dagster/column_schema": showing.column_schema(Raw)},
        )
    ],
    check_specs=[dg.AssetCheckSpec("contract", asset="raw", blocking=True, description="Every file below the raw folder is in the archive.")],
    required_resource_keys=KEYS,
)
def raw(context: dg.AssetExecutionContext) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult[Any]]:
    """Take in what is new."""
    yield from _Intake(Tools(context)).events()


@dataclass
class _Intake:
    """One look at the raw folder."""

    tools: Tools
    quarantine: Quarantine = field(init=False)
    before: dict[str, dict[str, Any]] = field(init=False)
    held: dict[str, tuple[str, str]] = field(init=False)  # version -> made_from, article
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("files", "new", "changed", "unchanged", "refused", "missing", "forgotten"), 0))
    problems: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.quarantine = Quarantine(self.tools.lake, "raw", "Raw", self.tools.run_id)
        self.before = last_seen(self.tools.lake)
        keys = self.tools.lake.keys("raw")
        self.held = {v: (m, a) for v, m, a in keys.select("version_id", "made_from", "article_id").iter_rows()}

    def events(self) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult[Any]]:
        self.take_in()
        lake = self.tools.lake
        told = ", ".join(f"{number:,} {name}" for name, number in self.counts.items() if number)
        self.tools.log.info(f"raw: {told or f'{self.tools.settings.raw} is empty: nothing to take in'}.")
        keys = lake.keys("raw")
        newest = lake.current("raw", keys.tail(5)).drop("made_from", "batch").collect()
        yield dg.MaterializeResult(
            asset_key="raw",
            metadata={"dagster/row_count": keys.height, "raw folder": str(self.tools.settings.raw), **self.counts, **showing.documents(newest)},
            data_version=dg.DataVersion(lake.fingerprint("raw")),
        )
        open_rows = self.quarantine.open()
        yield dg.AssetCheckResult(
            asset_key="raw",
            check_name="contract",
            passed=open_rows.is_empty(),
            severity=dg.AssetCheckSeverity.WARN,
            description="Every file is in the archive." if open_rows.is_empty() else f"{open_rows.height:,} files could not be taken in. Each waits in quarantine with the reason.",
            metadata=showing.quarantined(open_rows, "raw"),
        )

    def take_in(self) -> None:
        """Read what changed, chunk by chunk; note what is gone; settle the quarantine."""
        files = self.listed()
        documents = [f for f in files.values() if not reading.is_sidecar(f.path)]
        rows: list[dict[str, Any]] = []
        seen: list[dict[str, Any]] = []
        held = 0
        for found in documents:
            self.counts["files"] += 1
            row = self.look_at(found, files.get(found.path + ".meta.json"), seen)
            if row is not None:
                rows.append(row)
                held += row["size"]
            if len(seen) >= self.tools.settings.chunk or held > CHUNK_BYTES:
                self.write(rows, seen)
                held = 0
                self.tools.log.info(f"raw: {self.counts['files']:,} of {len(documents):,} files.")
        self.look_for_orphans(files)
        seen += self.gone({f.path for f in documents})
        self.write(rows, seen)
        self.settle(set(files))

    def listed(self) -> dict[str, Found]:
        """The files by path; two names that read the same once they are text are told apart by refusing the second."""
        forgotten = self.forgotten()
        files: dict[str, Found] = {}
        try:
            for found in reading.listing(self.tools.settings.raw):
                if digest(found.path.removesuffix(".meta.json")) in forgotten:
                    self.counts["forgotten"] += not reading.is_sidecar(found.path)
                elif found.path in files:
                    self.problem(found.path, "same_name", "Another file's name reads the same once it is text: rename one of them.")
                else:
                    files[found.path] = found
        except OSError as error:
            raise dg.Failure(
                f"The raw folder {self.tools.settings.raw} cannot be read ({error.strerror}). "
                "Set CLEANCOPY_RAW (make run RAW=…) to the folder that holds the files; its first level names the outlets.",
                allow_retries=False,
            ) from error
        return files

    def look_at(self, found: Found, beside: Found | None, seen: list[dict[str, Any]]) -> dict[str, Any] | None:
        """Take in one file: the archive's row where it has a new one, an observation where something changed."""
        last = self.before.get(found.path)
        signature = {"size": found.size, "mtime_ns": found.mtime_ns, "sidecar_ns": beside.mtime_ns if beside else None}
        if last and last["state"] == "read" and not self.tools.scope.force and _unchanged(last, signature):
            self.counts["unchanged"] += 1
            return None
        try:
            content, found = self.read(found)
            encoding = reading.detect(content)
        except (Unreadable, Refused, NotText) as error:
            self.refuse(found, error, last, signature, seen)
            return None
        about = self.about(beside)
        article, version = digest(found.path), version_of(found.path, content)
        made_from = digest(version, encoding, *(str(v) for v in (about.outlet, about.url, about.retrieved_at)))
        folder, _, rest = found.path.partition("/")
        signature = {**signature, "size": found.size, "mtime_ns": found.mtime_ns}
        if not last or last["version_id"] != version or last["state"] != "read":
            self.counts["new" if not last or last["version_id"] is None else "changed"] += 1
            seen.append(self.observation(found.path, version, "read", signature))
        else:
            self.counts["unchanged"] += 1
            if any(last[name] != value for name, value in signature.items()):
                seen.append(self.observation(found.path, version, "read", signature))
        if self.held.get(version, ("", ""))[0] == made_from and not self.tools.scope.force:
            return None
        self.held[version] = (made_from, article)
        return {
            "version_id": version, "article_id": article, "path": found.path, "outlet": folder if rest else about.outlet, "url": about.url,
            "retrieved_at": about.retrieved_at, "encoding": encoding, "size": len(content), "content": content, "made_from": made_from,
        }  # fmt: skip

    def read(self, found: Found) -> tuple[bytes, Found]:
        if found.problem:
            raise Unreadable(found.problem)
        if not found.path.lower().endswith(READS):
            raise Refused(f"Files of this type are not read; these are: {', '.join(READS)}.")
        return reading.read(found, self.tools.settings.max_bytes)

    def refuse(self, found: Found, error: Exception, last: dict[str, Any] | None, signature: dict[str, Any], seen: list[dict[str, Any]]) -> None:
        self.counts["refused"] += 1
        state = "unreadable" if isinstance(error, Unreadable) else "refused"
        version = last["version_id"] if last else None
        if not last or last["state"] != state or any(last[name] != value for name, value in signature.items()):
            seen.append(self.observation(found.path, version, state, signature))
        self.problem(found.path, {Unreadable: "unreadable", Refused: "refused", NotText: "not_text"}[type(error)], str(error))

    def about(self, beside: Found | None) -> Sidecar:
        """What the sidecar says; a broken one is quarantined, and its document goes on without."""
        if beside is None:
            return Sidecar()
        try:
            return reading.sidecar(reading.read(beside, self.tools.settings.max_bytes)[0])
        except (ValueError, Unreadable, Refused) as error:
            self.problem(beside.path, "sidecar", str(error))
            return Sidecar()

    def look_for_orphans(self, files: dict[str, Found]) -> None:
        for path in files:
            if reading.is_sidecar(path) and path.removesuffix(".meta.json") not in files:
                self.problem(path, "sidecar", "There is no document beside this sidecar.")

    def gone(self, present: set[str]) -> list[dict[str, Any]]:
        """Observations of the files that were there and are not: their articles stay, and get `missing_since`."""
        lost = [last for path, last in self.before.items() if path not in present and last["state"] != "missing"]
        self.counts["missing"] = len(lost)
        return [self.observation(last["path"], last["version_id"], "missing", last) for last in lost]

    def observation(self, path: str, version: str | None, state: str, signature: dict[str, Any]) -> dict[str, Any]:
        told = {name: signature[name] for name in ("size", "mtime_ns", "sidecar_ns")}
        return {"path": path, "article_id": digest(path), "version_id": version, "state": state, **told, "seen_at": datetime.now(UTC), "run_id": self.tools.run_id}

    def problem(self, path: str, rule: str, message: str) -> None:
        self.problems.append({"path": path, "article_id": digest(path), "rules": [rule], "message": f"{path}: {message}", "made_from": digest(message)})

    def write(self, rows: list[dict[str, Any]], seen: list[dict[str, Any]]) -> None:
        """Commit a chunk: the archive first, so that no observation speaks of a version that is not there."""
        if rows:
            frame = pl.DataFrame(rows, schema=ARCHIVED).unique("version_id", keep="last").sort("version_id")
            verdict = judge(frame.drop("made_from"), Raw)
            if not verdict.rejected.is_empty():
                raise dg.Failure(f"The archive would break its contract: {verdict.rejected.select('path', 'rules').to_dicts()}", allow_retries=False)
            self.tools.lake.append("raw", frame)
        elif self.tools.lake.rows("raw") is None:
            self.tools.lake.append("raw", pl.DataFrame(schema=ARCHIVED))
        if seen or self.tools.lake.rows(OBSERVATIONS) is None:
            self.tools.lake.append(OBSERVATIONS, pl.DataFrame(seen, schema=SEEN))
        rows.clear()
        seen.clear()

    def settle(self, present: set[str]) -> None:
        """One open row per path and error: open the new, close those whose file passed, changed its error or is gone."""
        if self.tools.lake.rows(QUARANTINE) is None:
            self.tools.lake.append(QUARANTINE, pl.DataFrame(schema=SCHEMA))
        wrong = rejected_rows(self.problems)
        held = self.quarantine.open()
        self.quarantine.enter(wrong)
        healed = held.filter(~pl.col("path").is_in(wrong["path"].implode()))
        self.quarantine.resolve(healed.filter(pl.col("path").is_in(list(present))), "passed")
        self.quarantine.resolve(healed.filter(~pl.col("path").is_in(list(present))), "gone")

    def forgotten(self) -> set[str]:
        rows = self.tools.lake.rows("forgotten")
        return set() if rows is None else set(rows.select("article_id").collect()["article_id"])


def version_of(path: str, content: bytes) -> str:
    """The identity of a version: a hash of its path and content."""
    return hashlib.sha256(path.encode("utf-8", "surrogateescape") + b"\x1f" + content).hexdigest()[:16]


def last_seen(lake: Any) -> dict[str, dict[str, Any]]:
    """The last observation of each path."""
    rows = lake.rows(OBSERVATIONS)
    if rows is None:
        return {}
    newest = rows.filter(pl.col("batch") == pl.col("batch").max().over("path")).collect()
    return {row["path"]: row for row in newest.iter_rows(named=True)}


def _unchanged(last: dict[str, Any], signature: dict[str, Any]) -> bool:
    grain = last["seen_at"].timestamp() * 1e9 - (last["mtime_ns"] or 0)
    return grain > RACY_NS and all(last[name] == value for name, value in signature.items())
