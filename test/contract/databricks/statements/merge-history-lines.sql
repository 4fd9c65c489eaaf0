MERGE INTO `main`.`finance`.`workday_supplier_invoice_lines_history` AS t
USING (
  SELECT x.`invoice_wid`,
    x.`line_number`,
    x.`memo`,
    x.`currency`,
    x.`extended_amount`,
    x.`order`,
    CAST(:sequence AS BIGINT) AS `_mlc_sequence`,
    x.`_mlc_source_updated_at`,
    x.`_mlc_source_time_kind`,
    x.`_mlc_synced_at`,
    x.`_mlc_batch_id`,
    x.`_mlc_run_id`,
    x.`_mlc_row_hash`,
    x.`_mlc_deleted`
  FROM `main`.`finance`.`workday_supplier_invoice_lines` AS x
  WHERE x.`_mlc_batch_id` = :batch_id
) AS s
ON t.`invoice_wid` = s.`invoice_wid` AND t.`line_number` = s.`line_number` AND t.`_mlc_sequence` = s.`_mlc_sequence` AND t.`_mlc_batch_id` = s.`_mlc_batch_id`
WHEN NOT MATCHED THEN INSERT (
  `invoice_wid`,
  `line_number`,
  `memo`,
  `currency`,
  `extended_amount`,
  `order`,
  `_mlc_sequence`,
  `_mlc_source_updated_at`,
  `_mlc_source_time_kind`,
  `_mlc_synced_at`,
  `_mlc_batch_id`,
  `_mlc_run_id`,
  `_mlc_row_hash`,
  `_mlc_deleted`
) VALUES (
  s.`invoice_wid`,
  s.`line_number`,
  s.`memo`,
  s.`currency`,
  s.`extended_amount`,
  s.`order`,
  s.`_mlc_sequence`,
  s.`_mlc_source_updated_at`,
  s.`_mlc_source_time_kind`,
  s.`_mlc_synced_at`,
  s.`_mlc_batch_id`,
  s.`_mlc_run_id`,
  s.`_mlc_row_hash`,
  s.`_mlc_deleted`
)
