-- What each version of an article added to the one before it and removed from it, line by line. Name it by article_id or path.
--
-- example: FROM diff_versions('valley-courier/seagrass-meadow-charted.txt')
-- version: the number of the version that made the change
-- first_seen: when that version was first seen
-- change: added or removed
-- line_no: the line, in the version that has it
-- role: what it is in the article
-- kept: whether it is part of the article
-- text: its text
CREATE MACRO diff_versions(article) AS TABLE
WITH held AS (
    SELECT
        dense_rank() OVER (ORDER BY v.number) AS turn,
        v.number,
        v.first_seen,
        l.line_no,
        l.span_no,
        l."role",
        l.kept,
        l.text,
        row_number() OVER (PARTITION BY l.version_id, l.text ORDER BY l.line_no, l.span_no) AS nth
    FROM lines AS l JOIN versions AS v USING (version_id)
    WHERE l.text <> ''
        AND l.article_id IN (SELECT a.article_id FROM articles AS a WHERE a.article_id = article OR a.path = article)
),
turns AS (
    SELECT DISTINCT turn, number, first_seen FROM held
),
changes AS (
    SELECT turn, 'added' AS change, line_no, span_no, "role", kept, text
    FROM held AS h
    WHERE turn > 1 AND NOT EXISTS (FROM held AS o WHERE o.turn = h.turn - 1 AND o.text = h.text AND o.nth = h.nth)
    UNION ALL
    SELECT turn + 1, 'removed', line_no, span_no, "role", kept, text
    FROM held AS h
    WHERE turn < (SELECT max(turn) FROM turns) AND NOT EXISTS (FROM held AS o WHERE o.turn = h.turn + 1 AND o.text = h.text AND o.nth = h.nth)
)
SELECT t.number AS version, t.first_seen, c.change, c.line_no, c."role", c.kept, c.text
FROM changes AS c JOIN turns AS t USING (turn)
ORDER BY version, c.line_no, c.change DESC, c.span_no
