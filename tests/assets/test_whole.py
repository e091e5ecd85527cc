"""A table of the set is made from what it held before only where that is still good."""

import logging
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from assets.framework import fingerprints, whole
from assets.linking.shapes import PAIR
from checks.contracts.duplicates import Duplicates
from tests.conftest import Newsroom


@pytest.mark.parametrize(
    ("earlier", "other_code", "force", "is_given"),
    [
        ("by this code", False, False, True),
        ("by this code", True, False, False),
        ("by this code", False, True, False),
        ("by any code", True, True, True),
    ],
)
def test_what_was_computed_is_good_for_the_code_that_computed_it(
    earlier: whole.Earlier,
    other_code: bool,
    force: bool,
    is_given: bool,
    newsroom: Newsroom,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: list[pl.DataFrame | None] = []

    def craft(inputs: pl.DataFrame, before: pl.DataFrame | None) -> pl.DataFrame:
        given.append(before)
        return PAIR.to_frame()

    monkeypatch.setattr(fingerprints, "of_code", lambda *_: "some code")
    lake = newsroom.lake
    scope = SimpleNamespace(force=False)
    tools: Any = SimpleNamespace(
        lake=lake, settings=newsroom.settings(), scope=scope, log=logging.getLogger(), run_id="a run"
    )
    work = whole._Work(
        "duplicates", ["inputs"], Duplicates, craft, earlier, options=None, index=None, tools=tools
    )
    lake.append(
        "raw",
        pl.DataFrame(
            schema={
                "path": pl.String,
                "article_id": pl.String,
                "version_id": pl.String,
                "made_from": pl.String,
            }
        ),
    )
    lake.replace("inputs", pl.DataFrame({"number": [1]}), "one")
    assert work.remake()
    lake.replace("inputs", pl.DataFrame({"number": [2]}), "two")
    scope.force = force
    if other_code:
        monkeypatch.setattr(fingerprints, "of_code", lambda *_: "another code")
    assert work.remake()
    first, second = given
    assert first is None
    assert (second is not None) == is_given
