SELECT
    s.version_id,
    s.article_id,
    row_number() OVER (PARTITION BY s.article_id ORDER BY s.first_batch)::INTEGER AS number,
    CASE
        WHEN served.version_id IS NOT NULL THEN 'published'
        WHEN q.stage IS NOT NULL THEN 'quarantined'
        WHEN enriched_keys.version_id IS NULL THEN 'pending'
        ELSE 'superseded'
    END AS state,
    CASE WHEN served.version_id IS NULL THEN q.stage END AS stage,
    lineage.made_from,
    s.first_seen,
    absences.missing_since
FROM sightings AS s
LEFT JOIN served USING (version_id)
LEFT JOIN enriched_keys USING (version_id)
LEFT JOIN lineage USING (version_id)
LEFT JOIN absences ON absences.article_id = s.article_id
LEFT JOIN (
    SELECT version_id, min(stage) AS stage FROM rejections WHERE resolved_at IS NULL AND version_id IS NOT NULL GROUP BY version_id
) AS q USING (version_id)
ORDER BY s.article_id, number
