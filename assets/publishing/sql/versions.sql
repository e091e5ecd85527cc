FROM versions_now
ORDER BY article_id, number
