SELECT coalesce(CAST(h.`company` AS STRING), '') AS `g0`, coalesce(CAST(x.`currency` AS STRING), '') AS `g1`, CAST(count(DISTINCT h.`wid`) AS STRING) AS `documents`, coalesce(CAST(sum(x.`extended_amount`) AS STRING), '0') AS `s0`
FROM `main`.`finance`.`workday_supplier_invoices` AS h
JOIN `main`.`finance`.`workday_supplier_invoice_lines` AS x ON x.`invoice_wid` = h.`wid` AND NOT x.`_mlc_deleted`
WHERE NOT h.`_mlc_deleted` AND h.`invoice_date` >= CAST(:date_from AS DATE) AND h.`invoice_date` <= CAST(:date_to AS DATE) AND coalesce(CAST(h.`supplier` AS STRING), '') <> :without_0 AND coalesce(CAST(h.`supplier` AS STRING), '') <> :without_1
GROUP BY coalesce(CAST(h.`company` AS STRING), ''), coalesce(CAST(x.`currency` AS STRING), '')
