-- Which of the quotations that may be matched otherwise than before, all of those in `to_match`, are the same.
-- A run that more than `common` quotations hold is a phrase; two are one where they share so much (`shared`) of the shorter one's runs, or all words.
CREATE TEMP TABLE usual AS
SELECT run FROM (SELECT unnest(runs) AS run FROM quote_runs) SEMI JOIN (SELECT unnest(runs) AS run FROM to_match) USING (run)
GROUP BY run HAVING count(*) BETWEEN 2 AND getvariable('common');

CREATE TEMP TABLE held AS
SELECT quote_id, length, run
FROM (SELECT quote_id, len(runs) AS length, unnest(runs) AS run FROM to_match) SEMI JOIN usual USING (run);

CREATE TEMP TABLE alike AS
SELECT one.quote_id AS a, other.quote_id AS b
FROM held AS one JOIN held AS other ON one.run = other.run AND one.quote_id < other.quote_id
GROUP BY ALL HAVING count(*) >= getvariable('shared') * least(any_value(one.length), any_value(other.length))
UNION
SELECT min(quote_id) OVER (PARTITION BY said), quote_id FROM to_match WHERE said IS NOT NULL;
