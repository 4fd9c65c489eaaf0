/**
 * What people decided about invoices, by clicking in their messages. Rows are never changed nor removed. The same person's same
 * decision on the same message is one row, however often it is clicked or comes again; the first row of a message is the one that
 * stands. `decisions_list` carries every column that a list is filtered and ordered by.
 */
export const decisions = `
CREATE TABLE decisions (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  message_id TEXT NOT NULL, flow_id TEXT NOT NULL, rule_id TEXT NOT NULL, rule_name TEXT NOT NULL,
  subject_key TEXT NOT NULL, label TEXT NOT NULL, amounts TEXT NOT NULL, link TEXT, permalink TEXT,
  decision TEXT NOT NULL CHECK (decision IN ('approve', 'query')), stands INTEGER NOT NULL CHECK (stands IN (0, 1)),
  user_id TEXT NOT NULL, user_name TEXT NOT NULL, decided_at TEXT NOT NULL, envelope_id TEXT NOT NULL,
  UNIQUE (message_id, user_id, decision)
) STRICT;
CREATE UNIQUE INDEX decisions_standing ON decisions (message_id) WHERE stands = 1;
CREATE INDEX decisions_by_subject ON decisions (flow_id, rule_id, subject_key, number);
CREATE INDEX decisions_list ON decisions
  (decided_at, number, id, flow_id, rule_id, decision, label, user_name, rule_name);
CREATE TRIGGER decisions_stand BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER decisions_stay BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are never removed'); END;
`;
