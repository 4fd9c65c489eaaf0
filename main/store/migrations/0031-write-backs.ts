/** What is written back of a flow, and each change that was made at the destination and proposed to the source. */
export const writeBacks = `
CREATE TABLE write_backs (flow_id TEXT NOT NULL PRIMARY KEY, streams TEXT NOT NULL, looked_at TEXT) STRICT;
CREATE TABLE write_back_proposals (
  number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, flow_id TEXT NOT NULL, stream TEXT NOT NULL, key TEXT NOT NULL,
  label TEXT NOT NULL, changes TEXT NOT NULL, fingerprint TEXT NOT NULL, row_hash TEXT NOT NULL, state TEXT NOT NULL,
  error TEXT, found_at TEXT NOT NULL, decided_at TEXT, decided_by TEXT, reason TEXT, run_id TEXT
) STRICT;
CREATE INDEX write_back_proposals_list ON write_back_proposals (flow_id, state, number DESC);
`;
