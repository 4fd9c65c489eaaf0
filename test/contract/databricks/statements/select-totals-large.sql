WITH wanted AS (SELECT r.`wid` AS `wid` FROM read_files('/Volumes/main/finance/mlc_stage/b-20261121-0001/3f2a9c01/documents/', format => 'json', schemaHints => '`wid` STRING', mode => 'FAILFAST') AS r)
SELECT 'documents' AS `kind`, '' AS `name`, '' AS `company`, '' AS `currency`, CAST(count(*) AS STRING) AS `rows`, CAST(count(DISTINCT h.`wid`) AS STRING) AS `sum`
FROM `main`.`finance`.`workday_supplier_invoices` AS h JOIN wanted AS k ON h.`wid` = k.`wid`
WHERE NOT h.`_mlc_deleted`
UNION ALL
SELECT 'lines' AS `kind`, 'workday_supplier_invoice_lines' AS `name`, '' AS `company`, '' AS `currency`, CAST(count(*) AS STRING) AS `rows`, '0' AS `sum`
FROM `main`.`finance`.`workday_supplier_invoices` AS h JOIN wanted AS k ON h.`wid` = k.`wid` JOIN `main`.`finance`.`workday_supplier_invoice_lines` AS x ON x.`invoice_wid` = h.`wid`
WHERE NOT h.`_mlc_deleted` AND NOT x.`_mlc_deleted`
UNION ALL
SELECT 'amount' AS `kind`, 'invoice_total' AS `name`, coalesce(CAST(h.`company` AS STRING), '') AS `company`, coalesce(CAST(h.`currency` AS STRING), '') AS `currency`, CAST(count(*) AS STRING) AS `rows`, coalesce(CAST(sum(h.`invoice_total`) AS STRING), '0') AS `sum`
FROM `main`.`finance`.`workday_supplier_invoices` AS h JOIN wanted AS k ON h.`wid` = k.`wid`
WHERE NOT h.`_mlc_deleted`
GROUP BY coalesce(CAST(h.`company` AS STRING), ''), coalesce(CAST(h.`currency` AS STRING), '')
UNION ALL
SELECT 'amount' AS `kind`, 'lines.extended_amount' AS `name`, coalesce(CAST(h.`company` AS STRING), '') AS `company`, coalesce(CAST(x.`currency` AS STRING), '') AS `currency`, CAST(count(*) AS STRING) AS `rows`, coalesce(CAST(sum(x.`extended_amount`) AS STRING), '0') AS `sum`
FROM `main`.`finance`.`workday_supplier_invoices` AS h JOIN wanted AS k ON h.`wid` = k.`wid` JOIN `main`.`finance`.`workday_supplier_invoice_lines` AS x ON x.`invoice_wid` = h.`wid`
WHERE NOT h.`_mlc_deleted` AND NOT x.`_mlc_deleted`
GROUP BY coalesce(CAST(h.`company` AS STRING), ''), coalesce(CAST(x.`currency` AS STRING), '')
