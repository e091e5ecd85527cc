SELECT q.* REPLACE (if(c.found_id IS NULL, q.speaker_id, c.entity_id) AS speaker_id), sayings.quote_cluster_id
FROM (SELECT article_id, item.* FROM (SELECT article_id, unnest(quotes) AS item FROM enriched SEMI JOIN served USING (version_id))) AS q
LEFT JOIN corrected_names AS c ON c.article_id = q.article_id AND c.found_id = q.speaker_id
LEFT JOIN sayings ON sayings.quote_id = q.quote_id
