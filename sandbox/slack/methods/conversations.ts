import { addJoin } from '../seed.ts';
import { describeChannel } from '../describe.ts';
import type { Call, Json } from '../call.ts';
import { limitOf, pageOf } from '../paging.ts';
import { explained, SlackError } from '../slack-error.ts';
import type { Channel } from '../workspace.ts';

const KINDS = ['public_channel', 'private_channel', 'mpim', 'im'];

function kindsOf(call: Call): readonly string[] {
  const kinds = (call.args.optional('types') ?? 'public_channel').split(',').map((kind) => kind.trim());
  if (!kinds.every((kind) => KINDS.includes(kind))) throw new SlackError('invalid_types');
  if (kinds.some((kind) => kind === 'im' || kind === 'mpim')) {
    throw explained('invalid_arguments', ['direct messages are not practised [json-pointer:/types]']);
  }
  return kinds;
}

/** `conversations.list`: the page is cut first and filtered afterwards, so a page may be short or empty before the end. */
export function listConversations(call: Call): Json {
  const kinds = kindsOf(call);
  const wantsPublic = kinds.includes('public_channel');
  const wantsPrivate = kinds.includes('private_channel');
  call.need(...(wantsPublic ? (['channels:read'] as const) : []), ...(wantsPrivate ? (['groups:read'] as const) : []));
  const limit = limitOf(call.args, 100, 999);
  const { page, next } = pageOf(call.practice.workspace.channels, call.args, limit);
  const isWanted = (channel: Channel): boolean => {
    if (channel.isArchived && call.args.flag('exclude_archived')) return false;
    return channel.isPrivate ? wantsPrivate && channel.isMember : wantsPublic;
  };
  return { channels: page.filter(isWanted).map(describeChannel), response_metadata: { next_cursor: next } };
}

/** `conversations.info`. */
export function showConversation(call: Call): Json {
  const channel = call.channel();
  call.need(channel.isPrivate ? 'groups:read' : 'channels:read');
  return { channel: describeChannel(channel) };
}

/** `conversations.join`: public channels only; being there already is a warning, not an error. */
export function joinConversation(call: Call): Json {
  call.need('channels:join');
  const channel = call.channel();
  if (channel.isPrivate) throw new SlackError('method_not_supported_for_channel_type');
  if (channel.isArchived) throw new SlackError('is_archived');
  if (channel.isMember) {
    const warning = 'already_in_channel';
    return { channel: describeChannel(channel), warning, response_metadata: { warnings: [warning] } };
  }
  channel.isMember = true;
  addJoin(call.practice.workspace, channel, call.now);
  return { channel: describeChannel(channel) };
}
