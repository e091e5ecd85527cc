-- The articles of which people correct names otherwise than in the last file: what was corrected there, and what is named there as it was found.
CREATE TEMP VIEW corrected_before AS
SELECT
    article_id, found_id AS entity_id, found_kind AS kind, found_name AS "name", mention_count,
    NULL::VARCHAR AS country, NULL::VARCHAR AS external_id
FROM corrected_names;

INSERT INTO changed
SELECT article_id FROM (
    SELECT article_id FROM (
        SELECT article_id, found_id, correction, entity_id, kind, "name" FROM corrected_names
        EXCEPT SELECT article_id, found_id, correction, entity_id, kind, "name" FROM corrected('corrected_before')
    )
    UNION ALL
    SELECT now.article_id FROM corrected('article_entities') AS now
    WHERE (now.entity_id, now."name") IS DISTINCT FROM (now.found_id, now.found_name)
        OR NOT EXISTS (FROM corrected_names AS was WHERE was.article_id = now.article_id AND was.entity_id = now.found_id)
)
GROUP BY article_id HAVING article_id NOT IN (FROM changed);
