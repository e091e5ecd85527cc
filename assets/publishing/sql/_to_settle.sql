-- The stories whose undated articles may be dated otherwise than they were, and these articles.
CREATE TEMP TABLE stories_to_settle AS
SELECT story_id FROM article_stories SEMI JOIN changed USING (article_id)
UNION SELECT story_id FROM moved UNION SELECT before FROM moved;

CREATE TEMP TABLE may_be_settled AS
SELECT article_id FROM article_stories SEMI JOIN stories_to_settle USING (story_id)
UNION SELECT article_id FROM moved UNION FROM changed;
