SELECT `batch_id`, CAST(`sequence` AS STRING) AS `sequence`, CAST(`documents` AS STRING) AS `documents`, `audit_head`
FROM `main`.`finance`.`_mlc_batches`
WHERE `batch_id` = :batch_id
