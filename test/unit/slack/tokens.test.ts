import { describe, expect, it } from 'vitest';
import { SharedState } from '../../../main/connectors/slack/shared-state.ts';
import { TokenSource } from '../../../main/connectors/slack/tokens.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { createSeededRandom, createVirtualClock } from '../../support/virtual-clock.ts';

const never = new AbortController().signal;

function source() {
  const clock = createVirtualClock();
  const secrets: Record<string, string> = {
    botToken: 'xoxe.xoxb-1',
    refreshToken: 'xoxe-1',
    clientSecret: 'secret-text',
  };
  const asked: Readonly<Record<string, string>>[] = [];
  const tokens = new TokenSource(
    {
      connection: {
        id: 'c1',
        name: 'Slack',
        system: 'slack',
        practice: false,
        settings: {},
        secrets: [],
        lastCheck: null,
        createdAtUtc: '2026-11-21T00:00:00Z',
        updatedAtUtc: '2026-11-21T00:00:00Z',
      },
      http: { request: () => Promise.reject(new AppError('HTTP_NO_NETWORK', 'transient')) },
      clock,
      random: createSeededRandom(),
      readSecret: (name) => Promise.resolve(secrets[name] ?? ''),
      saveSecret: (name, value) => {
        secrets[name] = value;
        return Promise.resolve();
      },
    },
    { address: 'https://slack.com', clientId: 'client' },
    {
      state: new SharedState(clock),
      ask: (args) => {
        asked.push(args);
        const n = String(asked.length + 1);
        return Promise.resolve({ access_token: `xoxe.xoxb-${n}`, refresh_token: `xoxe-${n}`, expires_in: 43_200 });
      },
    },
  );
  return { tokens, asked, secrets, clock };
}

describe('the tokens of a connection', () => {
  it('are not renewed again for one who still had the old token when it was renewed', async () => {
    const { tokens, asked } = source();
    expect(await tokens.renew('xoxe.xoxb-1', never)).toBe('xoxe.xoxb-2');
    expect(await tokens.renew('xoxe.xoxb-1', never)).toBe('xoxe.xoxb-2');
    expect(asked).toHaveLength(1);
    expect(await tokens.renew('xoxe.xoxb-2', never)).toBe('xoxe.xoxb-3');
    expect(asked.map(({ refresh_token }) => refresh_token)).toEqual(['xoxe-1', 'xoxe-2']);
  });

  it('are renewed ten minutes before they end', async () => {
    const { tokens, asked, clock } = source();
    tokens.learn(43_200);
    await clock.advance(43_200_000 - 601_000);
    expect(await tokens.get(never)).toBe('xoxe.xoxb-1');
    await clock.advance(2_000);
    expect(await tokens.get(never)).toBe('xoxe.xoxb-2');
    expect(asked).toHaveLength(1);
  });
});
