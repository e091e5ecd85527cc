"""Serve the Dagster UI over a data folder, once, until a signal ends it."""

import os
import signal
import sys
from typing import Any, NoReturn

from pipeline import lock, report_server
from pipeline.settings import Settings

# Dagster would rather have us use its newer command, which wants a project layout of its own.
QUIET = "ignore:Function `dev_command` is superseded"
STARTS = "open_ipc_subprocess"  # by this name it starts its webserver and its daemon


class CannotServe(Exception):
    """The UI cannot be served; the message says what to do."""


def serve(settings: Settings, port: int) -> NoReturn:
    """Become `dagster dev`, with the sensor and the schedules on.

    Raises:
        CannotServe: the port is taken, or another one serves this data folder: two daemons would start every
            run twice.
    """
    if not report_server.is_free(port):
        raise CannotServe(
            f"Port {port} cannot be had (it is taken, or not allowed): is the UI running already? Another "
            "port: make dev PORT=3100"
        )
    if not lock.keep(settings.home / "dev"):
        raise CannotServe(
            f"The UI over {settings.home} is being served already: open that one, or stop it first. Two "
            "would start every run twice."
        )
    print(
        f"Clean Copy: {settings.raw} → {settings.database}\nThe UI: http://127.0.0.1:{port} in a few "
        "seconds; Ctrl-C stops it.",
        flush=True,
    )
    if settings.pages is None:
        os.environ["CLEANCOPY_PAGES"] = report_server.beside(settings.report, port)
    # Runs in a terminal note the same address: from a served page no link leads to a file on disk.
    (settings.home / "dev").write_text(os.environ.get("CLEANCOPY_PAGES") or str(settings.pages))
    # A shell that starts us in the background has us ignore the signal by which `dagster dev` is stopped.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    os.environ["PYTHONWARNINGS"] = ",".join(filter(None, [os.environ.get("PYTHONWARNINGS"), QUIET]))
    # In place of this process, so that a signal meant for the server reaches it.
    os.execv(
        sys.executable, [sys.executable, "-m", "pipeline.serving", "-w", "workspace.yaml", "-p", str(port)]
    )


def dev() -> None:
    """Be `dagster dev`: a webserver (behind our door), a daemon and a code server, ended together."""
    from dagster._cli import dev as command

    started = getattr(command, STARTS)

    def start(parts: list[str], **how: Any) -> Any:
        return started(["pipeline.door" if part == "dagster_webserver" else part for part in parts], **how)

    setattr(command, STARTS, start)
    command.dev_command(prog_name="dagster dev")


if __name__ == "__main__":
    dev()
