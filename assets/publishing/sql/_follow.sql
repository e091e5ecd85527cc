-- What a document that did not change itself has from the set: its story, its original, the cluster of its quotes.
CREATE TEMP TABLE fates AS
SELECT a.article_id, told.story_id, copies.duplicate_of
FROM articles AS a
LEFT JOIN article_stories AS told USING (article_id)
LEFT JOIN originals AS copies USING (article_id)
WHERE a.story_id IS DISTINCT FROM told.story_id OR a.duplicate_of IS DISTINCT FROM copies.duplicate_of;

UPDATE articles SET story_id = fates.story_id, duplicate_of = fates.duplicate_of
FROM fates WHERE fates.article_id = articles.article_id;

CREATE TEMP TABLE regrouped AS
SELECT q.quote_id, sayings.quote_cluster_id
FROM quotes AS q LEFT JOIN sayings USING (quote_id)
WHERE q.quote_cluster_id IS DISTINCT FROM sayings.quote_cluster_id;

UPDATE quotes SET quote_cluster_id = regrouped.quote_cluster_id
FROM regrouped WHERE regrouped.quote_id = quotes.quote_id;
