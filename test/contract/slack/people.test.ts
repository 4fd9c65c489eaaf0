import { afterEach, describe, expect, it } from 'vitest';
import type { Person as Seeded } from '../../../sandbox/slack/workspace.ts';
import type { PracticeSlack } from '../../../sandbox/slack/index.ts';
import { phraseIn } from '../../../shared/phrases/phrases.ts';
import { never, startSlack, type HarnessOptions, type SlackHarness } from './harness.ts';

const open: SlackHarness[] = [];

async function start(options: HarnessOptions = {}): Promise<SlackHarness> {
  const harness = await startSlack(options);
  open.push(harness);
  return harness;
}

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const read = { again: false, signal: never };
const asked = ({ calls }: PracticeSlack): number => calls.filter(({ method }) => method === 'users.list').length;

describe('the people of the workspace', () => {
  it('are listed by name without bots, each as what they are', async () => {
    const { messenger } = await start();
    expect((await messenger.people(read)).map(({ name, standing }) => `${name}: ${standing}`)).toEqual([
      'Accounts payable clerk: member',
      'Controller: member',
      'External auditor: external',
      'Finance director: member',
      'Former controller: deactivated',
      'Temporary bookkeeper: guest',
    ]);
  });

  it('are read page by page within the limits, once for a quarter of an hour', async () => {
    const { messenger, again, slack, clock } = await start();
    const many = slack.workspace.people as Seeded[];
    for (let n = 0; n < 4_000; n += 1) many.push({ id: `U1${String(n)}`, name: `Person ${String(n)}` });
    const began = clock.now();
    expect(await messenger.people(read)).toHaveLength(4_006);
    expect(asked(slack)).toBe(21);
    expect(clock.now() - began).toBeGreaterThanOrEqual(60_000);
    expect(slack.calls.filter(({ status }) => status === 429)).toEqual([]);
    await again().people(read);
    expect(asked(slack)).toBe(21);
    many.length = 6;
    await messenger.people({ ...read, again: true });
    expect(asked(slack)).toBe(22);
    await clock.advance(16 * 60_000);
    await messenger.people(read);
    expect(asked(slack)).toBe(23);
  });

  it('cannot be listed without the scope; what that costs is told in both languages, and nothing is kept', async () => {
    const { messenger, slack } = await start();
    slack.setFault('missing-scope:users:read', true);
    const error: unknown = await messenger.people(read).catch((refused: unknown) => refused);
    expect(error).toMatchObject({ code: 'SLACK_SCOPE_MISSING', details: { scope: 'users:read' } });
    const { cost } = (error as { details: { cost: string } }).details;
    expect(cost).toBe('Without it approvers are typed by their member ID.');
    expect(phraseIn('nl', cost)).toBe('Zonder dit recht worden goedkeurders op hun lid-ID ingevoerd.');
    slack.setFault('missing-scope:users:read', false);
    expect(await messenger.people(read)).not.toEqual([]);
  });
});
