-- Whether a correction still finds what it corrects is known here, where all articles and lines stand.
WITH followed AS (
    SELECT DISTINCT r.mark, n.kind, if(r.kind IS NULL, name_key(r.becomes), NULL) AS key
    FROM corrected_names AS n JOIN (SELECT *, unnest(rows) AS mark FROM renamings) AS r
        ON r.key = name_key(n.correction) AND coalesce(r.article_id, n.article_id) = n.article_id
),
others AS (
    SELECT f.mark, min(f.kind) AS kind, min(e.kind) AS other
    FROM followed AS f JOIN entities AS e ON name_key(e."name") = f.key AND e.kind <> f.kind
    GROUP BY f.mark
)
SELECT
    c.file,
    c.row,
    c.kind,
    c.article,
    a.article_id,
    c.other,
    o.article_id AS other_id,
    c.line,
    c."name",
    c.field,
    c.value,
    c.made_by,
    c.made_on,
    c.note,
    CASE
        WHEN c.problem IS NOT NULL THEN c.problem
        WHEN (c.article IS NOT NULL AND a.article_id IS NULL) OR (c.other IS NOT NULL AND o.article_id IS NULL)
        THEN 'names an article of which no version is published: look at quarantine'
        WHEN c.kind = 'line' AND NOT EXISTS (
            FROM lines AS l WHERE l.version_id = a.version_id AND c.line IN (l.text, l.mended)
        )
        THEN 'no line of the article has this text: it may have been edited since'
        WHEN c.kind = 'story' AND c.value = 'yes' AND a.story_id IS DISTINCT FROM o.story_id
        THEN 'the two are not in one story: another correction keeps them apart'
        WHEN c.kind = 'story' AND c.value = 'no' AND a.story_id = o.story_id
        THEN 'the two are in one story: another correction puts them together'
        WHEN c.kind = 'copy' AND c.value = 'yes' AND NOT EXISTS (
            FROM duplicate_pairs AS p
            WHERE p.article_a = least(c.article_id, c.other_id) AND p.article_b = greatest(c.article_id, c.other_id)
        )
        THEN 'one of the two is too short to be compared'
        WHEN c.kind = 'name' AND c.value <> 'no' AND c.file || '|' || c.row NOT IN (SELECT mark FROM followed)
        THEN 'nothing goes by this name: write it as entities.name has it, or its entity_id'
        WHEN c.kind = 'name' AND c.field = 'same_as' AND others.mark IS NOT NULL
        THEN 'makes it a ' || others.kind || ', and another of that name is a ' || others.other || ': add a row that gives the kind'
        WHEN c.made_on IS NULL AND c.note LIKE '%(on %, which is no date)'
        THEN 'is followed, but when it was made is unknown: write `on` as in 2026-11-30'
    END AS problem
FROM corrections_made AS c
LEFT JOIN (SELECT article_id, version_id, story_id FROM articles) AS a USING (article_id)
LEFT JOIN (SELECT article_id, story_id FROM articles) AS o ON o.article_id = c.other_id
LEFT JOIN others ON others.mark = c.file || '|' || c.row
ORDER BY c.file, c.row
