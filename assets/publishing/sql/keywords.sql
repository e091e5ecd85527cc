SELECT article_id, item.*
FROM (SELECT article_id, unnest(keywords) AS item FROM enriched SEMI JOIN served USING (version_id))
