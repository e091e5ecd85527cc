-- Which documents are new, edited, made anew, gone or back; which articles are in another story than they were.
CREATE TEMP TABLE changed AS
SELECT DISTINCT coalesce(now.article_id, was.article_id) AS article_id
FROM versions_now AS now FULL JOIN versions AS was USING (version_id)
WHERE (now.article_id, now.number, now.state, now.stage, now.made_from, now.first_seen, now.missing_since)
    IS DISTINCT FROM (was.article_id, was.number, was.state, was.stage, was.made_from, was.first_seen, was.missing_since);

CREATE TEMP TABLE moved AS
SELECT coalesce(now.article_id, was.article_id) AS article_id, now.story_id, was.story_id AS before
FROM article_stories AS now FULL JOIN story_articles AS was USING (article_id)
WHERE now.story_id IS DISTINCT FROM was.story_id;
