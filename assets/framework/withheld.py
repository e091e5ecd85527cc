"""Versions withheld from the published file.

A row of theirs broke a promise there, and nothing that it is made from has changed since.
"""

from functools import cache
from typing import Final

import polars as pl

from assets import publishing
from assets.framework.fingerprints import digest, of_files, of_modules
from assets.framework.quarantine import Quarantine
from assets.framework.resources import Lake
from checks import verdict
from checks.contracts.published import PUBLISHED
from checks.promises import catalog

STAGE: Final = "tables"
KEYS: Final = ("version_id", "article_id", "made_from")


@cache
def code() -> str:
    """A hash of the code, contracts and promises that make and judge the file."""
    contracts = sorted({contract.__module__ for contract in PUBLISHED.values()})
    made_by = [of_files(publishing.fill.__module__, contract) for contract in contracts]
    return digest(*made_by, of_modules(catalog.__name__, verdict.__name__))


def quarantine(lake: Lake, run_id: str) -> Quarantine:
    """Where they wait."""
    return Quarantine(lake, STAGE, "Published", run_id)


def marked(lake: Lake, versions: pl.Series) -> pl.DataFrame:
    """Versions (`KEYS`) with a hash of all that their published rows are made from: stages' rows and code."""
    made: pl.DataFrame | None = None
    for stage in publishing.STAGES:
        keys = lake.keys(stage).filter(pl.col("version_id").is_in(versions.implode()))
        keys = keys.select("version_id", "article_id", pl.col("made_from").alias(stage))
        if made is None:
            made = keys
        else:
            made = made.join(keys, on=["version_id", "article_id"], how="full", coalesce=True)
    assert made is not None
    rows = made.select(publishing.STAGES).iter_rows()
    marks = [digest(code(), *(mark or "" for mark in row)) for row in rows]
    return made.select("version_id", "article_id", made_from=pl.Series(marks, dtype=pl.String))


def withheld(lake: Lake) -> pl.Series:
    """The ids of the versions that stay out of the file, and out of what is made of several documents.

    A version is tried again once its rows, or the code of the file, are others than at the verdict.
    """
    verdicts = quarantine(lake, "").settled()
    if verdicts.is_empty():
        return verdicts["version_id"]
    now = marked(lake, verdicts["version_id"])
    return verdicts.join(now, on=["version_id", "made_from"], how="semi")["version_id"]
