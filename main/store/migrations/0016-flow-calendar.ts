/**
 * A flow's calendar, and when each stream was last read whole: what a flow promises is reckoned from that. Flows that post messages
 * have noted it beside their book until now.
 */
export const flowCalendar = `
ALTER TABLE flows ADD COLUMN calendar TEXT;
ALTER TABLE stream_states ADD COLUMN read_at TEXT;
UPDATE stream_states SET read_at = (
  SELECT read_whole_at FROM book_streams
  WHERE book_streams.flow_id = stream_states.flow_id AND book_streams.stream = stream_states.stream
);
`;
