SELECT unnest(aliases) AS alias, story_id
FROM stories_made
ORDER BY alias
