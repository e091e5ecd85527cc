-- Those that the index does not have yet get the next numbers.
SELECT
    ((SELECT coalesce(max(article_no), 0) FROM search_articles) + row_number() OVER (ORDER BY article_id))::INTEGER AS article_no,
    article_id,
    word_count::INTEGER AS words
FROM articles ANTI JOIN search_articles USING (article_id)
ORDER BY article_no
