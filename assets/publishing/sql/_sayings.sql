-- A cluster of quotations goes by the least of their ids.
CREATE TEMP TABLE sayings AS
WITH together AS (SELECT no, least FROM joined WHERE least IN (SELECT least FROM joined WHERE no <> least)),
    clusters AS (SELECT least, min(quote_id) AS quote_cluster_id FROM together JOIN to_match USING (no) GROUP BY least)
SELECT quote_id, coalesce(quote_cluster_id, quote_id) AS quote_cluster_id
FROM to_match LEFT JOIN (FROM together JOIN clusters USING (least)) USING (no)
