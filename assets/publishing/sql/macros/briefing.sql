-- A day in the news: its stories, those of most outlets first; of each who told it, who said what, where outlets differ, and what is unsure. Of copies in one outlet one is told of, and what copies quote stands once. `top` says how many stories.
--
-- example: FROM briefing('2026-10-27')
-- story: the story's label
-- what: told, said, differs or unsure
-- outlet: who published it; of what differs, both
-- text: the headline; the words said; what each has; why it is unsure
-- who: who wrote it, or said it
-- headline: the title of the article
-- article_id: the article
-- story_id: the story
CREATE MACRO briefing(day, top := 20) AS TABLE
WITH told AS (
    SELECT a.article_id, a.outlet, a.path, a.headline, a.authors, a.desk, a.byline, a.story_id,
        coalesce(a.duplicate_of, a.article_id) AS copies
    FROM articles AS a
    WHERE a.story_id IS NOT NULL AND coalesce(a.published_on, CAST(a.published_earliest AS DATE)) = try_cast(day AS DATE)
    QUALIFY row_number() OVER (
        PARTITION BY a.story_id, a.outlet, coalesce(a.duplicate_of, a.article_id) ORDER BY a.duplicate_of IS NOT NULL, a.path
    ) = 1
),
said AS (
    SELECT t.story_id, t.outlet, q.text, coalesce(e."name", q.speaker) AS who, t.headline, t.article_id, t.path, q.char_start
    FROM told AS t JOIN quotes AS q USING (article_id) LEFT JOIN entities AS e ON e.entity_id = q.speaker_id
    WHERE q.kind IN ('direct', 'partial')
    QUALIFY t.article_id = first_value(t.article_id) OVER (
        PARTITION BY t.story_id, t.copies, q.text ORDER BY t.copies <> t.article_id, t.path
    )
),
chosen AS (
    SELECT s.story_id, any_value(s.label) AS label, count(DISTINCT t.outlet) AS outlets, count(*) AS articles
    FROM told AS t JOIN stories AS s USING (story_id)
    GROUP BY s.story_id
    ORDER BY outlets DESC, articles DESC, s.story_id LIMIT top
),
rows_of AS (
    SELECT
        story_id, 1 AS part, 'told' AS what, outlet, headline AS text,
        coalesce(nullif(array_to_string(authors, ', '), ''), desk, byline) AS who, headline, article_id, path AS place, 0 AS nth
    FROM told
    UNION ALL
    SELECT story_id, 2, 'said', outlet, text, who, headline, article_id, path, char_start FROM said
    UNION ALL
    SELECT
        d.story_id, 3, 'differs', concat_ws(' / ', d.outlet_a, d.outlet_b), concat(d.kind, ': ', d.a, ' / ', d.b), NULL,
        d.sentence_a, d.article_a, d.a, 0
    FROM differences((SELECT list(story_id) FROM chosen)) AS d
    UNION ALL
    SELECT t.story_id, 4, 'unsure', t.outlet, array_to_string(r.why, ', '), NULL, t.headline, t.article_id, t.path, 0
    FROM told AS t JOIN to_review AS r USING (article_id)
)
SELECT c.label AS story, r.what, r.outlet, r.text, r.who, r.headline, r.article_id, c.story_id
FROM rows_of AS r JOIN chosen AS c USING (story_id)
ORDER BY c.outlets DESC, c.articles DESC, c.story_id, r.part, r.place, r.nth
