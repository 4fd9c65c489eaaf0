MERGE INTO `main`.`finance`.`workday_supplier_invoice_lines` AS t
USING (
  WITH documents AS (
    SELECT k.`wid`
    FROM (SELECT r.`wid` AS `wid` FROM (SELECT inline(from_json(:documents, 'array<struct<`wid`:string>>', map('mode', 'FAILFAST')))) AS r) AS k
    LEFT JOIN `main`.`finance`.`workday_supplier_invoices` AS h ON h.`wid` = k.`wid`
    WHERE coalesce(h.`_mlc_sequence`, 0) <= CAST(:sequence AS BIGINT)
  ),
  incoming AS (
    SELECT r.`invoice_wid` AS `invoice_wid`,
      CAST(r.`line_number` AS BIGINT) AS `line_number`,
      r.`memo` AS `memo`,
      r.`currency` AS `currency`,
      CAST(r.`extended_amount` AS DECIMAL(38,6)) AS `extended_amount`,
      r.`order` AS `order`,
      r.`_mlc_row_hash` AS `_mlc_row_hash`,
      CAST(r.`_mlc_source_updated_at` AS TIMESTAMP) AS `_mlc_source_updated_at`,
      r.`_mlc_source_time_kind` AS `_mlc_source_time_kind`
    FROM (SELECT inline(from_json(:rows, 'array<struct<`invoice_wid`:string,`line_number`:string,`memo`:string,`currency`:string,`extended_amount`:string,`order`:string,`_mlc_row_hash`:string,`_mlc_source_updated_at`:string,`_mlc_source_time_kind`:string>>', map('mode', 'FAILFAST')))) AS r
  )
  SELECT i.`invoice_wid`,
    i.`line_number`,
    i.`memo`,
    i.`currency`,
    i.`extended_amount`,
    i.`order`,
    i.`_mlc_row_hash`,
    i.`_mlc_source_updated_at`,
    i.`_mlc_source_time_kind`,
    CAST(:sequence AS BIGINT) AS `_mlc_sequence`,
    CAST(:synced_at AS TIMESTAMP) AS `_mlc_synced_at`,
    :batch_id AS `_mlc_batch_id`,
    :run_id AS `_mlc_run_id`,
    false AS `_mlc_deleted`
  FROM incoming AS i
  JOIN documents AS d ON i.`invoice_wid` = d.`wid`
  UNION ALL
  SELECT x.`invoice_wid`,
    x.`line_number`,
    x.`memo`,
    x.`currency`,
    x.`extended_amount`,
    x.`order`,
    x.`_mlc_row_hash`,
    x.`_mlc_source_updated_at`,
    x.`_mlc_source_time_kind`,
    CAST(:sequence AS BIGINT) AS `_mlc_sequence`,
    CAST(:synced_at AS TIMESTAMP) AS `_mlc_synced_at`,
    :batch_id AS `_mlc_batch_id`,
    :run_id AS `_mlc_run_id`,
    true AS `_mlc_deleted`
  FROM `main`.`finance`.`workday_supplier_invoice_lines` AS x
  JOIN documents AS d ON x.`invoice_wid` = d.`wid`
  LEFT JOIN incoming AS i ON i.`invoice_wid` = x.`invoice_wid` AND i.`line_number` = x.`line_number`
  WHERE i.`invoice_wid` IS NULL AND NOT coalesce(x.`_mlc_deleted`, false)
) AS s
ON t.`invoice_wid` = s.`invoice_wid` AND t.`line_number` = s.`line_number`
WHEN MATCHED AND coalesce(t.`_mlc_sequence`, 0) <= s.`_mlc_sequence` AND (coalesce(t.`_mlc_row_hash`, '') <> s.`_mlc_row_hash` OR coalesce(t.`_mlc_deleted`, false) <> s.`_mlc_deleted`) THEN UPDATE SET
  `memo` = s.`memo`,
  `currency` = s.`currency`,
  `extended_amount` = s.`extended_amount`,
  `order` = s.`order`,
  `_mlc_row_hash` = s.`_mlc_row_hash`,
  `_mlc_source_updated_at` = s.`_mlc_source_updated_at`,
  `_mlc_source_time_kind` = s.`_mlc_source_time_kind`,
  `_mlc_sequence` = s.`_mlc_sequence`,
  `_mlc_synced_at` = s.`_mlc_synced_at`,
  `_mlc_batch_id` = s.`_mlc_batch_id`,
  `_mlc_run_id` = s.`_mlc_run_id`,
  `_mlc_deleted` = s.`_mlc_deleted`
WHEN NOT MATCHED AND NOT s.`_mlc_deleted` THEN INSERT (
  `invoice_wid`,
  `line_number`,
  `memo`,
  `currency`,
  `extended_amount`,
  `order`,
  `_mlc_row_hash`,
  `_mlc_source_updated_at`,
  `_mlc_source_time_kind`,
  `_mlc_sequence`,
  `_mlc_synced_at`,
  `_mlc_batch_id`,
  `_mlc_run_id`,
  `_mlc_deleted`
) VALUES (
  s.`invoice_wid`,
  s.`line_number`,
  s.`memo`,
  s.`currency`,
  s.`extended_amount`,
  s.`order`,
  s.`_mlc_row_hash`,
  s.`_mlc_source_updated_at`,
  s.`_mlc_source_time_kind`,
  s.`_mlc_sequence`,
  s.`_mlc_synced_at`,
  s.`_mlc_batch_id`,
  s.`_mlc_run_id`,
  s.`_mlc_deleted`
)
