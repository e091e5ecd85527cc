"""Column lineage: what the UI shows is what the code does."""

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import polars as pl
import pytest
from polars.exceptions import PolarsError

from assets import cleaning, enriching, linking, parsing, publishing
from assets.display import lineage
from checks.contracts.base import shape
from checks.contracts.published import PUBLISHED
from tests.conftest import LAKE, ROOT, Newsroom

Frame = pl.DataFrame | pl.LazyFrame
CRAFTS: dict[str, Callable[..., pl.DataFrame]] = {
    "parsed": parsing.parse,
    "recurring": lambda parsed: cleaning.recur(parsed, None),
    "cleaned": cleaning.clean,
    "enriched": enriching.enrich,
    "duplicates": lambda enriched, cleaned, corrections: linking.compare(
        enriched, cleaned, corrections, None
    ),
    "stories": lambda *inputs: tell(*inputs),
}


def tell(*inputs: Any) -> pl.DataFrame:
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        return linking.cluster(*inputs, None, linking.Index(connection, Path(folder)))


CONTRACTS = {name: stage.contract for name, stage in lineage.stages().items()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    newsroom = Newsroom(tmp_path_factory.mktemp("lineage"))
    shutil.copytree(ROOT / "samples", newsroom.raw, dirs_exist_ok=True)
    assert newsroom.run(LAKE).success
    return newsroom


def test_every_column_named_exists() -> None:
    for stage in CONTRACTS:
        for column, sources in lineage.sources_of_stage(stage).items():
            assert column in shape(CONTRACTS[stage])
            assert all(source in shape(CONTRACTS[up]) for up, source in sources), (stage, column, sources)
    for table in PUBLISHED:
        for column, sources in lineage.sources_of_table(table).items():
            assert column in shape(PUBLISHED[table])
            assert all(source in shape(CONTRACTS[up]) for up, source in sources), (table, column, sources)


@pytest.mark.parametrize("stage", CRAFTS)
def test_a_craft_reads_just_the_columns_that_are_told(made: Newsroom, stage: str) -> None:
    frames = {up: inputs(made, up, lazy=stage in publishing.WHOLE) for up in lineage.stage(stage).reads}
    usual = CRAFTS[stage](*frames.values())
    read = {
        up: [c for c in columns(frame) if misses(stage, frames, up, c, usual)] for up, frame in frames.items()
    }
    assert read == {up: [*names] for up, names in lineage.stage(stage).reads.items()}, (
        f"assets/{stage}.py: READS"
    )


def test_every_column_is_made_of_something() -> None:
    for stage in CRAFTS:
        sources = lineage.sources_of_stage(stage)
        assert [c for c in shape(CONTRACTS[stage]).names() if not sources.get(c)] == []
    articles = lineage.sources_of_table("articles")
    assert [c for c in shape(PUBLISHED["articles"]).names() if not articles.get(c)] == ["first_seen"], (
        "a matter of history"
    )


@pytest.mark.parametrize("table", [t for t, ups in publishing.TABLES.items() if ups != ("raw",)])
def test_lists_are_traced_to_the_list_they_come_from(table: str) -> None:
    sources = lineage.sources_of_table(table)
    assert sources, "a table made of stages has its lineage"
    nested = {
        source
        for found in sources.values()
        for up, source in found
        if isinstance(shape(CONTRACTS[up])[source], pl.List)
    }
    named = {"article_entities": "entities"}.get(table, table)
    if named in ("lines", "fields", "mentions", "quotes", "entities", "keywords", "date_mentions"):
        assert nested == {named}


def inputs(made: Newsroom, up: str, lazy: bool) -> Frame:
    """A table of the lake as a craft takes it."""
    lake = made.lake
    rows = lake.rows(up)
    assert rows is not None
    if "batch" not in rows.collect_schema():
        return rows.collect()
    served = lake.current(up, lake.served(up)).drop("batch").sort("version_id")
    if not lazy:
        served = served.drop("made_from")  # a table of the whole set tells by it which documents changed
    return served if lazy else served.collect()


def columns(frame: Frame) -> list[str]:
    return [name for name in frame.collect_schema().names() if name != "made_from"]


def misses(stage: str, frames: dict[str, Frame], up: str, column: str, usual: pl.DataFrame) -> bool:
    """Whether the craft fails, or does something else, without the column."""
    without: list[Any] = [frame.drop(column) if name == up else frame for name, frame in frames.items()]
    try:
        return not CRAFTS[stage](*without).equals(usual)
    except (PolarsError, KeyError):
        return True
