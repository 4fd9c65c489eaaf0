/** The day on which a secret expires, where a person said so. */
export const secretExpiries = `
ALTER TABLE secrets ADD COLUMN expires_on TEXT;
`;
