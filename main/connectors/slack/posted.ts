import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { PostedMessage, PostedRequest } from '../../ports/messenger.ts';
import type { Identity, SlackClient } from './client.ts';
import { EVENT_TYPE, receiptOf } from './send.ts';

const senderSchema = z.object({
  installation: z.string(),
  line: z.string(),
  generation: z.number().int(),
  flow: z.string(),
  source: z.string(),
  view: z.string(),
});
const messageSchema = z.object({
  ts: z.string(),
  bot_id: z.string().optional().catch(undefined),
  metadata: z
    .object({
      event_type: z.literal(EVENT_TYPE),
      event_payload: z
        .object({ delivery_id: z.string(), first: z.string().optional() })
        .and(z.record(z.string(), z.unknown())),
    })
    .optional()
    .catch(undefined),
});
const pageSchema = z.object({
  messages: z.array(messageSchema),
  response_metadata: z.object({ next_cursor: z.string().catch('') }).catch({ next_cursor: '' }),
});

const PAGE = 200;
/** Newest first: what is older than so many pages of a busy channel was posted long before. */
const MOST_PAGES = 20;
/** A pause that is sat out; one that is longer is an answer: the history is not to be had now. */
const PATIENCE_MS = 5_000;

/**
 * What the app itself wrote to a channel since a moment of this computer's clock, newest first, whichever installation sent it. Replies
 * are not among it. Throws SlackRefusal, SLACK_* and HTTP_*.
 */
export async function postedMessages(
  client: SlackClient,
  { channel, sinceUtc }: PostedRequest,
  signal: AbortSignal,
): Promise<readonly PostedMessage[]> {
  const identity = await client.identity(signal);
  const offsetMs = client.state.clockOffsetMs ?? 0;
  const oldest = ((Date.parse(sinceUtc) + offsetMs) / 1000).toFixed(6);
  const found: PostedMessage[] = [];
  let cursor = '';
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const args = { channel, include_all_metadata: true, inclusive: true, oldest, limit: PAGE };
    const asked = cursor === '' ? args : { ...args, cursor };
    const page = pageSchema.safeParse(await client.ask('conversations.history', asked, signal, PATIENCE_MS));
    if (!page.success) throw unreadable();
    for (const one of page.data.messages) {
      const posted = postedOf(one, { channel, identity, offsetMs });
      if (posted !== null) found.push(posted);
    }
    const next = page.data.response_metadata.next_cursor;
    if (next === '' || next === cursor) break;
    cursor = next;
  }
  return found;
}

/** Null for what others wrote: everybody may write an id, only the app writes as itself. */
function postedOf(
  { ts, bot_id, metadata }: z.infer<typeof messageSchema>,
  { channel, identity, offsetMs }: { channel: string; identity: Identity; offsetMs: number },
): PostedMessage | null {
  if (metadata === undefined || identity.botId === null || bot_id !== identity.botId) return null;
  const { event_payload: payload } = metadata;
  const sender = senderSchema.safeParse(payload);
  return {
    deliveryId: payload.delivery_id,
    first: payload.first ?? null,
    sender: sender.success ? sender.data : null,
    atUtc: new Date(Math.floor(Number(ts) * 1000) - offsetMs).toISOString(),
    receipt: receiptOf({ channel, ts, threadTs: null }, identity),
  };
}

function unreadable(): AppError {
  return new AppError('SLACK_ANSWER_UNREADABLE', 'transient', { details: { reason: 'it is not a history' } });
}
