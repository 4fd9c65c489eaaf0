/** Periods that a person signed off, with the evidence and the landed versions of that moment. Only ever added to or taken back. */
export const signOffs = `
CREATE TABLE sign_offs (
  number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, flow_id TEXT NOT NULL, period TEXT NOT NULL, at TEXT NOT NULL,
  facts TEXT NOT NULL, taken_back TEXT, pack BLOB NOT NULL
) STRICT;
CREATE INDEX sign_offs_list ON sign_offs (flow_id, period, number DESC);

CREATE TABLE sign_off_records (
  sign_off_id TEXT NOT NULL REFERENCES sign_offs (id), stream TEXT NOT NULL, key TEXT NOT NULL, label TEXT NOT NULL, hash TEXT, sums TEXT NOT NULL,
  PRIMARY KEY (sign_off_id, stream, key)
) STRICT, WITHOUT ROWID;
`;
