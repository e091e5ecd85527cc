-- What marked quotations are compared by. `said` is all their words, and of fewer than four words the speaker too; `runs` are four words in a row.
-- MD5, for a file outlives the version of DuckDB that wrote it.
SELECT
    article_id,
    quote_id,
    CASE
        WHEN len(words) >= 4 THEN (md5_number_lower(array_to_string(words, ' ')) >> 1)::BIGINT
        WHEN len(words) > 0 AND speaker_id IS NOT NULL THEN (md5_number_lower(array_to_string(words, ' ') || '|' || speaker_id) >> 1)::BIGINT
    END AS said,
    list_distinct(list_transform(
        list_zip(words, words[2:], words[3:], words[4:])[:greatest(len(words) - 3, 0)],
        lambda run: (md5_number_lower(concat_ws(' ', run[1], run[2], run[3], run[4])) >> 1)::BIGINT
    )) AS runs
FROM (
    SELECT
        q.article_id, item.quote_id, if(c.found_id IS NULL, item.speaker_id, c.entity_id) AS speaker_id,
        regexp_extract_all(lower(item.text), '[\p{L}\p{N}][\p{L}\p{M}\p{N}]*') AS words
    FROM (SELECT article_id, unnest(quotes) AS item FROM enriched SEMI JOIN served USING (version_id)) AS q
    LEFT JOIN corrected_names AS c ON c.article_id = q.article_id AND c.found_id = item.speaker_id
    WHERE item.kind IN ('direct', 'partial')
)
