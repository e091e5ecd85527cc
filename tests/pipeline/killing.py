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


MARKS = "CLEANCOPY_TEST_MARKS"  # names the folder in which crafts remember that they ended their process
KILLER = "daily-meridian/seagrass-meadow.txt"


def _dies_once(stage: str) -> None:
    mark = Path(os.environ[MARKS], stage)
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def parsed_dies_once(rows: pl.DataFrame) -> pl.DataFrame:
    _dies_once("parsed")
    from assets.parsing import parse

    return parse(rows)


def cleaned_dies_once(rows: pl.DataFrame, *others: pl.DataFrame) -> pl.DataFrame:
    _dies_once("cleaned")
    from assets.cleaning import clean

    return clean(rows, *others)


def enriched_dies_once(rows: pl.DataFrame, *chosen: pl.DataFrame | None) -> pl.DataFrame:
    _dies_once("enriched")
    from assets.enriching import enrich

    return enrich(rows, *chosen)


def cleaned_dies(rows: pl.DataFrame, *others: pl.DataFrame) -> pl.DataFrame:
    if KILLER in rows["path"]:
        os.kill(os.getpid(), signal.SIGKILL)
    from assets.cleaning import clean

    return clean(rows, *others)
