MERGE INTO `main`.`finance`.`workday_gl_accounts` AS t
USING (
  SELECT i.`wid`,
    i.`code`,
    i.`name`,
    i.`_mlc_row_hash`,
    i.`_mlc_source_updated_at`,
    i.`_mlc_source_time_kind`,
    i.`_mlc_document_hash`,
    CAST(:sequence AS BIGINT) AS `_mlc_sequence`,
    CAST(:synced_at AS TIMESTAMP) AS `_mlc_synced_at`,
    :batch_id AS `_mlc_batch_id`,
    :run_id AS `_mlc_run_id`,
    false AS `_mlc_deleted`
  FROM (
    SELECT r.`wid` AS `wid`,
      r.`code` AS `code`,
      r.`name` AS `name`,
      r.`_mlc_row_hash` AS `_mlc_row_hash`,
      CAST(r.`_mlc_source_updated_at` AS TIMESTAMP) AS `_mlc_source_updated_at`,
      r.`_mlc_source_time_kind` AS `_mlc_source_time_kind`,
      r.`_mlc_document_hash` AS `_mlc_document_hash`
    FROM (SELECT inline(from_json(:rows, 'array<struct<`wid`:string,`code`:string,`name`:string,`_mlc_row_hash`:string,`_mlc_source_updated_at`:string,`_mlc_source_time_kind`:string,`_mlc_document_hash`:string>>', map('mode', 'FAILFAST')))) AS r
  ) AS i
) AS s
ON t.`wid` = s.`wid`
WHEN MATCHED AND coalesce(t.`_mlc_sequence`, 0) <= s.`_mlc_sequence` AND (coalesce(t.`_mlc_document_hash`, '') <> s.`_mlc_document_hash` OR coalesce(t.`_mlc_row_hash`, '') <> s.`_mlc_row_hash` OR coalesce(t.`_mlc_deleted`, false)) THEN UPDATE SET
  `code` = s.`code`,
  `name` = s.`name`,
  `_mlc_row_hash` = s.`_mlc_row_hash`,
  `_mlc_source_updated_at` = s.`_mlc_source_updated_at`,
  `_mlc_source_time_kind` = s.`_mlc_source_time_kind`,
  `_mlc_document_hash` = s.`_mlc_document_hash`,
  `_mlc_sequence` = s.`_mlc_sequence`,
  `_mlc_synced_at` = s.`_mlc_synced_at`,
  `_mlc_batch_id` = s.`_mlc_batch_id`,
  `_mlc_run_id` = s.`_mlc_run_id`,
  `_mlc_deleted` = s.`_mlc_deleted`
WHEN MATCHED AND coalesce(t.`_mlc_sequence`, 0) < s.`_mlc_sequence` THEN UPDATE SET
  `_mlc_sequence` = s.`_mlc_sequence`
WHEN NOT MATCHED THEN INSERT (
  `wid`,
  `code`,
  `name`,
  `_mlc_row_hash`,
  `_mlc_source_updated_at`,
  `_mlc_source_time_kind`,
  `_mlc_document_hash`,
  `_mlc_sequence`,
  `_mlc_synced_at`,
  `_mlc_batch_id`,
  `_mlc_run_id`,
  `_mlc_deleted`
) VALUES (
  s.`wid`,
  s.`code`,
  s.`name`,
  s.`_mlc_row_hash`,
  s.`_mlc_source_updated_at`,
  s.`_mlc_source_time_kind`,
  s.`_mlc_document_hash`,
  s.`_mlc_sequence`,
  s.`_mlc_synced_at`,
  s.`_mlc_batch_id`,
  s.`_mlc_run_id`,
  s.`_mlc_deleted`
)
