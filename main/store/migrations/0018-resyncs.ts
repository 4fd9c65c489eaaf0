/** Ranges that are read again, part by part, and the records that the source no longer has. */
export const resyncs = `
CREATE TABLE resyncs (
  id TEXT PRIMARY KEY, flow_id TEXT NOT NULL, stream TEXT NOT NULL, label TEXT NOT NULL,
  from_day TEXT NOT NULL, to_day TEXT NOT NULL, range_by TEXT NOT NULL, find_gone INTEGER NOT NULL,
  state TEXT NOT NULL, created_at TEXT NOT NULL, ended_at TEXT
) STRICT;
CREATE INDEX resyncs_by_flow ON resyncs (flow_id, created_at);
CREATE UNIQUE INDEX resyncs_open ON resyncs (flow_id) WHERE state IN ('running', 'paused', 'asks');

CREATE TABLE resync_parts (
  resync_id TEXT NOT NULL REFERENCES resyncs (id) ON DELETE CASCADE, number INTEGER NOT NULL, data TEXT NOT NULL,
  PRIMARY KEY (resync_id, number)
) STRICT, WITHOUT ROWID;

ALTER TABLE documents ADD COLUMN deleted_at TEXT;
ALTER TABLE book ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;
`;
