-- The sentences of each published body, cut as their language is.
--
-- example: FROM sentences WHERE contains(text, 'ferry')
-- article_id: the article
-- sentence_no: its place in the body, from 1
-- paragraph_no: the paragraph that it stands in
-- line_no: the line that it begins in, from 1, blank lines counted
-- char_start: code points of the decoded file before it
-- char_end: code points of the decoded file up to its end
-- text: its text, as in paragraphs
CREATE VIEW sentences AS
SELECT
    s.article_id, s.sentence_no, s.paragraph_no, s.line_no, s.char_start, s.char_end,
    substring(p.text, s.text_start + 1, s.text_end - s.text_start) AS text
FROM internal.sentence_spans AS s JOIN paragraphs AS p USING (article_id, paragraph_no)
