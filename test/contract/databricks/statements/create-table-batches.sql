CREATE TABLE IF NOT EXISTS `main`.`finance`.`_mlc_batches` (
  `batch_id` STRING NOT NULL COMMENT 'Batch, as in _mlc_batch_id',
  `run_id` STRING NOT NULL COMMENT 'Run that staged the batch',
  `flow_id` STRING NOT NULL COMMENT 'Flow of the run',
  `stream` STRING NOT NULL COMMENT 'Stream of the batch',
  `sequence` BIGINT NOT NULL COMMENT 'Order of the batch, as in _mlc_sequence',
  `documents` BIGINT NOT NULL COMMENT 'Documents in the batch',
  `delivered` BIGINT NOT NULL COMMENT 'Documents that this batch changed',
  `unchanged` BIGINT NOT NULL COMMENT 'Documents whose content, or newer content, was there already',
  `rejected` BIGINT NOT NULL COMMENT 'Documents that the warehouse refused',
  `rows_by_table` STRING NOT NULL COMMENT 'JSON: rows of the batch by table',
  `control_totals` STRING NOT NULL COMMENT 'JSON: sums of the batch by company, amount and currency',
  `audit_head` STRING NOT NULL COMMENT 'Head of the audit chain when the batch was staged',
  `created_at` TIMESTAMP NOT NULL COMMENT 'When the batch was staged',
  `completed_at` TIMESTAMP NOT NULL COMMENT 'When its last row was in place',
  `installation_id` STRING COMMENT 'Installation that completed the batch',
  `installation_line` STRING COMMENT 'The same for installations restored from one another',
  `installation_generation` BIGINT COMMENT 'One more with each restore',
  CONSTRAINT `pk__mlc_batches` PRIMARY KEY (`batch_id`)
)
USING DELTA
CLUSTER BY (`batch_id`)
COMMENT 'Batches delivered by ml-connector'
TBLPROPERTIES ('delta.enableTypeWidening' = 'true')
