SELECT version_id, article_id, element, line.* EXCLUDE (space)
FROM (SELECT version_id, article_id, line, elements[line.line_no] AS element
      FROM (SELECT version_id, article_id, elements, unnest(lines) AS line FROM cleaned))
