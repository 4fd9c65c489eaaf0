WITH wanted AS (SELECT r.`wid` AS `wid` FROM (SELECT inline(from_json(:documents, 'array<struct<`wid`:string>>', map('mode', 'FAILFAST')))) AS r)
SELECT 'documents' AS `kind`, '' AS `name`, '' AS `company`, '' AS `currency`, CAST(count(*) AS STRING) AS `rows`, CAST(count(DISTINCT h.`wid`) AS STRING) AS `sum`
FROM `main`.`finance`.`workday_gl_accounts` AS h JOIN wanted AS k ON h.`wid` = k.`wid`
WHERE NOT h.`_mlc_deleted`
