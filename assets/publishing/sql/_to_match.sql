-- The quotations of changed documents; those that they are like now, or were like before; those that hold a run which has become a phrase or is
-- one no longer. Whatever two quotations are matched otherwise than before, both are among them.
CREATE TEMP TABLE said_anew AS SELECT * FROM quote_runs SEMI JOIN changed USING (article_id);

CREATE TEMP TABLE turnover AS
SELECT run, sum(gain) AS gain
FROM (SELECT unnest(runs) AS run, 1 AS gain FROM said_anew UNION ALL SELECT unnest(runs), -1 FROM unsaid)
GROUP BY run;

CREATE TEMP TABLE touched_runs AS
SELECT run, count(*) <= getvariable('common') AS usual, count(*) - any_value(gain) <= getvariable('common') AS was_usual
FROM (SELECT unnest(runs) AS run FROM quote_runs) JOIN turnover USING (run)
GROUP BY run HAVING count(*) > 1 AND (usual OR was_usual);

CREATE TEMP TABLE touched_holders AS
SELECT quote_id, length, run, usual, was_usual
FROM (SELECT quote_id, len(runs) AS length, unnest(runs) AS run FROM quote_runs) JOIN touched_runs USING (run);

CREATE TEMP TABLE touched_sayings AS
SELECT quote_id FROM said_anew
UNION SELECT quote_id FROM touched_holders WHERE usual <> was_usual
UNION SELECT quote_id FROM quote_runs SEMI JOIN said_anew USING (said)
UNION SELECT other.quote_id
FROM (SELECT * FROM touched_holders SEMI JOIN said_anew USING (quote_id)) AS one JOIN touched_holders AS other USING (run)
WHERE one.usual
GROUP BY one.quote_id, other.quote_id HAVING count(*) >= getvariable('shared') * least(any_value(one.length), any_value(other.length));

CREATE TEMP TABLE touched_clusters AS
SELECT quote_cluster_id FROM unsaid
UNION SELECT quote_cluster_id FROM quotes SEMI JOIN touched_sayings USING (quote_id);

CREATE TEMP TABLE to_match AS
SELECT row_number() OVER () - 1 AS no, quote_id, said, runs
FROM quote_runs SEMI JOIN (
    FROM touched_sayings UNION SELECT quote_id FROM quotes SEMI JOIN touched_clusters USING (quote_cluster_id)
) AS touched USING (quote_id);
