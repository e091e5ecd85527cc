-- What differs from the release before it, which is attached as `earlier`. `compared` (article_id) are the articles that may differ,
-- `compared_stories` (story_id) the stories, `other_story` (article_id, story_id, before) the articles that moved, `forgotten` (article_id)
-- those that nothing may be said of any more.
CREATE TEMP TABLE found_changes AS
WITH now AS (
    SELECT article_id, version_id, outlet, path, headline FROM articles SEMI JOIN compared USING (article_id)
),
was AS (
    SELECT article_id, version_id, outlet, path, headline FROM earlier.articles SEMI JOIN compared USING (article_id)
),
gone AS (
    SELECT article_id, bool_or(missing_since IS NOT NULL) AS gone FROM versions SEMI JOIN compared USING (article_id) GROUP BY article_id
),
was_gone AS (
    SELECT article_id, bool_or(missing_since IS NOT NULL) AS gone FROM earlier.versions SEMI JOIN compared USING (article_id) GROUP BY article_id
)
SELECT
    CASE
        WHEN was.article_id IS NULL THEN 'new'
        WHEN now.article_id IS NULL OR (gone.gone AND NOT coalesce(was_gone.gone, false)) THEN 'withdrawn'
        WHEN was_gone.gone AND NOT coalesce(gone.gone, false) THEN 'back'
        WHEN now.version_id <> was.version_id THEN 'corrected'
    END AS kind,
    coalesce(now.outlet, was.outlet) AS outlet,
    coalesce(now.path, was.path) AS path,
    coalesce(now.headline, was.headline) AS text,
    CASE WHEN now.headline IS DISTINCT FROM was.headline AND now.article_id IS NOT NULL THEN was.headline END AS before,
    coalesce(now.article_id, was.article_id) AS article_id,
    NULL::VARCHAR AS story_id,
    NULL::VARCHAR AS entity_id,
    NULL::VARCHAR AS rule,
    NULL::VARCHAR AS rule_before,
    NULL::INTEGER AS line_no,
    NULL::BIGINT AS lines,
    1::BIGINT AS articles
FROM now FULL JOIN was ON was.article_id = now.article_id
LEFT JOIN gone ON gone.article_id = coalesce(now.article_id, was.article_id)
LEFT JOIN was_gone ON was_gone.article_id = coalesce(now.article_id, was.article_id)
WHERE kind IS NOT NULL AND coalesce(now.article_id, was.article_id) NOT IN (FROM forgotten);

-- The versions that readers see now, whose rows were made anew from the same file: what became of their lines can be compared.
CREATE TEMP TABLE made_anew AS
SELECT v.version_id, v.article_id, a.outlet, a.path, row_number() OVER () AS no
FROM versions AS v SEMI JOIN compared USING (article_id)
JOIN earlier.versions AS before USING (version_id)
JOIN articles AS a ON a.version_id = v.version_id
WHERE v.made_from <> before.made_from;

CREATE TEMP TABLE found_flips (
    outlet VARCHAR, kept BOOLEAN, rule VARCHAR, rule_before VARCHAR, lines BIGINT, articles BIGINT,
    example STRUCT(path VARCHAR, line_no INTEGER, text VARCHAR, article_id VARCHAR)
);
