/**
 * What subjects looked like when rules looked at them, while the changes that they were looked at for are not all marked as considered:
 * a pass over many changes takes more than one transaction.
 *
 * The conditions that a rule's first pass was made by, and whether it made one before: a rule whose conditions are changed makes it
 * anew, and goes on with what it told.
 */
export const ruleLooks = `
CREATE TABLE rule_looked (
  flow_id TEXT NOT NULL, view TEXT NOT NULL, subject_key TEXT NOT NULL, facts TEXT NOT NULL,
  PRIMARY KEY (flow_id, view, subject_key)
) STRICT, WITHOUT ROWID;

ALTER TABLE rule_states ADD COLUMN conditions TEXT;
ALTER TABLE rule_states ADD COLUMN is_anew INTEGER NOT NULL DEFAULT 0;
UPDATE rule_states SET conditions = (
  SELECT json_extract(rule.value, '$.conditions')
  FROM flows, json_each(flows.messaging, '$.rules') AS rule
  WHERE flows.id = rule_states.flow_id AND json_extract(rule.value, '$.id') = rule_states.rule_id
);
`;
