SELECT article_id, item.*
FROM (SELECT article_id, unnest(date_mentions) AS item FROM enriched SEMI JOIN served USING (version_id))
