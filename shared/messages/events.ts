/**
 * Everything that can happen to a message, as its history names it; the list is closed, and each has words in both languages.
 * `detail` is a name, never a sentence: the reason of `held`, `covered` and `suppressed`, the error code of what went wrong,
 * the decision of `decided`, the id of the other message of `replaced` and `re-sent`, the channel's id of `redirected`.
 */
export const messageEvents = [
  'called-for',
  'held',
  'released',
  'sending',
  'posted',
  'outcome-unknown',
  'absent',
  'undecided',
  'refused',
  'plain-text',
  'failed',
  'covered',
  'suppressed',
  'replaced',
  'redirected',
  're-sent',
  'decided',
] as const;
export type MessageEvent = (typeof messageEvents)[number];
