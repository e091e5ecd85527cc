"""What a run says of itself in a terminal, on its page and to the webhook: what was done, not how."""

import logging
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import dagster as dg

from assets.display import showing
from pipeline.terminal import visible

STOPPED = "Stopped; run again to go on."
INTERRUPTED = ("KeyboardInterrupt", "DagsterExecutionInterruptedError", "InterruptException")
CONCLUDED = ("Dependencies for step", "Initialization of resources", "Execution of run for")


class _Told(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        meta = getattr(record, "dagster_meta", None) or {}
        message = meta.get("orig_message") if isinstance(meta, dict) else getattr(meta, "orig_message", None)
        return visible(f"  {message or record.getMessage()}", lines=True)


def _is_news(record: logging.LogRecord) -> bool:
    """What assets say and what fails; not what Dagster concludes from it: the command says why at its end."""
    if any(told in record.getMessage() for told in CONCLUDED):
        return False
    return record.levelno >= logging.ERROR or getattr(record, "dagster_event", None) is None


@dg.logger(config_schema={}, description="One line for each thing done, and errors in full.")
def console(_: dg.InitLoggerContext) -> logging.Logger:
    """A logger that passes on what assets say and what fails, and leaves out Dagster's own steps."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(_Told())
    handler.addFilter(_is_news)
    logger = logging.Logger("cleancopy", logging.INFO)
    logger.addHandler(handler)
    return logger


def of_failure(events: Iterable[dg.DagsterEvent]) -> list[str]:
    """What a failed run says: a text for each step that failed, with the first documents concerned; one of
    the run where no step did."""
    events = list(events)
    documents = {key: named for key, named in ((e.step_key, documents_of(e)) for e in events) if named}
    steps = [event for event in events if event.event_type_value == "STEP_FAILURE"]
    told = [f"{e.step_key}: {why(e)}{listed(documents.get(e.step_key, []))}" for e in steps]
    return list(dict.fromkeys(told or [why(event) for event in events if event.is_failure]))


def is_interrupt(cls_name: str | None, message: str) -> bool:
    """Whether an error is what became of Ctrl-C: DuckDB makes a RuntimeError of it."""
    return cls_name in INTERRUPTED or (cls_name == "RuntimeError" and "Query interrupted" in message)


def was_stopped(events: Iterable[dg.DagsterEvent]) -> bool:
    """Whether a run was ended by Ctrl-C, and not by a fault."""
    return any(event.is_failure and why(event) == STOPPED for event in events)


def documents_of(event: dg.DagsterEvent) -> Sequence[str]:
    """The paths of the first documents that a failed check speaks of."""
    if (
        event.event_type != dg.DagsterEventType.ASSET_CHECK_EVALUATION
        or event.asset_check_evaluation_data.passed
    ):
        return []
    named = event.asset_check_evaluation_data.metadata.get(showing.DOCUMENTS)
    return [str(path) for path in named.value] if named is not None and isinstance(named.value, list) else []


def cure_of(event: dg.DagsterEvent) -> str | None:
    """What a failed check says is to be done."""
    said = event.asset_check_evaluation_data.metadata.get(showing.CURE)
    return str(said.value) if said is not None else None


def why(event: dg.DagsterEvent) -> str:
    """What a failed step, or a run that could not start, said of itself; else the innermost error."""
    data: Any = event.event_specific_data
    said = getattr(data, "user_failure_data", None)
    if said is not None and said.description:
        return str(said.description)
    error = getattr(data, "error", None)
    while error is not None:
        if is_interrupt(error.cls_name, error.message):
            return STOPPED
        if error.cls_name == dg.Failure.__name__:
            return str(error.message).partition(f"{dg.Failure.__name__}: ")[2].strip()
        if error.cause is None:
            return (
                f"{error.message.strip()}\n(An error that Clean Copy does not know. `make dev` shows its "
                "traceback, at this run.)"
            )
        error = error.cause
    return str(event.message)


def listed(paths: Sequence[str]) -> str:
    """A line that names documents; nothing where there are none."""
    return f"\nDocuments: {', '.join(paths)}" if paths else ""
