/** First format of the data file. Times are UTC ISO text, amounts are text, JSON is text, large payloads are zstd. */
export const initial = `
CREATE TABLE connections (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, system TEXT NOT NULL, practice INTEGER NOT NULL,
  settings TEXT NOT NULL, last_check TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE secrets (
  connection_id TEXT NOT NULL, field TEXT NOT NULL, sealed BLOB NOT NULL, replaced_at TEXT NOT NULL,
  PRIMARY KEY (connection_id, field)
) STRICT;

CREATE TABLE flows (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, integration TEXT NOT NULL,
  source_connection_id TEXT NOT NULL REFERENCES connections (id),
  destination_connection_id TEXT NOT NULL REFERENCES connections (id),
  streams TEXT NOT NULL, schedule TEXT NOT NULL, paused TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE stream_states (
  flow_id TEXT NOT NULL, stream TEXT NOT NULL,
  cursor TEXT, sequence TEXT NOT NULL DEFAULT '0', next_run_at TEXT,
  planned_hash TEXT, hashes_void INTEGER NOT NULL DEFAULT 0,
  landed_at TEXT, unverified INTEGER NOT NULL DEFAULT 0, position TEXT NOT NULL DEFAULT '{}', paused TEXT,
  PRIMARY KEY (flow_id, stream)
) STRICT;

CREATE TABLE runs (
  id TEXT PRIMARY KEY, flow_id TEXT NOT NULL, flow_name TEXT NOT NULL, trigger TEXT NOT NULL, state TEXT NOT NULL,
  started_at TEXT NOT NULL, ended_at TEXT, error TEXT
) STRICT;
CREATE INDEX runs_by_flow ON runs (flow_id, started_at DESC);

CREATE TABLE run_streams (
  run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE, position INTEGER NOT NULL, stream TEXT NOT NULL,
  data TEXT NOT NULL, tally TEXT NOT NULL, PRIMARY KEY (run_id, stream)
) STRICT;

CREATE TABLE documents (
  flow_id TEXT NOT NULL, stream TEXT NOT NULL, key TEXT NOT NULL, label TEXT NOT NULL,
  state TEXT NOT NULL, staged_hash TEXT, staged_batch_id TEXT, landed_hash TEXT, landed_batch_id TEXT,
  sums TEXT NOT NULL, last_run TEXT NOT NULL, last_disposition TEXT NOT NULL,
  PRIMARY KEY (flow_id, stream, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE batches (
  id TEXT PRIMARY KEY, run_id TEXT NOT NULL, flow_id TEXT NOT NULL, stream TEXT NOT NULL, sequence TEXT NOT NULL,
  state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, next_attempt_at TEXT, progress TEXT, error TEXT,
  documents INTEGER NOT NULL, rows INTEGER NOT NULL, bytes INTEGER NOT NULL,
  target TEXT NOT NULL, payload BLOB NOT NULL, payload_hash TEXT NOT NULL, audit_head TEXT NOT NULL,
  created_at TEXT NOT NULL, acknowledged_at TEXT
) STRICT;
CREATE INDEX batches_open ON batches (flow_id, stream, created_at) WHERE state NOT IN ('acknowledged');
CREATE INDEX batches_by_run ON batches (run_id);

CREATE TABLE batch_outcomes (
  batch_id TEXT NOT NULL, document_key TEXT NOT NULL, outcome TEXT NOT NULL, PRIMARY KEY (batch_id, document_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE rejected (
  id TEXT PRIMARY KEY, flow_id TEXT NOT NULL, run_id TEXT NOT NULL, stream TEXT NOT NULL, key TEXT, label TEXT NOT NULL,
  reasons TEXT NOT NULL, source BLOB, state TEXT NOT NULL, first_seen_at TEXT NOT NULL, last_seen_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX rejected_open ON rejected (flow_id, stream, key) WHERE state = 'open' AND key IS NOT NULL;
CREATE INDEX rejected_by_run ON rejected (run_id);

CREATE TABLE audit (
  number INTEGER PRIMARY KEY, at TEXT NOT NULL, event TEXT NOT NULL, subject TEXT NOT NULL, details TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
`;
