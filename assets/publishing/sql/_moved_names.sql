-- Entities that are new, gone or go by another name or kind; stories of several articles that are new or gone; articles that moved to another story.
INSERT INTO found_changes BY NAME
WITH named AS (
    SELECT entity_id FROM article_entities SEMI JOIN compared USING (article_id)
    UNION SELECT entity_id FROM earlier.article_entities SEMI JOIN compared USING (article_id)
),
now AS (SELECT entity_id, "name", kind, article_count FROM entities SEMI JOIN named USING (entity_id)),
was AS (SELECT entity_id, "name", kind, article_count FROM earlier.entities SEMI JOIN named USING (entity_id))
SELECT
    CASE WHEN was.entity_id IS NULL THEN 'entity_new' WHEN now.entity_id IS NULL THEN 'entity_gone' ELSE 'entity_renamed' END AS kind,
    coalesce(now."name" || ' (' || now.kind || ')', was."name" || ' (' || was.kind || ')') AS text,
    CASE WHEN now.entity_id IS NOT NULL THEN was."name" || ' (' || was.kind || ')' END AS before,
    coalesce(now.entity_id, was.entity_id) AS entity_id,
    coalesce(now.article_count, was.article_count) AS articles
FROM now FULL JOIN was ON was.entity_id = now.entity_id
WHERE (now."name", now.kind) IS DISTINCT FROM (was."name", was.kind);

INSERT INTO found_changes BY NAME
SELECT
    CASE WHEN was.story_id IS NULL THEN 'story_new' ELSE 'story_gone' END AS kind,
    coalesce(now.label, was.label) AS text,
    coalesce(now.story_id, was.story_id) AS story_id,
    coalesce(now.medoid_article_id, was.medoid_article_id) AS article_id,
    coalesce(now.article_count, was.article_count) AS articles
FROM (FROM stories SEMI JOIN compared_stories USING (story_id) WHERE article_count > 1) AS now
FULL JOIN (FROM earlier.stories SEMI JOIN compared_stories USING (story_id) WHERE article_count > 1) AS was ON was.story_id = now.story_id
WHERE now.story_id IS NULL OR was.story_id IS NULL;

INSERT INTO found_changes BY NAME
SELECT 'story_moved' AS kind, a.outlet, a.path, a.headline AS text, o.before, o.article_id, o.story_id, 1::BIGINT AS articles
FROM other_story AS o JOIN articles AS a USING (article_id);
