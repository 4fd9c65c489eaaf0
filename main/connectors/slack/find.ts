import { z } from 'zod';
import { AppError, isAppError } from '../../../shared/errors/app-error.ts';
import type { FindRequest, FoundOutcome } from '../../ports/messenger.ts';
import type { Identity, SlackArguments, SlackClient } from './client.ts';
import type { SlackMethod } from './methods.ts';
import { passing } from './never-left.ts';
import { requestError, SlackRefusal } from './refusals.ts';
import { EVENT_TYPE, receiptOf } from './send.ts';

const messageSchema = z.object({
  ts: z.string(),
  bot_id: z.string().optional().catch(undefined),
  thread_ts: z.string().optional().catch(undefined),
  metadata: z
    .object({
      event_type: z.string(),
      event_payload: z.object({ delivery_id: z.string() }).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});
const pageSchema = z.object({
  messages: z.array(messageSchema),
  has_more: z.boolean().catch(false),
  response_metadata: z.object({ next_cursor: z.string().catch('') }).catch({ next_cursor: '' }),
});
type Message = z.infer<typeof messageSchema>;

const PAGE = 200;
/** What apps that are distributed without review get at a time (reference page §1). */
const LIMITED_PAGE = 15;
/**
 * Before the first try. This computer's clock may have been ahead then and been put right since: its difference from Slack's is known
 * as it is now, not as it was. To look through more than is needed costs a few pages; to begin too late would post a message twice.
 */
const MARGIN_MS = 24 * 3_600_000;
/** A channel in which more was said since then cannot be looked through in good time. */
const MOST_PAGES = 100;
/** A pause that any app may be asked for; those that are held to one reading a minute are asked for longer ones. */
const PATIENCE_MS = 30_000;

/**
 * Looks for a message by its delivery id in what the app itself wrote since the first try (reference page §5.4). `absent` only if
 * all of it was read, with its metadata. `cannot-tell` with an error of kind `transient` or `rate-limited` passes by itself: ask
 * again later.
 */
export async function findMessage(
  client: SlackClient,
  request: FindRequest,
  signal: AbortSignal,
): Promise<FoundOutcome> {
  try {
    const identity = await client.identity(signal);
    if (identity.botId === null) return { kind: 'cannot-tell', error: hidden(request.channel) };
    const own = new OwnMessages(identity.botId, request.deliveryId);
    const found = await lookThrough(client, { ...placeOf(client, request), channel: request.channel, own }, signal);
    if (found !== undefined) return { kind: 'found', receipt: receiptFor(found, request, identity) };
    return own.areHidden ? { kind: 'cannot-tell', error: hidden(request.channel) } : { kind: 'absent' };
  } catch (error) {
    signal.throwIfAborted();
    // The thread's first message is gone, and with it every reply.
    if (error instanceof SlackRefusal && error.code === 'thread_not_found') return { kind: 'absent' };
    return { kind: 'cannot-tell', error: errorOf(error, request) };
  }
}

/** What the app itself wrote, among what is read. */
class OwnMessages {
  readonly #botId: string;
  readonly #deliveryId: string;
  #shown = 0;
  #unmarked = 0;

  constructor(botId: string, deliveryId: string) {
    this.#botId = botId;
    this.#deliveryId = deliveryId;
  }

  /** True for the message that is looked for. Everybody may write an id; only the app writes as itself. */
  isWanted(message: Message): boolean {
    if (message.bot_id !== this.#botId) return false;
    const { event_type: type, event_payload: payload } = message.metadata ?? {};
    if (type !== EVENT_TYPE || payload === undefined) {
      this.#unmarked += 1;
      return false;
    }
    this.#shown += 1;
    return payload.delivery_id === this.#deliveryId;
  }

  /** Own messages were there and none showed what it is: then the wanted one may be among them. */
  get areHidden(): boolean {
    return this.#unmarked > 0 && this.#shown === 0;
  }
}

interface Place {
  readonly method: Extract<SlackMethod, 'conversations.history' | 'conversations.replies'>;
  readonly args: SlackArguments;
}

function placeOf(client: SlackClient, { action, parentTs, channel, sinceUtc }: FindRequest): Place {
  const common = { channel, include_all_metadata: true, inclusive: true };
  // An update is seen in the message itself.
  if (action === 'update')
    return { method: 'conversations.history', args: { ...common, oldest: parentTs, latest: parentTs, limit: 1 } };
  const sinceMs = Date.parse(sinceUtc) + (client.state.clockOffsetMs ?? 0) - MARGIN_MS;
  const since = { ...common, oldest: (sinceMs / 1000).toFixed(6), limit: PAGE };
  if (action === 'reply') return { method: 'conversations.replies', args: { ...since, ts: parentTs } };
  return { method: 'conversations.history', args: since };
}

interface Search extends Place {
  readonly channel: string;
  readonly own: OwnMessages;
}

async function lookThrough(client: SlackClient, search: Search, signal: AbortSignal): Promise<Message | undefined> {
  let cursor = '';
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const args = cursor === '' ? search.args : { ...search.args, cursor };
    const page = pageSchema.safeParse(await client.ask(search.method, args, signal, PATIENCE_MS));
    if (!page.success) throw unreadable();
    const { messages, has_more, response_metadata } = page.data;
    const found = messages.find((message) => search.own.isWanted(message));
    if (found !== undefined) return found;
    const next = response_metadata.next_cursor;
    if (search.args['limit'] === 1 || (next === '' && !has_more)) return undefined;
    if (next === '' || next === cursor || messages.length <= LIMITED_PAGE) throw limited(search.channel);
    cursor = next;
  }
  throw limited(search.channel);
}

function receiptFor(found: Message, request: FindRequest, identity: Identity): ReturnType<typeof receiptOf> {
  const threadTs = request.action === 'reply' ? request.parentTs : null;
  return receiptOf({ channel: request.channel, ts: found.ts, threadTs }, identity);
}

function limited(channel: string): AppError {
  return new AppError('SLACK_HISTORY_LIMITED', 'permission', { details: { channel } });
}

function hidden(channel: string): AppError {
  return new AppError('SLACK_HISTORY_HIDDEN', 'permission', { details: { channel } });
}

function unreadable(): AppError {
  return new AppError('SLACK_ANSWER_UNREADABLE', 'transient', { details: { reason: 'it is not a history' } });
}

function errorOf(error: unknown, { channel }: FindRequest): AppError {
  if (error instanceof SlackRefusal) return requestError(error, channel);
  if (!isAppError(error)) return new AppError('APP_INTERNAL', 'internal', { cause: error });
  const isHeld = error.code === 'SLACK_RATE_LIMITED' && (error.retryAfterMs ?? 0) > PATIENCE_MS;
  return isHeld ? limited(channel) : passing(error);
}
