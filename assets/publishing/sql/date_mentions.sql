-- A weekday in an undated article is placed by its dated siblings.
SELECT article_id, item.*
FROM (
    SELECT e.article_id, unnest(coalesce(settled.date_mentions, e.date_mentions)) AS item
    FROM enriched AS e SEMI JOIN served USING (version_id)
    LEFT JOIN settled ON settled.version_id = e.version_id
)
