-- An address without what does not say which page it is: its scheme, www., a fragment, a slash at its end.
--
-- example: SELECT place_of('http://www.harbour-post.example/fees/#top')
CREATE MACRO place_of(address) AS regexp_replace(regexp_replace(address, '^https?://(www\.)?|#.*$', '', 'g'), '/$', '')
