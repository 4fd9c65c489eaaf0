/**
 * Whether flows keep what they promise of reading their source: `health` is one row a flow that is or was watched, `health_alarms` are
 * the messages left with the destination for the day on which this computer cannot speak. Alarms outlive their flow until they are
 * taken back, so they name connection and channel themselves.
 */
export const health = `
CREATE TABLE health (
  flow_id TEXT PRIMARY KEY, promise TEXT NOT NULL, promised_since TEXT NOT NULL, incident TEXT, fault TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE health_alarms (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  flow_id TEXT NOT NULL, connection_id TEXT NOT NULL, channel_id TEXT NOT NULL, scheduled_id TEXT,
  state TEXT NOT NULL, post_at TEXT NOT NULL, text TEXT NOT NULL, last_success TEXT NOT NULL, ended_at TEXT
) STRICT;
CREATE INDEX health_alarms_of ON health_alarms (flow_id, number);
`;
