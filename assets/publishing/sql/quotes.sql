SELECT article_id, item.*
FROM (SELECT article_id, unnest(quotes) AS item FROM enriched SEMI JOIN served USING (version_id))
