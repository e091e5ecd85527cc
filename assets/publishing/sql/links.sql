SELECT article_id, link_no::INTEGER AS link_no, link.*
FROM (SELECT article_id, unnest(links) AS link, generate_subscripts(links, 1) AS link_no,
             list_transform(list_filter(lines, lambda line: line.in_body), lambda line: line.line_no) AS body_lines
      FROM cleaned SEMI JOIN served USING (version_id) WHERE len(links) > 0)
WHERE list_contains(body_lines, link.line_no)
