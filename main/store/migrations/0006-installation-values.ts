/** What belongs to the installation as a whole, such as its network settings: every window and the command line see the same. */
export const installationValues = `
CREATE TABLE installation_values (
  name TEXT PRIMARY KEY, data TEXT NOT NULL, updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
