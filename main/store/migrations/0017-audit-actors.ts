/**
 * Who did it, as JSON; entries from before have none and keep the hash that they had. `who` is what a person filters by. The
 * tombstone stands for the entries that went after the retention time of the trail: at most one row.
 */
export const auditActors = `
ALTER TABLE audit ADD COLUMN actor TEXT;
ALTER TABLE audit ADD COLUMN who TEXT GENERATED ALWAYS AS (
  CASE actor ->> '$.kind' WHEN 'app' THEN 'app' WHEN 'person' THEN 'person:' || (actor ->> '$.account') END
) VIRTUAL;
CREATE INDEX audit_by_who ON audit (who, number);
CREATE TABLE audit_tombstone (
  only_one INTEGER PRIMARY KEY CHECK (only_one = 1), statement TEXT NOT NULL, key_id TEXT NOT NULL, seal TEXT NOT NULL
) STRICT;
`;
