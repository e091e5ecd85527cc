"""What stories are found by, kept from run to run: each document's weighed terms, and the likeness of pairs.

A DuckDB database that can be made again from nothing. A document that arrives is compared with those alone
that share its days and its weightiest terms, so that it costs the same in any archive.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from assets.linking import likeness as like

ALL: Final = -(2**31)  # the window of the whole archive, in which documents without a date look for others
# A document has a number of its own here, for numbers join faster than ids. Its windows are of the calendar,
# null where it has no date; `earliest` and `latest` bound its publication.
TABLES: Final = """
    CREATE SEQUENCE IF NOT EXISTS numbers;
    CREATE TABLE IF NOT EXISTS documents (
        no BIGINT, article_id VARCHAR, version_id VARCHAR, mark VARCHAR, word_count BIGINT, titled BOOLEAN,
        matters BIGINT, weekdays BIGINT,
        earliest TIMESTAMPTZ, latest TIMESTAMPTZ, first_window BIGINT, last_window BIGINT, keys BIGINT);
    CREATE TABLE IF NOT EXISTS terms (
        no BIGINT, term UBIGINT, text FLOAT, headline FLOAT, opening FLOAT, share FLOAT,
        spoken_of BOOLEAN, key BOOLEAN, matter BOOLEAN, weekday BOOLEAN);
    CREATE TABLE IF NOT EXISTS pairs (a BIGINT, b BIGINT, likeness DOUBLE);
    CREATE TABLE IF NOT EXISTS copies (article_a VARCHAR, article_b VARCHAR, jaccard DOUBLE);
    CREATE OR REPLACE TEMP VIEW alike AS SELECT a, b, max(likeness) AS likeness FROM (
        FROM pairs UNION ALL
        SELECT least(one.no, other.no), greatest(one.no, other.no), jaccard FROM copies
        JOIN documents AS one ON one.article_id = article_a
        JOIN documents AS other ON other.article_id = article_b) GROUP BY a, b;
    CREATE OR REPLACE TEMP TABLE touched (no BIGINT);
    CREATE OR REPLACE TEMP TABLE fresh AS FROM documents LIMIT 0;
    CREATE OR REPLACE TEMP TABLE fresh_terms AS FROM terms LIMIT 0;
"""
# Where keys stand: in each window of their document's days, and in that of the whole archive.
# Unnested before the join, not on it: DuckDB 2.0.0 stops at columns that a join hands to an UNNEST as a
# dictionary ("dict-surviving cache: … changed identity").
PLACES: Final = f"""
    SELECT d.no, d.dated, d.keys, t.term, d.place
    FROM (
        SELECT no, first_window IS NOT NULL AS dated, keys,
            unnest(list_append(coalesce(range(first_window, last_window + 1), []), {ALL})) AS place
        FROM {{documents}}
    ) AS d JOIN {{terms}} AS t USING (no) WHERE t.key"""
OLD: Final = PLACES.format(documents="documents", terms="terms")
# The terms whose being common in a window changes now: whoever has one there is compared anew.
TURNED: Final = f"""
    CREATE OR REPLACE TEMP TABLE moving AS
        SELECT term, place, sum(one) AS more FROM (
            SELECT term, place, 1 AS one FROM ({PLACES.format(documents="fresh", terms="fresh_terms")})
            UNION ALL
            SELECT term, place, -1 FROM (
                {PLACES.format(documents="(FROM documents SEMI JOIN leaving USING (no))", terms="terms")}))
        GROUP BY term, place HAVING sum(one) <> 0;
    CREATE OR REPLACE TEMP TABLE anew AS
        WITH held AS (FROM ({OLD}) SEMI JOIN moving USING (term)),
        turned AS (
            SELECT term, place FROM held JOIN moving USING (term, place) GROUP BY term, place, more
            HAVING (count(*) <= {like.COMMON}) <> (count(*) + more <= {like.COMMON}))
        SELECT DISTINCT no FROM held SEMI JOIN turned USING (term, place);
    INSERT INTO touched FROM anew UNION FROM leaving;
"""
REPLACED: Final = """
    DELETE FROM pairs WHERE a IN (FROM leaving UNION FROM anew) OR b IN (FROM leaving UNION FROM anew);
    DELETE FROM terms WHERE no IN (FROM leaving);
    DELETE FROM documents WHERE no IN (FROM leaving);
    DELETE FROM anew WHERE no IN (FROM leaving);
    INSERT INTO documents FROM fresh;
    INSERT INTO terms FROM fresh_terms;
    INSERT INTO anew SELECT no FROM fresh;
    DELETE FROM copies; INSERT INTO copies FROM copies_now;
"""
CROWDED: Final = f"""
    CREATE OR REPLACE TEMP TABLE crowded AS
        SELECT term, place FROM placed WHERE place <> {ALL} GROUP BY ALL HAVING count(*) > {like.COMMON}
"""
NEEDED: Final = " ".join(f"WHEN least(one.keys, other.keys) >= {least} THEN {n}" for least, n in like.SHARED)
FOUND: Final = f"""
    CREATE OR REPLACE TEMP TABLE placed AS
        FROM ({OLD}) SEMI JOIN (SELECT term FROM terms SEMI JOIN anew USING (no) WHERE key) USING (term);
    CREATE OR REPLACE TEMP TABLE telling AS
        SELECT term, place FROM placed GROUP BY ALL HAVING count(*) BETWEEN 2 AND {like.COMMON};
    CREATE OR REPLACE TEMP TABLE mine AS
        FROM placed SEMI JOIN anew USING (no) SEMI JOIN telling USING (term, place);
    CREATE OR REPLACE TEMP TABLE candidates AS
        SELECT DISTINCT least(one.no, other.no) AS a, greatest(one.no, other.no) AS b
        FROM mine AS one JOIN placed AS other USING (term, place)
        LEFT JOIN anew ON anew.no = other.no
        WHERE one.no <> other.no AND (anew.no IS NULL OR one.no < other.no)
            AND (place = {ALL}) <> (one.dated AND other.dated)
        GROUP BY one.no, other.no, place, one.keys, other.keys
        HAVING count(*) >= CASE {NEEDED} END;
"""
SCORED: Final = f"""
    INSERT INTO pairs SELECT a, b, {like.LIKENESS} AS likeness
    FROM (
        SELECT c.a, c.b, {like.SUMS} FROM candidates AS c
        JOIN terms AS x ON x.no = c.a JOIN terms AS y ON y.no = c.b AND y.term = x.term
        GROUP BY c.a, c.b)
    JOIN documents AS one ON one.no = a JOIN documents AS other ON other.no = b
    WHERE {like.MAY_BE_ONE} AND likeness >= {like.FAINT};
    INSERT INTO touched FROM anew;
"""
SPREAD: Final = f"""
    INSERT INTO touched
        SELECT DISTINCT no FROM (
            SELECT b AS no FROM alike JOIN touched ON no = a WHERE likeness >= {like.ALIKE}
            UNION ALL SELECT a FROM alike JOIN touched ON no = b WHERE likeness >= {like.ALIKE})
        WHERE no NOT IN (FROM touched)
"""
COPIED: Final = """
    CREATE OR REPLACE TEMP TABLE copied AS
        SELECT DISTINCT unnest([article_a, article_b]) AS article_id FROM (
            (FROM copies EXCEPT FROM copies_now) UNION ALL (FROM copies_now EXCEPT FROM copies))
"""
TOUCH_COPIED: Final = "INSERT INTO touched SELECT no FROM documents SEMI JOIN copied USING (article_id)"


class Index:
    """The likenesses among a set of documents. `folder` is for files that go between Polars and DuckDB."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
        self.connection, self.folder = connection, folder
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(TABLES)

    def marks(self) -> pl.DataFrame:
        """The documents that are in it: article_id, version_id, mark."""
        return self._frame("SELECT article_id, version_id, mark FROM documents")

    def clear(self) -> None:
        """Forget all documents."""
        for table in ("documents", "terms", "pairs", "copies"):
            self.connection.execute(f"DELETE FROM {table}")

    def update(self, gone: pl.Series, arrived: Iterable[pl.DataFrame], copies: pl.DataFrame) -> pl.Series:
        """Take documents out and in, and compare those that came. Returns the article ids of all whose
        story may be another one now: what hangs together with what changed, before or after.

        `arrived` has, so many at a time as memory is bounded for, the documents as `likeness.weigh` takes
        them, with `article_id`, `version_id` and `mark`; who is in it already must be in `gone` too.
        `copies` (article_a, article_b, jaccard) are alike whatever they say.
        """
        self._hand("gone", gone.to_frame("article_id"))
        self._hand("copies_now", copies.select("article_a", "article_b", "jaccard"))
        run = self.connection.execute
        run(
            "CREATE OR REPLACE TEMP TABLE leaving AS "
            "SELECT no FROM documents SEMI JOIN gone USING (article_id)"
        )
        run("DELETE FROM touched; DELETE FROM fresh; DELETE FROM fresh_terms")
        for documents in arrived:
            self._take(documents)
        run(COPIED)
        run(TOUCH_COPIED)
        run(TURNED)
        self._spread()
        run(REPLACED)
        run(FOUND)
        run(SCORED)
        run(TOUCH_COPIED)
        self._spread()
        return self._frame("SELECT DISTINCT article_id FROM documents JOIN touched USING (no) ORDER BY ALL")[
            "article_id"
        ]

    def told(self) -> str | None:
        """What an operator may want to know of the last update."""
        self.connection.execute(CROWDED)
        words, windows = self._count("crowded"), self._count("(SELECT DISTINCT place FROM crowded)")
        if not words:
            return None
        return (
            f"{words:,} words stand each in more than {like.COMMON} articles of the same days ({windows:,} "
            "fortnights): so many that they find no pairs there, for the time it takes must stay bounded. "
            "Articles that share no rarer words are not compared."
        )

    def among(self, articles: pl.Series) -> pl.DataFrame:
        """The pairs among some documents: article_a, article_b, likeness."""
        self._hand("these", articles.to_frame("article_id"))
        return self._frame(
            """SELECT one.article_id AS article_a, other.article_id AS article_b, likeness
               FROM alike JOIN documents AS one ON one.no = a JOIN documents AS other ON other.no = b
               SEMI JOIN these ON these.article_id = one.article_id"""
        )

    def _take(self, documents: pl.DataFrame) -> None:
        numbered = documents.with_columns(doc=pl.int_range(pl.len()))
        terms = like.weigh(numbered)
        titled = terms.group_by("doc").agg(
            pl.col("matter", "weekday").sum().cast(pl.Int64).name.suffix("s"),
            titled=(pl.col("headline") > 0).any(),
            keys=pl.col("key").sum().cast(pl.Int64),
        )
        about = numbered.drop("terms", "language").join(titled, on="doc", how="left")
        self._hand("arriving", about.with_columns(**like.windows()))
        self._hand("arriving_terms", terms)
        self.connection.execute(
            """CREATE OR REPLACE TEMP TABLE numbered AS SELECT nextval('numbers') AS no, * FROM arriving;
               INSERT INTO fresh BY NAME SELECT * EXCLUDE (doc) REPLACE (
                   coalesce(titled, false) AS titled, coalesce(keys, 0) AS keys,
                   coalesce(matters, 0) AS matters, coalesce(weekdays, 0) AS weekdays) FROM numbered;
               INSERT INTO fresh_terms BY NAME
                   SELECT no, t.* EXCLUDE (doc) FROM arriving_terms AS t JOIN numbered USING (doc)"""
        )

    def _spread(self) -> None:
        """Touch all that hang together with what is touched."""
        before = -1
        while (now := self._count("touched")) != before:
            before = now
            self.connection.execute(SPREAD)

    def _count(self, table: str) -> int:
        ((count,),) = self.connection.execute(f"SELECT count(*) FROM {table}").fetchall()
        return int(count)

    def _hand(self, name: str, frame: pl.DataFrame) -> None:
        """Give DuckDB a frame as a temporary table."""
        file = self.folder / f"{name}.parquet"
        frame.write_parquet(file, compression="uncompressed")
        create = f"CREATE OR REPLACE TEMP TABLE {name} AS FROM read_parquet(?)"
        self.connection.execute(create, [str(file)])
        file.unlink()

    def _frame(self, sql: str) -> pl.DataFrame:
        file = self.folder / "answer.parquet"
        self.connection.sql(sql).write_parquet(str(file))
        frame = pl.read_parquet(file)
        file.unlink()
        return frame
