/** Until when a person put an alert off; null if nobody ever did. */
export const alertSnoozes = `
ALTER TABLE alerts ADD COLUMN snoozed_until TEXT;
`;
