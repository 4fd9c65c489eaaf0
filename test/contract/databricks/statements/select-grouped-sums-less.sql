WITH less AS (SELECT x.`memo` AS `document`, x.`currency` AS `currency`, sum(coalesce(x.`extended_amount`, 0)) AS `amount`
FROM `main`.`finance`.`workday_supplier_invoices` AS h JOIN `main`.`finance`.`workday_supplier_invoice_lines` AS x ON x.`invoice_wid` = h.`wid`
WHERE NOT h.`_mlc_deleted` AND NOT x.`_mlc_deleted` AND h.`on_hold` AND h.`invoice_date` <= CAST(:less_to AS DATE)
GROUP BY x.`memo`, x.`currency`)
SELECT coalesce(CAST(h.`company` AS STRING), '') AS `g0`, coalesce(CAST(h.`currency` AS STRING), '') AS `g1`, CAST(count(DISTINCT h.`wid`) AS STRING) AS `documents`, coalesce(CAST(sum(coalesce(h.`invoice_total`, 0) - coalesce(l.`amount`, 0)) AS STRING), '0') AS `s0`
FROM `main`.`finance`.`workday_supplier_invoices` AS h
LEFT JOIN less AS l ON l.`document` = h.`wid` AND l.`currency` = h.`currency`
WHERE NOT h.`_mlc_deleted` AND h.`invoice_date` <= CAST(:date_to AS DATE) AND h.`company` = :only AND coalesce(h.`invoice_total`, 0) - coalesce(l.`amount`, 0) <> 0
GROUP BY coalesce(CAST(h.`company` AS STRING), ''), coalesce(CAST(h.`currency` AS STRING), '')
