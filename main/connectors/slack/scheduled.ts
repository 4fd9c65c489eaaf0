import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { ScheduledMessage } from '../../ports/messenger.ts';
import type { SlackClient } from './client.ts';
import { SlackRefusal } from './refusals.ts';

const scheduledSchema = z.object({ scheduled_message_id: z.string().min(1), post_at: z.number().optional() });
const listSchema = z.object({
  scheduled_messages: z.array(
    z.object({ id: z.string(), channel_id: z.string(), post_at: z.number(), text: z.string().catch('') }),
  ),
  response_metadata: z.object({ next_cursor: z.string().catch('') }).catch({ next_cursor: '' }),
});

const scheduleCodes = new Set(['time_in_past', 'time_too_far', 'restricted_too_many', 'invalid_time']);
const PAGE = 100;
const MOST_PAGES = 200;

/**
 * Leaves a message with Slack, which posts it at its time. Never with metadata: such a message is taken and never appears
 * (reference page §13). Throws SLACK_SCHEDULE_REFUSED for a time or a number that Slack does not take.
 */
export async function scheduleMessage(
  client: SlackClient,
  message: { readonly channel: string; readonly text: string; readonly postAtUtc: string },
  signal: AbortSignal,
): Promise<ScheduledMessage> {
  const { channel, text, postAtUtc } = message;
  const postAt = Math.floor(Date.parse(postAtUtc) / 1000);
  const args = { channel, text, post_at: postAt, unfurl_links: false, unfurl_media: false, link_names: false };
  try {
    const answer = await client.write('chat.scheduleMessage', args, { signal, ready: () => Promise.resolve() });
    const parsed = scheduledSchema.safeParse(answer);
    if (!parsed.success) throw unreadable();
    return { id: parsed.data.scheduled_message_id, channel, postAtUtc: utcOf(parsed.data.post_at ?? postAt), text };
  } catch (error) {
    if (!(error instanceof SlackRefusal) || !scheduleCodes.has(error.code)) throw error;
    throw new AppError('SLACK_SCHEDULE_REFUSED', 'config', { details: { channel, reason: error.code } });
  }
}

/** False if it could not be taken back any more. */
export async function unscheduleMessage(
  client: SlackClient,
  { channel, id }: { readonly channel: string; readonly id: string },
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await client.ask('chat.deleteScheduledMessage', { channel, scheduled_message_id: id }, signal);
    return true;
  } catch (error) {
    if (error instanceof SlackRefusal && error.code === 'invalid_scheduled_message_id') return false;
    throw error;
  }
}

/** What waits in the channel, the next first. */
export async function listScheduled(
  client: SlackClient,
  channel: string,
  signal: AbortSignal,
): Promise<readonly ScheduledMessage[]> {
  const all: ScheduledMessage[] = [];
  let cursor = '';
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const args = { channel, limit: PAGE, ...(cursor === '' ? {} : { cursor }) };
    const parsed = listSchema.safeParse(await client.ask('chat.scheduledMessages.list', args, signal));
    if (!parsed.success) throw unreadable();
    for (const one of parsed.data.scheduled_messages)
      all.push({ id: one.id, channel: one.channel_id, postAtUtc: utcOf(one.post_at), text: one.text });
    const next = parsed.data.response_metadata.next_cursor;
    if (next === '') return all.sort((a, b) => (a.postAtUtc < b.postAtUtc ? -1 : 1));
    if (next === cursor) throw unreadable();
    cursor = next;
  }
  throw unreadable();
}

function utcOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

function unreadable(): AppError {
  return new AppError('SLACK_ANSWER_UNREADABLE', 'transient', { details: { reason: 'it is not a list of messages' } });
}
