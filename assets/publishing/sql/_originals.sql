-- Of each group of copies that may be ranked otherwise than before: no preview of another, then the one published first, then the longest,
-- then the first by path.
CREATE TEMP TABLE originals AS
SELECT article_id, nullif(first_value(article_id) OVER ranked, article_id) AS duplicate_of
FROM copies JOIN (SELECT article_id, published_at, word_count, path FROM articles) AS a USING (article_id)
LEFT JOIN (
    SELECT DISTINCT if(one.word_count < other.word_count, one.article_id, other.article_id) AS article_id, true AS is_preview
    FROM duplicates JOIN articles AS one ON one.article_id = article_a JOIN articles AS other ON other.article_id = article_b
    WHERE relation = 'preview'
) AS previews USING (article_id)
WHERE copies_of IN (SELECT copies_of FROM copies SEMI JOIN copies_to_rank USING (article_id))
WINDOW ranked AS (PARTITION BY copies_of ORDER BY is_preview NULLS FIRST, published_at NULLS LAST, word_count DESC, path)
UNION ALL
SELECT article_id, NULL FROM copies_to_rank ANTI JOIN copies USING (article_id);
