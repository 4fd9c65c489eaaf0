CREATE TABLE IF NOT EXISTS `main`.`finance`.`workday_supplier_invoice_lines_history` (
  `invoice_wid` STRING NOT NULL,
  `line_number` BIGINT NOT NULL,
  `memo` STRING,
  `currency` STRING,
  `extended_amount` DECIMAL(38,6),
  `order` STRING,
  `_mlc_sequence` BIGINT NOT NULL COMMENT 'Order of versions: a row is replaced only by one that is not older',
  `_mlc_source_updated_at` TIMESTAMP COMMENT 'Time the source gives for the record; information only',
  `_mlc_source_time_kind` STRING COMMENT 'What that time means: updated, document or as_of',
  `_mlc_synced_at` TIMESTAMP NOT NULL COMMENT 'When the batch was staged',
  `_mlc_batch_id` STRING NOT NULL COMMENT 'Batch that last changed the row',
  `_mlc_run_id` STRING NOT NULL COMMENT 'Run that staged the batch',
  `_mlc_row_hash` STRING NOT NULL COMMENT 'SHA-256 of the mapped values',
  `_mlc_deleted` BOOLEAN NOT NULL COMMENT 'True once the source no longer has the row',
  CONSTRAINT `pk_workday_supplier_invoice_lines_history` PRIMARY KEY (`invoice_wid`, `line_number`, `_mlc_sequence`, `_mlc_batch_id`)
)
USING DELTA
CLUSTER BY (`invoice_wid`, `line_number`, `_mlc_sequence`, `_mlc_batch_id`)
COMMENT 'Every version of workday_supplier_invoice_lines, by batch; rows are only ever added'
TBLPROPERTIES ('delta.enableTypeWidening' = 'true')
