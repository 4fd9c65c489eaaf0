/** The methods that are practised; any other is answered with `unknown_method`. */
export const METHOD_NAMES = [
  'auth.test',
  'oauth.v2.access',
  'apps.connections.open',
  'conversations.list',
  'conversations.info',
  'conversations.join',
  'conversations.history',
  'conversations.replies',
  'users.list',
  'chat.postMessage',
  'chat.update',
  'chat.getPermalink',
  'chat.scheduleMessage',
  'chat.deleteScheduledMessage',
  'chat.scheduledMessages.list',
] as const;

export type MethodName = (typeof METHOD_NAMES)[number];
