"""Schedules: the nightly run, and the house-keeping after it."""

import dagster as dg

from pipeline.jobs import housekeeping, refresh
from pipeline.settings import Settings


def schedules(settings: Settings) -> list[dg.ScheduleDefinition]:
    """Both start at `CLEANCOPY_SCHEDULE`; the lock makes the second wait for the first."""
    nightly = dg.ScheduleDefinition(
        name="nightly",
        job=refresh,
        cron_schedule=settings.schedule,
        execution_timezone=settings.timezone,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Looks at every raw file once a night, whatever the sensor has seen.",
    )
    tidying = dg.ScheduleDefinition(
        name="nightly_housekeeping",
        job=housekeeping,
        cron_schedule=settings.schedule,
        execution_timezone=settings.timezone,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Keeps house once the nightly run is done.",
    )
    return [nightly, tidying]
