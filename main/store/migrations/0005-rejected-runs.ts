/** Which runs rejected a record: an entry itself knows only the one that saw it last. */
export const rejectedRuns = `
CREATE TABLE rejected_runs (
  run_id TEXT NOT NULL, rejected_id TEXT NOT NULL REFERENCES rejected (id) ON DELETE CASCADE,
  PRIMARY KEY (run_id, rejected_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX rejected_runs_by_entry ON rejected_runs (rejected_id);
INSERT INTO rejected_runs (run_id, rejected_id) SELECT run_id, id FROM rejected;
`;
