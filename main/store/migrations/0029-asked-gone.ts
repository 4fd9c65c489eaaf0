/** What a window found gone of a stream that is too much to believe without a person's word; null if nothing is asked. */
export const askedGone = `
ALTER TABLE stream_states ADD COLUMN asked_gone TEXT;
`;
