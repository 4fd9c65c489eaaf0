import type { Call, Json } from '../call.ts';
import { readContent, readMetadata } from '../content.ts';
import { describeMessage } from '../describe.ts';
import { SlackError } from '../slack-error.ts';
import type { Content } from '../workspace.ts';

/** What stays of a message: the blocks only where no text came, the metadata unless others came (`{}` takes them away). */
function merged(call: Call, old: Content): Content {
  const { args, practice } = call;
  const keepsMetadata = !args.has('metadata');
  const saysNothing = !['text', 'blocks', 'attachments', 'markdown_text'].some((name) => args.has(name));
  if (saysNothing && keepsMetadata) throw new SlackError('no_text');
  if (saysNothing) return { ...old, metadata: readMetadata(args, practice.maxMetadata) };
  const next = readContent(args, practice.maxMetadata);
  return {
    text: next.text,
    blocks: next.blocks,
    attachments: args.has('attachments') ? next.attachments : old.attachments,
    metadata: keepsMetadata ? old.metadata : next.metadata,
  };
}

/** `chat.update`: text without blocks takes the blocks away. Only the bot's own messages. */
export function updateMessage(call: Call): Json {
  call.need('chat:write');
  const { workspace, faults } = call.practice;
  const channel = call.channel();
  const ts = call.args.required('ts');
  if (channel.isArchived || faults.strikes('channel-archived', call.method)) throw new SlackError('is_inactive');
  const message = workspace.message(channel, ts);
  if (message === undefined) throw new SlackError('message_not_found');
  const isOwn = message.botId === workspace.identity.botId && message.subtype === undefined;
  if (!isOwn) throw new SlackError('cant_update_message');
  message.content = merged(call, message.content);
  message.updates += 1;
  // The mark is shown only where the text is what people see.
  if (message.content.blocks.length === 0) {
    message.edited = { user: message.userId, ts: workspace.nextTs(call.now) };
  }
  return {
    channel: channel.id,
    ts: message.ts,
    text: message.content.text,
    message: describeMessage(message, { channel, workspace, isFull: true }),
  };
}

/** `chat.getPermalink`: needs no scope. */
export function linkMessage(call: Call): Json {
  const channel = call.channel();
  const message = call.practice.workspace.message(channel, call.args.required('message_ts'));
  if (message === undefined) throw new SlackError('message_not_found');
  const thread = message.threadTs === undefined ? '' : `?thread_ts=${message.threadTs}&cid=${channel.id}`;
  const place = `/archives/${channel.id}/p${message.ts.replace('.', '')}${thread}`;
  return { channel: channel.id, permalink: `${call.practice.address()}${place}` };
}
