"""Sensors: new raw files ask for a run; failed runs and checks are told to a webhook."""

import json
import time
import urllib.request
from collections.abc import Sequence
from datetime import UTC, datetime
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

import dagster as dg
import polars as pl

from assets import reading
from assets.display import showing
from assets.framework import faults
from assets.framework.arrivals import last_seen
from assets.framework.fingerprints import digest
from assets.framework.intake import against, forgotten_articles, same
from assets.tables import WAITS
from pipeline import console, lock
from pipeline.jobs import refresh
from pipeline.lake import lake_of
from pipeline.resources import bury
from pipeline.settings import Settings
from pipeline.warehouse import Warehouse

SAID = {
    dg.DagsterEventType.STEP_FAILURE,
    dg.DagsterEventType.RUN_FAILURE,
    dg.DagsterEventType.ASSET_CHECK_EVALUATION,
}
TOLD_TAG = "cleancopy/told"  # on a run that told the webhook itself
TOLD = 10  # failed checks that a message spells out; all are in its list


class NotTold(Exception):
    """The webhook did not take a message."""


def sensors(settings: Settings) -> list[dg.SensorDefinition]:
    """All sensors of a code location."""

    @dg.sensor(
        name="new_files",
        job=refresh,
        minimum_interval_seconds=30,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description=(
            "Asks for one run when files below the raw folder are new, changed or gone, and have settled; "
            "and when what could not be published, for a client had the file open, can be."
        ),
    )
    def new_files(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        bury(context.instance, settings)  # or they would keep waiting runs waiting
        if lock.is_held(settings.home):
            return dg.SkipReason(
                "A run is working on the data folder; new files are taken once it has ended."
            )
        ahead, gone = _remembered(context.cursor)
        try:
            with faults.named(settings, leaving=_of_raw_folder):
                news, restless = changes(settings, ahead)
        except reading.NotListed as error:
            told = tell_of_folder(settings, str(error)) if gone == 1 else None
            context.update_cursor(_cursor(ahead, 1 if told else gone + 1))
            return dg.SkipReason(" ".join(filter(None, [str(error), told])))
        if gone > 1:
            tell_of_folder(settings, f"The raw folder {settings.raw} can be read again.")
        context.update_cursor(_cursor(ahead, 0))
        if not news and (waits := _publication(settings)):
            news = [waits]
        if not news:
            return dg.SkipReason(_why_none(settings, restless, ahead))
        # The hour is in the key, so that a red run is tried again, but not more than once an hour.
        key = digest(*sorted(news), f"{datetime.now(UTC):%Y-%m-%d %H}")
        return dg.SensorResult(
            run_requests=[dg.RunRequest(run_key=key, tags={"cleancopy/files": str(len(news))})]
        )

    @dg.run_failure_sensor(
        name="tell_of_failed_runs",
        monitor_all_code_locations=False,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Posts each failed run to CLEANCOPY_WEBHOOK.",
    )
    def failed_runs(context: dg.RunFailureSensorContext) -> dg.SkipReason | None:
        return tell_of(settings, context.instance, context.dagster_run, failed=True)

    @dg.run_status_sensor(
        name="tell_of_failed_checks",
        run_status=dg.DagsterRunStatus.SUCCESS,
        monitor_all_code_locations=False,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Posts the failed checks of a run that succeeded to CLEANCOPY_WEBHOOK.",
    )
    def failed_checks(context: dg.RunStatusSensorContext) -> dg.SkipReason | None:
        return tell_of(settings, context.instance, context.dagster_run, failed=False)

    return [new_files, failed_runs, failed_checks]


def _remembered(cursor: str | None) -> tuple[dict[str, float], int]:
    """What the sensor noted: files from the future, and for how many ticks the raw folder has been gone."""
    noted = json.loads(cursor or "{}")
    if "gone" not in noted:  # as it was noted before
        return noted, 0
    return noted["ahead"], noted["gone"]


def _cursor(ahead: dict[str, float], gone: int) -> str:
    return json.dumps({"ahead": ahead, "gone": min(gone, 2)})


def _publication(settings: Settings) -> str | None:
    """What is not published yet though nobody has the file open for writing any more; None where all is."""
    waits = settings.home / WAITS
    warehouse = Warehouse(settings.database, settings.releases, settings.memory)
    return f"publication {waits.stat().st_mtime_ns}" if waits.exists() and not warehouse.is_held() else None


def _of_raw_folder(error: BaseException) -> bool:
    """Whether it is the raw folder that cannot be read, and not the lake."""
    return isinstance(error, reading.NotListed)


def _why_none(settings: Settings, restless: list[str], ahead: dict[str, float]) -> str:
    """Why no run is asked for, in words."""
    lately = len(restless) - len({*restless} & {*ahead})
    reasons = []
    if lately:
        reasons.append(f"{lately:,} files have changed within the last {settings.settle_seconds:g} s.")
    if len(restless) > lately:
        reasons.append(
            f"{len(restless) - lately:,} files have a time of change that lies in the future; "
            f"they are taken once they have stayed the same for {settings.settle_seconds:g} s."
        )
    return " ".join(reasons) or "No new files."


def changes(settings: Settings, ahead: dict[str, float] | None = None) -> tuple[list[str], list[str]]:
    """The files that a run would take in, as `path size mtime`, and those that changed too lately for it.

    `ahead`, kept from call to call and written to here: those whose time of change lies in the future, and
    when each was first seen so (in seconds since 1970). Such a time tells nothing; a file is left alone until
    it has stayed the same for as long as others.
    """
    now, ahead = time.time(), {} if ahead is None else ahead
    known = dict(ahead)
    ahead.clear()
    lake = lake_of(settings)
    before, forgotten = last_seen(lake), forgotten_articles(lake)
    settled = (now - settings.settle_seconds) * 1e9
    news: list[str] = []
    restless: list[str] = []
    here: list[str] = []
    place = reading.source(settings.raw, settings.passed_over, settings.follow_links)
    for file, last in against(place.listing(), before):
        if file.passed_over:
            continue
        here += [file.path, file.sidecar.path] if file.sidecar else [file.path]
        if digest(file.path) in forgotten:
            continue
        if same(last, file) and not _healed(last, file, place):
            continue
        latest = max(file.mtime_ns, file.sidecar.mtime_ns if file.sidecar else 0)
        line = f"{file.path} {file.size} {latest}"
        if latest > now * 1e9:
            ahead[line] = known.get(line, now)
            (news if now - ahead[line] >= settings.settle_seconds else restless).append(line)
        else:
            (news if latest <= settled else restless).append(line)
    there = pl.DataFrame({"path": here}, schema={"path": pl.String})
    gone = before.filter(pl.col("state") != "missing").join(there, on="path", how="anti")
    return news + [f"{path} gone" for path in gone["path"]], restless


def _healed(last: dict[str, Any] | None, found: reading.Found, place: reading.Source) -> bool:
    """Whether a file that could not be read looks as if it could be now: new permissions change no file."""
    if last is None or last["state"] != "unreadable" or found.problem:
        return False
    return place.may_be_read(found)


def failures_of(instance: dg.DagsterInstance, run_id: str) -> list[str]:
    """What a failed run said of itself, as the terminal prints it."""
    logged = instance.all_logs(run_id, of_type=SAID)
    return console.of_failure(entry.dagster_event for entry in logged if entry.dagster_event)


def checks_of(instance: dg.DagsterInstance, run_id: str) -> list[dict[str, Any]]:
    """The checks that failed in a run: asset, check, severity, what it said, and the first documents."""
    logged = instance.all_logs(run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION)
    events = [entry.dagster_event for entry in logged if entry.dagster_event]
    return [
        {
            "asset": e.asset_key.to_user_string(),
            "check": e.check_name,
            "severity": e.severity.value,
            "message": e.description,
            "documents": console.documents_of(event),
            "cure": console.cure_of(event),
        }
        for event in events
        if not (e := event.asset_check_evaluation_data).passed
    ]


def tell_of(
    settings: Settings, instance: dg.DagsterInstance, run: dg.DagsterRun, failed: bool
) -> dg.SkipReason | None:
    """Post what a run says of itself: why it failed, and which checks did; once, whoever asks.

    Raises:
        NotTold: the address did not take it.
    """
    if TOLD_TAG in run.tags:
        return dg.SkipReason("The run told of itself.")
    checks = checks_of(instance, run.run_id)
    if not failed:
        number = showing.number_of(len(checks), "check")
        return tell(settings, run, checks, f"{number} failed") if checks else dg.SkipReason("All passed.")
    failures = failures_of(instance, run.run_id)
    if any(one.endswith(console.STOPPED) for one in failures):
        return dg.SkipReason("It was stopped by hand.")
    return tell(settings, run, checks, "failed", failures)


def tell(
    settings: Settings,
    run: dg.DagsterRun,
    checks: list[dict[str, Any]],
    message: str,
    failures: Sequence[str] = (),
) -> dg.SkipReason | None:
    """Post what happened, why, to which documents, and what to do; without a webhook, say where to set one.

    Raises:
        NotTold: the address did not take it.
    """
    why = [*failures, *(_in_words(check) for check in checks[:TOLD])]
    posted = {
        "text": "\n".join([f"Clean Copy: run {run.run_id[:8]} of {run.job_name}: {message}", *why]),
        "run_id": run.run_id,
        "job": run.job_name,
        "failures": list(failures),
        "checks": checks,
    }
    return _post(settings, posted, f"run {run.run_id[:8]}")


def tell_of_folder(settings: Settings, message: str) -> str | None:
    """Post that the raw folder is gone, or back. Returns why nobody was told, if so."""
    posted = {"text": f"Clean Copy: {message}", "run_id": None, "job": None}
    try:
        _post(settings, {**posted, "failures": [message], "checks": []}, "the raw folder")
    except NotTold as error:
        return str(error)
    return None


def _in_words(check: dict[str, Any]) -> str:
    cure = f"\nWhat to do: {check['cure']}" if check["cure"] else ""
    return f"{check['asset']}.{check['check']}: {check['message']}{console.listed(check['documents'])}{cure}"


def _post(settings: Settings, posted: dict[str, Any], about: str) -> dg.SkipReason | None:
    if not settings.webhook:
        return dg.SkipReason("CLEANCOPY_WEBHOOK is not set: nobody is told.")
    try:
        request = urllib.request.Request(
            settings.webhook, json.dumps(posted).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=20):
            return None
    except (OSError, ValueError, HTTPException) as error:
        host = urlsplit(settings.webhook).hostname  # the rest of such an address is often a secret
        raise NotTold(
            f"CLEANCOPY_WEBHOOK ({host}) was not told of {about}: {error}. See to the address or its server."
        ) from None
