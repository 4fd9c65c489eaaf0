/**
 * What systems that ring said, one row for each flow that an event concerns (an empty flow: none). The same event said twice is the same
 * row, by what it says and by its signature. Rejections are counted, never kept.
 */
export const webhooks = `
CREATE TABLE webhook_events (
  number INTEGER PRIMARY KEY, connection_id TEXT NOT NULL, flow_id TEXT NOT NULL, provider TEXT NOT NULL, topic TEXT NOT NULL,
  division TEXT NOT NULL, key TEXT NOT NULL, action TEXT NOT NULL, event_created_on TEXT NOT NULL, client_id TEXT NOT NULL,
  stream TEXT, record_key TEXT, received_at TEXT NOT NULL, state TEXT NOT NULL, reason TEXT, run_id TEXT, settled_at TEXT,
  repeats INTEGER NOT NULL DEFAULT 0, fingerprint TEXT NOT NULL, content_type TEXT, body TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX webhook_events_said ON webhook_events (connection_id, topic, division, key, action, event_created_on, flow_id);
CREATE UNIQUE INDEX webhook_events_signed ON webhook_events (fingerprint, flow_id);
CREATE INDEX webhook_events_pending ON webhook_events (flow_id, stream, number) WHERE state IN ('received', 'left');
CREATE INDEX webhook_events_received ON webhook_events (received_at, number);
CREATE INDEX webhook_events_landed ON webhook_events (number) WHERE state = 'landed';
CREATE INDEX webhook_events_record ON webhook_events (flow_id, stream, record_key, received_at) WHERE record_key IS NOT NULL;

CREATE TABLE webhook_rejections (
  connection_id TEXT NOT NULL, rejection TEXT NOT NULL, count INTEGER NOT NULL, last_at TEXT NOT NULL,
  PRIMARY KEY (connection_id, rejection)
) STRICT, WITHOUT ROWID;

CREATE TABLE webhook_missed (at TEXT NOT NULL, run_id TEXT NOT NULL, stream TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (run_id, stream)) STRICT, WITHOUT ROWID;
`;
