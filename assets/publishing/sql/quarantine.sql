SELECT
    quarantine_id, nth::INTEGER AS opening, stage, contract, path, article_id, version_id, rules, message, "row", run_id,
    "at" AS opened_at, how AS resolved_how, resolved_at, resolved_by
FROM rejections
ORDER BY opened_at, path
