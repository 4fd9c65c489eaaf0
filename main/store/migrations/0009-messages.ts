/**
 * What rules call for, and what becomes of it. `number` is the order in which messages were taken in, which is the order in which
 * they go. `messages_waiting` is what the post office walks; `messages_list` carries every column that a list is filtered and
 * ordered by, because bodies and subjects are large.
 */
export const messages = `
CREATE TABLE messages (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  flow_id TEXT NOT NULL, connection_id TEXT NOT NULL, rule_id TEXT NOT NULL, rule_name TEXT NOT NULL, run_id TEXT,
  view TEXT NOT NULL, subject_key TEXT, label TEXT NOT NULL, kind TEXT NOT NULL, layout TEXT,
  channel_id TEXT NOT NULL, channel_name TEXT NOT NULL,
  first_line TEXT NOT NULL, body TEXT NOT NULL, subject TEXT, amounts TEXT NOT NULL,
  parent_id TEXT, covered_by TEXT, resend_of TEXT,
  state TEXT NOT NULL, reason TEXT, not_before TEXT, attempts INTEGER NOT NULL DEFAULT 0, sending_since TEXT,
  plain INTEGER NOT NULL DEFAULT 0, receipt TEXT, posted_at TEXT, error TEXT, created_at TEXT NOT NULL
) STRICT;
CREATE INDEX messages_by_subject ON messages (flow_id, rule_id, subject_key, kind, number);
CREATE INDEX messages_waiting ON messages (flow_id, channel_id, number, state, not_before)
  WHERE state IN ('held', 'queued', 'sending', 'unknown');
CREATE INDEX messages_by_channel ON messages (state, channel_id, not_before);
CREATE INDEX messages_posted ON messages (flow_id, rule_id, posted_at) WHERE posted_at IS NOT NULL;
CREATE INDEX messages_by_parent ON messages (parent_id, number) WHERE parent_id IS NOT NULL;
CREATE INDEX messages_covered ON messages (covered_by) WHERE covered_by IS NOT NULL;
CREATE INDEX messages_resent ON messages (resend_of) WHERE resend_of IS NOT NULL;
CREATE INDEX messages_list ON messages
  (created_at, number, id, state, flow_id, run_id, rule_id, label, rule_name, channel_name, first_line);

CREATE TABLE message_events (
  number INTEGER PRIMARY KEY AUTOINCREMENT, message_id TEXT NOT NULL, at TEXT NOT NULL, event TEXT NOT NULL, detail TEXT
) STRICT;
CREATE INDEX message_events_of ON message_events (message_id, number);
CREATE TRIGGER message_events_stand BEFORE UPDATE ON message_events BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;

CREATE TABLE channel_stops (
  flow_id TEXT NOT NULL, channel_id TEXT NOT NULL, since TEXT NOT NULL, error TEXT NOT NULL,
  PRIMARY KEY (flow_id, channel_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE digest_times (
  flow_id TEXT NOT NULL, rule_id TEXT NOT NULL, timing TEXT NOT NULL, next_at TEXT NOT NULL,
  PRIMARY KEY (flow_id, rule_id)
) STRICT, WITHOUT ROWID;
`;
