-- Which documents are new, edited, made anew, gone or back; which of the others are in a story with one of these, or in another story than they were.
CREATE TEMP TABLE changed AS
SELECT DISTINCT coalesce(now.article_id, was.article_id) AS article_id
FROM versions_now AS now FULL JOIN versions AS was USING (version_id)
WHERE (now.article_id, now.number, now.state, now.stage, now.made_from, now.first_seen, now.missing_since)
    IS DISTINCT FROM (was.article_id, was.number, was.state, was.stage, was.made_from, was.first_seen, was.missing_since);

CREATE TEMP TABLE moved AS
SELECT coalesce(now.article_id, was.article_id) AS article_id, now.story_id, was.story_id AS before
FROM article_stories AS now FULL JOIN story_articles AS was USING (article_id)
WHERE now.story_id IS DISTINCT FROM was.story_id;

CREATE TEMP TABLE stories_to_settle AS
SELECT story_id FROM article_stories SEMI JOIN changed USING (article_id)
UNION SELECT story_id FROM moved UNION SELECT before FROM moved;

CREATE TEMP TABLE may_be_settled AS
SELECT article_id FROM article_stories SEMI JOIN stories_to_settle USING (story_id)
UNION SELECT article_id FROM moved UNION FROM changed;
