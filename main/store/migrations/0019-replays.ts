/**
 * Replays: what was said before each, the run that did it, and what it did. `replay_batches` are the batches of other runs that a replay
 * took up while they waited: its numbers change with theirs. `dismissed` says why and when a person closed an entry.
 */
export const replays = `
CREATE TABLE replays (
  id TEXT PRIMARY KEY, flow_id TEXT NOT NULL, created_at TEXT NOT NULL, plan TEXT NOT NULL, work TEXT NOT NULL,
  run_id TEXT, started_at TEXT, done TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE UNIQUE INDEX replays_by_run ON replays (run_id) WHERE run_id IS NOT NULL;
CREATE INDEX replays_started ON replays (started_at) WHERE started_at IS NOT NULL;

CREATE TABLE replay_batches (
  batch_id TEXT NOT NULL, run_id TEXT NOT NULL, PRIMARY KEY (batch_id, run_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE runs ADD COLUMN replay TEXT;
ALTER TABLE rejected ADD COLUMN dismissed TEXT;
CREATE INDEX batches_due ON batches (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
`;
