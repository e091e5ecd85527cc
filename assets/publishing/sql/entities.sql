SELECT
    item.entity_id,
    first(item.kind ORDER BY item.mention_count DESC, item.name) AS kind,
    first(item.name ORDER BY item.mention_count DESC, item.name) AS name,
    list_sort(list_distinct(flatten(list(item.aliases)))) AS aliases,
    first(item.country ORDER BY item.mention_count DESC, item.name) AS country,
    first(item.external_id ORDER BY item.mention_count DESC, item.name) AS external_id
FROM (SELECT unnest(entities) AS item FROM enriched_all SEMI JOIN served USING (version_id))
GROUP BY item.entity_id
