SELECT
    c.article_id,
    c.version_id,
    c.path,
    c.outlet,
    c.outlet_basis,
    c.url,
    c.retrieved_at,
    c.encoding,
    c.headline,
    c.deck,
    c.body,
    c.byline,
    c.authors,
    c.desk,
    c.credit,
    c.dateline,
    c.published_at,
    c.published_on,
    c.published_precision,
    CASE WHEN settled.article_id IS NOT NULL THEN 'weekday_plus_story' ELSE c.published_basis END AS published_basis,
    coalesce(settled.published_earliest, c.published_earliest) AS published_earliest,
    coalesce(settled.published_latest, c.published_latest) AS published_latest,
    c.modified_at,
    e.language,
    e.word_count,
    e.sentence_count,
    CASE WHEN e.language IS NOT NULL THEN e.reading_ease END AS reading_ease,
    sha256(concat_ws(chr(10) || chr(10), c.headline, c.deck, c.body)) AS content_hash,
    c.section,
    c.tags,
    c.image_url,
    c.is_accessible_for_free,
    c.kept_share,
    len(list_filter(c.lines, lambda line: line.mended IS NOT NULL)) AS mended_lines,
    round(
        list_sum(list_transform(c.lines, lambda line: length(line.text) * line.confidence))
            / nullif(list_sum(list_transform(c.lines, lambda line: length(line.text))), 0),
        4
    ) AS confidence,
    len(regexp_extract_all(
        c.body, '\p{Ll}[€¨¸¤¦¬¹²³¼½¾À-ÖØ-ÞŒŠŸŽЀ-Я]\p{Ll}|\x{FFFD}|[\x{80}-\x{9F}]'
    )) AS garbled,
    story.story_id,
    NULL AS duplicate_of, -- of copies `_follow` says which is the original, once all are there
    seen.first_seen,
    'report/documents/' || c.article_id || '.html' AS report_page
FROM served
JOIN cleaned AS c USING (version_id)
JOIN enriched AS e USING (version_id)
JOIN (SELECT article_id, min(first_seen) AS first_seen FROM sightings GROUP BY article_id) AS seen ON seen.article_id = c.article_id
LEFT JOIN article_stories AS story ON story.article_id = c.article_id
LEFT JOIN settled ON settled.article_id = c.article_id
ORDER BY c.path
