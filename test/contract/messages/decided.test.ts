import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PracticeSlack } from '../../../sandbox/slack/index.ts';
import { withDecision } from '../../../shared/messages/decided.ts';
import { renderAlert } from '../../../shared/messages/render.ts';
import type { VirtualClock } from '../../support/virtual-clock.ts';
import { context, hostileNames, invoices, ruleOf, subjectWith } from '../../support/message-subjects.ts';
import { AP, call, startFresh } from '../practice-slack/slack-client.ts';

let slack: PracticeSlack;
let clock: VirtualClock;

beforeAll(async () => {
  ({ slack, clock } = await startFresh());
});
afterAll(() => slack.close());

describe('the practice Slack', () => {
  it.each(['A. Jansen', ...hostileNames].map((name) => [JSON.stringify(name).slice(0, 60), name]))(
    'takes a message that asks %s, and what they decided in its place',
    async (_shown, name) => {
      const rule = ruleOf({ approvals: { approvers: [{ id: 'U0PRACT02', name }] } });
      const body = renderAlert({ rule, view: invoices, subject: subjectWith(name), context });
      await clock.advance(1100);
      const posted = await call(slack, 'chat.postMessage', { channel: AP, ...body });
      expect(posted.body).toMatchObject({ ok: true });
      const decision = { decision: 'approve', userName: name, decidedAtUtc: '2026-11-21T13:03:00Z' } as const;
      const decided = withDecision(body, {
        decision,
        timeZone: 'Europe/Amsterdam',
        sourceName: 'Workday',
        language: 'en',
      });
      await clock.advance(1100);
      const updated = await call(slack, 'chat.update', { channel: AP, ts: posted.body['ts'], ...decided });
      expect(updated.body).toMatchObject({ ok: true });
      expect(slack.posted().messages.at(-1)).toMatchObject({ pings: [], links: [], formats: [] });
    },
  );
});
