/**
 * What lists are read from. `documents_list` carries every column that a list of records is filtered and ordered by, so that a
 * page is found without touching the records themselves; `party` and `document_date` are filled in after a batch is stored.
 * The indexes of batches carry what is shown of them: the columns behind a payload are far to read.
 */
export const lists = `
ALTER TABLE documents ADD COLUMN company TEXT;
ALTER TABLE documents ADD COLUMN currency TEXT;
ALTER TABLE documents ADD COLUMN amount REAL;
ALTER TABLE documents ADD COLUMN party TEXT;
ALTER TABLE documents ADD COLUMN document_date TEXT;
UPDATE documents SET company = sums ->> '$[0].company', currency = sums ->> '$[0].currency', amount = CAST(sums ->> '$[0].sum' AS REAL);
CREATE INDEX documents_list ON documents
  (label COLLATE NOCASE, key, stream, flow_id, state, party, document_date, company, currency, amount);

ALTER TABLE batches ADD COLUMN described INTEGER NOT NULL DEFAULT 0;
CREATE INDEX batches_undescribed ON batches (created_at) WHERE described = 0;
DROP INDEX batches_by_run;
CREATE INDEX batches_by_run ON batches
  (run_id, created_at, id, stream, sequence, documents, rows, bytes, state, attempts, next_attempt_at, error, acknowledged_at);
CREATE INDEX batches_by_stream ON batches (flow_id, stream, created_at, id, run_id, sequence, state, acknowledged_at);
CREATE INDEX batches_landed ON batches (id, acknowledged_at, run_id);

ALTER TABLE rejected ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE rejected ADD COLUMN described INTEGER NOT NULL DEFAULT 0;
UPDATE rejected SET reason = coalesce(reasons ->> '$[0].code', '');
CREATE INDEX rejected_list ON rejected (last_seen_at, id, state, flow_id, stream, reason, run_id, label, key, first_seen_at);
CREATE INDEX rejected_by_key ON rejected (flow_id, stream, key);
CREATE INDEX rejected_undescribed ON rejected (last_seen_at) WHERE described = 0;

CREATE INDEX runs_list ON runs (started_at, id, flow_id, flow_name, state, trigger, ended_at);
CREATE INDEX audit_by_subject ON audit (subject, number);

CREATE TABLE run_requests (
  number INTEGER PRIMARY KEY AUTOINCREMENT, run_id TEXT NOT NULL, data TEXT NOT NULL
) STRICT;
CREATE INDEX run_requests_by_run ON run_requests (run_id, number);
`;
