-- Every version of every article: when it was first seen, and what it changed in the one before it.
--
-- example: FROM document_history WHERE number > 1
-- path: where the file was found
-- outlet: who published it
-- number: 1 for the version seen first
-- state: published, superseded, quarantined or pending
-- first_seen: when this version was first seen
-- missing_since: when the file was first found gone; null while it is there
-- lines_added: lines that the version before it did not have; null for the first
-- lines_removed: lines that only the version before it had; null for the first
-- fields_changed: the fields that have another value than in the version before it; null for the first
-- headline: the title in this version
-- headline_before: the title in the version before it
-- version_id: the version
-- article_id: the article
CREATE VIEW document_history AS
WITH revised AS (
    SELECT article_id FROM versions GROUP BY article_id HAVING count(*) > 1
),
worked_on AS (
    SELECT DISTINCT version_id FROM lines SEMI JOIN revised USING (article_id)
),
-- The version before it is the last one whose lines are known: a quarantined one has none.
ordered AS (
    SELECT
        v.*,
        CASE WHEN w.version_id IS NOT NULL
            THEN lag(w.version_id IGNORE NULLS) OVER (PARTITION BY v.article_id ORDER BY v.number) END AS before
    FROM versions AS v LEFT JOIN worked_on AS w ON w.version_id = v.version_id
),
texts AS (
    SELECT version_id, text, row_number() OVER (PARTITION BY version_id, text ORDER BY line_no, span_no) AS nth
    FROM lines SEMI JOIN revised USING (article_id)
    WHERE text <> ''
),
added AS (
    SELECT o.version_id, count(*) AS lines
    FROM ordered AS o JOIN texts AS t ON t.version_id = o.version_id
    WHERE NOT EXISTS (FROM texts AS b WHERE b.version_id = o.before AND b.text = t.text AND b.nth = t.nth)
    GROUP BY o.version_id
),
removed AS (
    SELECT o.version_id, count(*) AS lines
    FROM ordered AS o JOIN texts AS b ON b.version_id = o.before
    WHERE NOT EXISTS (FROM texts AS t WHERE t.version_id = o.version_id AND t.text = b.text AND t.nth = b.nth)
    GROUP BY o.version_id
),
stated AS (
    SELECT version_id, field, list_sort(list("value")) AS held FROM fields SEMI JOIN revised USING (article_id) GROUP BY version_id, field
),
changed AS (
    SELECT version_id, list_sort(list(field)) AS fields_changed
    FROM (
        SELECT coalesce(x.version_id, y.version_id) AS version_id, coalesce(x.field, y.field) AS field
        FROM stated AS x
        FULL JOIN (SELECT o.version_id, s.field, s.held FROM ordered AS o JOIN stated AS s ON s.version_id = o.before) AS y
            ON y.version_id = x.version_id AND y.field = x.field
        WHERE x.held IS DISTINCT FROM y.held
    )
    GROUP BY version_id
),
titles AS (
    SELECT version_id, first("value" ORDER BY evidence_no) AS headline FROM fields WHERE field = 'headline' GROUP BY version_id
)
SELECT
    a.path,
    a.outlet,
    o.number,
    o.state,
    o.first_seen,
    o.missing_since,
    CASE WHEN o.before IS NOT NULL THEN coalesce(added.lines, 0) END AS lines_added,
    CASE WHEN o.before IS NOT NULL THEN coalesce(removed.lines, 0) END AS lines_removed,
    CASE WHEN o.before IS NOT NULL THEN coalesce(changed.fields_changed, []) END AS fields_changed,
    now_called.headline,
    once_called.headline AS headline_before,
    o.version_id,
    o.article_id
FROM ordered AS o
LEFT JOIN articles AS a ON a.article_id = o.article_id
LEFT JOIN added ON added.version_id = o.version_id
LEFT JOIN removed ON removed.version_id = o.version_id
LEFT JOIN changed ON changed.version_id = o.version_id
LEFT JOIN titles AS now_called ON now_called.version_id = o.version_id
LEFT JOIN titles AS once_called ON once_called.version_id = o.before
ORDER BY a.path, o.number
