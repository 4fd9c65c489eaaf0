import { afterEach, describe, expect, it } from 'vitest';
import type { ListenerState } from '../../../main/ports/clicks.ts';
import type { PracticeSlack } from '../../../sandbox/slack/index.ts';
import { AP, post } from '../practice-slack/slack-client.ts';
import { startListening, type Listening } from './listening.ts';

let h: Listening;
afterEach(() => h.close());

const plain = (text: string) => ({ type: 'plain_text', text });
const blocks = [
  {
    type: 'actions',
    elements: [
      { type: 'button', action_id: 'mlc_approve', text: plain('Approve'), value: 'delivery-1' },
      { type: 'button', action_id: 'open_source', text: plain('Open'), url: 'https://example.test/' },
    ],
  },
];

async function asked() {
  return { channelId: AP, ts: await post(h.slack, { text: 'INV-1', blocks }), actionId: 'mlc_approve' };
}

/** A click, with time to be heard. */
async function clicked(where: Parameters<PracticeSlack['click']>[0]) {
  let delivery: string | undefined;
  void h.slack.click(where).then((record) => {
    delivery = record.delivery;
  });
  await h.until(() => delivery !== undefined);
  return delivery;
}

function errorOf(state: ListenerState | undefined) {
  return state !== undefined && 'error' in state ? state.error.code : null;
}

function stops(): string[] {
  return h.states.flatMap((state) => errorOf(state) ?? []);
}

describe('listening for clicks', () => {
  it('hears a click, tells whose it is, and acknowledges it', async () => {
    h = await startListening();
    await h.listening();
    expect(await clicked({ ...(await asked()), userId: 'U0PRACT02' })).toBe('acknowledged');
    expect(h.heard).toMatchObject([
      {
        click: {
          ...{ teamId: 'T0PRACTICE', appId: 'A0PRACTICE', userId: 'U0PRACT02' },
          ...{ actionId: 'mlc_approve', value: 'delivery-1' },
        },
        home: { teamId: 'T0PRACTICE', appId: 'A0PRACTICE' },
      },
    ]);
    expect(h.slack.acknowledgements()).toEqual([{ envelopeId: h.heard[0]?.click.envelopeId, payload: undefined }]);
  });

  it('acknowledges only once the click is stored', async () => {
    h = await startListening();
    await h.listening();
    const stored = Promise.withResolvers<undefined>();
    h.onClick = () => stored.promise;
    const delivery = h.slack.click(await asked());
    await h.clock.advance(1_000);
    expect(h.slack.acknowledgements()).toEqual([]);
    stored.resolve(undefined);
    await h.until(() => h.slack.acknowledgements().length === 1);
    expect(await delivery).toMatchObject({ delivery: 'acknowledged' });
  });

  it('does not acknowledge a click that cannot be stored, and goes on', async () => {
    h = await startListening();
    await h.listening();
    h.onClick = () => Promise.reject(new Error('the disk is full'));
    const where = await asked();
    expect(await clicked(where)).toBe('not-acknowledged');
    expect(h.faults).toHaveLength(1);
    h.onClick = () => Promise.resolve();
    expect(await clicked(where)).toBe('acknowledged');
  });

  it('acknowledges what is no click of interest', async () => {
    h = await startListening();
    await h.listening();
    expect(await clicked({ ...(await asked()), actionId: 'open_source' })).toBe('acknowledged');
    expect(h.heard).toMatchObject([{ click: { actionId: 'open_source', value: null } }]);
  });
});

describe('a link that goes', () => {
  it('is replaced before it ends when Slack warns: no click is lost between the two', async () => {
    h = await startListening();
    await h.listening();
    await h.clock.advance(20_000);
    await h.listening();
    const where = await asked();
    h.slack.disconnectSockets('warning');
    await h.until(() => h.states.filter(({ kind }) => kind === 'listening').length === 2);
    expect(await clicked(where)).toBe('acknowledged');
    await h.until(() => h.slack.socketCount() === 1);
    expect(stops()).toEqual([]);
  });

  it.each(['refresh_requested', undefined] as const)('is opened anew after %s', async (reason) => {
    h = await startListening();
    for (let turn = 1; turn <= 3; turn += 1) {
      await h.until(() => h.states.filter(({ kind }) => kind === 'listening').length === turn);
      if (reason === undefined) h.slack.dropSockets();
      else h.slack.disconnectSockets(reason);
    }
    await h.until(() => h.states.filter(({ kind }) => kind === 'listening').length === 4);
    expect(h.slack.socketCount()).toBe(1);
    expect(await clicked(await asked())).toBe('acknowledged');
  });

  it('is noticed when nothing is heard of it any more, though it was never closed', async () => {
    h = await startListening();
    await h.listening();
    h.mute();
    const before = h.clock.now();
    await h.until(() => h.state() !== 'listening');
    expect(h.clock.now() - before).toBeLessThanOrEqual(40_000);
    h.unmute();
    await h.until(() => h.state() === 'listening' && h.slack.socketCount() === 1);
    expect(await clicked(await asked())).toBe('acknowledged');
  });

  it('stays while it answers, however little happens', async () => {
    h = await startListening();
    await h.listening();
    const until = h.clock.now() + 180_000;
    await h.until(() => h.clock.now() >= until);
    expect(h.states.filter(({ kind }) => kind === 'connecting')).toHaveLength(1);
  });

  it('is given up when Slack does not greet, and opened anew', async () => {
    h = await startListening();
    await h.listening();
    h.slack.setFault('socket-silent', true, 1);
    h.slack.dropSockets();
    await h.until(() => h.state() !== 'listening');
    await h.listening();
    expect(stops()).toContain('SLACK_LINK_LOST');
    expect(await clicked(await asked())).toBe('acknowledged');
  });

  it('is not trusted after the computer slept', async () => {
    h = await startListening();
    await h.listening();
    const real = h.clock.now.bind(h.clock);
    Object.assign(h.clock, { now: () => real() + 3_600_000 });
    await h.until(() => h.states.filter(({ kind }) => kind === 'listening').length === 2);
    await h.until(() => h.slack.socketCount() === 1);
    expect(await clicked(await asked())).toBe('acknowledged');
  });
});

describe('what stands in the way', () => {
  it('is waited out with full jitter, at most half a minute at a time', async () => {
    h = await startListening();
    await h.listening();
    for (let turn = 0; turn < 12; turn += 1) {
      h.slack.setFault('unavailable-before@apps.connections.open', true);
      if (turn === 0) h.slack.dropSockets();
      const seen = h.states.length;
      await h.until(() => h.states.slice(seen).some(({ kind }) => kind === 'waiting'));
      const state = h.states.findLast(({ kind }) => kind === 'waiting');
      if (state?.kind !== 'waiting') throw new Error('it does not wait');
      expect(Date.parse(state.nextTryUtc) - h.clock.now()).toBeLessThanOrEqual(30_000);
    }
    h.slack.setFault('unavailable-before@apps.connections.open', false);
    await h.listening();
  });

  it('ends it when a token is revoked: it says so, and tries no more', async () => {
    h = await startListening();
    await h.listening();
    h.slack.revokeTokens();
    h.slack.dropSockets();
    await h.until(() => h.state() === 'stopped');
    expect(errorOf(h.states.at(-1))).toBe('SLACK_APP_TOKEN_REFUSED');
    const seen = h.states.length;
    await h.clock.advance(600_000);
    expect(h.states).toHaveLength(seen);
    expect(h.slack.socketCount()).toBe(0);
  });

  it('ends it when Socket Mode is switched off', async () => {
    h = await startListening();
    await h.listening();
    h.slack.disconnectSockets('link_disabled');
    await h.until(() => h.state() === 'stopped');
    expect(errorOf(h.states.at(-1))).toBe('SLACK_SOCKET_MODE_OFF');
  });

  it('leaves nothing behind once it is closed', async () => {
    h = await startListening();
    await h.listening();
    await h.listener.close();
    await h.until(() => h.slack.socketCount() === 0);
    expect(h.clock.sleeping).toBe(0);
  });
});
