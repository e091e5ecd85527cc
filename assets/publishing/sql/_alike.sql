-- The pairs of quotations that are one, for they share so much (`shared`) of the shorter one's runs.
SELECT one.no, other.no
FROM (FROM held WHERE no % getvariable('parts') = getvariable('part')) AS one JOIN held AS other ON one.run = other.run AND one.no < other.no
GROUP BY ALL HAVING count(*) >= getvariable('shared') * any_value(least(one.length, other.length))
