SELECT article_id, item.*
FROM (SELECT article_id, unnest(entities) AS item FROM enriched SEMI JOIN served USING (version_id))
