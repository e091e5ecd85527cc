-- What somebody said, the earliest first: a person or an organisation, by any of its names or by the name as an article gives it. What copies of one text quote stands once, by the original.
--
-- example: FROM said_by('Vasquel')
-- speaker: who said it, by the fullest name
-- as_written: the same as the article has it
-- kind: direct, partial or indirect
-- text: what was said, as written
-- cue: the words that say that somebody speaks
-- outlet: who published it
-- published_at: when it was published
-- headline: the article's title
-- path: where the file was found
-- line_no: the line
-- article_id: the article
CREATE MACRO said_by(who) AS TABLE
WITH named AS (
    SELECT entity_id
    FROM entities
    WHERE len(words_of(who)) > 0
        AND (list_has_all(words_of("name"), words_of(who)) OR list_has_all(words_of(array_to_string(aliases, ' ')), words_of(who)))
)
SELECT
    coalesce(e."name", q.speaker) AS speaker,
    q.speaker AS as_written,
    q.kind,
    q.text,
    q.cue,
    a.outlet,
    a.published_at,
    a.headline,
    a.path,
    q.line_no,
    a.article_id
FROM quotes AS q
JOIN articles AS a USING (article_id)
LEFT JOIN entities AS e ON e.entity_id = q.speaker_id
WHERE q.kind IN ('direct', 'partial', 'indirect')
    AND (q.speaker_id IN (SELECT entity_id FROM named) OR (len(words_of(who)) > 0 AND list_has_all(words_of(q.speaker), words_of(who))))
QUALIFY a.article_id = first_value(a.article_id) OVER (
    PARTITION BY coalesce(a.duplicate_of, a.article_id), q.text ORDER BY a.duplicate_of IS NOT NULL, a.path
)
ORDER BY coalesce(a.published_at, a.published_earliest), a.path, q.char_start
