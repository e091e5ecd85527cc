-- Each outlet at a glance: how much it publishes, how long, how much of its pages is text, and what it says of its articles.
--
-- example: FROM outlet_profile
-- outlet: who published it
-- articles: its articles
-- first_published: when the first of them was published
-- last_published: when the last was
-- median_words: words of the body, half have more
-- median_kept_share: in-body characters over non-blank characters, half keep more
-- signed_share: share of articles that name an author
-- agency_share: share of articles that credit an agency
-- dated_share: share of articles that state when they were published
-- quotes_per_article: direct and partial quotes
-- languages: the languages they are in
-- recurring_lines: lines that it repeats from article to article
-- shared_stories: stories that another outlet tells too
-- copies: articles that are near copies of another
-- corrected: articles that changed after they were first seen
CREATE VIEW outlet_profile AS
WITH quoted AS (
    SELECT article_id, count(*) AS quotes FROM quotes WHERE kind IN ('direct', 'partial') GROUP BY article_id
),
changed AS (
    SELECT article_id FROM versions GROUP BY article_id HAVING count(*) > 1
),
repeated AS (
    SELECT outlet, count(*) AS recurring_lines FROM recurring_lines GROUP BY outlet
)
SELECT
    a.outlet,
    count(*) AS articles,
    min(a.published_at) AS first_published,
    max(a.published_at) AS last_published,
    CAST(round(median(a.word_count)) AS BIGINT) AS median_words,
    round(median(a.kept_share), 3) AS median_kept_share,
    round(avg(CAST(len(a.authors) > 0 AS INTEGER)), 3) AS signed_share,
    round(avg(CAST(a.credit IS NOT NULL AS INTEGER)), 3) AS agency_share,
    round(avg(CAST(a.published_at IS NOT NULL AS INTEGER)), 3) AS dated_share,
    round(avg(coalesce(q.quotes, 0)), 1) AS quotes_per_article,
    list_sort(list(DISTINCT a.language) FILTER (a.language IS NOT NULL)) AS languages,
    coalesce(first(r.recurring_lines), 0) AS recurring_lines,
    count(DISTINCT s.story_id) FILTER (s.outlet_count > 1) AS shared_stories,
    count(a.duplicate_of) AS copies,
    count(c.article_id) AS corrected
FROM articles AS a
LEFT JOIN quoted AS q ON q.article_id = a.article_id
LEFT JOIN changed AS c ON c.article_id = a.article_id
LEFT JOIN stories AS s ON s.story_id = a.story_id
LEFT JOIN repeated AS r ON r.outlet = a.outlet
GROUP BY a.outlet
ORDER BY articles DESC, a.outlet
