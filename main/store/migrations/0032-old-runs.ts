/**
 * What is left of runs that went after the retention time: one row for each flow and month, with how many there were and what they moved.
 * Closed rejections are found by when they were closed, so that they can go as well.
 */
export const oldRuns = `
CREATE TABLE old_runs (
  flow_id TEXT NOT NULL, month TEXT NOT NULL, data TEXT NOT NULL,
  PRIMARY KEY (flow_id, month)
) STRICT, WITHOUT ROWID;
CREATE INDEX rejected_closed ON rejected (closed_at, id) WHERE closed_at IS NOT NULL AND state <> 'open';
`;
