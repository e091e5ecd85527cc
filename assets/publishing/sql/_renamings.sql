-- What becomes of names that people corrected, and the macro that looks what that makes of entities: `found` is the name of a table with
-- article_id, entity_id, kind, name, mention_count, country and external_id. A correction of one article goes before one of all, one that
-- gives the entity's id before one that gives its name.
CREATE TEMP MACRO name_key(written) AS
replace(replace(replace(replace(lower(written), '''', ''), '’', ''), '.', ''), ' ', '-');

CREATE TEMP TABLE renamings AS SELECT *, name_key("name") AS key FROM renamings_told;

CREATE TEMP MACRO corrected(found) AS TABLE
WITH hits AS (
    SELECT f.*, r.*
    FROM query_table(found) AS f
    JOIN (SELECT key, article_id AS only_in, false AS by_id, * EXCLUDE (key, article_id, "name", kind), "name" AS correction, kind AS kind_said FROM renamings) AS r
        ON r.key = name_key(f."name") AND coalesce(r.only_in, f.article_id) = f.article_id
    UNION ALL
    SELECT f.*, r.*
    FROM query_table(found) AS f
    JOIN (SELECT key, article_id AS only_in, true AS by_id, * EXCLUDE (key, article_id, "name", kind), "name" AS correction, kind AS kind_said FROM renamings) AS r
        ON r.correction = f.entity_id AND coalesce(r.only_in, f.article_id) = f.article_id
),
told AS (
    SELECT
        *,
        coalesce(kind_said, kind) AS kind_now,
        removed OR (becomes IS NULL AND kind_now = kind) AS stays,
        coalesce(known_kind = kind_now, false) AS is_known
    FROM hits
    QUALIFY row_number() OVER (PARTITION BY article_id, entity_id ORDER BY only_in NULLS LAST, by_id DESC) = 1
)
SELECT
    article_id,
    entity_id AS found_id,
    kind AS found_kind,
    "name" AS found_name,
    mention_count,
    correction,
    CASE
        WHEN removed THEN NULL
        WHEN stays THEN entity_id
        WHEN is_known THEN known_id
        ELSE kind_now || ':' || coalesce(slug, replace(replace(replace(lower("name"), '’', ''), '.', ''), ' ', '-'))
    END AS entity_id,
    CASE WHEN NOT removed THEN kind_now END AS kind,
    CASE WHEN NOT removed THEN if(stays, "name", coalesce(if(is_known, known_name, NULL), becomes, "name")) END AS "name",
    CASE WHEN NOT removed THEN if(stays, country, if(is_known, known_country, NULL)) END AS country,
    CASE WHEN NOT removed THEN if(stays, external_id, if(is_known, known_external, NULL)) END AS external_id
FROM told;

CREATE TEMP VIEW found_names AS
SELECT article_id, item.* EXCLUDE (aliases, confidence)
FROM (SELECT article_id, unnest(entities) AS item FROM enriched SEMI JOIN served USING (version_id));
