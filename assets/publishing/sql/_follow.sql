-- What a document that did not change itself has from the set: its story, its original, the cluster of its quotes.
UPDATE articles SET story_id = moved.story_id
FROM moved WHERE moved.article_id = articles.article_id AND articles.story_id IS DISTINCT FROM moved.story_id;

UPDATE articles SET duplicate_of = originals.duplicate_of
FROM originals WHERE originals.article_id = articles.article_id AND articles.duplicate_of IS DISTINCT FROM originals.duplicate_of;

UPDATE quotes SET quote_cluster_id = sayings.quote_cluster_id
FROM sayings WHERE sayings.quote_id = quotes.quote_id AND quotes.quote_cluster_id IS DISTINCT FROM sayings.quote_cluster_id;
