import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Channel } from '../../../shared/messages/message.ts';
import type { SlackArguments, SlackClient } from './client.ts';
import { SlackRefusal } from './refusals.ts';

const flag = z.boolean().catch(false);
const channelSchema = z.object({
  id: z.string(),
  name: z.string().catch(''),
  is_private: flag,
  is_archived: flag,
  is_member: flag,
  is_read_only: flag,
  is_ext_shared: flag,
  is_pending_ext_shared: flag,
  num_members: z.number().int().nullable().catch(null),
});
const listSchema = z.object({
  channels: z.array(channelSchema),
  response_metadata: z.object({ next_cursor: z.string().catch('') }).catch({ next_cursor: '' }),
});
const oneSchema = z.object({ channel: channelSchema });

const PAGE = 200;
/** More channels than any workspace has; a cursor that never ends must end somewhere. */
const MOST_PAGES = 2_000;

/**
 * All channels that the app can see, by name. Only an empty cursor ends the list: pages may be short or empty before (reference
 * page §3). Without the right to see private ones, the public ones.
 */
export async function listChannels(client: SlackClient, signal: AbortSignal): Promise<readonly Channel[]> {
  const all = await readAll(client, 'public_channel,private_channel', signal).catch((error: unknown) => {
    if (!(error instanceof SlackRefusal) || error.code !== 'missing_scope' || !error.needed.includes('groups:read'))
      throw error;
    return readAll(client, 'public_channel', signal);
  });
  const byId = new Map(all.map((one) => [one.id, one]));
  return [...byId.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

async function readAll(client: SlackClient, types: string, signal: AbortSignal): Promise<Channel[]> {
  const channels: Channel[] = [];
  for await (const page of channelPages(client, { types, exclude_archived: false }, signal)) channels.push(...page);
  return channels;
}

/** The pages of `conversations.list`. */
export async function* channelPages(
  client: SlackClient,
  args: SlackArguments,
  signal: AbortSignal,
): AsyncGenerator<readonly Channel[]> {
  let cursor = '';
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const answer = await client.ask(
      'conversations.list',
      { ...args, limit: PAGE, ...(cursor === '' ? {} : { cursor }) },
      signal,
    );
    const parsed = listSchema.safeParse(answer);
    if (!parsed.success) throw unreadable();
    yield parsed.data.channels.map(toChannel);
    const next = parsed.data.response_metadata.next_cursor;
    if (next === '') return;
    if (next === cursor) throw unreadable();
    cursor = next;
  }
  throw unreadable();
}

/** One channel as it is now; null if it is not there or not to be seen. */
export async function showChannel(client: SlackClient, id: string, signal: AbortSignal): Promise<Channel | null> {
  try {
    const answer = await client.ask('conversations.info', { channel: id, include_num_members: true }, signal);
    const parsed = oneSchema.safeParse(answer);
    if (!parsed.success) throw unreadable();
    return toChannel(parsed.data.channel);
  } catch (error) {
    if (error instanceof SlackRefusal && error.code === 'channel_not_found') return null;
    throw error;
  }
}

function toChannel(raw: z.infer<typeof channelSchema>): Channel {
  return {
    id: raw.id,
    name: raw.name,
    isPrivate: raw.is_private,
    isArchived: raw.is_archived,
    isMember: raw.is_member,
    isReadOnly: raw.is_read_only,
    // Shared within one company's own workspaces is not sharing with another.
    isShared: raw.is_ext_shared || raw.is_pending_ext_shared,
    members: raw.num_members,
  };
}

function unreadable(): AppError {
  return new AppError('SLACK_ANSWER_UNREADABLE', 'transient', { details: { reason: 'it is not a list of channels' } });
}
