SELECT version_id, article_id, line.* EXCLUDE (space)
FROM (SELECT version_id, article_id, unnest(lines) AS line FROM cleaned)
