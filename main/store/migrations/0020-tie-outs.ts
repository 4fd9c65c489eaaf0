/** Comparisons of the source's own reports with what landed. Only ever added to. */
export const tieOuts = `
CREATE TABLE tie_outs (
  number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, flow_id TEXT NOT NULL, kind TEXT NOT NULL, period TEXT NOT NULL,
  at TEXT NOT NULL, by TEXT, state TEXT NOT NULL, differing INTEGER NOT NULL, compared INTEGER NOT NULL,
  parameters TEXT NOT NULL, entered TEXT NOT NULL, result BLOB NOT NULL
) STRICT;
CREATE INDEX tie_outs_list ON tie_outs (flow_id, period, number DESC, kind, state);
`;
