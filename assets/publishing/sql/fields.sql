SELECT version_id, article_id, evidence.*
FROM (SELECT version_id, article_id, unnest(fields) AS evidence FROM cleaned)
