import type { Practice } from './call.ts';
import { readMrkdwn } from './page/mrkdwn.ts';
import type { NeverPosted, Scheduled } from './schedule.ts';
import type { Block, Channel, Message, Metadata } from './workspace.ts';

/** One message of the app, for tests. */
export interface PostedMessage {
  readonly channelId: string;
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | null;
  readonly isBroadcast: boolean;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly metadata: Metadata | null;
  readonly deliveryId: string | null;
  readonly updates: number;
  /** Whom it calls (`!channel`, `@U…`), by its text or any block. */
  readonly pings: readonly string[];
  /** Where it leads; the addresses of buttons apart. */
  readonly links: readonly string[];
  /** Pieces that `mrkdwn` makes bold, italic, struck out or code. */
  readonly formats: readonly string[];
  readonly unfurls: boolean;
}

export interface ScheduledMessage {
  readonly id: string;
  readonly channelId: string;
  readonly postAt: number;
  readonly text: string;
}

/** All that the app has left in the workspace. JSON-safe. */
export interface Posted {
  readonly messages: readonly PostedMessage[];
  /** How many messages carry each delivery id: once, if all is well. */
  readonly countsByDelivery: Readonly<Record<string, number>>;
  readonly scheduled: readonly ScheduledMessage[];
  readonly neverPosted: readonly (ScheduledMessage & { readonly reason: NeverPosted['reason'] })[];
}

interface Effects {
  readonly pings: string[];
  readonly links: string[];
  readonly formats: string[];
}

function readText(text: string, effects: Effects): void {
  const reading = readMrkdwn(text);
  effects.pings.push(...reading.pings);
  effects.links.push(...reading.links);
  effects.formats.push(...reading.formats);
}

/** Walks through a block for whatever calls, leads or formats. */
function walk(value: unknown, effects: Effects): void {
  if (Array.isArray(value)) {
    for (const one of value as readonly unknown[]) walk(one, effects);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const node = value as Readonly<Record<string, unknown>>;
  const word = (name: string): string => (typeof node[name] === 'string' ? node[name] : '');
  switch (node['type']) {
    case 'mrkdwn':
    case 'markdown':
      readText(word('text'), effects);
      return;
    case 'link':
      effects.links.push(word('url'));
      return;
    case 'user':
    case 'usergroup':
      effects.pings.push(`@${word('user_id')}${word('usergroup_id')}`);
      return;
    case 'broadcast':
      effects.pings.push(`!${word('range')}`);
      return;
    default:
      for (const one of Object.values(node)) walk(one, effects);
  }
}

function effectsOf({ content, treatment }: Message): Effects {
  const effects: Effects = { pings: [], links: [], formats: [] };
  readText(content.text, effects);
  walk(content.blocks, effects);
  if (treatment.linkNames || treatment.parseFull) {
    effects.pings.push(...(content.text.match(/@(?:channel|here|everyone)\b/g) ?? []));
  }
  return effects;
}

function deliveryIdOf(metadata: Metadata | undefined): string | null {
  const id = metadata?.event_payload['delivery_id'];
  return typeof id === 'string' ? id : null;
}

function describe(channel: Channel, message: Message): PostedMessage {
  const { content, treatment } = message;
  return {
    channelId: channel.id,
    channel: channel.name,
    ts: message.ts,
    threadTs: message.threadTs ?? null,
    isBroadcast: message.isBroadcast,
    text: content.text,
    blocks: content.blocks,
    metadata: content.metadata ?? null,
    deliveryId: deliveryIdOf(content.metadata),
    updates: message.updates,
    ...effectsOf(message),
    unfurls: treatment.unfurlLinks || treatment.unfurlMedia,
  };
}

function describeScheduled({ id, channel, postAt, content }: Scheduled): ScheduledMessage {
  return { id, channelId: channel.id, postAt, text: content.text };
}

/** What the app has posted, in the order in which it was. */
export function posted({ workspace, schedule }: Practice): Posted {
  const messages = workspace.channels
    .flatMap((channel) =>
      channel.messages.filter((message) => message.botId !== null).map((message) => describe(channel, message)),
    )
    .sort((a, b) => (a.ts < b.ts ? -1 : 1));
  const counts = new Map<string, number>();
  for (const { deliveryId } of messages) {
    if (deliveryId !== null) counts.set(deliveryId, (counts.get(deliveryId) ?? 0) + 1);
  }
  return {
    messages,
    countsByDelivery: Object.fromEntries(counts),
    scheduled: schedule.pending.map(describeScheduled),
    neverPosted: schedule.neverPosted.map((one) => ({ ...describeScheduled(one), reason: one.reason })),
  };
}
