/** Events that a person had fetched again: the time from received to landed says nothing of them. */
export const eventsRungAgain = `
ALTER TABLE webhook_events ADD COLUMN rung_again INTEGER NOT NULL DEFAULT 0;
`;
