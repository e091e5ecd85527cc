-- Across articles a thing goes by the name that it has where it is named most often. Equal rows are put together first, for most are.
SELECT entity_id, best.kind, best.name, aliases, best.country, best.external_id
FROM (
    SELECT
        entity_id,
        min({'rank': -mentions, 'name': "name", 'kind': kind, 'country': country, 'external_id': external_id}) AS best,
        list_sort(list_distinct(flatten(list(aliases)))) AS aliases
    FROM (
        SELECT item.entity_id, item.kind, item.name, item.aliases, item.country, item.external_id, max(item.mention_count) AS mentions
        FROM (SELECT unnest(entities) AS item FROM enriched_all SEMI JOIN served USING (version_id))
        GROUP BY ALL
    )
    GROUP BY entity_id
)
