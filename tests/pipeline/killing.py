"""A craft that ends its process, in a module of its own: workers import it, and Dagster with it would take
them seconds."""

import os
import signal
from pathlib import Path

import polars as pl


def dies(rows: pl.DataFrame, orders: pl.DataFrame) -> pl.DataFrame:
    """A craft that ends its process over some documents: over those of `once` the first time only, as `marks`
    remembers."""
    for once, always, marks in orders.iter_rows():
        mark = Path(marks, once)
        if once in rows["version_id"] and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if always in rows["version_id"]:
            os.kill(os.getpid(), signal.SIGKILL)
    if rows["version_id"].str.starts_with("bad").any():
        raise ValueError("no idea what this is")
    return rows
