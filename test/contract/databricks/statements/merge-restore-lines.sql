MERGE INTO `main`.`finance`.`workday_supplier_invoice_lines` AS t
USING (
  WITH documents AS (
    SELECT r.`wid` AS `wid` FROM (SELECT inline(from_json(:documents, 'array<struct<`wid`:string>>', map('mode', 'FAILFAST')))) AS r
  ),
  newest AS (
    SELECT h.`invoice_wid`, h.`line_number`, max(h.`_mlc_sequence`) AS `newest_sequence`
    FROM `main`.`finance`.`workday_supplier_invoice_lines_history` AS h
    WHERE h.`_mlc_batch_id` <> :batch_id
    GROUP BY h.`invoice_wid`, h.`line_number`
  ),
  previous AS (
    SELECT h.`invoice_wid`, h.`line_number`, h.`memo`, h.`currency`, h.`extended_amount`, h.`order`, h.`_mlc_sequence`, h.`_mlc_source_updated_at`, h.`_mlc_source_time_kind`, h.`_mlc_synced_at`, h.`_mlc_batch_id`, h.`_mlc_run_id`, h.`_mlc_row_hash`, h.`_mlc_deleted`
    FROM `main`.`finance`.`workday_supplier_invoice_lines_history` AS h
    JOIN newest AS n ON h.`invoice_wid` = n.`invoice_wid` AND h.`line_number` = n.`line_number` AND h.`_mlc_sequence` = n.`newest_sequence`
    WHERE h.`_mlc_batch_id` <> :batch_id
  )
  SELECT x.`invoice_wid`,
    x.`line_number`,
    CASE WHEN p.`invoice_wid` IS NULL THEN x.`memo` ELSE p.`memo` END AS `memo`,
    CASE WHEN p.`invoice_wid` IS NULL THEN x.`currency` ELSE p.`currency` END AS `currency`,
    CASE WHEN p.`invoice_wid` IS NULL THEN x.`extended_amount` ELSE p.`extended_amount` END AS `extended_amount`,
    CASE WHEN p.`invoice_wid` IS NULL THEN x.`order` ELSE p.`order` END AS `order`,
    CASE WHEN p.`invoice_wid` IS NULL THEN x.`_mlc_sequence` ELSE p.`_mlc_sequence` END AS `_mlc_sequence`,
    CASE WHEN p.`invoice_wid` IS NULL THEN x.`_mlc_source_updated_at` ELSE p.`_mlc_source_updated_at` END AS `_mlc_source_updated_at`,
    CASE WHEN p.`invoice_wid` IS NULL THEN x.`_mlc_source_time_kind` ELSE p.`_mlc_source_time_kind` END AS `_mlc_source_time_kind`,
    CASE WHEN p.`invoice_wid` IS NULL THEN x.`_mlc_synced_at` ELSE p.`_mlc_synced_at` END AS `_mlc_synced_at`,
    CASE WHEN p.`invoice_wid` IS NULL THEN x.`_mlc_batch_id` ELSE p.`_mlc_batch_id` END AS `_mlc_batch_id`,
    CASE WHEN p.`invoice_wid` IS NULL THEN x.`_mlc_run_id` ELSE p.`_mlc_run_id` END AS `_mlc_run_id`,
    CASE WHEN p.`invoice_wid` IS NULL THEN x.`_mlc_row_hash` ELSE p.`_mlc_row_hash` END AS `_mlc_row_hash`,
    coalesce(p.`_mlc_deleted`, true) AS `_mlc_deleted`
  FROM `main`.`finance`.`workday_supplier_invoice_lines` AS x
  JOIN documents AS d ON x.`invoice_wid` = d.`wid`
  LEFT JOIN previous AS p ON p.`invoice_wid` = x.`invoice_wid` AND p.`line_number` = x.`line_number`
  WHERE x.`_mlc_batch_id` = :batch_id
) AS s
ON t.`invoice_wid` = s.`invoice_wid` AND t.`line_number` = s.`line_number`
WHEN MATCHED THEN UPDATE SET
  `memo` = s.`memo`,
  `currency` = s.`currency`,
  `extended_amount` = s.`extended_amount`,
  `order` = s.`order`,
  `_mlc_sequence` = s.`_mlc_sequence`,
  `_mlc_source_updated_at` = s.`_mlc_source_updated_at`,
  `_mlc_source_time_kind` = s.`_mlc_source_time_kind`,
  `_mlc_synced_at` = s.`_mlc_synced_at`,
  `_mlc_batch_id` = s.`_mlc_batch_id`,
  `_mlc_run_id` = s.`_mlc_run_id`,
  `_mlc_row_hash` = s.`_mlc_row_hash`,
  `_mlc_deleted` = s.`_mlc_deleted`
