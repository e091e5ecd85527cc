-- Where the outlets of a story differ: figures that count the same and days, in sentences that say much the same; and quotes that are worded otherwise or cut within a sentence.
--
-- example: FROM disagreements('seagrass meadow')
-- kind: figure, date or quote
-- outlet_a: one outlet, or the path of a file that has none
-- a: what it has
-- outlet_b: the other
-- b: what that one has instead
-- sentence_a: where the first says so
-- sentence_b: where the second says so
-- article_a: the first article
-- article_b: the second
-- story_id: the story
CREATE MACRO disagreements(about) AS TABLE
FROM differences((SELECT list(story_id) FROM story_ids(about)))
