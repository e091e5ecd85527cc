"""What the lake knows already of what comes in, asked a chunk at a time: memory does not grow with it."""

from collections.abc import Iterable
from typing import Any, Final

import numpy as np
import polars as pl

from assets.framework.fingerprints import digest
from assets.framework.resources import Lake
from assets.reading import addresses

OBSERVATIONS: Final = "observations"
SEEN: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "path": pl.String,
    "article_id": pl.String,
    "version_id": pl.String,  # null where the file was never taken in, and of a container
    "state": pl.String,  # read, refused, unreadable, missing; of a container: opening, opened
    "size": pl.Int64,
    "mtime_ns": pl.Int64,
    "sidecar_ns": pl.Int64,  # of the sidecar's last change; null without one
    "seen_at": pl.Datetime("us", "UTC"),
    "run_id": pl.String,
    "container": pl.String,  # of a record: the file that holds it
    # when a record that is known by its address says that it was retrieved: its versions go by that
    "retrieved_at": pl.Datetime("us", "UTC"),
    "etag": pl.String,  # what a store calls this state of the file
    "read_by": pl.String,  # of a container: a hash of what its records are read by
    "read_bytes": pl.Int64,  # of a container: where reading can go on, if it can
    "read_members": pl.Int64,  # of a container: the members before that
    "mark": pl.String,  # of a container: a hash of its beginning and end, by which one that grew is known
}
MERGED_AT: Final = 100_000  # new versions that are kept apart


def seen_rows(lake: Lake) -> pl.LazyFrame | None:
    """All observations, also those of a lake that knows no containers; None where there are none."""
    rows = lake.rows(OBSERVATIONS)
    if rows is None:
        return None
    there = rows.collect_schema()
    return rows.with_columns(
        pl.lit(None, dtype).alias(name) for name, dtype in SEEN.items() if name not in there
    ).select(*SEEN, "batch")


def last_seen(lake: Lake, records: bool = False) -> pl.DataFrame:
    """The last observation of each file; those of `records` in containers too, where asked for."""
    rows = seen_rows(lake)
    if rows is None:
        return pl.DataFrame(schema=SEEN)
    return _last(rows if records else rows.filter(pl.col("container").is_null()))


def _last(rows: pl.LazyFrame) -> pl.DataFrame:
    newest = rows.filter(pl.col("batch") == pl.col("batch").max().over("path")).drop("batch")
    return newest.unique("path", keep="last", maintain_order=True).collect()


def article_named(lake: Lake, name: str) -> str:
    """The article that an operator names: by a path, a container and its member, or an address, however
    written. What nobody has seen is named by the hash of the path."""
    rows = seen_rows(lake)
    if rows is not None:
        # asked of observations: of the same place in a container another record may have been seen since
        found = rows.filter(pl.col("path") == name).sort("batch").select("article_id").tail(1).collect()
        if found.height:
            return str(found.item())
    return digest(addresses.normalised(name) or name)


def articles_within(lake: Lake, container: str) -> list[str]:
    """The articles that were ever read from the members of a container, sorted."""
    rows = seen_rows(lake)
    if rows is None:
        return []
    inside = rows.filter(pl.col("path").str.starts_with(f"{container}#"))
    return sorted(inside.select("article_id").unique().collect()["article_id"].drop_nulls())


def articles_named(lake: Lake, names: pl.Series) -> pl.DataFrame:
    """Those of some names that the archive knows: `name`, `article_id`. A name is a path, an address, however
    written, or an article_id."""
    rows = seen_rows(lake)
    asked = pl.DataFrame({"name": names}, schema={"name": pl.String})
    if rows is None or asked.is_empty():
        return asked.clear().with_columns(article_id=pl.lit(None, pl.String))
    seen = rows.filter(pl.col("version_id").is_not_null()).select("path", "article_id", "batch")
    by_path = seen.join(asked.lazy(), left_on="path", right_on="name", how="semi").collect()
    newest = by_path.sort("batch").unique("path", keep="last").select("article_id", name="path")
    hashes = [digest(addresses.normalised(name) or name) for name in asked["name"]]
    of_hash = pl.DataFrame({"name": asked["name"], "by_address": hashes})
    ids = pl.concat([of_hash["by_address"], asked["name"]]).unique()
    there = seen.select("article_id").filter(pl.col("article_id").is_in(ids.implode())).unique().collect()
    known = set(there["article_id"])
    found = of_hash.join(newest, on="name", how="left").with_columns(
        article_id=pl.coalesce(
            "article_id",
            pl.when(pl.col("by_address").is_in(known)).then("by_address"),
            pl.when(pl.col("name").is_in(known)).then("name"),
        )
    )
    return found.filter(pl.col("article_id").is_not_null()).select("name", "article_id")


class Sightings:
    """What was last seen of the records of some containers."""

    def __init__(self, lake: Lake) -> None:
        self.lake = lake
        self.of: frozenset[str] = frozenset()
        self.last = pl.DataFrame(schema=SEEN)

    def news(self, records: pl.DataFrame, known: Iterable[str]) -> tuple[pl.DataFrame, pl.Series]:
        """Of observations of records those that differ from the last of the same record, and whether of each
        there was one; `known` names the containers that may have been seen before."""
        containers = frozenset(records["container"]) & frozenset(known)
        if not containers:
            return records, pl.Series([False] * records.height, dtype=pl.Boolean)
        if containers != self.of:
            rows = seen_rows(self.lake)
            self.of = containers
            self.last = (
                pl.DataFrame(schema=SEEN)
                if rows is None
                else _last(rows.filter(pl.col("container").is_in([*containers])))
            ).select(path=pl.col("path").hash(), version="version_id", retrieved="retrieved_at")
        told = records.with_columns(hash=pl.col("path").hash()).join(
            self.last, left_on="hash", right_on="path", how="left", maintain_order="left"
        )
        same = pl.col("version").eq_missing(pl.col("version_id")) & pl.col("retrieved").eq_missing(
            pl.col("retrieved_at")
        )
        news = told.filter(~same)
        return news.select(records.columns), news["version"].is_not_null()


class Archive:
    """Which versions are in the archive: eight bytes each."""

    def __init__(self, lake: Lake) -> None:
        self.lake = lake
        self.versions: np.ndarray[Any, np.dtype[np.uint64]] | None = None
        self.recent: set[int] = set()

    def new(self, rows: pl.DataFrame, force: bool) -> pl.DataFrame:
        """Of rows for the archive those that it lacks: new versions, and versions of which more is known now.

        Of two records of one version that say different things, the one retrieved last speaks, of two of one
        moment the one whose path is first: in whichever order they come.
        """
        rows = rows.sort("retrieved_at", "path", descending=[False, True], nulls_last=False)
        rows = rows.unique("version_id", keep="last", maintain_order=True)
        ids = _numbers(rows["version_id"])
        is_there = self._has(ids)
        self._add(ids[~is_there])
        there = rows.filter(pl.Series(is_there))
        if there.is_empty():
            return rows
        held = self._held(there)
        told = there.join(held, on="version_id", how="left", maintain_order="left")
        later = pl.col("retrieved_at").fill_null(pl.lit(0).cast(pl.Datetime("us", "UTC")))
        before = pl.col("held_at").fill_null(pl.lit(0).cast(pl.Datetime("us", "UTC")))
        speaks = (
            (pl.col("path") == pl.col("held_path"))
            | (later > before)
            | ((later == before) & (pl.col("path") < pl.col("held_path")))
        )
        differs = pl.lit(force) | pl.col("made_from").ne_missing(pl.col("held_from"))
        better = told.filter(speaks.fill_null(True) & differs).select(rows.columns)
        return pl.concat([rows.filter(pl.Series(~is_there)), better])

    def _held(self, rows: pl.DataFrame) -> pl.DataFrame:
        """What the archive has of these versions, without a byte of their content."""
        archive = self.lake.rows("raw")
        if archive is None:
            return pl.DataFrame(schema=dict.fromkeys(("version_id", "held_from", "held_path"), pl.String))
        wanted = rows.lazy().select("version_id")
        held = archive.select("version_id", "made_from", "path", "retrieved_at", "batch")
        found = held.join(wanted, on="version_id", how="semi").collect()
        return (
            found.sort("batch")
            .unique("version_id", keep="last")
            .select("version_id", held_from="made_from", held_path="path", held_at="retrieved_at")
        )

    def _has(self, ids: np.ndarray[Any, np.dtype[np.uint64]]) -> np.ndarray[Any, np.dtype[np.bool_]]:
        known = self._known()
        recent = np.array([int(one) in self.recent for one in ids], dtype=bool)
        if not known.size:
            return recent
        at = np.searchsorted(known, ids)
        there = np.equal(known[np.minimum(at, known.size - 1)], ids)
        found: np.ndarray[Any, np.dtype[np.bool_]] = np.logical_or(recent, there)
        return found

    def _known(self) -> np.ndarray[Any, np.dtype[np.uint64]]:
        if self.versions is None:
            rows = self.lake.rows("raw")
            ids = pl.Series([], dtype=pl.String)
            if rows is not None:
                ids = rows.select("version_id").collect()["version_id"]
            self.versions = np.sort(_numbers(ids))
        return self.versions

    def _add(self, ids: np.ndarray[Any, np.dtype[np.uint64]]) -> None:
        self.recent.update(map(int, ids))
        if len(self.recent) > MERGED_AT:
            fresh = np.fromiter(self.recent, dtype=np.uint64)
            self.versions = np.sort(np.concatenate([self._known(), fresh]))
            self.recent.clear()


def _numbers(hashes: pl.Series) -> np.ndarray[Any, np.dtype[np.uint64]]:
    """Hashes of 16 hexadecimal digits as numbers."""
    return hashes.str.to_integer(base=16, dtype=pl.UInt64).to_numpy()
