import { afterEach, describe, expect, it } from 'vitest';
import { phraseIn } from '../../../shared/phrases/phrases.ts';
import { slackScopes } from '../../../shared/systems/slack-scopes.ts';
import { AP, checked, never, startSlack, type HarnessOptions, type SlackHarness } from './harness.ts';

const open: SlackHarness[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function start(options: HarnessOptions = {}): Promise<SlackHarness> {
  const harness = await startSlack(options);
  open.push(harness);
  return harness;
}

describe('a check of Slack', () => {
  it('names team, bot and every granted permission, and that history can be read', async () => {
    const { messenger, slack } = await start();
    const steps = await checked(messenger);
    expect(steps.get('authenticate')).toMatchObject({
      state: 'passed',
      detail: 'As ml-connector in Practice workspace',
    });
    for (const { scope } of slackScopes) expect(steps.get(`scope.${scope}`)?.state, scope).toBe('passed');
    expect(steps.get('history')).toMatchObject({ state: 'passed', detail: 'The history of #ap-invoices can be read' });
    expect(steps.get('app-token')?.state).toBe('passed');
    expect(slack.calls.filter(({ method }) => method.startsWith('chat.'))).toEqual([]);
  });

  it('says of each missing permission what it costs; only what is required fails', async () => {
    const { messenger } = await start({ scopes: ['channels:read', 'chat:write'] });
    const steps = await checked(messenger);
    expect(steps.get('scope.groups:read')).toMatchObject({
      state: 'failed',
      error: { code: 'SLACK_SCOPE_MISSING', details: { scope: 'groups:read' } },
    });
    expect(steps.get('scope.groups:read')?.error?.text).toContain('no private channel can be chosen');
    for (const scope of ['channels:history', 'groups:history', 'channels:join', 'chat:write.public', 'users:read']) {
      expect(steps.get(`scope.${scope}`)).toMatchObject({ state: 'warning', error: null });
      expect(steps.get(`scope.${scope}`)?.detail).toMatch(/^Not granted\. Without it/);
    }
    expect(steps.get('history')).toMatchObject({ state: 'warning' });
    expect(steps.get('history')?.detail).toContain('a person must decide');
  });

  it('tells when a token ends', async () => {
    const { messenger } = await start({ secrets: { botToken: 'xoxe.xoxb-1-practice-rotating-token' } });
    const detail = (await checked(messenger)).get('authenticate')?.detail;
    expect(detail).toBe('As ml-connector in Practice workspace; the token ends in 720 minutes and is renewed before');
  });

  it.each([
    ['token-revoked', 'SLACK_TOKEN_REFUSED', 'auth'],
    ['error:team_access_not_granted@auth.test', 'SLACK_APPROVAL_PENDING', 'permission'],
    ['error:access_denied@auth.test', 'SLACK_APPROVAL_PENDING', 'permission'],
  ])('ends at the sign-in with %s', async (fault, code, kind) => {
    const { messenger, slack } = await start();
    slack.setFault(fault, true);
    const steps = await checked(messenger);
    expect(steps.get('authenticate')).toMatchObject({ state: 'failed', error: { code, kind } });
    for (const id of ['scope.chat:write', 'history', 'app-token']) expect(steps.get(id)?.state).toBe('skipped');
    expect(slack.calls.map(({ method }) => method)).toEqual(['auth.test']);
  });

  it('does without an app-level token, and says when one is wrong', async () => {
    const harness = await start();
    delete harness.secrets['appToken'];
    expect((await checked(harness.messenger)).get('app-token')?.state).toBe('skipped');
    harness.secrets['appToken'] = 'xapp-1-wrong';
    expect((await checked(harness.messenger)).get('app-token')).toMatchObject({
      state: 'failed',
      error: { code: 'SLACK_APP_TOKEN_REFUSED', details: { reason: 'invalid_auth' } },
    });
  });

  it('says that the app is in no channel yet', async () => {
    const { messenger, slack } = await start();
    for (const channel of slack.workspace.channels) channel.isMember = false;
    expect((await checked(messenger)).get('history')).toMatchObject({ state: 'skipped' });
  });

  it('begins with the settings', async () => {
    const { again, slack } = await start();
    const steps = await checked(again({}, { host: 'https://user:pass@slack.com' }));
    expect(steps.get('settings')).toMatchObject({ state: 'failed', error: { code: 'SLACK_SETTING_INVALID' } });
    expect(slack.calls).toEqual([]);
  });

  it('can be read in Dutch', async () => {
    const { messenger } = await start({ scopes: ['channels:read', 'chat:write', 'groups:read'] });
    const missing = [...(await checked(messenger)).values()].filter(({ detail }) => detail?.startsWith('Not granted'));
    expect(missing).toHaveLength(5);
    for (const { label, detail } of missing) {
      expect(phraseIn('nl', label)).toMatch(/^Recht /);
      expect(phraseIn('nl', detail ?? '')).toMatch(/^Niet verleend\. Zonder dit recht/);
    }
    expect(phraseIn('nl', 'As ml-connector in Practice workspace')).toBe('Als ml-connector in Practice workspace');
  });
});

describe('channels', () => {
  it('are all listed over many pages, marked as they are, by name', async () => {
    const { messenger, slack } = await start();
    const template = slack.workspace.channel(AP);
    if (template === undefined) throw new Error('no channel');
    const many = slack.workspace.channels as (typeof template)[];
    for (let n = 0; n < 700; n += 1)
      many.push({
        ...template,
        id: `C1MANY${String(n)}`,
        name: `many-${String(n)}`,
        isArchived: n < 350,
        messages: [],
      });
    const all = await messenger.channels(never);
    // All but the private one from without.
    expect(all).toHaveLength(712);
    const of = (name: string) => all.find((one) => one.name === name);
    expect(of('finance-directors')).toMatchObject({ isPrivate: true, isMember: true });
    expect(of('finance-2025')).toMatchObject({ isArchived: true });
    expect(of('audit-with-external')).toMatchObject({ isShared: true });
    expect(of('company-announcements')).toMatchObject({ isReadOnly: true });
    expect(of('procurement')).toMatchObject({ isMember: false });
    expect(of('treasury-confidential')).toBeUndefined();
  });

  it('are the public ones where private ones may not be seen', async () => {
    const { messenger, slack } = await start();
    slack.setFault('missing-scope:groups:read', true);
    const all = await messenger.channels(never);
    expect(all.length).toBeGreaterThan(8);
    expect(all.filter(({ isPrivate }) => isPrivate)).toEqual([]);
  });

  it('can be joined, and say why not', async () => {
    const { messenger, slack } = await start();
    await messenger.join('C0PRACT11', never);
    expect((await messenger.channel('C0PRACT11', never))?.isMember).toBe(true);
    await expect(messenger.join('C0PRACT08', never)).rejects.toMatchObject({ code: 'SLACK_CHANNEL_ARCHIVED' });
    await expect(messenger.join('C0PRACT06', never)).rejects.toMatchObject({ code: 'SLACK_CHANNEL_RESTRICTED' });
    slack.setFault('missing-scope:channels:join', true);
    await expect(messenger.join('C0PRACT11', never)).rejects.toMatchObject({
      code: 'SLACK_SCOPE_MISSING',
      details: { scope: 'channels:join' },
    });
  });

  it('are read over pauses that Slack asks for, and over answers that break off', async () => {
    const { messenger, slack } = await start();
    slack.setFault('throttled-retry-after@conversations.list', true, 2);
    slack.setFault('unavailable-before@conversations.list', true, 2);
    expect((await messenger.channels(never)).length).toBeGreaterThan(8);
  });
});

describe('a message left with Slack', () => {
  it('appears at its time, because it carries no metadata', async () => {
    const { messenger, slack, clock } = await start();
    const postAtUtc = new Date(clock.now() + 3_600_000).toISOString();
    await messenger.schedule({ channel: AP, text: 'No data since 12:00', postAtUtc }, never);
    clock.advance(3_700_000);
    const { messages, neverPosted } = slack.posted();
    expect(neverPosted).toEqual([]);
    expect(messages).toMatchObject([{ text: 'No data since 12:00', metadata: null, unfurls: false }]);
    expect(await messenger.scheduled(AP, never)).toEqual([]);
  });

  it('is refused in words when Slack does not take it', async () => {
    const { messenger, clock } = await start();
    const past = new Date(clock.now() - 60_000).toISOString();
    await expect(messenger.schedule({ channel: AP, text: 'x', postAtUtc: past }, never)).rejects.toMatchObject({
      code: 'SLACK_SCHEDULE_REFUSED',
      details: { reason: 'time_in_past' },
    });
  });

  it('cannot be taken back in its last minute', async () => {
    const { messenger, clock } = await start();
    const postAtUtc = new Date(clock.now() + 90_000).toISOString();
    const kept = await messenger.schedule({ channel: AP, text: 'x', postAtUtc }, never);
    clock.advance(45_000);
    expect(await messenger.unschedule(kept, never)).toBe(false);
  });
});
