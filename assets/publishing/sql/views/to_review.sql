-- The articles that a person should look at, the most doubtful first, and why. Undated counts an article of which not even a span of days is known.
--
-- example: FROM to_review
-- doubt: from 0 to 1: what `confidence` lacks, and a tenth for each other reason
-- why: the reasons: low confidence, no text, few words, no headline, no outlet, undated, language unknown, garbled, little kept
-- confidence: the share of its characters that are expected to be rightly kept or dropped
-- outlet: who published it
-- headline: the article's title
-- path: where the file was found
-- report_page: where its page of the report lies below the data folder, if it has one
-- article_id: the article
CREATE VIEW to_review AS
SELECT
    round(least(1, 1 - coalesce(confidence, 0) + 0.1 * len(list_filter(why, lambda w: w <> 'low confidence'))), 4) AS doubt,
    why,
    confidence,
    outlet,
    headline,
    path,
    report_page,
    article_id
FROM (
    SELECT
        *,
        list_filter([
            CASE WHEN confidence < 0.9 THEN 'low confidence' END,
            CASE WHEN word_count = 0 THEN 'no text' WHEN word_count < 60 THEN 'few words' END,
            CASE WHEN headline IS NULL THEN 'no headline' END,
            CASE WHEN outlet IS NULL THEN 'no outlet' END,
            CASE WHEN published_at IS NULL AND (published_earliest IS NULL OR published_latest IS NULL) THEN 'undated' END,
            CASE WHEN "language" IS NULL AND word_count > 0 THEN 'language unknown' END,
            CASE WHEN garbled >= 5 AND garbled * 200 >= word_count THEN 'garbled' END,
            CASE WHEN kept_share < 0.2 AND word_count > 0 THEN 'little kept' END
        ], lambda reason: reason IS NOT NULL) AS why
    FROM articles
)
WHERE len(why) > 0
ORDER BY doubt DESC, path
