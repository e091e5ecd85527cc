SELECT story_id, article_id, phase, score, why
FROM article_stories
ORDER BY story_id, article_id
