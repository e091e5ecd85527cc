SELECT article_a, article_b, jaccard, containment, relation
FROM duplicates
ORDER BY article_a, article_b
