"""Take a document out of everything that was made from it, for good: the law sometimes asks."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import dagster as dg
import polars as pl

from assets.framework import kept, notes
from assets.framework.arrivals import article_named, articles_within
from pipeline import claim, export, lock, run_history, sampling, upload
from pipeline.lake import Lake, lake_of
from pipeline.settings import Settings
from pipeline.warehouse import Warehouse

# article_id (a hash), at, rows: what was forgotten can be proved without saying what it was
LOG = "forgotten"


State = Literal["forgotten", "forgotten before", "unknown"]
SAME = """
    SELECT other.path FROM duplicate_pairs
    JOIN articles AS one ON one.article_id IN (article_a, article_b)
    JOIN articles AS other ON other.article_id IN (article_a, article_b)
    WHERE relation = 'same'
        AND one.article_id IN (SELECT unnest(?)) AND other.article_id NOT IN (SELECT unnest(?))
    GROUP BY other.path ORDER BY other.path"""


def forget(settings: Settings, path: str) -> State:
    """Delete a document's rows from every stage, and from disk; note it, so that its file, or any record of
    its address, is not taken in again. Says what was found to do. It is named by its path (of a record:
    container and member) or its address; a container stands for all that was ever read from it.

    What was made from many documents (recurring lines, stories, the published file) still holds it until the
    next run has made it anew and `forget_derived` has cleared what was there before.

    Raises:
        lock.WrongRawFolder: the data folder is made from another one, and that run would refuse. Nothing was
            deleted.
    """
    lake = lake_of(settings)
    with lock.held(settings.home), claim.held(settings):
        lock.remember_raw(settings.home, settings.raw)
        lock.sweep(settings.home)  # what a killed run left half written may hold the text too
        named = _named(lake, path)
        before = _has(lake, LOG, named[0])
        warehouse = Warehouse(settings.database, settings.releases, settings.memory)
        begun = _begun(settings)
        if not any(
            one in begun or warehouse.holds(one) or any(_has(lake, t, one) for t in lake.tables() if t != LOG)
            for one in named
        ):
            return "forgotten before" if before else "unknown"
        _take_out(settings, lake, warehouse, sorted(begun.union(named)))
    return "forgotten"


def resume(settings: Settings) -> bool:
    """Go on with what a killed `forget` had begun. Returns whether there was something: then the next run and
    `forget_derived` must follow."""
    begun = _begun(settings)
    if begun:
        with lock.held(settings.home), claim.held(settings):
            warehouse = Warehouse(settings.database, settings.releases, settings.memory)
            _take_out(settings, lake_of(settings), warehouse, sorted(begun))
    return bool(begun)


def copies(settings: Settings, path: str) -> list[str]:
    """The paths of published articles that have the same text, and are not meant by the name."""
    named = _named(lake_of(settings), path)
    with Warehouse(settings.database, settings.releases, settings.memory).read() as connection:
        if connection is None:
            return []
        return [str(found) for (found,) in connection.execute(SAME, [named, named]).fetchall()]


def _named(lake: Lake, path: str) -> list[str]:
    """The articles that are meant: the one of this name first, then all within it."""
    return list(dict.fromkeys([article_named(lake, path), *articles_within(lake, path)]))


def _take_out(settings: Settings, lake: Lake, warehouse: Warehouse, wanted: list[str]) -> None:
    notes.write(_halfway(settings), "\n".join(wanted))
    for one in wanted:
        if not _has(lake, LOG, one):
            lake.append(LOG, pl.DataFrame({"article_id": [one], "at": [datetime.now(UTC)]}))
    listed = ", ".join(f"'{one}'" for one in wanted)
    for table in lake.tables():
        if table != LOG and "article_id" in _columns(lake, table):
            lake.forget(table, f"article_id IN ({listed})")
    sampling.forget(settings, wanted)
    if warehouse.pinned:  # no run makes that file anew
        warehouse.take_out(wanted)
        (settings.report / "made_from").unlink(missing_ok=True)  # nor would the pages be


def forget_derived(settings: Settings) -> None:
    """Clear from disk what held the document before the last run: old files of whole tables, releases,
    previews in Dagster's logs.

    Raises:
        upload.NotUploaded: where it was published to, too, it may still lie.
    """
    lake = lake_of(settings)
    with lock.held(settings.home), claim.held(settings):
        for table in lake.tables():
            lake.forget(table, "false")
        notes.remove(settings.home / "damaged")  # what was set aside once holds it too
        Warehouse(settings.database, settings.releases, settings.memory).drop_releases()
        export.drop(settings)
        kept.drop(settings.home)
        notes.remove(settings.home / "spill")
        notes.remove(settings.home / "copies")
        upload.keep_only_latest(settings)
    with dg.DagsterInstance.get() as instance:
        for run_id in instance.get_run_ids()[1:]:
            instance.delete_run(run_id)
        run_history.clear(instance)
    run_history.pack(settings.dagster_home, always=True)  # SQLite keeps the bytes of deleted rows until then
    _halfway(settings).unlink(missing_ok=True)


def _halfway(settings: Settings) -> Path:
    """A note of the articles that are being forgotten, one a line: while it lies there, something of them may
    be left. An earlier one whose forgetting was killed is forgotten with the next."""
    return settings.home / "forgetting"


def _begun(settings: Settings) -> set[str]:
    """The articles of that note."""
    halfway = _halfway(settings)
    return set(halfway.read_text().split()) if halfway.exists() else set()


def _has(lake: Lake, table: str, article: str) -> bool:
    rows = lake.rows(table)
    if rows is None or "article_id" not in rows.collect_schema():
        return False
    return not rows.filter(article_id=article).select("article_id").head(1).collect().is_empty()


def _columns(lake: Lake, table: str) -> list[str]:
    rows = lake.rows(table)
    return [] if rows is None else rows.collect_schema().names()
