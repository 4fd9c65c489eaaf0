import { describe, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import type { MessageRule } from '../../../shared/messages/rule.ts';
import type { FlowDraft } from '../../../shared/model/flow.ts';
import { createMessagingHarness, type MessagingHarness } from '../../support/messaging-harness.ts';
import { billMapping, billRule } from '../../support/messaging-integration.ts';

const base = { integration: 'workday-slack', sourceConnectionId: 'workday', limit: 3 } as const;

function preview({ engine }: MessagingHarness, rule: MessageRule, flowId?: string) {
  return ask(engine, 'messages.preview-rule', { ...base, rule, ...(flowId === undefined ? {} : { flowId }) });
}

/** Five bills: three of 1,000 euros or more, of which one is older than 30 days. */
function filled(): MessagingHarness {
  const harness = createMessagingHarness();
  harness.bill('old', '9000', { due: '2026-10-01' });
  harness.bill('a', '1000', { due: '2026-11-19', status: 'Approved' });
  harness.bill('b', '2000', { due: '2026-11-20', status: 'Draft' });
  harness.bill('c', '10', { due: '2026-11-20' });
  harness.bill('d', '5000', { due: '2026-11-20', currency: 'USD' });
  return harness;
}

describe('the preview of a rule', () => {
  test('judges a sample of the source before the first run, and stores and posts nothing', async () => {
    const harness = filled();
    for (const flowId of [undefined, 'flow']) {
      const shown = await preview(harness, billRule(), flowId);
      expect(shown).toMatchObject({ known: 5, matching: 3, last30Days: 2, fromSample: true, problems: [] });
      expect(shown.examples.map(({ label }) => label)).toEqual(['b', 'a', 'old']);
    }
    expect(harness.store.book.count('flow')).toBe(0);
    expect(harness.messages()).toEqual([]);
    expect(harness.store.streams.get('flow', 'bills').cursor).toBeNull();
  });

  test('judges what was taken up from then on, as a run would tell it', async () => {
    const harness = filled();
    await harness.sync();
    harness.bill('later', '7000', { due: '2026-11-21' });
    const shown = await preview(harness, billRule(), 'flow');
    expect(shown).toMatchObject({ known: 5, matching: 3, fromSample: false });
    harness.setRules([billRule()]);
    await harness.sync();
    harness.bill('new', '4000', { due: '2026-11-22' });
    await harness.sync();
    const after = await preview(harness, billRule(), 'flow');
    const posted = harness.store.messages.latestAlert('flow', 'large', 'new');
    expect(after.examples[0]).toMatchObject({ label: 'new' });
    const firstLine = (text = '') => text.split('\n')[0];
    expect(firstLine(after.examples[0]?.body.text)).toBe(firstLine(posted?.body.text));
    expect(JSON.stringify(after.examples[0]?.body.blocks.slice(0, -1))).toBe(
      JSON.stringify(posted?.body.blocks.slice(0, -1)),
    );
  });

  test('counts a change that is waited for as if it had just come', async () => {
    const changed = billRule({ conditions: [{ kind: 'changed', fact: 'status', to: ['Approved'] }] });
    expect(await preview(filled(), changed)).toMatchObject({ known: 5, matching: 1, last30Days: 1 });
  });

  test('counts a digest once, and shows it as one message', async () => {
    const timing = { kind: 'digest' as const, times: ['08:30'], weekdays: [1, 2, 3, 4, 5] };
    const shown = await preview(filled(), billRule({ timing, conditions: [] }));
    // Of Thursday and of Friday: told on Thursday and on Friday at half past eight.
    expect(shown).toMatchObject({ matching: 5, last30Days: 2 });
    expect(shown.examples).toHaveLength(1);
    expect(shown.examples[0]?.body.text).toContain('5');
  });

  test('counts an overdue list on each of its days on which something was overdue', async () => {
    const timing = { kind: 'digest' as const, times: ['08:30'], weekdays: [1] };
    const overdue = billRule({
      timing,
      layout: 'overdue-digest',
      conditions: [{ kind: 'days-past', fact: 'due_date', days: 1 }],
    });
    const harness = createMessagingHarness();
    harness.bill('a', '10', { due: '2026-11-07' });
    // Mondays since: 9 and 16 November.
    expect(await preview(harness, overdue)).toMatchObject({ matching: 1, last30Days: 2, examples: [{}] });
  });

  test('says what is wrong with the rule, and shows what can be shown', async () => {
    const noSuchFact = billRule({ conditions: [{ kind: 'is', fact: 'no_such', value: true }] });
    expect(await preview(filled(), noSuchFact)).toMatchObject({
      known: 5,
      matching: 0,
      problems: [{ field: 'conditions.0.fact' }],
    });
    expect(await preview(filled(), billRule({ view: 'no_such' }))).toMatchObject({ known: 0, examples: [] });
    expect(await preview(filled(), billRule({ timeZone: 'No/Where' }))).toMatchObject({
      examples: [],
      problems: [{ field: 'timeZone' }],
    });
  });
});

describe('saving a flow with rules', () => {
  const draft: FlowDraft = {
    id: 'flow',
    name: 'Bills',
    integration: 'workday-slack',
    sourceConnectionId: 'workday',
    destinationConnectionId: 'slack',
    streams: [{ id: 'bills', enabled: true, mapping: billMapping }],
    schedule: { kind: 'manual' },
  };
  const save = ({ engine }: MessagingHarness, change: Partial<FlowDraft>) =>
    ask(engine, 'flows.save', { ...draft, ...change });

  test('keeps them, also when a later change does not name them', async () => {
    const harness = createMessagingHarness();
    const messaging = {
      rules: [billRule()],
      health: { channel: billRule().channel, behindMinutes: 60, deadMan: false },
    };
    expect((await save(harness, { messaging })).messaging).toEqual(messaging);
    await save(harness, { name: 'Renamed' });
    expect(await ask(harness.engine, 'flows.get', { id: 'flow' })).toMatchObject({ name: 'Renamed', messaging });
    await ask(harness.engine, 'flows.pause', { id: 'flow', reason: 'closing' });
    expect((await ask(harness.engine, 'flows.resume', { id: 'flow' })).messaging).toEqual(messaging);
    await save(harness, { messaging: { rules: [], health: null } });
    expect(harness.store.flows.get('flow')?.messaging).toEqual({ rules: [], health: null });
  });

  test.each([
    ['of a view that there is not', [billRule({ view: 'no_such' })]],
    ['about a fact that its view does not have', [billRule({ conditions: [{ kind: 'is', fact: 'x', value: true }] })]],
    ['with the id of another', [billRule(), billRule()]],
  ])('refuses a rule %s, in words, and stores nothing', async (_, rules) => {
    const harness = createMessagingHarness();
    const saving = save(harness, { name: 'Other', messaging: { rules, health: null } });
    await expect(saving).rejects.toMatchObject({ code: 'APP_BAD_REQUEST' });
    expect(harness.store.flows.get('flow')?.name).toBe('Bills');
  });
});
