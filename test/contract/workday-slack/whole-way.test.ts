import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workdaySlack } from '../../../main/integrations/workday-slack/integration.ts';
import type { BookReader, MessageView } from '../../../main/ports/views.ts';
import type { Subject } from '../../../shared/messages/facts.ts';
import { judgeSubject } from '../../../shared/messages/judge.ts';
import type { MessageItem } from '../../../shared/messages/message.ts';
import type { MessageRule } from '../../../shared/messages/rule.ts';
import { proposedRules, SlackApp } from './slack-app.ts';

let app: SlackApp;
beforeAll(async () => {
  app = await SlackApp.start();
});
afterAll(() => app.close());

/** Rules that speak of each subject; the list of what is overdue speaks by the calendar. */
const rules = proposedRules().filter(({ layout }) => layout !== 'overdue-digest');

function viewOf(rule: MessageRule): MessageView {
  const view = workdaySlack.messaging?.views.find(({ id }) => id === rule.view);
  if (view === undefined) throw new Error(`no view ${rule.view}`);
  return view;
}

/** What the rule matches in the book as it is now, whatever was told of it. */
function matching(rule: MessageRule, book: BookReader): Subject[] {
  const view = viewOf(rule);
  const today = new Date(app.clock.now()).toISOString().slice(0, 10);
  return [...view.keys(book)]
    .flatMap((key) => view.subject(key, book) ?? [])
    .filter((subject) => judgeSubject(rule, view, { subject, before: null, today }));
}

function ofRule(messages: readonly MessageItem[], rule: MessageRule, kind: MessageItem['kind']): MessageItem[] {
  return messages.filter((message) => message.ruleId === rule.id && message.kind === kind);
}

describe('Workday to Slack, from the practice Workday to the practice Slack', () => {
  it('takes everything up with control totals that agree, and posts one summary for each rule that matches something', async () => {
    const run = await app.sync();
    expect(run.state).toBe('succeeded-with-rejections');
    for (const { counts, totals, reconciled } of run.streams) {
      expect(counts.read).toBe(counts.loaded + counts.rejected);
      expect(reconciled).toBe(true);
      expect(totals.length).toBeGreaterThan(0);
      expect(totals.filter(({ agrees, landed }) => !agrees || landed === null)).toEqual([]);
    }
    const messages = await app.messages();
    for (const rule of rules) {
      const wanted = matching(rule, app.book());
      const covered = ofRule(messages, rule, 'alert');
      expect(covered.map(({ subjectKey }) => subjectKey).sort()).toEqual(wanted.map(({ key }) => key).sort());
      expect(new Set(covered.map(({ state }) => state))).toEqual(new Set(wanted.length === 0 ? [] : ['covered']));
      expect(ofRule(messages, rule, 'back-fill').map(({ state }) => state)).toEqual(
        wanted.length === 0 ? [] : ['posted'],
      );
    }
    expect(app.slack.posted().messages.length).toBe(messages.filter(({ state }) => state === 'posted').length);
  });

  it('then posts one message for each subject that comes to match, and each once', async () => {
    for (let round = 0; round < 4; round += 1) {
      app.change();
      expect((await app.sync()).state).toBe('succeeded-with-rejections');
    }
    const messages = await app.messages();
    const posted = app.slack.posted();
    expect(Object.values(posted.countsByDelivery).filter((count) => count !== 1)).toEqual([]);
    for (const rule of rules) {
      const alerts = ofRule(messages, rule, 'alert');
      const subjects = alerts.map(({ subjectKey }) => subjectKey);
      expect(new Set(subjects).size).toBe(subjects.length);
      const told = new Set(subjects);
      expect(matching(rule, app.book()).filter(({ key }) => !told.has(key))).toEqual([]);
    }
    const news = messages.filter(({ kind, state }) => kind === 'alert' && state === 'posted');
    expect(new Set(news.map(({ ruleId }) => ruleId))).toEqual(
      new Set(['high-value-invoices', 'payment-runs', 'gl-discrepancies']),
    );
    // What the first rounds brought was decided, sent and booked back by later ones.
    for (const ruleId of ['high-value-invoices', 'payment-runs', 'gl-discrepancies']) {
      const kinds = messages.filter((one) => one.ruleId === ruleId).map(({ kind }) => kind);
      expect(kinds, ruleId).toEqual(expect.arrayContaining(['alert', 'update', 'reply']));
    }
    expect(messages.filter(({ state }) => !['posted', 'covered'].includes(state))).toEqual([]);
  });

  it('leads from the message about an invoice, and from the list of messages, to that invoice and from a run nowhere', async () => {
    const messages = (await app.messages()).filter(({ kind, state }) => kind === 'alert' && state === 'posted');
    const [invoices, others] = ['supplier_invoices', 'payment_runs'].map((view) =>
      messages.filter((one) => one.view === view),
    );
    expect([invoices?.length, others?.length]).not.toContain(0);
    for (const { link, subjectKey, id } of invoices ?? []) {
      expect(link).toMatch(/^https:\/\/workday\.acme\.example\/\w+\/supplier-invoice\/[0-9a-f]{32}$/);
      expect(link?.endsWith(`/${String(subjectKey)}`)).toBe(true);
      const button = { type: 'button', action_id: 'open_source', url: link };
      const { blocks } = app.store.messages.get(id)?.body ?? {};
      expect(blocks?.at(-1)).toMatchObject({ type: 'actions', elements: [button] });
    }
    for (const { link, id } of others ?? []) {
      expect(link).toBeNull();
      expect(JSON.stringify(app.store.messages.get(id)?.body.blocks)).not.toContain('open_source');
    }
  });

  it('shows in Slack nothing that pings, links or formats, and nothing of banks and wages', () => {
    const { messages } = app.slack.posted();
    expect(messages.length).toBeGreaterThan(5);
    for (const { pings, links, formats } of messages) expect([...pings, ...links, ...formats]).toEqual([]);
    expect(JSON.stringify(messages)).not.toMatch(/PRACTICE-(?:BANK|PAYROLL)|CHK-/);
  });
});
