MERGE INTO `main`.`finance`.`_mlc_batches` AS t
USING (
  SELECT :batch_id AS `batch_id`,
    :run_id AS `run_id`,
    :flow_id AS `flow_id`,
    :stream AS `stream`,
    CAST(:sequence AS BIGINT) AS `sequence`,
    CAST(:documents AS BIGINT) AS `documents`,
    CAST(:delivered AS BIGINT) AS `delivered`,
    CAST(:unchanged AS BIGINT) AS `unchanged`,
    CAST(:rejected AS BIGINT) AS `rejected`,
    :rows_by_table AS `rows_by_table`,
    :control_totals AS `control_totals`,
    :audit_head AS `audit_head`,
    CAST(:created_at AS TIMESTAMP) AS `created_at`,
    CAST(:completed_at AS TIMESTAMP) AS `completed_at`
) AS s
ON t.`batch_id` = s.`batch_id`
WHEN MATCHED AND s.`rejected` < t.`rejected` THEN UPDATE SET
  `run_id` = s.`run_id`,
  `flow_id` = s.`flow_id`,
  `stream` = s.`stream`,
  `sequence` = s.`sequence`,
  `documents` = s.`documents`,
  `delivered` = s.`delivered`,
  `unchanged` = s.`unchanged`,
  `rejected` = s.`rejected`,
  `rows_by_table` = s.`rows_by_table`,
  `control_totals` = s.`control_totals`,
  `audit_head` = s.`audit_head`,
  `created_at` = s.`created_at`,
  `completed_at` = s.`completed_at`
WHEN NOT MATCHED THEN INSERT (
  `batch_id`,
  `run_id`,
  `flow_id`,
  `stream`,
  `sequence`,
  `documents`,
  `delivered`,
  `unchanged`,
  `rejected`,
  `rows_by_table`,
  `control_totals`,
  `audit_head`,
  `created_at`,
  `completed_at`
) VALUES (
  s.`batch_id`,
  s.`run_id`,
  s.`flow_id`,
  s.`stream`,
  s.`sequence`,
  s.`documents`,
  s.`delivered`,
  s.`unchanged`,
  s.`rejected`,
  s.`rows_by_table`,
  s.`control_totals`,
  s.`audit_head`,
  s.`created_at`,
  s.`completed_at`
)
