SELECT story_id, label, event_earliest, event_latest, place, medoid_article_id, article_count, outlet_count
FROM stories_made
ORDER BY story_id
