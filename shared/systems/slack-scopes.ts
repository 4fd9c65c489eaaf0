/** One permission of the app in Slack: what it is for, and what the connection cannot do without it. */
export interface SlackScope {
  readonly scope: string;
  readonly reason: string;
  /** What is lost without it, as a sentence. */
  readonly cost: string;
  /** Without it nothing can be posted, or no channel chosen. */
  readonly required: boolean;
}

/** The bot scopes that the app asks for (reference page slack.md §4); never `chat:write.customize`, with which it could pose as others. */
export const slackScopes: readonly SlackScope[] = [
  {
    scope: 'chat:write',
    reason: 'to post and to update its own messages',
    cost: 'Without it nothing can be posted.',
    required: true,
  },
  {
    scope: 'channels:read',
    reason: 'to list public channels',
    cost: 'Without it no public channel can be chosen or looked at.',
    required: true,
  },
  {
    scope: 'groups:read',
    reason: 'to list the private channels that the app was invited to',
    cost: 'Without it no private channel can be chosen.',
    required: true,
  },
  {
    scope: 'channels:history',
    reason: 'to look whether a message was posted when its answer was lost (public channels)',
    cost: 'Without it a person must look in the public channel and decide whenever an answer is lost.',
    required: false,
  },
  {
    scope: 'groups:history',
    reason: 'to look whether a message was posted when its answer was lost (private channels)',
    cost: 'Without it a person must look in the private channel and decide whenever an answer is lost.',
    required: false,
  },
  {
    scope: 'channels:join',
    reason: 'to join a public channel that was chosen',
    cost: 'Without it somebody must invite the app into each public channel.',
    required: false,
  },
  {
    scope: 'chat:write.public',
    reason: 'to post in public channels that the app is not in',
    cost: 'Without it the app must be in a channel before it can post there.',
    required: false,
  },
  {
    scope: 'users:read',
    reason: 'to find the people who may approve by their name',
    cost: 'Without it approvers are typed by their member ID.',
    required: false,
  },
];
