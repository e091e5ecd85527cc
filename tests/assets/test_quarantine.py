"""Rows that break a contract: what is written, what waits, what the run says, and how it is mended."""

import html
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import dagster as dg
import polars as pl
import pytest

from assets import cleaning
from assets.framework.attempt import Made
from assets.framework.quarantine import ledger
from pipeline.engines.local import Local
from tests.conftest import LAKE, Newsroom, Run, article

UP_TO_CLEANED = ("raw", "corrections", "parsed", "recurring", "cleaned")
UP_TO_ENRICHED = (*UP_TO_CLEANED, "enriched")
CLEANED = ("cleaned", "contract")
RULE = "kept_share: less_than_or_equal_to"


Craft = Callable[[pl.DataFrame, pl.DataFrame], pl.DataFrame]
in_place: dict[str, Craft] = {}


class Instead(Local):
    """The real engine, with another craft in place of `clean`."""

    def __init__(self, craft: Craft) -> None:
        super().__init__(workers=1)
        in_place["craft"] = craft

    def map(self, function: str, chunks: Sequence[Any], others: Sequence[Any]) -> Iterator[Made]:
        lake, order = others
        if order.stage == "cleaned":
            order = replace(order, craft=f"{__name__}:crafted")
        return super().map(function, chunks, [lake, order])


def crafted(rows: pl.DataFrame, *others: pl.DataFrame) -> pl.DataFrame:
    return in_place["craft"](rows, *others)


def fails_on_one(rows: pl.DataFrame, *others: pl.DataFrame) -> pl.DataFrame:
    if rows["path"].str.ends_with("001.txt").any():
        raise ValueError("no idea what this is")
    return cleaning.clean(rows, *others)


def fails_on_all(rows: pl.DataFrame, *others: pl.DataFrame) -> pl.DataFrame:
    raise ValueError("no idea what anything is")


def spoiled(*paths: str) -> dict[str, Any]:
    """The resource that makes the rows of some documents break the contract."""
    too_much = (
        pl.when(pl.col("path").is_in(list(paths))).then(2.0).otherwise("kept_share").alias("kept_share")
    )
    return {"engine": Instead(lambda rows, *others: cleaning.clean(rows, *others).with_columns(too_much))}


def rows_of(newsroom: Newsroom) -> list[tuple[Any, ...]]:
    """What the lake's quarantine holds: path, rules, and how it was resolved."""
    return (
        ledger(newsroom.lake)
        .select("path", pl.col("rules").list.join("; "), "how")
        .sort("path", "how")
        .collect()
        .rows()
    )


def paths_in(newsroom: Newsroom, table: str) -> list[str]:
    return sorted(newsroom.lake.current(table).select("path").collect()["path"])


@dataclass
class Story:
    """A document that is edited, rejected, left alone, and at last done again after its cause is mended."""

    newsroom: Newsroom
    rejected: Run
    articles: dict[str, str]
    versions: list[tuple[Any, ...]]
    quarantine: list[tuple[Any, ...]]
    again: Run
    batches: tuple[dict[str, int], dict[str, int]]
    mended: Run


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    newsroom = Newsroom(tmp_path_factory.mktemp("story"))
    newsroom.fill(3)
    assert newsroom.run(LAKE).success
    newsroom.put("quay/000.txt", article(10))
    newsroom.put("quay/001.txt", article(11))
    rejected = newsroom.run(instead=spoiled("quay/000.txt"))
    articles = dict(newsroom.sql("SELECT path, headline FROM articles"))
    versions = newsroom.sql(
        """SELECT path, number, state, stage FROM versions JOIN articles USING (article_id)
           WHERE number = 2 OR path LIKE '%000%' ORDER BY ALL"""
    )
    quarantine = newsroom.sql("SELECT stage, contract, path, rules, message, resolved_how FROM quarantine")
    before = newsroom.batches()
    again = newsroom.run(UP_TO_CLEANED)
    batches = (before, newsroom.batches())
    mended = newsroom.run(scope={"path": "quay/000.txt"})
    return Story(newsroom, rejected, articles, versions, quarantine, again, batches, mended)


def test_a_rejected_row_leaves_the_run_green_and_warns(story: Story) -> None:
    check = story.rejected.checks[CLEANED]
    assert story.rejected.success
    assert (check.passed, check.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert RULE in html.unescape(str(check.metadata["rejected"].value))


def test_a_rejected_row_waits_in_quarantine_with_its_rules(story: Story) -> None:
    ((stage, contract, path, rules, message, how),) = story.quarantine
    assert (stage, contract, path, rules, how) == ("cleaned", "Cleaned", "quay/000.txt", [RULE], None)
    assert "quay/000.txt" in message
    assert RULE in message


def test_rows_beside_a_rejected_one_are_added(story: Story) -> None:
    assert story.articles["quay/001.txt"] == "Council backs plan 11 for the old ferry"


def test_articles_keep_the_last_good_version(story: Story) -> None:
    assert story.articles["quay/000.txt"] == "Council backs plan 0 for the old crane"


def test_versions_name_the_stage_that_rejected_one(story: Story) -> None:
    assert story.versions == [
        ("quay/000.txt", 1, "published", None),
        ("quay/000.txt", 2, "quarantined", "cleaned"),
        ("quay/001.txt", 2, "published", None),
    ]


def test_an_open_quarantine_warns_on_the_published_file(story: Story) -> None:
    check = story.rejected.checks[("warehouse/quarantine", "quarantine_is_empty")]
    assert (check.passed, check.severity) == (False, dg.AssetCheckSeverity.WARN)


def test_a_check_does_not_heal_by_running_again(story: Story) -> None:
    before, after = story.batches
    assert story.again.success
    assert not story.again.checks[CLEANED].passed
    assert before == after


def test_a_rejected_row_is_resolved_once_its_document_passes(story: Story) -> None:
    assert story.mended.checks[CLEANED].passed
    assert story.newsroom.sql(
        "SELECT resolved_how, resolved_at IS NOT NULL, resolved_by IS NOT NULL FROM quarantine"
    ) == [("passed", True, True)]
    assert story.newsroom.sql("SELECT headline FROM articles WHERE path = 'quay/000.txt'") == [
        ("Council backs plan 10 for the old crane",)
    ]


def test_mended_code_takes_a_rejected_document_up_again(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.fill(2)
    newsroom.run(UP_TO_CLEANED, instead=spoiled("quay/000.txt"))
    assert paths_in(newsroom, "cleaned") == ["quay/001.txt"]
    from assets.framework import fingerprints

    before = fingerprints.of_code
    monkeypatch.setattr(
        fingerprints,
        "of_code",
        lambda craft, contract: before(craft, contract) + ("+" if craft is cleaning.clean else ""),
    )
    run = newsroom.run(UP_TO_CLEANED)
    assert run.checks[CLEANED].passed
    assert paths_in(newsroom, "cleaned") == ["quay/000.txt", "quay/001.txt"]
    assert rows_of(newsroom) == [("quay/000.txt", RULE, "passed")]


def test_a_newer_version_that_passes_supersedes_a_rejected_one(newsroom: Newsroom) -> None:
    newsroom.fill(2)
    newsroom.run(UP_TO_CLEANED, instead=spoiled("quay/000.txt"))
    newsroom.put("quay/000.txt", article(20))
    run = newsroom.run(UP_TO_CLEANED)
    assert run.checks[CLEANED].passed
    assert rows_of(newsroom) == [("quay/000.txt", RULE, "superseded")]


def test_going_back_to_a_good_version_supersedes_a_rejected_one(newsroom: Newsroom) -> None:
    newsroom.fill(2)
    newsroom.run(UP_TO_CLEANED)
    newsroom.put("quay/000.txt", article(20))
    assert not newsroom.run(UP_TO_CLEANED, instead=spoiled("quay/000.txt")).checks[CLEANED].passed
    newsroom.put("quay/000.txt", article(0))
    assert newsroom.run(UP_TO_CLEANED).checks[CLEANED].passed
    assert rows_of(newsroom) == [("quay/000.txt", RULE, "superseded")]


def test_too_many_rejects_stop_the_run_before_their_chunk(newsroom: Newsroom) -> None:
    newsroom.fill(6)
    newsroom.run(UP_TO_CLEANED[:3])
    ordered = newsroom.lake.current("parsed").sort("version_id").select("path").collect()["path"].to_list()
    bad = spoiled(*ordered[2:4])
    stopped = newsroom.run(UP_TO_ENRICHED, instead=bad, chunk=2, reject_count=1)
    check = stopped.checks[CLEANED]
    assert not stopped.success
    assert stopped.failed == {"cleaned"}
    assert "enriched" not in stopped.started
    assert (check.passed, check.severity) == (False, dg.AssetCheckSeverity.ERROR)
    assert "CLEANCOPY_REJECT_COUNT=1" in stopped.error()
    assert paths_in(newsroom, "cleaned") == sorted(ordered[:2]), (
        "the chunk before it stays, its own is not written"
    )
    assert rows_of(newsroom) == [(path, RULE, None) for path in sorted(ordered[2:4])]

    still = newsroom.run(UP_TO_ENRICHED, instead=bad, chunk=2, reject_count=1)
    assert not still.success, "the documents are still pending, and still rejected"
    assert sum(how is None for *_, how in rows_of(newsroom)) == 2, "one open row for each"

    raised = newsroom.run(UP_TO_ENRICHED, instead=bad, chunk=2, reject_count=10)
    assert raised.success
    assert raised.checks[CLEANED].severity == dg.AssetCheckSeverity.WARN
    assert paths_in(newsroom, "cleaned") == sorted(ordered[:2] + ordered[4:])
    assert [(path, how) for path, _, how in rows_of(newsroom) if how is None] == [
        (path, None) for path in sorted(ordered[2:4])
    ]
    assert newsroom.run(UP_TO_ENRICHED).metadata("cleaned")["new documents"] == 0, "nothing is pending"


def test_few_rejects_do_not_stop_a_run_however_large_their_share(newsroom: Newsroom) -> None:
    newsroom.fill(2)
    assert newsroom.run(UP_TO_ENRICHED, instead=spoiled("quay/000.txt", "quay/001.txt")).success


@pytest.mark.parametrize(
    ("column", "spoil"),
    [
        ("body", lambda made: made.drop("body")),
        ("kept_share", lambda made: made.with_columns(pl.col("kept_share").cast(pl.String))),
        ("mood", lambda made: made.with_columns(mood=pl.lit("glad"))),
    ],
    ids=["missing column", "other type", "column too many"],
)
def test_a_craft_of_another_shape_leaves_the_table_as_it_was(
    newsroom: Newsroom, column: str, spoil: Callable[[pl.DataFrame], pl.DataFrame]
) -> None:
    newsroom.fill(1)
    newsroom.run(UP_TO_CLEANED)
    newsroom.put("quay/001.txt", article(1))
    before = newsroom.batches()["cleaned"]
    run = newsroom.run(
        UP_TO_ENRICHED,
        instead={"engine": Instead(lambda rows, *others: spoil(cleaning.clean(rows, *others)))},
    )
    check = run.checks[CLEANED]
    assert not run.success
    assert "enriched" not in run.started
    assert (check.passed, check.severity) == (False, dg.AssetCheckSeverity.ERROR)
    assert column in (check.description or "")
    assert column in run.error()
    assert newsroom.batches()["cleaned"] == before


def test_a_craft_that_loses_a_document_stops_the_run(newsroom: Newsroom) -> None:
    newsroom.fill(3)
    run = newsroom.run(
        UP_TO_CLEANED,
        instead={"engine": Instead(lambda rows, *others: cleaning.clean(rows, *others).tail(2))},
    )
    assert not run.success
    assert "one row per document" in run.error()
    assert not newsroom.batches()["cleaned"]


def test_a_craft_that_fails_on_one_document_rejects_it_alone(newsroom: Newsroom) -> None:
    newsroom.fill(4)
    run = newsroom.run(UP_TO_ENRICHED, instead={"engine": Instead(fails_on_one)})
    assert run.success
    assert not run.checks[CLEANED].passed
    assert rows_of(newsroom) == [("quay/001.txt", "craft_failed", None)]
    assert "ValueError: no idea what this is" in html.unescape(
        str(run.checks[CLEANED].metadata["rejected"].value)
    )
    assert paths_in(newsroom, "cleaned") == ["quay/000.txt", "quay/002.txt", "quay/003.txt"]


def test_a_craft_that_fails_on_all_documents_stops_the_run(newsroom: Newsroom) -> None:
    newsroom.fill(12)
    run = newsroom.run(UP_TO_ENRICHED, instead={"engine": Instead(fails_on_all)})
    assert not run.success
    assert run.failed == {"cleaned"}
    assert "no idea what anything is" in run.error()


def test_a_rejected_file_of_the_archive_is_resolved_when_it_is_gone(newsroom: Newsroom) -> None:
    newsroom.fill(1)
    strange: Path = newsroom.put("quay/scan.pdf", b"%PDF-1.7")
    assert not newsroom.run("raw").checks[("raw", "contract")].passed
    strange.unlink()
    assert newsroom.run("raw").checks[("raw", "contract")].passed
    assert [how for *_, how in rows_of(newsroom)] == ["gone"]


def test_force_leaves_the_quarantine_of_unchanged_documents_as_it_is(newsroom: Newsroom) -> None:
    bad = spoiled("quay/000.txt", "quay/001.txt")
    newsroom.fill(3)
    newsroom.put("quay/noise.txt", bytes(range(256)) * 9)
    newsroom.put("quay/002.txt.meta.json", "[]")
    newsroom.run(UP_TO_CLEANED, instead=bad)
    newsroom.put("quay/000.txt", article(20))
    newsroom.run(UP_TO_CLEANED, instead=bad)
    newsroom.put("quay/001.txt", article(21))
    newsroom.run(UP_TO_CLEANED)
    before = ledger(newsroom.lake).sort("at", "quarantine_id").collect()
    assert {how for *_, how in rows_of(newsroom)} == {None, "replaced", "superseded"}
    assert newsroom.run(UP_TO_CLEANED, instead=spoiled_again(newsroom), scope={"force": True}).success
    assert ledger(newsroom.lake).sort("at", "quarantine_id").collect().equals(before)


def test_going_back_to_a_rejected_version_opens_its_row_again(newsroom: Newsroom) -> None:
    newsroom.fill(2)
    newsroom.run(UP_TO_CLEANED, instead=spoiled("quay/000.txt"))
    newsroom.put("quay/000.txt", article(20))
    assert newsroom.run(UP_TO_CLEANED).checks[CLEANED].passed
    newsroom.put("quay/000.txt", article(0))
    assert not newsroom.run(UP_TO_CLEANED, instead=spoiled_again(newsroom)).checks[CLEANED].passed
    assert rows_of(newsroom) == [("quay/000.txt", RULE, None), ("quay/000.txt", RULE, "superseded")]
    assert newsroom.run(UP_TO_CLEANED).metadata("cleaned")["new documents"] == 0, "nothing is pending"


def spoiled_again(newsroom: Newsroom) -> dict[str, Any]:
    """The resource that makes the rows break that broke before, and no other."""
    known = (
        ledger(newsroom.lake).filter(stage="cleaned").select("version_id").collect()["version_id"].to_list()
    )
    too_much = (
        pl.when(pl.col("version_id").is_in(known)).then(2.0).otherwise("kept_share").alias("kept_share")
    )
    return {"engine": Instead(lambda rows, *others: cleaning.clean(rows, *others).with_columns(too_much))}
