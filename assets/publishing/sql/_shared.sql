-- Shared by several tables: each version's first and last sighting, and the one version per article that readers see.
CREATE TEMP TABLE sightings AS
SELECT
    article_id, version_id, min(seen_at) AS first_seen, max(seen_at) AS last_seen, min(batch) AS first_batch, max(batch) AS last_batch,
    min(retrieved_at) AS first_retrieved, max(retrieved_at) AS last_retrieved
FROM observations
WHERE state = 'read'
GROUP BY ALL;

CREATE TEMP TABLE absences AS
SELECT article_id, seen_at AS missing_since
FROM observations
QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY batch DESC) = 1 AND state = 'missing'; -- of files: a record is never missing

-- Of an article whose records say when they were retrieved, the moment of each version: where none is said, when it was seen.
CREATE TEMP TABLE moments AS
SELECT
    article_id, version_id, coalesce(first_retrieved, first_seen) AS first_moment, coalesce(last_retrieved, last_seen) AS last_moment,
    last_retrieved IS NOT NULL AS is_said
FROM sightings
WHERE article_id IN (SELECT article_id FROM sightings WHERE last_retrieved IS NOT NULL);

-- The last retrieved, or else observed, of those versions that went all the way: a rejected version leaves the last good one in place.
-- `Lake.served` says the same.
CREATE TEMP TABLE served AS
SELECT article_id, version_id
FROM sightings AS s SEMI JOIN enriched_keys USING (version_id)
LEFT JOIN (SELECT version_id, last_moment, is_said FROM moments) AS m USING (version_id)
QUALIFY row_number() OVER (
    PARTITION BY article_id
    ORDER BY last_moment DESC NULLS LAST, CASE WHEN is_said THEN 0 ELSE last_batch END DESC,
        CASE WHEN NOT coalesce(is_said, false) THEN last_seen END DESC NULLS LAST, version_id DESC
) = 1;

CREATE TEMP TABLE rejections AS
SELECT opened.* EXCLUDE (how), resolved.how, resolved."at" AS resolved_at, resolved.run_id AS resolved_by
FROM (
    SELECT *, row_number() OVER (PARTITION BY quarantine_id ORDER BY batch) AS nth FROM quarantine_log WHERE event = 'opened'
) AS opened
LEFT JOIN (
    SELECT *, row_number() OVER (PARTITION BY quarantine_id ORDER BY batch) AS nth FROM quarantine_log WHERE event = 'resolved'
) AS resolved USING (quarantine_id, nth);

CREATE TEMP TABLE article_stories AS
SELECT story_id, told.article_id, told.phase, told.score, told.why FROM (SELECT story_id, unnest(articles) AS told FROM stories_made);

-- Every version ever seen, as things stand now.
CREATE TEMP TABLE versions_now AS
SELECT
    s.version_id,
    s.article_id,
    row_number() OVER (
        PARTITION BY s.article_id ORDER BY moments.first_moment NULLS FIRST, s.first_batch, s.first_seen, s.version_id
    )::INTEGER AS number,
    CASE
        WHEN served.version_id IS NOT NULL THEN 'published'
        WHEN q.stage IS NOT NULL THEN 'quarantined'
        WHEN enriched_keys.version_id IS NOT NULL THEN 'superseded'
        WHEN once.stage IS NOT NULL THEN 'quarantined' -- and overtaken since by a later version of its document
        ELSE 'pending'
    END AS state,
    CASE
        WHEN served.version_id IS NOT NULL THEN NULL
        WHEN q.stage IS NOT NULL OR enriched_keys.version_id IS NOT NULL THEN q.stage
        ELSE once.stage
    END AS stage,
    lineage.made_from,
    s.first_seen,
    absences.missing_since
FROM sightings AS s
LEFT JOIN served USING (version_id)
LEFT JOIN enriched_keys USING (version_id)
LEFT JOIN lineage USING (version_id)
LEFT JOIN absences ON absences.article_id = s.article_id
LEFT JOIN moments ON moments.version_id = s.version_id
LEFT JOIN (
    SELECT version_id, min(stage) AS stage FROM rejections WHERE resolved_at IS NULL AND version_id IS NOT NULL GROUP BY version_id
) AS q USING (version_id)
LEFT JOIN (
    SELECT version_id, min(stage) AS stage FROM rejections WHERE how IN ('superseded', 'replaced') GROUP BY version_id
) AS once USING (version_id);
