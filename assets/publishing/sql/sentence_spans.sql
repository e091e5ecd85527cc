-- Where the sentences of the bodies stand; the view `sentences` cuts their texts out of `paragraphs`, so that the file holds no text once more.
SELECT article_id, sentence_no::INTEGER AS sentence_no, item.* EXCLUDE (field, sentence_no)
FROM (SELECT article_id, unnest(sentences) AS item, generate_subscripts(sentences, 1) AS sentence_no
      FROM (SELECT article_id, list_filter(sentences, lambda sentence: sentence.field = 'body') AS sentences
            FROM enriched SEMI JOIN served USING (version_id)))
