/**
 * Reference data of a flow by the names that documents use for it, and the documents that wait for it: with their reasons, their source
 * record, and what they wait for as it was when they were judged last (`seen`: its facts, null if it was not there).
 */
export const held = `
CREATE TABLE dimension_entries (
  flow_id TEXT NOT NULL, stream TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, facts TEXT NOT NULL,
  PRIMARY KEY (flow_id, stream, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX dimension_entries_by_name ON dimension_entries (flow_id, stream, name, key);

CREATE TABLE dimension_streams (
  flow_id TEXT NOT NULL, stream TEXT NOT NULL, read_whole_at TEXT NOT NULL, PRIMARY KEY (flow_id, stream)
) STRICT, WITHOUT ROWID;

CREATE TABLE held (
  id TEXT PRIMARY KEY, flow_id TEXT NOT NULL, run_id TEXT NOT NULL, stream TEXT NOT NULL, key TEXT NOT NULL, label TEXT NOT NULL,
  reasons TEXT NOT NULL, reason TEXT NOT NULL, source BLOB, state TEXT NOT NULL,
  first_seen_at TEXT NOT NULL, last_seen_at TEXT NOT NULL, closed_at TEXT, released TEXT, dismissed TEXT
) STRICT;
CREATE UNIQUE INDEX held_open ON held (flow_id, stream, key) WHERE state = 'open';
CREATE INDEX held_by_key ON held (flow_id, stream, key);
CREATE INDEX held_list ON held (last_seen_at, id, state, flow_id, stream, reason, label, key, first_seen_at);

CREATE TABLE held_waits (
  held_id TEXT NOT NULL REFERENCES held (id) ON DELETE CASCADE, stream TEXT NOT NULL, name TEXT NOT NULL, seen TEXT,
  PRIMARY KEY (held_id, stream, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE held_runs (
  run_id TEXT NOT NULL, held_id TEXT NOT NULL REFERENCES held (id) ON DELETE CASCADE, PRIMARY KEY (run_id, held_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX held_runs_by_entry ON held_runs (held_id);
`;
