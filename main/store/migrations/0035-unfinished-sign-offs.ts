/** Sign-offs whose versions are being stored: until all of them are, there is no such sign-off. */
export const unfinishedSignOffs = `
CREATE TABLE sign_offs_unfinished (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
`;
