CREATE TABLE IF NOT EXISTS `main`.`finance`.`workday_supplier_invoices` (
  `wid` STRING NOT NULL,
  `company` STRING COMMENT 'Company\'s reference id',
  `supplier` STRING,
  `invoice_number` STRING,
  `currency` STRING,
  `invoice_date` DATE,
  `invoice_total` DECIMAL(38,6),
  `exchange_rate` DECIMAL(38,12),
  `approved_at` TIMESTAMP,
  `on_hold` BOOLEAN,
  `line_count` BIGINT,
  `raw_extra` STRING,
  `_mlc_sequence` BIGINT NOT NULL COMMENT 'Order of versions: a row is replaced only by one that is not older',
  `_mlc_source_updated_at` TIMESTAMP COMMENT 'Time the source gives for the record; information only',
  `_mlc_source_time_kind` STRING COMMENT 'What that time means: updated, document or as_of',
  `_mlc_synced_at` TIMESTAMP NOT NULL COMMENT 'When the batch was staged',
  `_mlc_batch_id` STRING NOT NULL COMMENT 'Batch that last changed the row',
  `_mlc_run_id` STRING NOT NULL COMMENT 'Run that staged the batch',
  `_mlc_row_hash` STRING NOT NULL COMMENT 'SHA-256 of the mapped values',
  `_mlc_deleted` BOOLEAN NOT NULL COMMENT 'True once the source no longer has the row',
  `_mlc_document_hash` STRING NOT NULL COMMENT 'SHA-256 of the header and all lines',
  CONSTRAINT `pk_workday_supplier_invoices` PRIMARY KEY (`wid`)
)
USING DELTA
CLUSTER BY (`wid`)
COMMENT 'Supplier invoices, delivered by ml-connector'
TBLPROPERTIES ('delta.enableChangeDataFeed' = 'true', 'delta.enableTypeWidening' = 'true')
