/** What went wrong with a message, as people read it, in the index that lists are searched by. */
export const messageProblems = `
ALTER TABLE messages ADD COLUMN problem TEXT GENERATED ALWAYS AS (coalesce(json_extract(error, '$.text'), '')) VIRTUAL;
DROP INDEX messages_list;
CREATE INDEX messages_list ON messages
  (created_at, number, id, state, flow_id, run_id, rule_id, label, rule_name, channel_name, first_line, problem);
`;
