/**
 * Runs that read a record again while the version they read waited in the outbox: what becomes of it counts in each of them. Until now the
 * last such run was known from the document alone.
 */
export const waitingReaders = `
CREATE TABLE waiting_readers (
  batch_id TEXT NOT NULL, key TEXT NOT NULL, run_id TEXT NOT NULL,
  PRIMARY KEY (batch_id, key, run_id)
) STRICT, WITHOUT ROWID;

INSERT INTO waiting_readers (batch_id, key, run_id)
  SELECT staged_batch_id, key, substr(last_run, 1, instr(last_run || '#', '#') - 1)
  FROM documents JOIN batches ON batches.id = staged_batch_id AND batches.stream = documents.stream
  WHERE documents.state = 'waiting' AND last_disposition = 'waiting'
    AND substr(last_run, 1, instr(last_run || '#', '#') - 1) <> batches.run_id;
`;
