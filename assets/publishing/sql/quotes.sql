SELECT article_id, item.*, sayings.quote_cluster_id
FROM (SELECT article_id, unnest(quotes) AS item FROM enriched SEMI JOIN served USING (version_id))
LEFT JOIN sayings ON sayings.quote_id = item.quote_id
