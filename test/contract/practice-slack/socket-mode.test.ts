import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { PracticeSlack } from '../../../sandbox/slack/index.ts';
import type { VirtualClock } from '../../support/virtual-clock.ts';
import { AP, call, post, startFresh } from './slack-client.ts';

let slack: PracticeSlack;
let clock: VirtualClock;
const open: WebSocket[] = [];

beforeEach(async () => {
  ({ slack, clock } = await startFresh());
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.terminate();
  await slack.close();
});

type Heard = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any

interface Link {
  readonly socket: WebSocket;
  readonly heard: Heard[];
  /** Resolves once `count` messages have come. */
  until(count: number): Promise<void>;
  ack(envelope: Heard | undefined, payload?: unknown): void;
}

async function ticket(): Promise<string> {
  const answer = await call(slack, 'apps.connections.open', {}, { token: slack.credentialsUsed.appToken });
  return String(answer.body['url']);
}

async function connect(url?: string): Promise<Link> {
  const socket = new WebSocket(url ?? (await ticket()));
  open.push(socket);
  const heard: Heard[] = [];
  socket.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString('utf8')) as Heard));
  await once(socket, 'open');
  return {
    socket,
    heard,
    until: async (count) => {
      while (heard.length < count) await new Promise((resolve) => setImmediate(resolve));
    },
    ack: (envelope, payload) => {
      socket.send(JSON.stringify({ envelope_id: envelope?.['envelope_id'], payload }));
    },
  };
}

const approval = [
  {
    type: 'actions',
    block_id: 'decision',
    elements: [
      {
        type: 'button',
        action_id: 'approve',
        style: 'primary',
        text: { type: 'plain_text', text: 'Approve' },
        value: 'd-1',
      },
      { type: 'button', action_id: 'open', text: { type: 'plain_text', text: 'Open' }, url: 'https://example.test/' },
    ],
  },
];

async function postApproval() {
  return { channelId: AP, ts: await post(slack, { text: 'INV-1', blocks: approval }), actionId: 'approve' };
}

describe('the link', () => {
  it('opens on loopback by a ticket and says hello', async () => {
    expect(await ticket()).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/link\/\?ticket=[0-9a-f-]+&app_id=A0PRACTICE$/);
    const link = await connect();
    await link.until(1);
    expect(link.heard[0]).toMatchObject({
      type: 'hello',
      num_connections: 1,
      connection_info: { app_id: 'A0PRACTICE' },
      debug_info: { approximate_connection_time: 18_060 },
    });
    expect(slack.socketCount()).toBe(1);
  });

  it('takes a ticket once, soon, and no made-up one', async () => {
    const used = await ticket();
    await connect(used);
    const late = await ticket();
    await expect(connect(used)).rejects.toThrow('401');
    await expect(connect(late.replace(/ticket=[^&]+/, 'ticket=made-up'))).rejects.toThrow('401');
    await clock.advance(31_000);
    await expect(connect(late)).rejects.toThrow('401');
    expect(slack.socketCount()).toBe(1);
  });

  it('allows ten at a time; the eleventh is sent away', async () => {
    const links = [];
    for (let number = 0; number < 10; number += 1) links.push(await connect());
    await links[9]!.until(1);
    expect(links[9]!.heard[0]).toMatchObject({ type: 'hello', num_connections: 10 });
    const eleventh = await connect();
    await once(eleventh.socket, 'close');
    expect(eleventh.heard).toMatchObject([{ type: 'disconnect', reason: 'too_many_websockets' }]);
    expect(slack.socketCount()).toBe(10);
  });

  it('warns, refreshes and is disabled with a reason', async () => {
    for (const reason of ['warning', 'refresh_requested', 'link_disabled'] as const) {
      const link = await connect();
      await link.until(1);
      const closed = once(link.socket, 'close');
      slack.disconnectSockets(reason);
      await link.until(2);
      expect(link.heard[1]).toMatchObject({ type: 'disconnect', reason });
      if (reason === 'warning') expect(slack.socketCount()).toBe(1);
      else await closed;
    }
  });

  it('breaks without a word', async () => {
    const link = await connect();
    const closed = once(link.socket, 'close');
    slack.dropSockets();
    expect((await closed)[0]).toBe(1006);
    expect(link.heard.some((one) => one['type'] === 'disconnect')).toBe(false);
  });

  it('pings by the clock where asked', async () => {
    await slack.close();
    ({ slack, clock } = await startFresh({ pingMs: 30_000 }));
    const link = await connect();
    await link.until(1);
    const pinged = once(link.socket, 'ping');
    await clock.untilSleeping();
    await clock.advance(30_000);
    await pinged;
  });

  it('is not to be had with a revoked token', async () => {
    slack.revokeTokens();
    const answer = await call(slack, 'apps.connections.open', {}, { token: slack.credentialsUsed.appToken });
    expect(answer.error).toBe('token_revoked');
  });
});

describe('a person clicks', () => {
  it('sends one envelope and hears the acknowledgement', async () => {
    const link = await connect();
    await link.until(1);
    const where = await postApproval();
    const clicked = slack.click({ ...where, userId: 'U0PRACT02' });
    await link.until(2);
    const envelope = link.heard[1];
    expect(envelope).toMatchObject({
      type: 'interactive',
      accepts_response_payload: false,
      payload: {
        type: 'block_actions',
        team: { id: 'T0PRACTICE' },
        api_app_id: 'A0PRACTICE',
        user: { id: 'U0PRACT02', name: 'Finance director' },
        channel: { id: AP, name: 'ap-invoices' },
        container: { type: 'message', message_ts: where.ts, channel_id: AP },
        message: { text: 'INV-1' },
        actions: [{ type: 'button', action_id: 'approve', block_id: 'decision', value: 'd-1' }],
      },
    });
    link.ack(envelope, { note: 'taken' });
    expect(await clicked).toMatchObject({ delivery: 'acknowledged', value: 'd-1', userId: 'U0PRACT02' });
    expect(slack.clicks).toHaveLength(1);
    expect(slack.acknowledgements()).toEqual([{ envelopeId: envelope?.['envelope_id'], payload: { note: 'taken' } }]);
  });

  it('sends each click to one link, in turn', async () => {
    const links = [await connect(), await connect()];
    for (const link of links) await link.until(1);
    const where = await postApproval();
    for (let turn = 0; turn < 4; turn += 1) {
      const link = links[turn % 2]!;
      const clicked = slack.click(where);
      await link.until(2 + Math.floor(turn / 2));
      link.ack(link.heard.at(-1));
      await clicked;
    }
    expect(links.map((link) => link.heard.length)).toEqual([3, 3]);
  });

  it('shows the person an error after three seconds, at once without a link, and when the link goes', async () => {
    const where = await postApproval();
    expect(await slack.click(where)).toMatchObject({ delivery: 'no-link' });
    const link = await connect();
    await link.until(1);
    const late = slack.click(where);
    await clock.untilSleeping();
    await clock.advance(3_000);
    expect(await late).toMatchObject({ delivery: 'not-acknowledged' });
    const cut = slack.click(where);
    await link.until(3);
    slack.dropSockets();
    expect(await cut).toMatchObject({ delivery: 'not-acknowledged' });
  });

  it('sends a click on a button that opens a page too', async () => {
    const link = await connect();
    await link.until(1);
    const clicked = slack.click({ ...(await postApproval()), actionId: 'open' });
    await link.until(2);
    expect(link.heard[1]?.['payload'].actions[0]).toMatchObject({ action_id: 'open', url: 'https://example.test/' });
    link.ack(link.heard[1]);
    await clicked;
  });

  it('loses the click on a link that is silent', async () => {
    slack.setFault('socket-silent', true, 1);
    const link = await connect();
    const clicked = slack.click(await postApproval());
    await clock.untilSleeping();
    await clock.advance(3_000);
    expect(await clicked).toMatchObject({ delivery: 'not-acknowledged' });
    expect(link.heard).toEqual([]);
  });

  it('knows no button, message or person that is not there', async () => {
    const where = await postApproval();
    await expect(slack.click({ ...where, actionId: 'reject' })).rejects.toThrow('no button reject');
    await expect(slack.click({ ...where, ts: '1.0' })).rejects.toThrow('no such message');
    await expect(slack.click({ ...where, userId: 'U0NOBODY' })).rejects.toThrow('nobody here is U0NOBODY');
  });
});
