-- A field is named as its column of `articles` is, so that one can be joined with the other.
SELECT
    version_id,
    article_id,
    evidence_no::INTEGER AS evidence_no,
    CASE evidence.field
        WHEN 'author' THEN 'authors'
        WHEN 'published' THEN 'published_at'
        WHEN 'modified' THEN 'modified_at'
        WHEN 'tag' THEN 'tags'
        ELSE evidence.field
    END AS field,
    evidence.* EXCLUDE (field)
FROM (SELECT version_id, article_id, unnest(fields) AS evidence, generate_subscripts(fields, 1) AS evidence_no FROM cleaned)
