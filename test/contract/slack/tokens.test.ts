import { afterEach, describe, expect, it } from 'vitest';
import { AP, messageTo, never, PAYMENTS, send, startSlack, type SlackHarness } from './harness.ts';

const ROTATING = 'xoxe.xoxb-1-practice-rotating-token';
const REFRESH = 'xoxe-1-practice-refresh-token';
const HOUR_MS = 3_600_000;

const open: SlackHarness[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function start(secrets: Record<string, string> = {}): Promise<SlackHarness> {
  const harness = await startSlack({ secrets: { botToken: ROTATING, refreshToken: REFRESH, ...secrets } });
  open.push(harness);
  return harness;
}

function refreshes({ slack }: SlackHarness): number {
  return slack.calls.filter(({ method }) => method === 'oauth.v2.access').length;
}

describe('a token that rotates', () => {
  it('is renewed before it ends, once for all who wait, and both tokens are stored before either is used', async () => {
    const harness = await start();
    expect((await send(harness.messenger, messageTo(AP))).kind).toBe('sent');
    expect(refreshes(harness)).toBe(0);
    harness.clock.advance(12 * HOUR_MS - 5 * 60_000);
    const another = harness.again();
    const outcomes = await Promise.all([
      send(harness.messenger, messageTo(AP)),
      send(another, messageTo(PAYMENTS)),
      harness.messenger.channels(never).then(() => ({ kind: 'listed' })),
    ]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['sent', 'sent', 'listed']);
    expect(refreshes(harness)).toBe(1);
    expect(harness.saved).toEqual(['refreshToken', 'botToken']);
    expect(harness.secrets['botToken']).not.toBe(ROTATING);
    expect(harness.secrets['refreshToken']).not.toBe(REFRESH);
  });

  it('goes on over many lives', async () => {
    const harness = await start();
    for (let life = 0; life < 4; life += 1) {
      expect((await send(harness.messenger, messageTo(AP))).kind).toBe('sent');
      harness.clock.advance(12 * HOUR_MS - 60_000);
    }
    expect(refreshes(harness)).toBe(3);
  });

  it('that ended while the computer slept is renewed, and the message is posted once', async () => {
    const harness = await start();
    await send(harness.messenger, messageTo(AP));
    harness.clock.advance(30 * HOUR_MS);
    // A fresh start knows nothing of the token's age.
    const fresh = harness.again({ clock: { now: harness.clock.now, sleep: harness.clock.sleep } });
    const one = messageTo(AP);
    expect((await send(fresh, one)).kind).toBe('sent');
    expect(harness.slack.posted().countsByDelivery[one.deliveryId]).toBe(1);
    expect(refreshes(harness)).toBe(1);
  });

  it('that ends just as a message leaves is renewed, and the message is announced and posted once', async () => {
    const harness = await start();
    await send(harness.messenger, messageTo(AP));
    harness.slack.setFault('token-expired@chat.postMessage', true, 1);
    const one = messageTo(AP);
    let announced = 0;
    const sending = (): Promise<void> => {
      announced += 1;
      return Promise.resolve();
    };
    expect((await harness.messenger.send(one, { sending, signal: never })).kind).toBe('sent');
    expect(announced).toBe(1);
    expect(harness.slack.posted().countsByDelivery[one.deliveryId]).toBe(1);
  });

  it('is not used if it could not be stored', async () => {
    const harness = await start();
    const broken = harness.again({ saveSecret: () => Promise.reject(new Error('the disk is full')) });
    harness.slack.setFault('token-expired@auth.test', true, 1);
    const outcome = await send(broken, messageTo(AP));
    expect(outcome).toMatchObject({ kind: 'refused', scope: 'connection', error: { code: 'APP_INTERNAL' } });
    expect(harness.secrets['botToken']).toBe(ROTATING);
    expect(harness.slack.calls.map(({ method }) => method)).toEqual(['auth.test', 'oauth.v2.access']);
  });

  it('survives a refresh whose answer was lost', async () => {
    const harness = await start();
    harness.slack.setFault('token-expired@auth.test', true, 1);
    harness.slack.setFault('drop-after@oauth.v2.access', true, 1);
    expect((await send(harness.messenger, messageTo(AP))).kind).toBe('sent');
    expect(refreshes(harness)).toBe(2);
  });

  it.each([
    [{ refreshToken: 'xoxe-1-wrong' }, 'SLACK_ROTATION_LOST', 'invalid_refresh_token'],
    [{ clientSecret: 'wrong' }, 'SLACK_REFRESH_REFUSED', 'bad_client_secret'],
  ])('that cannot be renewed holds the connection (%j)', async (secrets, code, reason) => {
    const harness = await start(secrets);
    harness.slack.setFault('token-expired@auth.test', true, 1);
    const outcome = await send(harness.messenger, messageTo(AP));
    expect(outcome).toMatchObject({
      kind: 'refused',
      scope: 'connection',
      error: { code, kind: 'auth', details: { reason } },
    });
    expect(refreshes(harness)).toBe(1);
    expect(harness.saved).toEqual([]);
  });

  it.each([1, 3])(
    'that another installation renewed %i times is known as lost, and asked about once until another is entered',
    async (times) => {
      const harness = await start();
      expect((await send(harness.messenger, messageTo(AP))).kind).toBe('sent');
      const theirs = { ...harness.secrets };
      const { clock } = harness;
      const other = harness.again({
        clock: { now: clock.now, sleep: clock.sleep },
        readSecret: (name) => Promise.resolve(theirs[name] ?? ''),
        saveSecret: (name, value) => {
          theirs[name] = value;
          return Promise.resolve();
        },
      });
      for (let time = 0; time < times; time += 1) {
        clock.advance(12 * HOUR_MS + 60_000);
        expect((await send(other, messageTo(AP))).kind).toBe('sent');
      }
      clock.advance(2 * 60_000);
      const before = refreshes(harness);
      const posts = harness.slack.posted().messages.length;
      for (let time = 0; time < 5; time += 1) {
        expect(await send(harness.messenger, messageTo(AP))).toMatchObject({
          kind: 'refused',
          scope: 'connection',
          error: { code: 'SLACK_ROTATION_LOST', kind: 'auth' },
        });
        clock.advance(HOUR_MS);
      }
      expect(refreshes(harness) - before).toBe(1);
      expect(harness.slack.posted().messages).toHaveLength(posts);
      Object.assign(harness.secrets, theirs);
      expect((await send(harness.messenger, messageTo(AP))).kind).toBe('sent');
    },
  );

  it('needs the app’s client id', async () => {
    const harness = await start();
    const without = harness.again({}, { clientId: '' });
    harness.slack.setFault('token-expired@auth.test', true, 1);
    expect(await send(without, messageTo(AP))).toMatchObject({
      kind: 'refused',
      error: { code: 'SLACK_SETTING_INVALID', details: { field: 'clientId' } },
    });
  });

  it('leaves no secret in the request log', async () => {
    const harness = await start();
    await send(harness.messenger, messageTo(AP));
    harness.clock.advance(12 * HOUR_MS);
    await send(harness.messenger, messageTo(AP));
    const log = JSON.stringify(harness.log.recent());
    expect(log).toContain('oauth.v2.access');
    expect(log).not.toMatch(/xoxe|xoxb|practice-client-secret/);
  });
});

describe('a token that does not rotate', () => {
  it('is never renewed', async () => {
    const harness = await startSlack();
    open.push(harness);
    harness.slack.setFault('token-expired@chat.postMessage', true, 1);
    await send(harness.messenger, messageTo(AP));
    harness.clock.advance(100 * HOUR_MS);
    expect((await send(harness.messenger, messageTo(AP))).kind).toBe('sent');
    expect(refreshes(harness)).toBe(0);
  });
});
