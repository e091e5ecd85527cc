-- How a story was told, article by article, the earliest first. Name it by its id, or by words of a headline; of several, the largest comes first.
--
-- example: FROM story('seagrass meadow')
-- story_id: the story
-- label: what it is about
-- published_at: when the article was published, as the file states it
-- published_earliest: the earliest moment it can have been published
-- outlet: who published it
-- phase: preview, report, follow_up or analysis
-- headline: the article's title
-- why: what it shares with the others
-- duplicate_of: the article that this one is a near copy of
-- path: where the file was found
-- article_id: the article
CREATE MACRO story(about) AS TABLE
SELECT
    s.story_id,
    s.label,
    a.published_at,
    a.published_earliest,
    a.outlet,
    told.phase,
    a.headline,
    told.why,
    a.duplicate_of,
    a.path,
    a.article_id
FROM stories AS s
JOIN story_articles AS told USING (story_id)
JOIN articles AS a USING (article_id)
WHERE s.story_id IN (SELECT story_id FROM story_ids(about))
ORDER BY s.article_count DESC, s.story_id, coalesce(a.published_at, a.published_earliest), a.path
