"""The run's log in a terminal: what was done, not how Dagster did it."""

import logging
import sys

import dagster as dg

from pipeline.terminal import visible


class _Told(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        meta = getattr(record, "dagster_meta", None) or {}
        message = meta.get("orig_message") if isinstance(meta, dict) else getattr(meta, "orig_message", None)
        return visible(f"  {message or record.getMessage()}", lines=True)


def _is_news(record: logging.LogRecord) -> bool:
    """What assets say and what fails; not that the steps after a failed one were left out."""
    if "Dependencies for step" in record.getMessage():
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
