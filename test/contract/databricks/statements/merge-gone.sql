MERGE INTO `main`.`finance`.`workday_supplier_invoices` AS t
USING (
  SELECT i.`wid`,
    i.`_mlc_document_hash`,
    CAST(:sequence AS BIGINT) AS `_mlc_sequence`,
    CAST(:synced_at AS TIMESTAMP) AS `_mlc_synced_at`,
    :batch_id AS `_mlc_batch_id`,
    :run_id AS `_mlc_run_id`,
    true AS `_mlc_deleted`
  FROM (
    SELECT r.`wid` AS `wid`,
      r.`_mlc_document_hash` AS `_mlc_document_hash`
    FROM (SELECT inline(from_json(:rows, 'array<struct<`wid`:string,`_mlc_document_hash`:string>>', map('mode', 'FAILFAST')))) AS r
  ) AS i
) AS s
ON t.`wid` = s.`wid`
WHEN MATCHED AND coalesce(t.`_mlc_sequence`, 0) <= s.`_mlc_sequence` AND NOT coalesce(t.`_mlc_deleted`, false) THEN UPDATE SET
  `_mlc_document_hash` = s.`_mlc_document_hash`,
  `_mlc_sequence` = s.`_mlc_sequence`,
  `_mlc_synced_at` = s.`_mlc_synced_at`,
  `_mlc_batch_id` = s.`_mlc_batch_id`,
  `_mlc_run_id` = s.`_mlc_run_id`,
  `_mlc_deleted` = s.`_mlc_deleted`
WHEN MATCHED AND coalesce(t.`_mlc_sequence`, 0) < s.`_mlc_sequence` THEN UPDATE SET
  `_mlc_sequence` = s.`_mlc_sequence`
