"""What one release changed in another is found by looking at the rows that changed."""

from collections.abc import Iterator

import duckdb
import pytest

from assets import publishing
from checks.contracts.published import PUBLISHED
from checks.vocabulary import address_of

HERE = "memory"
LATER = """
UPDATE {0}.versions SET made_from = 'b';
UPDATE {0}.lines SET kept = false, rule = 'share_this' WHERE text IN ('Share', 'Follow us');
UPDATE {0}.lines SET text = 'Share this' , kept = false WHERE text = 'Another';
UPDATE {0}.entities SET name = 'Ana Lucia Soto' WHERE entity_id = 'e1';
DELETE FROM {0}.entities WHERE entity_id = 'e2';
"""


@pytest.fixture
def file() -> Iterator[duckdb.DuckDBPyConnection]:
    """A file of two articles, and the one before it, attached as `earlier`, just the same."""
    with duckdb.connect() as connection:
        connection.execute("ATTACH ':memory:' AS earlier")
        for place in (HERE, "earlier"):
            connection.execute(f"USE {place}")
            publishing.create_schema(connection)
            for table, contract in PUBLISHED.items():
                columns = contract.to_schema().columns
                types = {name: (c.dtype.type, c.nullable) for name, c in columns.items()}
                # whatever these rows do not say may be null
                connection.execute(publishing.create(address_of(table), types).replace(" NOT NULL", ""))
            connection.execute(
                """INSERT INTO articles BY NAME
                   SELECT 'a' || n AS article_id, 'v' || n AS version_id, 'quay' AS outlet,
                       n || '.txt' AS path,
                       'Headline ' || n AS headline FROM range(1, 4) AS t(n);
                   INSERT INTO versions BY NAME
                   SELECT 'a' || n AS article_id, 'v' || n AS version_id, 'published' AS state,
                       'a' AS made_from
                   FROM range(1, 4) AS t(n);
                   INSERT INTO lines BY NAME
                   SELECT 'a' || n AS article_id, 'v' || n AS version_id, no AS line_no, 1 AS span_no,
                       text, 'body' AS role, true AS kept, 'likely_text' AS rule
                   FROM range(1, 4) AS t(n),
                       (VALUES (1, 'Share'), (2, 'Follow us'), (3, 'Another')) AS l(no, text);
                   INSERT INTO entities BY NAME
                   SELECT unnest(['e1', 'e2']) AS entity_id, 'Ana Soto' AS name, 'person' AS kind,
                       2 AS article_count;
                   INSERT INTO article_entities BY NAME
                   SELECT 'a1' AS article_id, unnest(['e1', 'e2']) AS entity_id;
                   INSERT INTO releases BY NAME SELECT 'first' AS release_id, 1 AS number"""
            )
        connection.execute(f"USE {HERE}")
        yield connection


def found(connection: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    columns = "kind, outlet, rule, rule_before, lines, articles, text, before"
    return connection.sql(f"SELECT {columns} FROM changes ORDER BY change_no").fetchall()


def test_flipped_lines_are_told_by_rule_and_outlet_with_an_example(file: duckdb.DuckDBPyConnection) -> None:
    file.execute(LATER.format(HERE))
    publishing.know_forgotten(file, [])
    assert publishing.compare(file, "second", True, names=True) == (0, 0, 6)
    assert found(file) == [
        ("entity_gone", None, None, None, None, 2, "Ana Soto (person)", None),
        ("entity_renamed", None, None, None, None, 2, "Ana Lucia Soto (person)", "Ana Soto (person)"),
        ("lines_dropped", "quay", "share_this", "likely_text", 6, 3, "Share", None),
    ], "a line that reads otherwise is another line"


def test_articles_that_are_new_corrected_or_gone(file: duckdb.DuckDBPyConnection) -> None:
    file.execute(
        f"""UPDATE {HERE}.articles SET version_id = 'v9', headline = 'Mended' WHERE article_id = 'a1';
            DELETE FROM {HERE}.articles WHERE article_id = 'a2';
            DELETE FROM {HERE}.versions WHERE article_id = 'a2';
            DELETE FROM earlier.articles WHERE article_id = 'a3';
            DELETE FROM earlier.versions WHERE article_id = 'a3';
            INSERT INTO {HERE}.versions BY NAME
            SELECT 'a1' AS article_id, 'v9' AS version_id, 'published' AS state, 'a' AS made_from"""
    )
    publishing.know_forgotten(file, [])
    assert publishing.compare(file, "second", True, names=True) == (1, 1, 0)
    assert [(kind, text, before) for kind, *_, text, before in found(file)] == [
        ("corrected", "Mended", "Headline 1"),
        ("new", "Headline 3", None),
        ("withdrawn", "Headline 2", None),
    ]


def test_nothing_is_told_of_what_is_forgotten(file: duckdb.DuckDBPyConnection) -> None:
    file.execute(
        f"DELETE FROM {HERE}.articles WHERE article_id = 'a2'; "
        f"DELETE FROM {HERE}.versions WHERE article_id = 'a2'"
    )
    publishing.know_forgotten(file, ["a2"])
    assert publishing.compare(file, "second", True, names=False) == (0, 0, 0)
    assert found(file) == []
    file.execute(
        """INSERT INTO changes BY NAME
           SELECT 'first' AS release_id, 1 AS change_no, 'new' AS kind, 'a2' AS article_id"""
    )
    publishing.forget_changes(file, ["a2"])
    assert found(file) == []


def test_only_the_changed_articles_are_looked_at_in_a_copy(file: duckdb.DuckDBPyConnection) -> None:
    file.execute(LATER.format(HERE))
    file.execute(
        """CREATE TEMP TABLE changed AS SELECT 'a1' AS article_id;
           CREATE TEMP TABLE stories_to_settle AS SELECT NULL AS story_id;
           CREATE TEMP TABLE moved AS
           SELECT NULL AS article_id, NULL AS story_id, NULL AS before WHERE false"""
    )
    publishing.know_forgotten(file, [])
    assert publishing.compare(file, "second", False, names=False) == (0, 0, 2)


def test_changes_are_kept_of_the_last_releases_alone(file: duckdb.DuckDBPyConnection) -> None:
    file.execute(
        """INSERT INTO releases BY NAME
           SELECT n || '' AS release_id, n AS number, true AS compared FROM range(2, 9) AS t(n);
           INSERT INTO changes BY NAME
           SELECT n || '' AS release_id, 1 AS change_no, 'new' AS kind FROM range(2, 9) AS t(n)"""
    )
    publishing.keep_changes(file, 3)
    assert file.sql("SELECT release_id FROM changes ORDER BY ALL").fetchall() == [("6",), ("7",), ("8",)]
    publishing.create_named(file)
    assert len(file.sql("FROM changed_since(5)").fetchall()) == 3
    with pytest.raises(duckdb.Error, match="not kept any more: the oldest that can be named is number 5"):
        file.sql("FROM changed_since(4)").fetchall()
    with pytest.raises(duckdb.Error, match="There is no release nosuch"):
        file.sql("FROM changed_since('nosuch')").fetchall()
