-- The pairs of quotations that are one, for all words are the same: the first with each of the others.
SELECT first, no
FROM to_match JOIN (SELECT said, min(no) AS first FROM to_match WHERE said IS NOT NULL GROUP BY said HAVING count(*) > 1) USING (said)
WHERE no <> first
