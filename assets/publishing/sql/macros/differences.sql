-- The same as `disagreements`, of a list of stories by their ids.
--
-- example: FROM differences((SELECT list(story_id) FROM story_ids('seagrass meadow')))
-- kind: figure, date or quote
-- outlet_a: one outlet, or the path of a file that has none
-- a: what it has
-- outlet_b: the other
-- b: what that one has instead
-- sentence_a: where the first says so
-- sentence_b: where the second says so
-- article_a: the first article
-- article_b: the second
-- story_id: the story
CREATE MACRO differences(story_list) AS TABLE
WITH members AS (
    SELECT told.story_id, a.article_id, a.outlet AS named, coalesce(a.outlet, a.path) AS outlet, a.headline, a.deck,
        a.duplicate_of IS NOT NULL AS copied
    FROM story_articles AS told JOIN articles AS a USING (article_id)
    WHERE list_contains(story_list, told.story_id)
),
passages AS (
    SELECT article_id, 'headline' AS field, NULL AS from_line, NULL AS to_line, headline AS text FROM members WHERE headline IS NOT NULL
    UNION ALL
    SELECT article_id, 'deck', NULL, NULL, deck FROM members WHERE deck IS NOT NULL
    UNION ALL
    SELECT article_id, 'body', line_no, coalesce(lead(line_no) OVER (PARTITION BY article_id ORDER BY paragraph_no), 2147483647), text
    FROM paragraphs SEMI JOIN members USING (article_id)
),
sentences AS (
    SELECT article_id, field, from_line, to_line, trim(sentence) AS sentence
    FROM (
        SELECT article_id, field, from_line, to_line, unnest(regexp_extract_all(text, '(?s).+?(?:[.!?…]["”’»)]*(?:\s+|$)|$)')) AS sentence
        FROM passages
    )
),
dated AS (
    SELECT
        row_number() OVER (ORDER BY s.article_id, s.field, s.from_line, s.sentence) AS no,
        s.article_id,
        s.sentence,
        list(d.surface) FILTER (d.surface IS NOT NULL) AS surfaces,
        list(DISTINCT d.earliest) FILTER (d.granularity = 'day') AS days
    FROM sentences AS s
    LEFT JOIN date_mentions AS d
        ON d.article_id = s.article_id AND d.field = s.field AND contains(s.sentence, d.surface)
        AND (s.from_line IS NULL OR (d.line_no >= s.from_line AND d.line_no < s.to_line))
    GROUP BY s.article_id, s.field, s.from_line, s.sentence
),
-- Figures as digits (two → 2), a million or a percent sign with them; those of dates are no figures.
measured AS (
    SELECT
        no,
        article_id,
        sentence,
        days,
        list_distinct(list_filter(words_of(sentence), lambda w: len(w) > 3 AND NOT regexp_matches(w, '[0-9]'))) AS words,
        list_distinct(list_transform(
            regexp_extract_all(
                lower(list_reduce(list_concat([sentence], coalesce(surfaces, [])), lambda kept, gone: replace(kept, gone, ' '))),
                '\d+(?:[.,]\d+)*(?:\s?(?:%|percent\b|per cent\b|thousand\b|million\b|billion\b|trillion\b))?'
                || '|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b'
            ),
            lambda f: CASE
                WHEN list_contains(['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'], f)
                THEN CAST(
                    1 + list_position(['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'], f) AS VARCHAR
                )
                ELSE regexp_replace(regexp_replace(f, '\s?(?:percent|per cent|%)', ' %'), ',(\d{3})', '\1', 'g')
            END
        )) AS figures
    FROM dated
),
-- Sentences of two outlets that share half the words of the shorter one, and the most with each other.
alike AS (
    SELECT x.no AS x_no, y.no AS y_no, len(list_intersect(x.words, y.words)) AS shared
    FROM measured AS x
    JOIN members AS mx ON mx.article_id = x.article_id
    JOIN members AS my ON my.story_id = mx.story_id AND my.outlet > mx.outlet
    JOIN measured AS y ON y.article_id = my.article_id
    WHERE len(list_intersect(x.words, y.words)) >= greatest(3, 0.5 * least(len(x.words), len(y.words)))
    QUALIFY row_number() OVER (PARTITION BY x.no, y.article_id ORDER BY shared DESC, y.no) = 1
        AND row_number() OVER (PARTITION BY y.no, x.article_id ORDER BY shared DESC, x.no) = 1
),
stated AS (
    SELECT
        x.article_id AS x_article, y.article_id AS y_article, x.sentence AS x_sentence, y.sentence AS y_sentence, what.kind,
        list_sort(list_filter(what.x, lambda v: NOT list_contains(what.y, v))) AS x_only,
        list_sort(list_filter(what.y, lambda v: NOT list_contains(what.x, v))) AS y_only
    FROM alike
    JOIN measured AS x ON x.no = x_no
    JOIN measured AS y ON y.no = y_no
    CROSS JOIN LATERAL (
        SELECT 'figure' AS kind, x.figures AS x, y.figures AS y
        UNION ALL
        SELECT 'date', coalesce(CAST(x.days AS VARCHAR[]), []), coalesce(CAST(y.days AS VARCHAR[]), [])
    ) AS what
),
said AS (
    SELECT
        q.article_id, m.outlet, m.story_id, q.text, q.quote_cluster_id, array_to_string(words_of(q.text), ' ') AS words
    FROM quotes AS q JOIN members AS m USING (article_id)
    WHERE q.kind IN ('direct', 'partial')
),
cut AS (
    SELECT x.article_id AS x_article, y.article_id AS y_article, x.text AS x_text, y.text AS y_text
    FROM said AS x
    JOIN said AS y ON y.story_id = x.story_id AND y.outlet > x.outlet AND y.words <> x.words
    WHERE y.quote_cluster_id = x.quote_cluster_id
        OR (contains(' ' || y.words || ' ', ' ' || x.words || ' ') AND contains(x.words, ' '))
        OR (contains(' ' || x.words || ' ', ' ' || y.words || ' ') AND contains(y.words, ' '))
),
found AS (
    SELECT kind, array_to_string(x_only, ', ') AS a, array_to_string(y_only, ', ') AS b, x_sentence, y_sentence, x_article, y_article
    FROM stated WHERE len(x_only) > 0 AND len(y_only) > 0
    UNION ALL
    SELECT 'quote', x_text, y_text, NULL, NULL, x_article, y_article FROM cut
)
SELECT
    f.kind,
    mx.outlet AS outlet_a,
    f.a,
    my.outlet AS outlet_b,
    f.b,
    f.x_sentence AS sentence_a,
    f.y_sentence AS sentence_b,
    f.x_article AS article_a,
    f.y_article AS article_b,
    mx.story_id
FROM found AS f
JOIN members AS mx ON mx.article_id = f.x_article
JOIN members AS my ON my.article_id = f.y_article
-- Two copies in one outlet say it once. Those of two outlets may differ in just this: copies are not left out.
QUALIFY row_number() OVER (
    PARTITION BY mx.story_id, f.kind, mx.named, f.a, my.named, f.b, f.x_sentence, f.y_sentence
    ORDER BY mx.copied, my.copied, f.x_article, f.y_article
) = 1
ORDER BY mx.story_id, f.kind, outlet_a, outlet_b, f.a, f.b
