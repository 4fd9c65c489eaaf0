/**
 * What needs a person. Of one cause at most one alert stands at a time. `promises` is from when on a flow has promised what it promises
 * now: a promise that changes begins anew.
 */
export const alerts = `
CREATE TABLE alerts (
  id TEXT PRIMARY KEY, flow_id TEXT, flow_name TEXT, kind TEXT NOT NULL, cause TEXT NOT NULL, state TEXT NOT NULL,
  since TEXT NOT NULL, raised_at TEXT NOT NULL, until TEXT, acknowledged_at TEXT, note TEXT, details TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX alerts_standing ON alerts (coalesce(flow_id, ''), kind, cause) WHERE state <> 'closed';
CREATE INDEX alerts_raised ON alerts (raised_at, id);

CREATE TABLE promises (flow_id TEXT PRIMARY KEY, reckoned_from TEXT NOT NULL, since TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;
