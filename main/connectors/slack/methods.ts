/** The methods that are called, with the most calls a minute that we allow ourselves (reference page §3). */
const most = {
  // Several hundred a minute for the workspace; the channels have their own spacing.
  'chat.postMessage': 240,
  // Tier 3, 50 and more.
  'chat.update': 47,
  'chat.scheduleMessage': 47,
  'chat.deleteScheduledMessage': 47,
  'chat.scheduledMessages.list': 47,
  'conversations.info': 47,
  'conversations.join': 47,
  'conversations.history': 47,
  'conversations.replies': 47,
  'apps.connections.open': 47,
  // Tier 2, 20 and more.
  'conversations.list': 19,
  'users.list': 19,
  // Tier 4 and above.
  'auth.test': 95,
  'oauth.v2.access': 95,
} as const;

export type SlackMethod = keyof typeof most;

/** Calls of the method in a minute, a little below the lowest that Slack promises. */
export function perMinute(method: SlackMethod): number {
  return most[method];
}
