SELECT CAST(k.`wid` AS STRING) AS `wid`, h.`_mlc_batch_id`, CAST(h.`_mlc_sequence` AS STRING) AS `_mlc_sequence`, h.`_mlc_document_hash`
FROM (SELECT r.`wid` AS `wid` FROM (SELECT inline(from_json(:documents, 'array<struct<`wid`:string>>', map('mode', 'FAILFAST')))) AS r) AS k
LEFT JOIN `main`.`finance`.`workday_supplier_invoices` AS h ON h.`wid` = k.`wid`
WHERE coalesce(h.`_mlc_batch_id`, '') <> :batch_id
