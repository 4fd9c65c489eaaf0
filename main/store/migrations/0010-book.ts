/**
 * The book of a flow that posts messages: the latest version of each document, which rules look at. `before` is the version that
 * rules looked at last, kept while `considered` is 0. Packed documents have no column names: those are in the mapping beside them.
 */
export const book = `
CREATE TABLE book_mappings (
  flow_id TEXT NOT NULL, id TEXT NOT NULL, mapping TEXT NOT NULL,
  PRIMARY KEY (flow_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE book (
  flow_id TEXT NOT NULL, stream TEXT NOT NULL, key TEXT NOT NULL,
  hash TEXT NOT NULL, sequence INTEGER NOT NULL, changed_at TEXT, taken_at TEXT NOT NULL,
  run_id TEXT NOT NULL, batch_id TEXT NOT NULL, considered INTEGER NOT NULL,
  mapping_id TEXT NOT NULL, document BLOB NOT NULL,
  before_mapping_id TEXT, before BLOB,
  PRIMARY KEY (flow_id, stream, key)
) STRICT;
CREATE INDEX book_unconsidered ON book (flow_id, stream, key) WHERE considered = 0;

CREATE TABLE book_links (
  flow_id TEXT NOT NULL, stream TEXT NOT NULL, link TEXT NOT NULL, key TEXT NOT NULL,
  PRIMARY KEY (flow_id, stream, link, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX book_links_of ON book_links (flow_id, stream, key);

CREATE TABLE book_streams (
  flow_id TEXT NOT NULL, stream TEXT NOT NULL, read_whole_at TEXT NOT NULL,
  PRIMARY KEY (flow_id, stream)
) STRICT, WITHOUT ROWID;

CREATE TABLE rule_states (
  flow_id TEXT NOT NULL, rule_id TEXT NOT NULL, view TEXT NOT NULL, streams TEXT NOT NULL,
  begun_at TEXT NOT NULL, first_pass_at TEXT, judged_day TEXT,
  PRIMARY KEY (flow_id, rule_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE rule_told (
  flow_id TEXT NOT NULL, rule_id TEXT NOT NULL, subject_key TEXT NOT NULL, turn INTEGER NOT NULL, subject TEXT NOT NULL,
  PRIMARY KEY (flow_id, rule_id, subject_key)
) STRICT, WITHOUT ROWID;

ALTER TABLE flows ADD COLUMN messaging TEXT;
`;
