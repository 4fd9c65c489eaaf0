import type { Call, Json } from '../call.ts';
import { readContent, readTreatment } from '../content.ts';
import { describeMessage } from '../describe.ts';
import { SlackError } from '../slack-error.ts';
import type { Channel, Message } from '../workspace.ts';

/** The channel that is written to, by id or (for public ones) `#name`. Throws `channel_not_found`, `not_in_channel`, `is_archived`. */
export function writableChannel(call: Call): Channel {
  const { workspace, faults } = call.practice;
  const wanted = call.args.required('channel');
  const byName = workspace.channels.find((one) => !one.isPrivate && `#${one.name}` === wanted);
  const channel = byName ?? call.channel();
  if (channel.isArchived || faults.strikes('channel-archived', call.method)) throw new SlackError('is_archived');
  if (!channel.isMember && !call.has('chat:write.public')) throw new SlackError('not_in_channel');
  return channel;
}

/** The parent that a reply asks for. A reply is no parent, nor is what Slack itself wrote. */
export function parentOf(call: Call, channel: Channel): Message | undefined {
  const threadTs = call.args.optional('thread_ts');
  if (threadTs === undefined || threadTs === '') return undefined;
  const parent = call.practice.workspace.message(channel, threadTs);
  if (parent === undefined) throw new SlackError('thread_not_found');
  if (parent.threadTs !== undefined || parent.subtype !== undefined) throw new SlackError('cannot_reply_to_message');
  return parent;
}

/** Throws the `restricted_action…` that the channel's settings call for. */
export function checkRestrictions(channel: Channel, parent: Message | undefined): void {
  if (channel.isReadOnly) throw new SlackError('restricted_action_read_only_channel');
  if (parent === undefined) {
    if (channel.isThreadOnly) throw new SlackError('restricted_action_thread_only_channel');
    return;
  }
  if (channel.isNonThreadable) throw new SlackError('restricted_action_non_threadable_channel');
  if (parent.isThreadLocked) throw new SlackError('restricted_action_thread_locked');
}

/** Scopes of whatever posts: another name or picture needs one of its own. */
export function needToPost(call: Call): void {
  call.need('chat:write');
  const isDisguised = ['username', 'icon_emoji', 'icon_url'].some((name) => call.args.has(name));
  if (isDisguised) call.need('chat:write.customize');
}

/** `chat.postMessage`. Everything is checked before the message counts against the channel's rate. */
export function postMessage(call: Call): Json {
  const { workspace, limits, maxMetadata } = call.practice;
  needToPost(call);
  const channel = writableChannel(call);
  const content = readContent(call.args, maxMetadata);
  const treatment = readTreatment(call.args);
  const parent = parentOf(call, channel);
  checkRestrictions(channel, parent);
  limits.post(call.method, channel.id, call.now);
  const { botUserId, botId } = workspace.identity;
  const isBroadcast = parent !== undefined && call.args.flag('reply_broadcast');
  const draft = { userId: botUserId, botId, content, treatment, isBroadcast, threadTs: parent?.ts };
  const message = workspace.add(channel, draft, call.now);
  return {
    channel: channel.id,
    ts: message.ts,
    message: describeMessage(message, { channel, workspace, isFull: true }),
  };
}
