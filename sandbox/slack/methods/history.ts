import type { Call, Json } from '../call.ts';
import { describeMessage } from '../describe.ts';
import { cursorTo, limitOf, placeOf } from '../paging.ts';
import { SlackError } from '../slack-error.ts';
import { microsOf } from '../timestamps.ts';
import type { Channel, Message } from '../workspace.ts';

const LIMITED_ITEMS = 15;
const LATE_MS = 3_000;

/** The channel to be read: only one that the bot is in. */
function readableChannel(call: Call): Channel {
  const channel = call.channel();
  call.need(channel.isPrivate ? 'groups:history' : 'channels:history');
  if (!channel.isMember) throw new SlackError('not_in_channel');
  if (call.practice.faults.strikes('history-once-a-minute', call.method)) {
    call.practice.limits.onceAMinute(call.method, call.now);
  }
  return channel;
}

function pageSize(call: Call, usual: number, max: number): number {
  const limit = limitOf(call.args, usual, max);
  return call.practice.faults.strikes('history-15-items', call.method) ? Math.min(limit, LIMITED_ITEMS) : limit;
}

function bound(call: Call, name: 'oldest' | 'latest', otherwise: number): number {
  const text = call.args.optional(name);
  if (text === undefined || text === '') return otherwise;
  const micros = microsOf(text);
  if (micros === null) throw new SlackError(`invalid_ts_${name}`);
  return micros;
}

/** Whether a message is to be seen and lies between `oldest` and `latest`; the ends count only with `inclusive`. */
function windowOf(call: Call): (message: Message) => boolean {
  const isLate = call.practice.faults.strikes('history-late', call.method);
  const seenUntil = isLate ? (call.now - LATE_MS) * 1000 : Number.MAX_SAFE_INTEGER;
  const oldest = bound(call, 'oldest', 0);
  const latest = bound(call, 'latest', Number.MAX_SAFE_INTEGER);
  const isInclusive = call.args.flag('inclusive');
  return ({ ts }) => {
    const micros = microsOf(ts) ?? 0;
    if (micros > seenUntil) return false;
    return isInclusive ? micros >= oldest && micros <= latest : micros > oldest && micros < latest;
  };
}

interface Cut {
  readonly page: readonly Message[];
  readonly next: string | undefined;
}

/** A page that starts at the message the cursor names, so that new messages shift nothing. */
function cut(messages: readonly Message[], start: string | undefined, limit: number): Cut {
  const from = start === undefined ? 0 : messages.findIndex((message) => message.ts === start);
  if (from < 0) throw new SlackError('invalid_cursor');
  return { page: messages.slice(from, from + limit), next: messages[from + limit]?.ts };
}

function answer(call: Call, channel: Channel, { page, next }: Cut): Json {
  const { workspace } = call.practice;
  const isFull = call.args.flag('include_all_metadata');
  const messages = page.map((message) => describeMessage(message, { channel, workspace, isFull }));
  if (next === undefined) return { messages, has_more: false };
  return { messages, has_more: true, response_metadata: { next_cursor: cursorTo(next) } };
}

/** `conversations.history`: what stands in the channel itself, newest first. Replies are not among it, unless also sent to the channel. */
export function readHistory(call: Call): Json {
  const channel = readableChannel(call);
  const limit = pageSize(call, 100, 999);
  const isWithin = windowOf(call);
  const shown = channel.messages
    .filter((message) => (message.threadTs === undefined || message.isBroadcast) && isWithin(message))
    .reverse();
  return { ...answer(call, channel, cut(shown, placeOf(call.args), limit)), pin_count: 0 };
}

/** `conversations.replies`: the parent, then its replies, oldest first. `ts` may be a reply's. */
export function readReplies(call: Call): Json {
  const channel = readableChannel(call);
  const limit = pageSize(call, 1000, 1000);
  const { workspace } = call.practice;
  const named = workspace.message(channel, call.args.required('ts'));
  const parent = named?.threadTs === undefined ? named : workspace.message(channel, named.threadTs);
  if (parent === undefined) throw new SlackError('thread_not_found');
  const thread = [parent, ...workspace.replies(channel, parent).filter(windowOf(call))];
  return answer(call, channel, cut(thread, placeOf(call.args), limit));
}
