import type { Json } from './call.ts';
import type { Channel, Identity, Message, Metadata, Workspace } from './workspace.ts';

/** A channel as `conversations.*` show it. */
export function describeChannel(channel: Channel): Json {
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: !channel.isPrivate,
    is_group: channel.isPrivate,
    is_im: false,
    is_mpim: false,
    is_private: channel.isPrivate,
    is_archived: channel.isArchived,
    is_general: false,
    is_member: channel.isMember,
    is_read_only: channel.isReadOnly,
    is_thread_only: channel.isThreadOnly,
    is_non_threadable: channel.isNonThreadable,
    is_shared: channel.isExtShared,
    is_ext_shared: channel.isExtShared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    purpose: { value: channel.purpose, creator: '', last_set: 0 },
    topic: { value: '', creator: '', last_set: 0 },
  };
}

/** Metadata in full, or only its type, which is all that history gives unless asked. */
function describeMetadata(metadata: Metadata | undefined, isFull: boolean): Json {
  if (metadata === undefined) return {};
  return { metadata: isFull ? metadata : { event_type: metadata.event_type } };
}

function describeThread(message: Message, replies: readonly Message[]): Json {
  if (message.threadTs !== undefined) return { thread_ts: message.threadTs };
  const last = replies.at(-1);
  if (last === undefined) return {};
  const users = [...new Set(replies.map((reply) => reply.userId))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: users.length,
    reply_users: users,
    latest_reply: last.ts,
    is_locked: message.isThreadLocked,
  };
}

function describeBot(message: Message, identity: Identity): Json {
  if (message.botId === null) return {};
  return {
    bot_id: message.botId,
    app_id: identity.appId,
    bot_profile: { id: message.botId, app_id: identity.appId, name: identity.botName, team_id: identity.teamId },
  };
}

/** What a message in a thread is, seen from outside: `thread_broadcast` if it was also sent to the channel. */
function subtypeOf(message: Message): string | undefined {
  return message.isBroadcast ? 'thread_broadcast' : message.subtype;
}

/** A message as the Web API gives it. */
export function describeMessage(
  message: Message,
  { channel, workspace, isFull }: { channel: Channel; workspace: Workspace; isFull: boolean },
): Json {
  const { content, edited } = message;
  const subtype = subtypeOf(message);
  return {
    type: 'message',
    ...(subtype === undefined ? {} : { subtype }),
    user: message.userId,
    team: workspace.identity.teamId,
    ts: message.ts,
    text: content.text,
    ...describeBot(message, workspace.identity),
    ...(content.blocks.length === 0 ? {} : { blocks: content.blocks }),
    ...(content.attachments.length === 0 ? {} : { attachments: content.attachments }),
    ...describeMetadata(content.metadata, isFull),
    ...describeThread(message, workspace.replies(channel, message)),
    ...(edited === undefined ? {} : { edited }),
  };
}
