"""What the assets are handed at run time: lake, engine, settings, the operator's wishes, and the lock that
lets one run work at a time."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import dagster as dg
from dagster import DagsterRunStatus

from assets.framework import faults, upgrade
from pipeline import claim, engines, lock, repair, run_history
from pipeline.lake import lake_of
from pipeline.settings import Settings
from pipeline.warehouse import Warehouse


class Scope(dg.ConfigurableResource):  # type: ignore[type-arg]
    """What to do again, from the launchpad: leave all empty to do just what is new."""

    path: str | None = None
    """One document, by its path below the raw folder (`articles.path`: of a record container#member) or its
    address."""
    outlet: str | None = None
    """All documents of one outlet."""
    force: bool = False
    """Everything, whether anything changed or not."""


def resources(settings: Settings) -> dict[str, Any]:
    """The resources of a code location."""

    @dg.resource(description="Held for the whole run: one run at a time over a data folder.")
    def the_lock(context: dg.InitResourceContext) -> Iterator[bool]:
        log = context.log.info if context.log else print
        with ExitStack() as until_the_end:
            with faults.named(settings):
                until_the_end.enter_context(
                    lock.alive(settings.home, context.run.run_id if context.run else "none")
                )
                taken = until_the_end.enter_context(lock.held(settings.home, told=log))
                until_the_end.enter_context(claim.held(settings, told=log))
                lock.remember_raw(settings.home, settings.raw)
                lock.sweep(settings.home)
                repair.at_start(settings, context.log.warning if context.log else print)
                if context.instance:
                    bury(context.instance, settings)
                    until_the_end.enter_context(run_history.databases_open(context.instance))
                if told := upgrade.in_words(upgrade.due(lake_of(settings), settings.home)):
                    log(told)
            yield taken

    return {
        "lake": lake_of(settings),
        "engine": engines.named(settings.engine),
        "settings": settings.model_copy(update={"pages": settings.pages or lock.said(settings.home / "dev")}),
        "scope": Scope(),
        "lock": the_lock,
        "warehouse": Warehouse(settings.database, settings.releases, settings.memory),
    }


def bury(instance: dg.DagsterInstance, settings: Settings) -> None:
    """Mark the runs of killed processes as failed: Dagster alone would show them as started for ever."""
    for run_id in lock.dead_runs(settings.home):
        run = instance.get_run_by_id(run_id)
        if run is not None and run.status in (DagsterRunStatus.STARTED, DagsterRunStatus.CANCELING):
            instance.report_run_failed(
                run,
                "The process of this run was killed. The next run goes on where it stopped; nothing is lost.",
            )
