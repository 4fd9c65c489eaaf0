SELECT CAST(t.`wid` AS STRING) AS `wid`,
  t.`_mlc_row_hash` AS `_mlc_row_hash`,
  CAST(t.`supplier` AS STRING) AS `supplier`,
  CAST(h.`supplier` AS STRING) AS `_mlc_was_supplier`,
  CAST(unix_micros(t.`approved_at`) AS STRING) AS `approved_at`,
  CAST(unix_micros(h.`approved_at`) AS STRING) AS `_mlc_was_approved_at`
FROM `main`.`finance`.`workday_supplier_invoices` AS t
JOIN `main`.`finance`.`workday_supplier_invoices_history` AS h ON h.`wid` = t.`wid` AND h.`_mlc_batch_id` = t.`_mlc_batch_id`
WHERE NOT coalesce(t.`_mlc_deleted`, false) AND (t.`supplier` IS DISTINCT FROM h.`supplier` OR t.`approved_at` IS DISTINCT FROM h.`approved_at`)
