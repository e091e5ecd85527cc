-- What changed since a release, release by release: name the last one that you know, by its id or its number (FROM releases). It is an error to name one that is not known, or so old that what changed since is not kept.
--
-- example: FROM changed_since('1')
-- release: the number of the release that made the change
-- released_at: when that was made
-- kind: new, corrected, withdrawn, back: articles; lines_kept, lines_dropped: lines whose fate flipped; entity_new, entity_gone, entity_renamed; story_new, story_gone, story_moved
-- outlet: who published it
-- path: where the file was found; of lines, that of an example
-- text: the headline; an example of the lines; the name; the label
-- before: what it was before, where that differs: the headline, the name, the story
-- rule: of lines, the rule that decides now
-- rule_before: the rule that decided before
-- lines: how many lines flipped
-- articles: in how many articles; how many name the entity, or tell the story
-- line_no: the line of the example
-- article_id: the article; of lines, that of the example
-- entity_id: the entity
-- story_id: the story
-- release_id: the release that made the change
CREATE MACRO changed_since(known) AS TABLE
WITH given AS (
    SELECT max(number) AS number FROM releases WHERE release_id = CAST(known AS VARCHAR) OR CAST(number AS VARCHAR) = CAST(known AS VARCHAR)
),
since AS (
    SELECT CASE
        WHEN number IS NULL THEN CAST(error(concat(
            'There is no release ', CAST(known AS VARCHAR), ' in this file: `FROM releases` lists those that it knows, by release_id and number.'
        )) AS BIGINT)
        WHEN EXISTS (FROM releases AS r WHERE r.number > given.number AND r.compared IS NOT TRUE) THEN CAST(error(concat(
            'What changed since release ', CAST(known AS VARCHAR), ' is not kept any more: the oldest that can be named is number ',
            (SELECT max(number) FROM releases WHERE compared IS NOT TRUE), '.'
        )) AS BIGINT)
        ELSE number
    END AS number
    FROM given
)
SELECT
    r.number AS release,
    r.published_at AS released_at,
    c.kind,
    c.outlet,
    c.path,
    c.text,
    c.before,
    c.rule,
    c.rule_before,
    c.lines,
    c.articles,
    c.line_no,
    c.article_id,
    c.entity_id,
    c.story_id,
    c.release_id
FROM since JOIN releases AS r ON r.number > since.number
LEFT JOIN changes AS c USING (release_id)
WHERE c.release_id IS NOT NULL
ORDER BY r.number, c.change_no
