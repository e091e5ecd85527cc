-- Where people corrected what an article names, what is one thing now is put together.
SELECT article_id, item.*
FROM (SELECT article_id, unnest(entities) AS item FROM enriched SEMI JOIN served USING (version_id))
ANTI JOIN corrected_names USING (article_id)
UNION ALL BY NAME
SELECT
    article_id, entity_id, best.kind, best.name, best.country, best.external_id,
    list_sort(list_distinct(flatten(list(aliases)))) AS aliases,
    sum(mention_count)::INTEGER AS mention_count,
    round(sum(mention_count * round(confidence, 6)::DECIMAL(9, 6)) / sum(mention_count), 6)::DOUBLE AS confidence
FROM (
    SELECT
        f.article_id, if(c.found_id IS NULL, f.item.entity_id, c.entity_id) AS entity_id, f.item.aliases, f.item.mention_count, f.item.confidence,
        min(CASE
            WHEN c.found_id IS NULL
            THEN {'rank': -f.item.mention_count, 'name': f.item.name, 'kind': f.item.kind, 'country': f.item.country, 'external_id': f.item.external_id}
            ELSE {'rank': -f.item.mention_count, 'name': c.name, 'kind': c.kind, 'country': c.country, 'external_id': c.external_id}
        END) OVER (PARTITION BY f.article_id, if(c.found_id IS NULL, f.item.entity_id, c.entity_id)) AS best
    FROM (
        SELECT article_id, unnest(entities) AS item
        FROM enriched SEMI JOIN served USING (version_id) SEMI JOIN corrected_names USING (article_id)
    ) AS f
    LEFT JOIN corrected_names AS c ON c.article_id = f.article_id AND c.found_id = f.item.entity_id
)
WHERE entity_id IS NOT NULL
GROUP BY article_id, entity_id, best
