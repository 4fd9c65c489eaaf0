SELECT CAST(x.`wid` AS STRING) AS `wid`,
  CAST(x.`company` AS STRING) AS `company`,
  CAST(x.`supplier` AS STRING) AS `supplier`,
  CAST(x.`invoice_number` AS STRING) AS `invoice_number`,
  CAST(x.`currency` AS STRING) AS `currency`,
  CAST(x.`invoice_date` AS STRING) AS `invoice_date`,
  CAST(x.`invoice_total` AS STRING) AS `invoice_total`,
  CAST(x.`exchange_rate` AS STRING) AS `exchange_rate`,
  CAST(unix_micros(x.`approved_at`) AS STRING) AS `approved_at`,
  CAST(x.`on_hold` AS STRING) AS `on_hold`,
  CAST(x.`line_count` AS STRING) AS `line_count`,
  CAST(x.`raw_extra` AS STRING) AS `raw_extra`,
  CAST(x.`_mlc_sequence` AS STRING) AS `_mlc_sequence`,
  CAST(x.`_mlc_deleted` AS STRING) AS `_mlc_deleted`
FROM `main`.`finance`.`workday_supplier_invoices` AS x
JOIN (SELECT r.`wid` AS `wid` FROM (SELECT inline(from_json(:documents, 'array<struct<`wid`:string>>', map('mode', 'FAILFAST')))) AS r) AS k ON x.`wid` = k.`wid`
