-- Each line of an article in order, kept or dropped, by which rule, and why; blank lines are left out. Name it by article_id, path (of a record: container#member), address or version_id.
--
-- example: FROM why('harbour-post/pilotage-fees.txt')
-- line_no: the line
-- span_no: the part of the line
-- kept: whether it is part of the article
-- role: what it is in the article
-- rule: the rule that decided
-- reason: what the rule saw
-- confidence: how sure the decision is
-- text: its text
CREATE MACRO why(article) AS TABLE
SELECT line_no, span_no, kept, "role", rule, reason, confidence, text
FROM lines
WHERE "role" <> 'blank'
    AND version_id IN (
        SELECT version_id FROM articles AS a
        WHERE a.article_id = article OR a.path = article
            OR (article LIKE 'http%' AND place_of(a.url) = place_of(article))
        UNION
        SELECT version_id FROM versions AS v WHERE v.version_id = article
    )
ORDER BY line_no, span_no
