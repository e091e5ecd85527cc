-- Articles that hold any of the words, the best first (BM25; headline and deck count more). Case and accents do not matter. `top` says how many. A "phrase in marks" and a +word must stand in it, a -word or -"phrase" must not. `from_outlet`, `from_day` and `to_day` (the last day, included) leave only some articles; by day those without a date fall away.
--
-- example: FROM search('"seagrass meadow" -ferry', from_day := DATE '2026-10-01')
-- score: how well it fits; comparable within one search only
-- headline: the article's title
-- outlet: who published it
-- published_at: when it was published
-- snippet: the text around the rarest of the words
-- path: where the file was found
-- article_id: the article
CREATE MACRO search(query, top := 20, from_outlet := NULL, from_day := NULL, to_day := NULL) AS TABLE
WITH parts AS (
    SELECT unnest(regexp_extract_all(query, '[+-]?(?:["“„][^"“”]*["“”]|[^\s"“”„]+)')) AS part
),
asked AS MATERIALIZED (
    SELECT row_number() OVER (ORDER BY part) AS no, words, may_not, may_not OR starts_with(part, '+') OR regexp_matches(part, '["“„]') AS strict
    FROM (SELECT part, starts_with(part, '-') AS may_not, words_of(regexp_replace(part, '[''’]s\b', '', 'g')) AS words FROM parts)
    WHERE len(words) > 0
),
terms AS (
    SELECT DISTINCT unnest(words) AS term FROM asked WHERE NOT may_not
),
-- The articles that hold all words of a part that must, or must not, stand in them; where it has several, in a row.
holding AS MATERIALIZED (
    SELECT no, article_no, any_value(words) AS words
    FROM (SELECT no, words, unnest(list_distinct(words)) AS term FROM asked WHERE strict) JOIN internal.search_postings USING (term)
    GROUP BY no, article_no HAVING count(*) = any_value(len(list_distinct(words)))
),
strictly AS MATERIALIZED (
    SELECT no, article_no FROM holding WHERE len(words) = 1
    UNION ALL
    -- Headline, deck and body with a word between them that no search has. Not unnested: DuckDB 2.0.0 fails on an UNNEST over a join.
    SELECT h.no, h.article_no
    FROM (FROM holding WHERE len(words) > 1) AS h JOIN internal.search_articles USING (article_no) JOIN articles AS a USING (article_id)
    WHERE contains(
        concat(' ', array_to_string(words_of(a.headline), ' '), ' | ', array_to_string(words_of(a.deck), ' '), ' | ', array_to_string(words_of(a.body), ' '), ' '),
        concat(' ', array_to_string(h.words, ' '), ' ')
    )
),
-- Of each article how many of the parts that must stand in it do, and whether one does that must not.
weighed AS (
    SELECT article_no, count(*) FILTER (NOT may_not) AS held, bool_or(may_not) AS banned FROM strictly JOIN asked USING (no) GROUP BY article_no
),
needed AS (
    SELECT count(*) FILTER (strict AND NOT may_not) AS needed FROM asked
),
hits AS MATERIALIZED (
    SELECT term, article_no, weight FROM internal.search_postings WHERE term IN (SELECT term FROM terms)
),
size AS (
    SELECT count(*) AS articles, greatest(avg(words), 1) AS usual FROM internal.search_articles
),
rarities AS (
    SELECT term, ln(1 + (any_value(articles) - count(*) + 0.5) / (count(*) + 0.5)) AS rarity, any_value(usual) AS usual
    FROM hits CROSS JOIN size
    GROUP BY term
),
best AS (
    SELECT
        article_no,
        round(sum(rarity * weight * 2.2 / (weight + 1.2 * (0.25 + 0.75 * words / usual))), 4) AS score,
        max({rarity: rarity, term: term}).term AS rarest -- of two as rare always the same one, in every client
    FROM hits JOIN rarities USING (term) JOIN internal.search_articles AS n USING (article_no)
    LEFT JOIN weighed USING (article_no) CROSS JOIN needed
    WHERE coalesce(held, 0) = needed AND NOT coalesce(banned, false)
        AND (
            (from_outlet IS NULL AND from_day IS NULL AND to_day IS NULL)
            OR n.article_id IN (
                SELECT a.article_id FROM articles AS a
                WHERE (from_outlet IS NULL OR a.outlet = from_outlet)
                    AND (from_day IS NULL OR a.published_on >= CAST(from_day AS DATE))
                    AND (to_day IS NULL OR a.published_on <= CAST(to_day AS DATE))
            )
        )
    GROUP BY article_no
    ORDER BY score DESC, article_no
    LIMIT top
),
-- By row number, for clients before DuckDB 2.0 read every body where twenty are asked for in another way.
shown AS (
    SELECT score, rarest, a.rowid AS at FROM best JOIN internal.search_articles USING (article_no) JOIN articles AS a USING (article_id)
),
placed AS (
    SELECT score, rarest, headline, outlet, published_at, path, article_id, replace(replace(body, chr(10) || chr(10), ' '), chr(10), ' ') AS flat
    FROM shown JOIN articles AS a ON a.rowid = shown.at
),
-- Where the rarest word stands first, in whatever case and between whatever marks; else at the beginning. Only words that hold it are looked at.
found AS (
    SELECT
        * EXCLUDE (flat),
        string_split(flat, ' ') AS parts,
        coalesce(list_position(
            list_transform(
                string_split(translate(strip_accents(lower(flat)), 'øłđħß', 'oldhs'), ' '),
                lambda part: CASE WHEN NOT contains(part, rarest) THEN false ELSE list_contains(
                    regexp_split_to_array(trim(part, '.,;:!?…"“”„‘’''()[]«»—–-'), '[’''-]'), rarest
                ) END
            ), true
        ), 1) AS place
    FROM placed
)
SELECT
    score,
    headline,
    outlet,
    published_at,
    CASE WHEN place > 12 THEN '… ' ELSE '' END
        || left(array_to_string(parts[greatest(place - 11, 1):place + 24], ' '), 320)
        || CASE WHEN len(parts) > place + 24 THEN ' …' ELSE '' END AS snippet,
    path,
    article_id
FROM found
ORDER BY score DESC, article_id
