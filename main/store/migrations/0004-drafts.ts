/** What a person has entered so far on the way to a flow. Never a secret. */
export const drafts = `
CREATE TABLE drafts (
  id TEXT PRIMARY KEY, data TEXT NOT NULL, updated_at TEXT NOT NULL
) STRICT;
`;
