-- What to cite an article by: where it was published, and which release of this file, made by which code, models and settings from which sources, has it in which version.
--
-- example: FROM citations
-- path: where the file was found
-- outlet: who published it
-- authors: the persons of its byline
-- headline: the article's title
-- published_on: the day of publication
-- url: the page's address
-- retrieved_at: when the page was retrieved
-- version_id: the version of its text, a hash of the file
-- made_from: hash of all that its rows in this file are made from
-- release_id: the release that has it
-- released_at: when that was made
-- software: the version of Clean Copy
-- code: hash of the code and contracts that made the file
-- models: hash of the models and word lists
-- settings: the settings that results depend on, as JSON
-- sources: hash of the versions of all articles of the release
-- article_id: the article
CREATE VIEW citations AS
SELECT
    a.path,
    a.outlet,
    a.authors,
    a.headline,
    a.published_on,
    a.url,
    a.retrieved_at,
    a.version_id,
    v.made_from,
    r.release_id,
    r.published_at AS released_at,
    r.software,
    r.code,
    r.models,
    r.settings,
    r.sources,
    a.article_id
FROM articles AS a
JOIN versions AS v USING (version_id)
CROSS JOIN (FROM releases ORDER BY number DESC LIMIT 1) AS r
ORDER BY a.path
