-- Articles that hold any of the words, the best first (BM25; headline and deck count more). Case and accents do not matter. `top` says how many.
--
-- example: FROM search('seagrass meadow')
-- score: how well it fits; comparable within one search only
-- headline: the article's title
-- outlet: who published it
-- published_at: when it was published
-- snippet: the text around the rarest of the words
-- path: where the file was found
-- article_id: the article
CREATE MACRO search(query, top := 20) AS TABLE
WITH terms AS (
    SELECT DISTINCT unnest(words_of(regexp_replace(query, '[''’]s\b', '', 'g'))) AS term
),
hits AS (
    SELECT term, article_no, weight, count(*) OVER (PARTITION BY term) AS spread
    FROM search_postings
    WHERE term IN (SELECT term FROM terms)
),
size AS (
    SELECT count(*) AS articles, greatest(avg(words), 1) AS usual FROM search_articles
),
weighed AS (
    SELECT
        article_id,
        term,
        ln(1 + (articles - spread + 0.5) / (spread + 0.5)) AS rarity,
        weight * 2.2 / (weight + 1.2 * (0.25 + 0.75 * words / usual)) AS share
    FROM hits JOIN search_articles USING (article_no) CROSS JOIN size
),
best AS (
    SELECT article_id, round(sum(rarity * share), 4) AS score, arg_max(term, rarity) AS rarest
    FROM weighed
    GROUP BY article_id
    ORDER BY score DESC, article_id
    LIMIT top
),
placed AS (
    SELECT best.score, best.rarest, a.headline, a.outlet, a.published_at, a.path, a.article_id, string_split(replace(a.body, chr(10), ' '), ' ') AS parts
    FROM best JOIN articles AS a USING (article_id)
),
-- Where the rarest word stands first, in whatever case and between whatever marks; else at the beginning.
found AS (
    SELECT
        *,
        coalesce(list_position(
            list_transform(
                list_transform(parts, lambda part: trim(strip_accents(lower(part)), '.,;:!?…"“”„‘’''()[]«»—–-')),
                lambda part: part = rarest OR starts_with(part, rarest || '’') OR starts_with(part, rarest || '''')
                    OR starts_with(part, rarest || '-') OR ends_with(part, '-' || rarest)
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
