SELECT version_id, article_id, evidence_no::INTEGER AS evidence_no, evidence.*
FROM (SELECT version_id, article_id, unnest(fields) AS evidence, generate_subscripts(fields, 1) AS evidence_no FROM cleaned)
