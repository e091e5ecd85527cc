-- A word, or words in a row, wherever they stand, with what stands before and after (keyword in context), by outlet and day. Case and accents do not matter. `top` says how many places, `around` how many words on either side (of scripts without spaces, twice as many characters).
--
-- example: FROM kwic('anchoring')
-- before: what stands before it in its paragraph
-- word: the word as written, with the marks that touch it
-- after: what stands after it
-- outlet: who published it
-- published_on: the day of publication
-- field: headline, deck or body
-- line_no: the line where its paragraph begins; null in a headline or deck
-- headline: the article's title
-- path: where the file was found
-- article_id: the article
CREATE MACRO kwic(query, top := 200, around := 10) AS TABLE
WITH wanted AS (
    SELECT unnest(words_of(query)) AS term, generate_subscripts(words_of(query), 1) AS place
),
held AS (
    SELECT article_id
    FROM internal.search_postings SEMI JOIN wanted USING (term) JOIN internal.search_articles USING (article_no)
    GROUP BY article_id HAVING count(*) = (SELECT count(DISTINCT term) FROM wanted)
),
passages AS (
    SELECT article_id, 'headline' AS field, NULL AS line_no, 0 AS no, headline AS text FROM articles SEMI JOIN held USING (article_id)
    UNION ALL
    SELECT article_id, 'deck', NULL, 0, deck FROM articles SEMI JOIN held USING (article_id)
    UNION ALL
    SELECT article_id, 'body', line_no, paragraph_no, text FROM paragraphs SEMI JOIN held USING (article_id)
),
-- Words with the marks that touch them, and the spaces between; of scripts without spaces each character.
cut AS MATERIALIZED (
    SELECT
        * EXCLUDE (text), row_number() OVER (ORDER BY article_id, field, no) AS passage,
        regexp_extract_all(
            text,
            '[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]'
            || '|[^\s\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]+|\s+'
        ) AS parts
    FROM passages WHERE text IS NOT NULL
),
numbered AS (
    SELECT passage, part_no, word_no, term, row_number() OVER (PARTITION BY passage ORDER BY part_no, word_no) AS nth
    FROM (
        SELECT passage, part_no, unnest(words_of(part)) AS term, generate_subscripts(words_of(part), 1) AS word_no
        FROM (SELECT passage, unnest(parts) AS part, generate_subscripts(parts, 1) AS part_no FROM cut)
    )
),
found AS (
    SELECT passage, min(part_no) AS first_part, max(part_no) AS last_part
    FROM numbered JOIN wanted USING (term)
    GROUP BY passage, nth - place HAVING count(*) = (SELECT count(*) FROM wanted)
)
SELECT
    trim(array_to_string(parts[greatest(first_part - 2 * around, 1):first_part - 1], '')) AS before,
    array_to_string(parts[first_part:last_part], '') AS word,
    trim(array_to_string(parts[last_part + 1:last_part + 2 * around], '')) AS after,
    a.outlet,
    a.published_on,
    c.field,
    c.line_no,
    a.headline,
    a.path,
    a.article_id
FROM found JOIN cut AS c USING (passage) JOIN articles AS a USING (article_id)
ORDER BY a.outlet, a.published_on, a.path, c.no, c.field, first_part
LIMIT top
