"""One document never stops the press: what breaks the published file is withheld from it, by name, and all
else is published."""

import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import dagster as dg
import duckdb
import polars as pl
import pytest

from assets import enriching, linking, publishing
from assets.enriching import craft
from assets.framework import edition, fingerprints, whole
from assets.framework.quarantine import ledger
from checks.contracts.stories import Stories
from checks.promise import Promise
from tests.conftest import LAKE, Newsroom, Run, article

STRAY = "mentions.references_hold"  # the rule that a mention of an entity that is not there breaks
GUILTY = "quay/001.txt"
Spoil = Callable[[pl.DataFrame], pl.DataFrame]


def spoiling(monkeypatch: pytest.MonkeyPatch, module: Any, craft: str, spoil: Spoil) -> None:
    """Let a craft's rows be spoiled after it has made them; they keep the contract of their stage."""
    made = getattr(module, craft)
    monkeypatch.setattr(module, craft, lambda *inputs: spoil(made(*inputs)))


def point_nowhere(paths: list[str]) -> Spoil:
    """Let the mentions of some documents name entities that are not there."""
    ids = [fingerprints.digest(path) for path in paths]
    item = pl.element()
    gone = item.struct.with_fields(pl.lit("person:nobody-at-all").alias("entity_id"))
    return lambda rows: rows.with_columns(
        mentions=pl.when(pl.col("article_id").is_in(ids))
        .then(pl.col("mentions").list.eval(gone))
        .otherwise("mentions")
    )


def null_scores(rows: pl.DataFrame) -> pl.DataFrame:
    """Let the keywords of one document have no scores: no table of the file takes that."""
    unscored = pl.col("keywords").list.eval(
        pl.element().struct.with_fields(pl.lit(None, pl.Float64).alias("score"))
    )
    guilty = pl.col("article_id") == fingerprints.digest(GUILTY)
    return rows.with_columns(keywords=pl.when(guilty).then(unscored).otherwise("keywords"))


def waiting(newsroom: Newsroom) -> list[tuple[Any, ...]]:
    """The open rows of the quarantine: stage, path, rules."""
    return newsroom.sql("SELECT stage, path, rules FROM quarantine WHERE resolved_at IS NULL ORDER BY ALL")


def paths(newsroom: Newsroom) -> list[str]:
    return [path for (path,) in newsroom.sql("SELECT path FROM articles ORDER BY path")]


@dataclass
class Story:
    """Four articles, of which one breaks the file, and one a copy of it that is innocent; then more runs over
    them."""

    newsroom: Newsroom
    first: Run
    again: Run
    batches: tuple[dict[str, int], dict[str, int]]
    releases: list[tuple[Any, ...]]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    newsroom = Newsroom(tmp_path_factory.mktemp("withheld"))
    newsroom.fill(3)
    newsroom.put("pier/copy.txt", article(1))
    with pytest.MonkeyPatch.context() as patch:
        spoiling(patch, craft, "enrich", point_nowhere([GUILTY]))
        first = newsroom.run()
        before = newsroom.batches()
        again = newsroom.run()
        after = newsroom.batches()
    return Story(newsroom, first, again, (before, after), newsroom.sql("SELECT number FROM releases"))


def test_a_document_that_breaks_the_file_is_withheld_and_the_rest_published(story: Story) -> None:
    assert story.first.success, story.first.error()
    assert paths(story.newsroom) == ["pier/copy.txt", "quay/000.txt", "quay/002.txt"]


def test_it_waits_in_quarantine_by_name_with_rule_row_and_message(story: Story) -> None:
    ((stage, contract, path, rules, message, row, how),) = story.newsroom.sql(
        'SELECT stage, contract, path, rules, message, "row", resolved_how FROM quarantine'
    )
    assert (stage, contract, path, rules, how) == ("tables", "Published", GUILTY, [STRAY], None)
    assert message.startswith(f"{GUILTY}: withheld from the published file: {STRAY}")
    assert "person:nobody-at-all" in row


def test_its_version_is_kept_as_quarantined_by_the_tables(story: Story) -> None:
    guilty = fingerprints.digest(GUILTY)
    found = story.newsroom.sql(f"SELECT state, stage, made_from FROM versions WHERE article_id = '{guilty}'")
    assert found == [("quarantined", "tables", None)]


def test_no_row_of_the_file_carries_its_key(story: Story) -> None:
    guilty = fingerprints.digest(GUILTY)
    for table in (
        "lines",
        "fields",
        "paragraphs",
        "mentions",
        "quotes",
        "date_mentions",
        "keywords",
        "internal.search_articles",
        "story_articles",
    ):
        assert story.newsroom.sql(f"SELECT count(*) FROM {table} WHERE article_id = '{guilty}'") == [(0,)], (
            table
        )
    assert story.newsroom.sql(
        f"SELECT count(*) FROM duplicate_pairs WHERE '{guilty}' IN (article_a, article_b)"
    ) == [(0,)]
    assert story.newsroom.sql("SELECT duplicate_of FROM articles WHERE path = 'pier/copy.txt'") == [(None,)]


def test_what_is_made_of_several_documents_is_made_of_what_is_left(story: Story) -> None:
    counted = (
        "SELECT s.article_count, count(*) FROM stories AS s JOIN story_articles USING (story_id) GROUP "
        "BY s.story_id, s.article_count"
    )
    assert all(told == found for told, found in story.newsroom.sql(counted))
    assert story.newsroom.sql(
        "SELECT count(*) FROM stories WHERE medoid_article_id NOT IN (SELECT article_id FROM articles)"
    ) == [(0,)]


def test_the_check_warns_and_names_the_document(story: Story) -> None:
    for run in (story.first, story.again):
        check = run.checks[("warehouse/mentions", "references_hold")]
        assert (check.passed, check.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert "001" in str(
        story.first.checks[("warehouse/mentions", "references_hold")].metadata["first rows"].value
    )


def test_the_file_notes_that_the_promise_was_broken(story: Story) -> None:
    found = story.newsroom.sql(
        "SELECT severity, passed, failing_rows FROM check_results WHERE table_name || '.' || name = '"
        + STRAY
        + "'"
    )
    assert found == [("WARN", False, 1)]


def test_a_run_with_nothing_new_writes_nothing(story: Story) -> None:
    before, after = story.batches
    assert story.again.success
    assert before == after
    assert story.releases == [(1,)]


def test_the_last_version_that_passes_is_served_and_a_withheld_one_is_tried_again_with_other_code(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.fill(2)
    assert newsroom.run().success
    newsroom.put(GUILTY, article(11))
    with monkeypatch.context() as patch:
        spoiling(patch, craft, "enrich", point_nowhere([GUILTY]))
        assert newsroom.run().success
    served = f"SELECT headline FROM articles WHERE path = '{GUILTY}'"
    assert newsroom.sql(served) == [("Council backs plan 1 for the old ferry",)]
    assert newsroom.sql("SELECT made_whole FROM releases ORDER BY number") == [(True,), (False,)], (
        "the rest of the file is kept as it is"
    )
    states = (
        f"SELECT number, state, stage FROM versions WHERE article_id = '{fingerprints.digest(GUILTY)}' "
        "ORDER BY number"
    )
    assert newsroom.sql(states) == [(1, "published", None), (2, "quarantined", "tables")]

    before, mended = fingerprints.of_code, enriching.enrich
    monkeypatch.setattr(
        fingerprints,
        "of_code",
        lambda craft, contract: before(craft, contract) + ("+" if craft is mended else ""),
    )
    assert newsroom.run().success
    assert newsroom.sql(served) == [("Council backs plan 11 for the old ferry",)]
    assert waiting(newsroom) == []
    assert newsroom.sql("SELECT resolved_how FROM quarantine") == [("replaced",)]


def test_a_row_that_no_table_takes_withholds_its_document(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.fill(3)
    spoiling(monkeypatch, craft, "enrich", null_scores)
    run = newsroom.run()
    assert run.success, run.error()
    assert paths(newsroom) == ["quay/000.txt", "quay/002.txt"]
    ((stage, path, (rule, *_)),) = waiting(newsroom)
    assert (stage, path) == ("tables", GUILTY)
    assert rule.startswith("keywords.contract: cannot be inserted: ConstraintException")


def test_more_than_the_settings_allow_stop_the_press_and_are_named(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.fill(1)
    assert newsroom.run().success
    newsroom.fill(4)
    guilty = ["quay/001.txt", "quay/002.txt", "quay/003.txt"]
    spoiling(monkeypatch, craft, "enrich", point_nowhere(guilty))
    run = newsroom.run(reject_count=2)
    assert not run.success
    assert run.failed == {"tables"}
    assert "3 of 4 documents due in this release break what is promised of the file" in run.error()
    assert f"{STRAY} (3)" in run.error()
    assert "quay/001.txt, quay/002.txt, quay/003.txt" in run.error()
    assert newsroom.sql("SELECT path FROM articles") == [("quay/000.txt",)], "the last good file stays"
    refused = newsroom.data / "cleancopy.refused.duckdb"
    assert f"duckdb -readonly '{refused}' -c 'FROM breaks'" in run.error()
    with duckdb.connect(str(refused), read_only=True) as connection:
        assert connection.sql(
            "SELECT DISTINCT path, table_name, check_name FROM breaks ORDER BY path"
        ).fetchall() == [(path, "mentions", "references_hold") for path in guilty]
    open_rows = (
        ledger(newsroom.lake)
        .filter(pl.col("how").is_null())
        .select("path", "settled")
        .sort("path")
        .collect()
        .rows()
    )
    assert open_rows == [(path, False) for path in guilty]
    assert newsroom.run(reject_count=3).success
    assert not refused.exists(), "once a file is published, the refused one is gone"
    assert [path for _, path, _ in waiting(newsroom)] == guilty


def test_a_break_that_no_document_answers_for_stops_the_press_and_says_where(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.fill(1)
    assert newsroom.run().success
    newsroom.fill(2)
    broken = Promise("articles", "keys_are_unique", "Never kept.", "SELECT path, headline FROM articles")
    monkeypatch.setattr(edition.Edition, "promised", lambda _: [broken])
    run = newsroom.run()
    assert not run.success
    assert "articles.keys_are_unique: 2 rows" in run.error()
    with duckdb.connect(str(newsroom.data / "cleancopy.refused.duckdb"), read_only=True) as connection:
        found = connection.sql("SELECT table_name, check_name, count(*) FROM breaks GROUP BY ALL").fetchall()
    assert found == [("articles", "keys_are_unique", 2)]
    assert newsroom.sql("SELECT count(*) FROM articles") == [(1,)]


def test_what_cannot_be_indexed_is_left_out_of_the_index_and_withholds_nothing(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.fill(2)
    asked = publishing.split.query
    empty = "UNION ALL SELECT '', article_no, 1 FROM search_articles"
    monkeypatch.setattr(
        publishing.split,
        "query",
        lambda table: f"FROM ({asked(table)}) {empty}" if table == "search_postings" else asked(table),
    )
    run = newsroom.run()
    assert run.success, run.error()
    check = run.checks[("warehouse/search_postings", "contract")]
    assert (check.passed, check.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert newsroom.sql("SELECT count(*) FROM articles") == [(2,)]
    assert newsroom.sql("SELECT count(*) FROM internal.search_postings WHERE term = ''") == [(0,)]
    assert newsroom.sql("SELECT count(*) > 0 FROM search('ferry')") == [(True,)]


def test_a_document_that_a_step_over_all_documents_fails_on_is_left_out_of_it_by_name(
    newsroom: Newsroom,
) -> None:
    newsroom.fill(4)
    assert newsroom.run(LAKE).success
    asked = []

    def fails(enriched: pl.LazyFrame, cleaned: pl.LazyFrame, *more: Any) -> pl.DataFrame:
        asked.append(1)
        if not cleaned.filter(path=GUILTY).collect().is_empty():
            raise OverflowError("date value out of range")
        return linking.cluster(enriched, cleaned, *more)

    fails.__module__, fails.__qualname__ = linking.cluster.__module__, linking.cluster.__qualname__
    tools: Any = SimpleNamespace(
        lake=newsroom.lake,
        settings=newsroom.settings(),
        scope=SimpleNamespace(force=True),
        log=logging.getLogger(),
        run_id="a run",
    )
    work = whole._Work(
        "stories",
        ["enriched", "cleaned", "duplicates", "corrections"],
        Stories,
        fails,
        earlier="by any code",
        options=None,
        index=linking.Index,
        tools=tools,
    )
    assert work.remake()
    rows = ledger(newsroom.lake).select("stage", "path", "rules", "message", "how").collect().rows()
    ((stage, path, rules, message, how),) = rows
    assert (stage, path, rules, how) == ("stories", GUILTY, ["craft_failed"], None)
    assert "OverflowError: date value out of range" in message
    told = newsroom.lake.rows("stories")
    assert told is not None
    articles = told.select(pl.col("articles").explode().struct.field("article_id")).collect()["article_id"]
    assert sorted(articles) == sorted(fingerprints.digest(f"quay/{n:03}.txt") for n in (0, 2, 3))

    asked.clear()
    assert work.remake()
    assert len(asked) == 1, "who is known to be at fault is not looked for again"
    assert ledger(newsroom.lake).collect().height == 1


def test_check_results_are_kept_for_as_many_releases_as_runs_are(story: Story, tmp_path: Path) -> None:
    """They would grow by some ninety rows a release for ever."""
    file = tmp_path / "copy.duckdb"
    shutil.copy(story.newsroom.data / "cleancopy.duckdb", file)
    tools: Any = SimpleNamespace(
        lake=story.newsroom.lake, settings=story.newsroom.settings(keep_runs=10), run_id="a run"
    )
    with duckdb.connect(str(file)) as connection:
        publishing.see_internal(connection)
        for number in range(2, 15):
            row = f"SELECT * REPLACE ('{number:016}' AS release_id, {number} AS number)"
            connection.execute(f"INSERT INTO releases BY NAME {row} FROM releases WHERE number = 1")
            edition.Edition(tools, warehouse=tools).record(connection, f"{number:016}", [])
        ((kept, oldest),) = connection.sql(
            "SELECT count(DISTINCT release_id), min(release_id) FROM check_results"
        ).fetchall()
    assert (kept, oldest) == (10, f"{5:016}")
