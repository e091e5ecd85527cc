-- How much each outlet speaks of somebody or something, day by day: the mentions, over all that it published that day. By any name, as in `said_by`.
--
-- example: FROM attention('Azul Bank')
-- outlet: who published it
-- day: the day of publication
-- mentions: how often its articles of the day name it
-- naming: its articles of the day that name it
-- articles: all its articles of the day
-- share: naming over articles
-- per_1000_words: mentions for each thousand words that it published that day
CREATE MACRO attention(who) AS TABLE
WITH named AS (
    SELECT entity_id
    FROM entities
    WHERE len(words_of(who)) > 0
        AND (list_has_all(words_of("name"), words_of(who)) OR list_has_all(words_of(array_to_string(aliases, ' ')), words_of(who)))
),
naming AS (
    SELECT article_id, sum(mention_count) AS mentions FROM article_entities SEMI JOIN named USING (entity_id) GROUP BY article_id
)
SELECT
    a.outlet,
    a.published_on AS day,
    CAST(sum(n.mentions) AS BIGINT) AS mentions,
    count(n.article_id) AS naming,
    count(*) AS articles,
    round(count(n.article_id) / count(*), 4) AS share,
    round(1000 * sum(n.mentions) / greatest(sum(a.word_count), 1), 2) AS per_1000_words
FROM articles AS a LEFT JOIN naming AS n USING (article_id)
WHERE a.published_on IS NOT NULL
GROUP BY ALL
HAVING count(n.article_id) > 0
ORDER BY day, mentions DESC, a.outlet
