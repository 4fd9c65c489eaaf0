/**
 * How the rows of a batch were mapped, once for all batches that were mapped the same way: with each of them it was ten times what
 * stays of a batch after the retention time.
 */
export const batchTargets = `
CREATE TABLE batch_targets (id INTEGER PRIMARY KEY, target TEXT NOT NULL UNIQUE) STRICT;

INSERT INTO batch_targets (target) SELECT DISTINCT target FROM batches;
UPDATE batches SET target = (SELECT t.id FROM batch_targets AS t WHERE t.target = batches.target);
ALTER TABLE batches RENAME COLUMN target TO target_id;
`;
