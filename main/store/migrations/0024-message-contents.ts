/**
 * Contents of messages that went after the retention time, and what is left of what they told: a mark of the told facts, which decides
 * what is news. What a rule told of a subject is as old as its latest message about it.
 */
export const messageContents = `
ALTER TABLE messages ADD COLUMN told_mark TEXT;
ALTER TABLE messages ADD COLUMN contents_removed_at TEXT;
CREATE INDEX messages_contents ON messages (created_at, number)
  WHERE contents_removed_at IS NULL AND state IN ('posted', 'covered', 'suppressed', 'dismissed');

ALTER TABLE rule_told ADD COLUMN mark TEXT;
ALTER TABLE rule_told ADD COLUMN told_at TEXT NOT NULL DEFAULT '';
UPDATE rule_told SET told_at = coalesce((
  SELECT max(created_at) FROM messages
  WHERE messages.flow_id = rule_told.flow_id AND messages.rule_id = rule_told.rule_id
    AND messages.subject_key = rule_told.subject_key
), '');
`;
