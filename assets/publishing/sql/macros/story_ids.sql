-- The stories that a text names: by id, by an id they had before they merged, or by words that one of their headlines holds.
--
-- example: FROM story_ids('grain carrier')
-- story_id: the story
CREATE MACRO story_ids(about) AS TABLE
WITH terms AS (
    SELECT DISTINCT unnest(words_of(about)) AS term
),
held AS (
    SELECT article_no
    FROM internal.search_postings
    WHERE term IN (SELECT term FROM terms)
    GROUP BY article_no
    HAVING count(*) = (SELECT count(*) FROM terms)
)
SELECT story_id FROM stories WHERE story_id = about
UNION
SELECT story_id FROM internal.story_aliases WHERE alias = about
UNION
SELECT told.story_id
FROM held
JOIN internal.search_articles USING (article_no)
JOIN story_articles AS told USING (article_id)
JOIN articles AS a USING (article_id)
WHERE list_has_all(words_of(a.headline), words_of(about))
