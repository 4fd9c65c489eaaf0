import { randomUUID } from 'node:crypto';
import type { Practice } from './call.ts';
import { describeMessage } from './describe.ts';
import type { Delivery } from './socket-hub.ts';
import type { Block, Channel, Message, Person } from './workspace.ts';

export interface Click {
  readonly channelId: string;
  readonly ts: string;
  readonly actionId: string;
  /** Who clicks; the first of the workspace's people without it. */
  readonly userId?: string | undefined;
}

/** A click as it was made, and whether the app heard of it in time. */
export interface ClickRecord extends Click {
  readonly userId: string;
  readonly at: number;
  readonly value: string | undefined;
  readonly delivery: Delivery;
}

export interface Button {
  readonly type: 'button';
  readonly action_id: string;
  readonly text: Readonly<Record<string, unknown>>;
  readonly value?: string;
  readonly url?: string;
  readonly style?: string;
}

function isButton(value: unknown): value is Button {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'button';
}

/** The buttons of a block, in order. */
export function buttonsOf(block: Block): readonly Button[] {
  if (block.type === 'actions') return (block['elements'] as readonly unknown[]).filter(isButton);
  return block.type === 'section' && isButton(block['accessory']) ? [block['accessory']] : [];
}

interface Found {
  readonly channel: Channel;
  readonly message: Message;
  readonly block: Block;
  readonly button: Button;
}

function find({ workspace }: Practice, { channelId, ts, actionId }: Click): Found {
  const channel = workspace.channel(channelId);
  const message = channel === undefined ? undefined : workspace.message(channel, ts);
  if (channel === undefined || message === undefined) throw new Error('there is no such message');
  for (const block of message.content.blocks) {
    const button = buttonsOf(block).find((one) => one.action_id === actionId);
    if (button !== undefined) return { channel, message, block, button };
  }
  throw new Error(`the message has no button ${actionId}`);
}

function payloadOf(practice: Practice, { channel, message, block, button }: Found, person: Person) {
  const { workspace, clock } = practice;
  const { teamId, appId } = workspace.identity;
  const now = clock.now();
  return {
    type: 'block_actions',
    user: { id: person.id, username: person.name, name: person.name, team_id: teamId },
    api_app_id: appId,
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: false,
      ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    },
    trigger_id: randomUUID(),
    team: { id: teamId, domain: 'practice' },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: channel.id, name: channel.name },
    message: describeMessage(message, { channel, workspace, isFull: true }),
    state: { values: {} },
    actions: [{ ...button, block_id: block['block_id'], action_ts: (now / 1000).toFixed(6) }],
  };
}

/** A person clicks a button, also one that only opens a page. Throws an Error for a message, button or person that is not there. */
export async function click(practice: Practice, wanted: Click): Promise<ClickRecord> {
  const found = find(practice, wanted);
  const userId = wanted.userId ?? practice.workspace.active[0]?.id ?? '';
  const person = practice.workspace.active.find((one) => one.id === userId);
  if (person === undefined) throw new Error(`nobody here is ${userId}`);
  const at = practice.clock.now();
  const delivery = await practice.sockets.send('interactive', payloadOf(practice, found, person));
  return { ...wanted, userId, at, value: found.button.value, delivery };
}
