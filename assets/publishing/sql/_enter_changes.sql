-- The changes of this release, numbered; of each kind so many (`listed`), those of most lines and articles first.
INSERT INTO found_changes BY NAME
SELECT
    CASE WHEN kept THEN 'lines_kept' ELSE 'lines_dropped' END AS kind, outlet, rule, rule_before,
    sum(lines)::BIGINT AS lines, sum(articles)::BIGINT AS articles, min(example).path AS path,
    min(example).line_no AS line_no, min(example).text AS text, min(example).article_id AS article_id
FROM found_flips GROUP BY ALL;
INSERT INTO changes BY NAME
SELECT getvariable('release') AS release_id, row_number() OVER (ORDER BY kind, nth)::INTEGER AS change_no,
    * EXCLUDE (nth)
FROM (
    SELECT *, row_number() OVER (
        PARTITION BY kind
        ORDER BY lines DESC NULLS LAST, articles DESC, outlet, path, text, article_id, entity_id, story_id, rule, rule_before
    ) AS nth
    FROM found_changes
)
WHERE nth <= getvariable('listed');
