"""A document that a craft fails on stands alone, however it fails; a craft that fails on many is at fault
itself."""

from collections.abc import Callable

import polars as pl
import pytest

from assets.framework.attempt import attempt
from checks.halving import POISON

CRAFT = f"{__name__}:craft"


def panics() -> None:
    """A real panic of Polars: it is no Exception."""
    pl.select(pl.datetime(2026, 1, 1) - pl.duration(minutes=143_999_998_560)).to_series().dt.strftime("%Y")


def recurses() -> None:
    recurses()


def hoards() -> None:
    raise MemoryError("cannot allocate")


def stumbles() -> None:
    raise ValueError("year 12016 is out of range")


FAULTS: dict[str, Callable[[], None]] = {
    "panics": panics,
    "recurses": recurses,
    "hoards": hoards,
    "stumbles": stumbles,
}


def craft(rows: pl.DataFrame) -> pl.DataFrame:
    for fault in rows["fault"].drop_nulls():
        FAULTS[fault]()
    return rows


def documents(count: int, *faults: str) -> pl.DataFrame:
    told = [*faults, *[None] * (count - len(faults))]
    return pl.DataFrame(
        {"version_id": [f"{n:03}" for n in range(count)], "fault": told},
        schema={"version_id": pl.String, "fault": pl.String},
    )


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("panics", "PanicException"),
        ("recurses", "RecursionError"),
        ("hoards", "MemoryError"),
        ("stumbles", "ValueError: year 12016"),
    ],
)
def test_a_document_that_a_craft_fails_on_stands_alone(fault: str, told: str) -> None:
    result = attempt(CRAFT, documents(7, fault))
    assert list(result.failed) == ["000"]
    assert result.failed["000"].startswith(told)
    assert sorted(pl.concat(result.made)["version_id"]) == [f"{n:03}" for n in range(1, 7)]


def test_more_bad_documents_of_a_large_chunk_stand_alone_too() -> None:
    result = attempt(CRAFT, documents(100, *["stumbles"] * (POISON + 4)))
    assert len(result.failed) == POISON + 4
    assert pl.concat(result.made).height == 100 - (POISON + 4)


def test_a_few_documents_that_all_fail_are_not_the_crafts_fault() -> None:
    assert list(attempt(CRAFT, documents(2, "stumbles", "panics")).failed) == ["000", "001"]


@pytest.mark.parametrize(("fault", "raised"), [("stumbles", ValueError), ("panics", RuntimeError)])
def test_a_craft_that_fails_on_most_documents_is_at_fault(fault: str, raised: type[Exception]) -> None:
    with pytest.raises(raised):
        attempt(CRAFT, documents(12, *[fault] * 12))


@pytest.mark.parametrize("ending", [KeyboardInterrupt, SystemExit])
def test_who_ends_the_run_ends_it(monkeypatch: pytest.MonkeyPatch, ending: type[BaseException]) -> None:
    def ends() -> None:
        raise ending

    monkeypatch.setitem(FAULTS, "stumbles", ends)
    with pytest.raises(ending):
        attempt(CRAFT, documents(3, "stumbles"))
