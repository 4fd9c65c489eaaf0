SELECT `batch_id`, CAST(`sequence` AS STRING) AS `sequence`, CAST(`documents` AS STRING) AS `documents`, `audit_head`, `rows_by_table`, `installation_id`, `installation_line`, CAST(`installation_generation` AS STRING) AS `installation_generation`, CAST(unix_micros(`completed_at`) AS STRING) AS `completed_at`
FROM `main`.`finance`.`_mlc_batches`
WHERE `batch_id` = :batch_id
  OR (`stream` = :stream AND `installation_id` <> :installation_id AND `completed_at` > CAST(:since AS TIMESTAMP))
