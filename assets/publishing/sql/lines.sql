SELECT version_id, article_id, line.*
FROM (SELECT version_id, article_id, unnest(lines) AS line FROM cleaned)
