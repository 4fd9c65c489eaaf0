/**
 * What messages are counted and added up from: every column of it is in the index, because bodies and subjects, which are large,
 * stand before them in a row.
 */
export const messageSums = `
CREATE INDEX messages_sums ON messages (flow_id, rule_id, state, kind, run_id, resend_of, id, number, rule_name, amounts);
`;
