/** When the destination last computed totals over everything that ever landed, so that this happens at least once a day. */
export const verifiedAt = `ALTER TABLE stream_states ADD COLUMN verified_at TEXT;`;
