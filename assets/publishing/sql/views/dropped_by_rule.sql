-- What each rule dropped from the published articles of each outlet, the busiest first; blank lines are left out.
--
-- example: FROM dropped_by_rule WHERE outlet = 'harbour-post'
-- outlet: who published it
-- role: what the lines are
-- rule: the rule that dropped them
-- lines: lines dropped
-- articles: articles that had such lines
-- for_example: the text that it dropped most often
CREATE VIEW dropped_by_rule AS
WITH dropped AS (
    SELECT a.outlet, l."role", l.rule, l.text, l.article_id
    FROM lines AS l JOIN articles AS a USING (version_id)
    WHERE NOT l.kept AND l."role" <> 'blank'
),
texts AS (
    SELECT outlet, "role", rule, text, count(*) AS times FROM dropped GROUP BY ALL
)
SELECT
    d.outlet,
    d."role",
    d.rule,
    count(*) AS lines,
    count(DISTINCT d.article_id) AS articles,
    first(t.text) AS for_example
FROM dropped AS d
JOIN (
    SELECT * FROM texts QUALIFY row_number() OVER (PARTITION BY outlet, "role", rule ORDER BY times DESC, text) = 1
) AS t ON t.outlet IS NOT DISTINCT FROM d.outlet AND t."role" = d."role" AND t.rule = d.rule
GROUP BY d.outlet, d."role", d.rule
ORDER BY lines DESC, d.outlet, d."role", d.rule
