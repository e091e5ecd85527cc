-- The runs of the quotations in `to_match` that these share with others. A run that more than `common` quotations hold is a phrase.
INSERT INTO held
SELECT no, length, run
FROM (SELECT no, len(runs) AS length, unnest(part_of(runs)) AS run FROM to_match) SEMI JOIN (
    SELECT run
    FROM (SELECT unnest(part_of(runs)) AS run FROM quote_runs) SEMI JOIN (SELECT unnest(part_of(runs)) AS run FROM to_match) USING (run)
    GROUP BY run HAVING count(*) BETWEEN 2 AND getvariable('common')
) USING (run)
