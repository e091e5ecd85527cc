SELECT
    m.* REPLACE (
        if(c.found_id IS NULL, m.entity_id, c.entity_id) AS entity_id,
        if(c.found_id IS NULL, m.kind, c.kind) AS kind,
        if(c.found_id IS NULL, m.method, 'corrected') AS method
    )
FROM (SELECT article_id, item.* FROM (SELECT article_id, unnest(mentions) AS item FROM enriched SEMI JOIN served USING (version_id))) AS m
LEFT JOIN corrected_names AS c ON c.article_id = m.article_id AND c.found_id = m.entity_id
WHERE c.found_id IS NULL OR c.entity_id IS NOT NULL -- what is no name is not mentioned
