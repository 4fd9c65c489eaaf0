import type { Call, Json } from '../call.ts';
import type { MethodName } from '../method-names.ts';
import type { Tier } from '../rate-limits.ts';
import { openConnection, refreshToken, testAuth } from './access.ts';
import { joinConversation, listConversations, showConversation } from './conversations.ts';
import { readHistory, readReplies } from './history.ts';
import { postMessage } from './post.ts';
import { deleteScheduled, listScheduled, scheduleMessage } from './scheduled.ts';
import { linkMessage, updateMessage } from './update.ts';
import { listUsers } from './users.ts';

export interface Method {
  /** Null where Slack has a rule of its own (posts) or hundreds a minute. */
  readonly tier: Tier | null;
  readonly token: 'bot' | 'app' | 'any' | 'none';
  /** Lists by pages; without `limit` a call costs more. */
  readonly isPaged: boolean;
  /** Changes something: faults that strike afterwards strike only here. */
  readonly isWrite: boolean;
  run(call: Call): Json;
}

function reads(tier: Tier | null, run: Method['run'], isPaged = false): Method {
  return { tier, token: 'bot', isPaged, isWrite: false, run };
}

function writes(tier: Tier | null, run: Method['run']): Method {
  return { tier, token: 'bot', isPaged: false, isWrite: true, run };
}

/** What is practised of the Web API. */
export const METHODS: Readonly<Record<MethodName, Method>> = {
  'auth.test': { ...reads(null, testAuth), token: 'any' },
  'oauth.v2.access': { ...writes(4, refreshToken), token: 'none' },
  'apps.connections.open': { ...reads(3, openConnection), token: 'app' },
  'conversations.list': reads(2, listConversations, true),
  'conversations.info': reads(3, showConversation),
  'conversations.join': writes(3, joinConversation),
  'conversations.history': reads(3, readHistory, true),
  'conversations.replies': reads(3, readReplies, true),
  'users.list': reads(2, listUsers, true),
  'chat.postMessage': writes(null, postMessage),
  'chat.update': writes(3, updateMessage),
  'chat.getPermalink': reads(null, linkMessage),
  'chat.scheduleMessage': writes(3, scheduleMessage),
  'chat.deleteScheduledMessage': writes(3, deleteScheduled),
  'chat.scheduledMessages.list': reads(3, listScheduled, true),
};
