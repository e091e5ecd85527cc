-- Across articles a thing goes by the name that it has where it is named most often. Equal rows are put together first, for most are.
SELECT entity_id, best.kind, best.name, aliases, best.country, best.external_id, mention_count, article_count, confidence
FROM (
    SELECT
        entity_id,
        min({'rank': -mentions, 'name': "name", 'kind': kind, 'country': country, 'external_id': external_id}) AS best,
        list_sort(list_distinct(flatten(list(aliases)))) AS aliases,
        sum(mention_count)::BIGINT AS mention_count,
        sum(article_count)::BIGINT AS article_count,
        round(sum(surety) / sum(mention_count), 3) AS confidence
    FROM (
        SELECT
            entity_id, kind, name, aliases, country, external_id,
            max(mention_count) AS mentions, sum(mention_count) AS mention_count, count(*) AS article_count,
            sum(mention_count * round(confidence, 6)::DECIMAL(9, 6)) AS surety
        FROM article_entities SEMI JOIN entities_to_sum USING (entity_id)
        GROUP BY ALL
    )
    GROUP BY entity_id
)
