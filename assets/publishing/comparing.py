"""What changed since the release before: articles, the fate of lines, entities and stories."""

from collections.abc import Collection
from typing import Final

import duckdb

from assets.publishing.split import query

LISTED: Final = 10_000  # changes of one kind that a release lists, those of most articles and lines first
AT_ONCE: Final = 100_000  # versions whose lines are compared at a time
OF_SOME: Final = """\
CREATE TEMP VIEW compared AS FROM changed;
CREATE TEMP VIEW compared_stories AS FROM stories_to_settle;
CREATE TEMP VIEW other_story AS FROM moved WHERE story_id IS NOT NULL AND before IS NOT NULL;
"""
OF_ALL: Final = """\
CREATE TEMP TABLE compared AS
SELECT DISTINCT coalesce(now.article_id, was.article_id) AS article_id
FROM versions AS now FULL JOIN earlier.versions AS was USING (version_id)
WHERE (now.state, now.made_from, now.missing_since)
    IS DISTINCT FROM (was.state, was.made_from, was.missing_since);
CREATE TEMP VIEW compared_stories AS SELECT story_id FROM stories UNION SELECT story_id FROM earlier.stories;
CREATE TEMP TABLE other_story AS
SELECT article_id, now.story_id, was.story_id AS before
FROM story_articles AS now JOIN earlier.story_articles AS was USING (article_id)
WHERE now.story_id <> was.story_id;
"""
"""Where all is made anew, the articles that differ by what they are made from."""
FIGURES: Final = """\
SELECT
    count(*) FILTER (kind = 'corrected') AS corrected_articles,
    count(*) FILTER (kind = 'withdrawn') AS withdrawn_articles,
    coalesce(sum(lines) FILTER (kind IN ('lines_kept', 'lines_dropped')), 0)::BIGINT AS flipped_lines
FROM found_changes
"""


TELLS_OF_FORGOTTEN: Final = """\
coalesce(article_id IN (SELECT article_id FROM forgotten), false)
OR entity_id IS NOT NULL OR story_id IS NOT NULL
"""
"""True for rows of `changes` that tell of `forgotten` articles, or of any entity or story: their names may be
words of these articles."""


def know_forgotten(connection: duckdb.DuckDBPyConnection, forgotten: Collection[str]) -> None:
    """Make the temporary table `forgotten` (article_id), which the others here look at."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE forgotten AS SELECT unnest(?::VARCHAR[]) AS article_id", [[*forgotten]]
    )


def compare(
    connection: duckdb.DuckDBPyConnection,
    release: str,
    whole_file: bool,
    names: bool,
) -> tuple[int, int, int]:
    """Write what differs from `earlier`, the release before, into `changes`; `forgotten` articles are not
    told of, and entities and stories only where `names`. Returns how many articles were corrected, how many
    withdrawn, and the lines that are kept now and were dropped, or the other way.

    What is looked at are the changed articles; of a file that is made whole those that are made from
    something else than before.

    Raises:
        duckdb.CatalogException, duckdb.BinderException: `earlier` is of another make, and cannot be compared.
    """
    connection.execute(f"SET VARIABLE release = '{release}'; SET VARIABLE listed = {LISTED}")
    connection.execute(OF_ALL if whole_file else OF_SOME)
    connection.execute(query("_compared"))
    ((versions,),) = connection.sql("SELECT count(*) FROM made_anew").fetchall()
    for first in range(1, versions + 1, AT_ONCE):
        connection.execute(f"SET VARIABLE first_no = {first}; SET VARIABLE last_no = {first + AT_ONCE - 1}")
        connection.execute(query("_flips"))
    if names:
        connection.execute(query("_moved_names"))
    connection.execute(query("_enter_changes"))
    ((corrected, withdrawn, flipped),) = connection.sql(FIGURES).fetchall()
    return corrected, withdrawn, flipped


def keep_changes(connection: duckdb.DuckDBPyConnection, releases: int) -> None:
    """Leave in `changes` only what the last so many releases changed."""
    connection.execute(
        """DELETE FROM changes
           WHERE release_id NOT IN (SELECT release_id FROM releases ORDER BY number DESC LIMIT ?)""",
        [releases],
    )
    connection.execute(
        """UPDATE releases SET compared = false
           WHERE compared AND number <= (SELECT max(number) FROM releases) - ?""",
        [releases],
    )


def forget_changes(connection: duckdb.DuckDBPyConnection, forgotten: Collection[str]) -> None:
    """Delete from `changes` what is told of `forgotten` articles, and of all entities and stories."""
    know_forgotten(connection, forgotten)
    connection.execute(f"DELETE FROM changes WHERE {TELLS_OF_FORGOTTEN}")
