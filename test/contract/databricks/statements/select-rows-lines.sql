SELECT CAST(x.`invoice_wid` AS STRING) AS `invoice_wid`,
  CAST(x.`line_number` AS STRING) AS `line_number`,
  CAST(x.`memo` AS STRING) AS `memo`,
  CAST(x.`currency` AS STRING) AS `currency`,
  CAST(x.`extended_amount` AS STRING) AS `extended_amount`,
  CAST(x.`order` AS STRING) AS `order`
FROM `main`.`finance`.`workday_supplier_invoice_lines` AS x
JOIN (SELECT r.`wid` AS `wid` FROM (SELECT inline(from_json(:documents, 'array<struct<`wid`:string>>', map('mode', 'FAILFAST')))) AS r) AS k ON x.`invoice_wid` = k.`wid`
WHERE NOT x.`_mlc_deleted`
