SELECT article_id, paragraph_no, line_no, role, text, language
FROM (
    SELECT
        article_id,
        line.paragraph_no,
        min(line.line_no)::INTEGER AS line_no,
        first(line.role ORDER BY line.line_no, line.span_no) AS role,
        string_agg(coalesce(line.mended, line.text), ' ' ORDER BY line.line_no, line.span_no) AS text
    FROM (SELECT article_id, unnest(lines) AS line FROM cleaned SEMI JOIN served USING (version_id))
    WHERE line.paragraph_no IS NOT NULL
    GROUP BY article_id, line.paragraph_no
)
LEFT JOIN (
    SELECT article_id, item.paragraph_no, any_value(item.language) AS language
    FROM (SELECT article_id, unnest(paragraphs) AS item FROM enriched SEMI JOIN served USING (version_id))
    WHERE item.paragraph_no IS NOT NULL
    GROUP BY ALL
) USING (article_id, paragraph_no)
