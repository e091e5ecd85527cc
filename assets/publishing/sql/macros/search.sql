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
hits AS MATERIALIZED (
    SELECT term, article_no, weight FROM search_postings WHERE term IN (SELECT term FROM terms)
),
size AS (
    SELECT count(*) AS articles, greatest(avg(words), 1) AS usual FROM search_articles
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
        arg_max(term, rarity) AS rarest
    FROM hits JOIN rarities USING (term) JOIN search_articles USING (article_no)
    GROUP BY article_no
    ORDER BY score DESC, article_no
    LIMIT top
),
-- By row number, for clients before DuckDB 2.0 read every body where twenty are asked for in another way.
shown AS (
    SELECT score, rarest, a.rowid AS at FROM best JOIN search_articles USING (article_no) JOIN articles AS a USING (article_id)
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
