-- The words of some articles that have none here yet. A histogram per article, not a GROUP BY over all words of all articles, so that memory
-- stays that of a few articles. Sorted, so that zone maps lead to the few row groups that hold a word.
SELECT term, article_no, weight::INTEGER AS weight
FROM (
    SELECT n.article_no, unnest(map_entries(list_aggregate(
        list_concat(
            words_of(a.headline), words_of(a.headline), words_of(a.headline), words_of(a.deck), words_of(a.deck), words_of(a.body)
        ), 'histogram'
    )), recursive := true)
    FROM articles AS a JOIN search_articles AS n USING (article_id)
    WHERE n.article_no BETWEEN getvariable('first_no') AND getvariable('last_no')
) AS counted(article_no, term, weight)
ORDER BY term, article_no
