"""One vocabulary of months and weekdays, from CLDR."""

import importlib.util
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from assets.data import packaged
from assets.parsing import calendar

GATHER = Path(packaged.__file__).with_name("gather.py")


def test_packaged_calendar_is_what_gathering_makes() -> None:
    pytest.importorskip("babel")
    spec = importlib.util.spec_from_file_location("gather", GATHER)
    assert spec is not None
    assert spec.loader is not None
    gather = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(gather)
    assert_frame_equal(gather.calendar(), packaged.table("calendar"))


def test_every_language_has_its_own_months_and_no_neighbours() -> None:
    months = packaged.table("calendar").filter(kind="month")
    assert months["language"].n_unique() > 70
    assert months.filter(word="kolovoza").rows() == [("hr", "month", 8, "wide", "kolovoza", False, False)]
    assert months.filter(pl.col("word").str.contains(r"\p{Han}"))["language"].unique().to_list() == [
        "zh"
    ]  # Babel lends them to others


def test_words_of_two_months_are_taken_for_one_only_where_it_is_written_down() -> None:
    months = packaged.table("calendar").filter(kind="month")
    torn = (
        months.group_by("word")
        .agg(pl.col("number").n_unique())
        .filter(pl.col("number") > 1)["word"]
        .sort()
        .to_list()
    )
    assert torn == ["lip", "lis", "listopad", "listopada", "srp"]  # Croatian, and Polish or Czech
    assert {word: calendar.MONTHS.get(word) for word in torn} == {
        "lip": 7,
        "lis": 11,
        "listopad": 11,
        "listopada": 11,
        "srp": None,
    }


@pytest.mark.parametrize("word", ["mac", "julie", "ian", "dis", "sen", "pro", "fra"])
def test_everyday_words_and_names_are_no_months(word: str) -> None:
    assert word in set(packaged.table("calendar")["word"])
    assert word not in calendar.MONTHS


def test_words_are_found_in_texts_that_have_them_alone() -> None:
    words = calendar.words_in(pl.Series(["среда, 5. септембар 2025.", "12 des 2024"]))
    assert "септембар" in words.months
    assert "среда" in words.weekdays
    assert "january" not in words.months
    assert "des" in words.months
    assert "des" not in words.full().months
