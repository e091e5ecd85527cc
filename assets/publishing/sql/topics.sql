SELECT article_id, item.*
FROM (SELECT article_id, unnest(topics) AS item FROM enriched SEMI JOIN served USING (version_id))
