/** What the audit trail is filtered and ordered by; details stay in the table, read only for the rows of a page. */
export const auditLists = `
CREATE INDEX audit_by_event ON audit (event, number, at);
CREATE INDEX audit_by_time ON audit (at, number);
`;
