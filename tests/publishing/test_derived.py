"""What follows from the whole set is the same whether it is found at once or followed up from what
changed."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assets.publishing import derived
from assets.publishing.split import query

Said = dict[str, list[tuple[str, str | None]]]  # article -> its quotations, each with who said it
QUAY = "“We have waited long enough for this quay to open,”"
TABLES = """
CREATE TABLE quotes (quote_id VARCHAR, article_id VARCHAR, quote_cluster_id VARCHAR);
CREATE TABLE quote_runs (article_id VARCHAR, quote_id VARCHAR, said BIGINT, runs BIGINT[]);
CREATE TABLE corrected_names (article_id VARCHAR, found_id VARCHAR, entity_id VARCHAR);
CREATE TABLE served (version_id VARCHAR);
CREATE TABLE enriched (
    article_id VARCHAR, version_id VARCHAR,
    quotes STRUCT(quote_id VARCHAR, speaker_id VARCHAR, kind VARCHAR, "text" VARCHAR)[]
);
"""


@pytest.fixture
def file() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(TABLES)
        yield connection


def take_in(file: duckdb.DuckDBPyConnection, articles: Said) -> None:
    """Let the articles be due, and put what their quotations are compared by into the file."""
    file.execute("DELETE FROM enriched; DELETE FROM served")
    for article, quotes in articles.items():
        rows = [
            {"quote_id": f"{article}{n}", "speaker_id": speaker, "kind": "direct", "text": text}
            for n, (text, speaker) in enumerate(quotes)
        ]
        file.execute("INSERT INTO enriched VALUES (?, ?, ?)", [article, article, rows])
        file.execute("INSERT INTO served VALUES (?)", [article])
    file.execute(f"INSERT INTO quote_runs BY NAME {query('quote_runs')}")


def clusters(file: duckdb.DuckDBPyConnection) -> dict[str, str]:
    return dict(file.sql("SELECT quote_id, quote_cluster_id FROM sayings").fetchall())


def all_at_once(articles: Said, folder: Path) -> dict[str, str]:
    with duckdb.connect() as file:
        file.execute(TABLES)
        take_in(file, articles)
        derived.match_all_quotes(file, folder)
        return clusters(file)


def followed_up(before: Said, now: Said, folder: Path) -> dict[str, str]:
    """The clusters that a file has which was made of some articles and then brought up to date."""
    with duckdb.connect() as file:
        file.execute(TABLES)
        take_in(file, before)
        file.execute("INSERT INTO quotes SELECT quote_id, article_id, NULL FROM quote_runs")
        file.executemany(
            "UPDATE quotes SET quote_cluster_id = $2 WHERE quote_id = $1",
            list(all_at_once(before, folder).items()) or [("", "")],
        )
        changed = [name for name in {*before, *now} if before.get(name) != now.get(name)]
        file.execute("CREATE TABLE changed AS SELECT unnest($1::VARCHAR[]) AS article_id", [changed])
        file.execute(
            "CREATE TABLE unsaid AS FROM quote_runs SEMI JOIN changed USING (article_id) JOIN quotes USING "
            "(quote_id)"
        )
        for table in ("quotes", "quote_runs"):
            file.execute(f"DELETE FROM {table} WHERE article_id IN (FROM changed)")
        take_in(file, {name: quotes for name, quotes in now.items() if name in changed})
        derived.match_changed_quotes(file, folder)
        file.execute(
            "INSERT INTO quotes BY NAME SELECT quote_id, article_id FROM quote_runs SEMI JOIN changed USING "
            "(article_id)"
        )
        file.execute(
            query("_follow").rpartition("UPDATE quotes")[1] + query("_follow").rpartition("UPDATE quotes")[2]
        )
        return dict(file.sql("SELECT quote_id, quote_cluster_id FROM quotes").fetchall())


words = st.sampled_from(["tide", "quay", "ferry", "rope", "oak"])
quotations = st.tuples(
    st.lists(words, max_size=8).map(" ".join), st.sampled_from([None, "person:ida", "person:carl"])
)
newspapers = st.dictionaries(st.sampled_from("abcdefghij"), st.lists(quotations, max_size=3), max_size=10)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=newspapers, then=newspapers, common=st.integers(2, 4))
def test_quotations_followed_up_are_matched_as_all_at_once(
    before: Said, then: Said, common: int, tmp_path: Path
) -> None:
    """Documents come, go and change; runs become phrases and are phrases no longer; clusters join and fall
    apart."""
    now = {name: then.get(name, before.get(name, [])) for name in {*before, *then} if name != "a"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(derived, "COMMON", common)
        assert followed_up(before, now, tmp_path) == all_at_once(now, tmp_path)


def test_a_quotation_that_held_others_together_leaves_them_apart(tmp_path: Path) -> None:
    one, both, other = (
        "the quay was closed at night",
        "the quay was closed at night and the ferry left without us",
        "and the ferry left without us",
    )
    before: Said = {"x": [(one, None)], "y": [(both, None)], "z": [(other, None)]}
    assert set(all_at_once(before, tmp_path).values()) == {"x0"}
    after: Said = {"x": before["x"], "z": before["z"]}
    assert followed_up(before, after, tmp_path) == {"x0": "x0", "z0": "z0"}


def test_same_quotation_cut_at_other_places_is_one(tmp_path: Path) -> None:
    others = {
        "b": [("“waited long enough for this quay”", None)],
        "c": [("“Nothing of the kind will happen while I am here,”", None)],
    }
    found = all_at_once({"a": [(QUAY, None)], **others}, tmp_path)
    assert found == {"a0": "a0", "b0": "a0", "c0": "c0"}


def test_short_quotations_are_one_only_if_the_same_person_says_the_same(tmp_path: Path) -> None:
    said: Said = {
        "a": [("“Never again”", "person:ida")],
        "b": [("“never again,”", "person:ida")],
        "c": [("“Never again”", "person:carl")],
    }
    assert all_at_once({**said, "d": [("“Never again”", None)]}, tmp_path) == {
        "a0": "a0",
        "b0": "a0",
        "c0": "c0",
        "d0": "d0",
    }


def test_a_quotation_that_very_many_have_is_still_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derived, "COMMON", 2)
    assert set(all_at_once({name: [(QUAY, None)] for name in "abcdef"}, tmp_path).values()) == {"a0"}


def test_original_is_published_first_then_longest_then_first_by_path(
    file: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    file.execute(
        """CREATE TABLE articles AS FROM (VALUES
               ('late', DATE '2025-01-03', 90, 'late.txt'), ('first', DATE '2025-01-01', 80, 'first.txt'),
               ('undated', NULL, 99, 'undated.txt'),
               ('short', DATE '2025-01-05', 70, 'a.txt'), ('long', DATE '2025-01-05', 71, 'b.txt'),
               ('alone', NULL, 99, 'alone.txt')
           ) AS t(article_id, published_at, word_count, path);
           CREATE TABLE duplicates AS FROM (VALUES
               ('first', 'late', 'near'), ('late', 'undated', 'same'),
               ('long', 'short', 'near'), ('alone', 'first', 'shares')
           ) AS t(article_a, article_b, relation);
           CREATE TABLE copies_to_rank AS SELECT article_id FROM articles"""
    )
    derived.choose_originals(file, tmp_path)
    assert dict(file.sql("SELECT article_id, duplicate_of FROM originals").fetchall()) == {
        "first": None,
        "late": "first",
        "undated": "first",
        "long": None,
        "short": "long",
        "alone": None,
    }
