/**
 * What went after the retention time. Contents that went are noted apart from their batches, whose columns behind a payload are
 * far to read. When a rejected record was closed is not known of those closed before: the last entry of the trail is the latest it
 * can have been.
 */
export const retention = `
CREATE TABLE removed_contents (
  batch_id TEXT PRIMARY KEY, removed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE rejected ADD COLUMN closed_at TEXT;
ALTER TABLE rejected ADD COLUMN source_removed_at TEXT;
UPDATE rejected SET closed_at = max(last_seen_at, coalesce((SELECT at FROM audit ORDER BY number DESC LIMIT 1), last_seen_at))
  WHERE state <> 'open';
CREATE INDEX rejected_sources ON rejected (closed_at, id)
  WHERE closed_at IS NOT NULL AND state <> 'open' AND source IS NOT NULL;
`;
