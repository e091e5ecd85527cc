-- The lines of some versions (`first_no` to `last_no`) that are kept now and were dropped, or the other way, by the rules that say so now and said so then.
INSERT INTO found_flips
WITH part AS (
    SELECT version_id, outlet, path FROM made_anew WHERE no BETWEEN getvariable('first_no') AND getvariable('last_no')
)
SELECT
    part.outlet, now.kept, now.rule, was.rule AS rule_before, count(*) AS lines, count(DISTINCT now.version_id) AS articles,
    min({'path': part.path, 'line_no': now.line_no, 'text': left(now.text, 500), 'article_id': now.article_id}) AS example
FROM (SELECT version_id, article_id, line_no, span_no, text, kept, rule FROM lines SEMI JOIN part USING (version_id) WHERE "role" <> 'blank') AS now
JOIN (SELECT version_id, line_no, span_no, text, kept, rule FROM earlier.lines SEMI JOIN part USING (version_id)) AS was
    ON was.version_id = now.version_id AND was.line_no = now.line_no AND was.span_no = now.span_no
JOIN part ON part.version_id = now.version_id
WHERE now.kept <> was.kept AND now.text = was.text
GROUP BY ALL;
