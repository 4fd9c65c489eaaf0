/** What a message waits or failed for, as a code, and its channel, in the index that lists are searched and narrowed by. */
export const messageReasonCodes = `
ALTER TABLE messages ADD COLUMN problem_code TEXT GENERATED ALWAYS AS (coalesce(json_extract(error, '$.code'), '')) VIRTUAL;
DROP INDEX messages_list;
CREATE INDEX messages_list ON messages
  (created_at, number, id, state, flow_id, run_id, rule_id, label, rule_name, channel_name, first_line, problem,
   problem_code, reason, channel_id);
`;
