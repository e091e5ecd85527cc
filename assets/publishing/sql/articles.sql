SELECT
    c.article_id,
    c.version_id,
    c.path,
    c.outlet,
    c.url,
    c.headline,
    c.deck,
    c.body,
    c.byline,
    c.authors,
    c.desk,
    c.credit,
    c.dateline,
    c.published_at,
    c.published_precision,
    c.published_basis,
    c.published_earliest,
    c.published_latest,
    c.modified_at,
    e.language,
    e.word_count,
    c.kept_share,
    story.story_id,
    copies.duplicate_of,
    seen.first_seen
FROM served
JOIN cleaned AS c USING (version_id)
JOIN enriched AS e USING (version_id)
JOIN (SELECT article_id, min(first_seen) AS first_seen FROM sightings GROUP BY article_id) AS seen ON seen.article_id = c.article_id
LEFT JOIN article_stories AS story ON story.article_id = c.article_id
LEFT JOIN article_copies AS copies ON copies.article_id = c.article_id
ORDER BY c.path
