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
-- Headline and deck count as one sentence each.
every_sentence AS (
    SELECT article_id, 'headline' AS field, 0 AS char_start, 0 AS char_end, headline AS sentence FROM members WHERE headline IS NOT NULL
    UNION ALL
    SELECT article_id, 'deck', 0, 0, deck FROM members WHERE deck IS NOT NULL
    UNION ALL
    SELECT article_id, 'body', char_start, char_end, "text" FROM sentences SEMI JOIN members USING (article_id)
),
numbered AS (
    SELECT
        row_number() OVER (ORDER BY article_id, field, char_start) AS no, *,
        list_distinct(list_filter(words_of(sentence), lambda w: len(w) > 3 AND NOT regexp_matches(w, '[0-9]'))) AS words
    FROM every_sentence
),
-- Sentences of two outlets that share half the words of the shorter one and a quarter of the longer one's, and the most with each other.
alike AS (
    SELECT x.no AS x_no, y.no AS y_no, x.article_id AS x_article, y.article_id AS y_article, len(list_intersect(x.words, y.words)) AS shared
    FROM numbered AS x
    JOIN members AS mx ON mx.article_id = x.article_id
    JOIN members AS my ON my.story_id = mx.story_id AND my.outlet > mx.outlet
    JOIN numbered AS y ON y.article_id = my.article_id
    WHERE shared >= greatest(3, 0.5 * least(len(x.words), len(y.words)), 0.25 * greatest(len(x.words), len(y.words)))
    QUALIFY row_number() OVER (PARTITION BY x.no, y.article_id ORDER BY shared DESC, y.no) = 1
        AND row_number() OVER (PARTITION BY y.no, x.article_id ORDER BY shared DESC, x.no) = 1
),
dated AS (
    SELECT n.no, n.article_id, d.surface, d.granularity, d.earliest, d.anchor
    FROM numbered AS n
    JOIN date_mentions AS d
        ON d.article_id = n.article_id AND d.field = n.field
        AND (n.field <> 'body' OR d.char_start BETWEEN n.char_start AND n.char_end)
),
-- The words of a sentence one by one, without its dates. An age is counted in years, whose it is not.
spelt AS (
    SELECT no, article_id, tokens, unnest(range(1, len(tokens) + 1)) AS place
    FROM (
        SELECT no, article_id, regexp_split_to_array(trim(regexp_replace(
            list_reduce(list_concat([sentence], coalesce(surfaces, [])), lambda kept, gone: replace(kept, gone, ' ;')),
            '(\d)[-‑ ]years?[-‑ ]old', '\1 years-old', 'g'
        )), '[\s\x{A0}\x{202F}]+') AS tokens
        FROM numbered LEFT JOIN (SELECT no, list(DISTINCT surface) AS surfaces FROM dated GROUP BY no) USING (no)
    )
),
-- A number stands alone (neither 16-inch nor COVID-19), is of no name (Windows 11) and no year; a money sign, % or unit may be glued to it.
numbers AS (
    SELECT
        *,
        regexp_extract(
            token, '^[(\["“”‘’«]*(?i)((?:us|a|c|nz|hk)?[$€£¥₹])?(\d+(?:[.,]\d+)*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(%|bn|mn?|k)?[)\]"“”’».,;:!?]*$',
            ['sign', 'digits', 'glued']
        ) AS parts,
        CASE WHEN place > 1 THEN tokens[place - 1] ELSE '' END AS before,
        -- what ends the clause ends what is counted
        CASE WHEN regexp_matches(token, '[.,;:!?]$') THEN [] ELSE tokens[place + 1:place + 3] END AS after
    FROM (SELECT *, tokens[place] AS token FROM spelt)
    WHERE regexp_matches(token, '\d|^(?i)(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)$')
),
scaled AS (
    SELECT
        no, article_id, parts.sign AS sign, parts.digits AS digits, place,
        regexp_extract(
            lower(coalesce(nullif(parts.glued, '%'), '') || ' ' || coalesce(after[1], '')), '^(?:(?:bn|mn?|k)\b| ?(?:thousand|million|billion|trillion)\b)'
        ) AS scale,
        parts.glued = '%' OR regexp_matches(lower(array_to_string(after, ' ')), '^(%|percent|per cent|prozent|procent|pour cent|por cien|per cento)') AS is_share,
        nullif(regexp_extract(
            lower(array_to_string(list_slice(tokens, greatest(place - 3, 1), place - 1), ' ')),
            '(at least|at most|more than|less than|fewer than|over|under|about|around|nearly|almost|up to|some|roughly|approximately|mindestens|mehr als'
            || '|rund|etwa|fast|au moins|plus de|environ|près de|al menos|más de|unos|unas|cerca de|casi|almeno|più di|circa|quase|minstens|ongeveer'
            || '|bijna|minst|omkring|cirka|ponad|około|prawie|en az|yaklaşık)$'
        ), '') AS roughly,
        list_slice(after, CASE WHEN regexp_matches(lower(coalesce(after[1], '')), '^(thousand|million|billion|trillion)\b') THEN 2 ELSE 1 END, 3) AS after
    FROM numbers
    WHERE parts.digits <> ''
        AND (parts.sign <> '' OR before = '' OR place = 2 OR NOT regexp_matches(before, '^\p{Lu}.*[\p{L}\p{N}’'']$|^(?i)(no|nr|art|vs?)\.?$|^[#§№]$'))
        AND NOT (parts.sign = '' AND parts.glued = '' AND regexp_matches(parts.digits, '^(1[89]|20)\d\d$'))
),
figures AS (
    SELECT
        no, article_id, place, scale, roughly,
        CASE WHEN sign <> '' THEN upper(sign) WHEN is_share THEN '%' ELSE '' END AS unit,
        list_transform(
            list_filter(list_slice(words_of(array_to_string(list_slice(after, 1, 2), ' ')), 1, 2), lambda w: len(w) > 3 AND NOT regexp_matches(w, '[0-9]')),
            lambda w: regexp_replace(w, 's$', '')
        ) AS counted,
        coalesce(CAST(1 + list_position(
            ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'], lower(digits)
        ) AS VARCHAR), replace(regexp_replace(digits, '[.,](\d{3})', '\1', 'g'), ',', '.')) AS plain,
        TRY_CAST(plain AS DOUBLE) * CASE
            WHEN regexp_matches(scale, 'thousand|^k') THEN 1e3
            WHEN regexp_matches(scale, 'million|^m') THEN 1e6
            WHEN regexp_matches(scale, '^ ?b') THEN 1e9
            WHEN regexp_matches(scale, 'trillion') THEN 1e12
            ELSE 1
        END AS amount,
        CASE WHEN sign <> '' THEN sign ELSE '' END || plain
            || CASE WHEN scale <> '' THEN ' ' || trim(scale) ELSE '' END || CASE WHEN is_share THEN ' %' ELSE '' END AS told
    FROM scaled
),
-- Two figures can be compared where they have the same unit and count the same, and are equally rough; a round one may stand for the other.
compared AS (
    SELECT x.no AS x_no, y.no AS y_no, x.place AS x_place, y.place AS y_place, x.told AS x_told, y.told AS y_told,
        x.article_id AS x_article, y.article_id AS y_article, x.unit, x.counted AS x_counted, y.counted AS y_counted, x.amount AS x_amount, y.amount AS y_amount,
        x.roughly IS NOT DISTINCT FROM y.roughly
            AND x.amount <> y.amount
            AND NOT (abs(x.amount - y.amount) <= 0.05 * greatest(x.amount, y.amount)
                AND (regexp_matches(x.told, '00\b|\.|[a-z]') OR regexp_matches(y.told, '00\b|\.|[a-z]'))) AS is_other
    FROM alike JOIN figures AS x ON x.no = x_no JOIN figures AS y ON y.no = y_no
    WHERE x.unit = y.unit AND (list_has_any(x.counted, y.counted) OR x.unit <> '' AND (len(x.counted) = 0 OR len(y.counted) = 0))
    QUALIFY count(*) OVER (PARTITION BY x.no, y.no, x.place) = 1 AND count(*) OVER (PARTITION BY x.no, y.no, y.place) = 1
        AND (x.unit = '' OR count(*) OVER (PARTITION BY x.no, y.no, x.unit) = 1)
),
differing AS (
    FROM compared AS c
    WHERE is_other
        -- which of them is said elsewhere by the other outlet is no difference
        AND NOT EXISTS (FROM figures AS f WHERE f.article_id = c.y_article AND f.unit = c.unit AND f.amount = c.x_amount
            AND (c.unit <> '' OR list_has_any(f.counted, c.x_counted)))
        AND NOT EXISTS (FROM figures AS f WHERE f.article_id = c.x_article AND f.unit = c.unit AND f.amount = c.y_amount
            AND (c.unit <> '' OR list_has_any(f.counted, c.y_counted)))
),
-- One day each, which the other outlet does not name. By "today" two outlets on either side of midnight, or of an ocean, mean one day.
days AS (
    SELECT no, article_id, any_value(earliest) AS day, any_value(surface) AS surface, any_value(anchor) AS anchor
    FROM dated
    GROUP BY no, article_id
    HAVING count(DISTINCT earliest) = 1 AND bool_and(granularity = 'day')
),
on_other_days AS (
    SELECT a.x_no, a.y_no, x.day AS x_day, y.day AS y_day
    FROM alike AS a JOIN days AS x ON x.no = a.x_no JOIN days AS y ON y.no = a.y_no
    WHERE x.day <> y.day
        AND NOT (abs(x.day - y.day) = 1 AND (
            (x.anchor = 'publication' AND regexp_matches(x.surface, '^\p{Ll}')) OR (y.anchor = 'publication' AND regexp_matches(y.surface, '^\p{Ll}'))
        ))
        AND NOT EXISTS (FROM dated AS d WHERE d.article_id = a.y_article AND d.earliest = x.day)
        AND NOT EXISTS (FROM dated AS d WHERE d.article_id = a.x_article AND d.earliest = y.day)
),
-- Quotations with where their sentences end, so that less of one is told from one that is cut.
said AS (
    SELECT
        *, array_to_string(words, ' ') AS plain,
        '| ' || array_to_string(list_filter(list_transform(
            regexp_split_to_array(mended, '[.!?…。！？]+[)\]"“”’»'']*(?:\s+|$)'), lambda part: array_to_string(words_of(part), ' ')
        ), lambda part: part <> ''), ' | ') || ' |' AS marked
    FROM (
        SELECT q.article_id, m.outlet, m.story_id, q."text", q.quote_id, q.quote_cluster_id, q.speaker_id, q.speaker,
            regexp_replace(q."text", '[\[\]]', '', 'g') AS mended, words_of(mended) AS words, r.runs
        FROM quotes AS q JOIN members AS m USING (article_id) LEFT JOIN internal.quote_runs AS r USING (quote_id)
        WHERE q.kind IN ('direct', 'partial') AND q.field <> 'headline' -- which has less room
    )
),
cut AS (
    SELECT x.article_id AS x_article, y.article_id AS y_article, x."text" AS x_text, y."text" AS y_text
    FROM (
        SELECT x, y,
            contains(' ' || y.plain || ' ', ' ' || x.plain || ' ') OR contains(' ' || x.plain || ' ', ' ' || y.plain || ' ') AS is_part,
            least(len(x.words), len(y.words)) AS size
        FROM said AS x JOIN said AS y ON y.story_id = x.story_id AND y.outlet > x.outlet AND x.plain <> y.plain
        WHERE size >= 3
            AND (is_part OR x.quote_cluster_id = y.quote_cluster_id)
            AND (
                size >= 8
                OR x.speaker_id IS NULL OR y.speaker_id IS NULL OR x.speaker_id = y.speaker_id
                OR list_last(words_of(x.speaker)) = list_last(words_of(y.speaker))
            )
    )
    WHERE CASE
        WHEN is_part THEN NOT contains(y.marked, x.marked) AND NOT contains(x.marked, y.marked)
        ELSE len(list_intersect(x.runs, y.runs)) >= 0.5 * least(len(x.runs), len(y.runs))
    END
    QUALIFY row_number() OVER (PARTITION BY x.article_id, y.quote_id ORDER BY size DESC, x.quote_id) = 1
        AND row_number() OVER (PARTITION BY y.article_id, x.quote_id ORDER BY size DESC, y.quote_id) = 1
),
found AS (
    SELECT 'figure' AS kind, x_told AS a, y_told AS b, x_no, y_no, x_article, y_article FROM differing
    UNION ALL
    SELECT 'date', CAST(x_day AS VARCHAR), CAST(y_day AS VARCHAR), x_no, y_no, NULL, NULL FROM on_other_days
    UNION ALL
    SELECT 'quote', x_text, y_text, NULL, NULL, x_article, y_article FROM cut
)
SELECT DISTINCT
    f.kind,
    mx.outlet AS outlet_a,
    f.a,
    my.outlet AS outlet_b,
    f.b,
    x.sentence AS sentence_a,
    y.sentence AS sentence_b,
    mx.article_id AS article_a,
    my.article_id AS article_b,
    mx.story_id
FROM found AS f
LEFT JOIN numbered AS x ON x.no = f.x_no
LEFT JOIN numbered AS y ON y.no = f.y_no
JOIN members AS mx ON mx.article_id = coalesce(f.x_article, x.article_id)
JOIN members AS my ON my.article_id = coalesce(f.y_article, y.article_id)
-- Two copies in one outlet say it once. Those of two outlets may differ in just this: copies are not left out.
QUALIFY row_number() OVER (
    PARTITION BY mx.story_id, f.kind, mx.named, f.a, my.named, f.b, x.sentence, y.sentence
    ORDER BY mx.copied, my.copied, mx.article_id, my.article_id
) = 1
ORDER BY mx.story_id, f.kind, outlet_a, outlet_b, f.a, f.b
