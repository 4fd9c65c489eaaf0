import { describe, expect, it } from 'vitest';
import { decisionsFor, decisionsWithin } from '../../../renderer/features/messages/decisions.ts';
import { addsUp, currencyLines, partsOf, statesWithMoney, sumOf } from '../../../renderer/features/messages/sums.ts';
import { blankRule, withLayout, withView } from '../../../renderer/features/rules/new-rule.ts';
import { problemAt, problemsOf } from '../../../renderer/features/rules/problems.ts';
import { conditionsText, timingText } from '../../../renderer/features/rules/words.ts';
import { plainLocale } from '../../../renderer/lib/locale.ts';
import { answerIn } from '../../../renderer/i18n/answers.ts';
import { detailOf, messagesAtFirst, slackIntegration } from '../../support/fake-slack-flow.ts';

const counts = {
  ruleId: 'r',
  ruleName: 'R',
  calledFor: 5,
  states: [
    { state: 'held' as const, messages: 1 },
    { state: 'posted' as const, messages: 3 },
    { state: 'failed' as const, messages: 1 },
  ],
  postedByKind: [{ kind: 'alert' as const, messages: 3 }],
  amounts: [
    { state: 'posted' as const, currency: 'EUR', amount: '12345678901234567.89' },
    { state: 'held' as const, currency: 'EUR', amount: '0.11' },
    { state: 'posted' as const, currency: 'JPY', amount: '100' },
  ],
};

describe('what became of messages', () => {
  it('is told in the order of their way, posted first, states that do not occur left out', () => {
    expect(partsOf(counts).map((one) => one.state)).toEqual(['posted', 'held', 'failed']);
    expect(partsOf({ states: [] })).toEqual([{ state: 'posted', messages: 0 }]);
  });

  it('adds up only if each message is in one state', () => {
    expect(addsUp(counts)).toBe(true);
    expect(addsUp({ ...counts, calledFor: 6 })).toBe(false);
    expect(addsUp(sumOf([counts, counts]))).toBe(true);
    expect(sumOf([counts, counts]).calledFor).toBe(10);
  });

  it('is summed to the last digit, never across currencies', () => {
    const lines = currencyLines(counts);
    expect(lines.map((one) => [one.currency, one.calledFor])).toEqual([
      ['EUR', '12345678901234568'],
      ['JPY', '100'],
    ]);
    expect(statesWithMoney(lines)).toEqual(['posted', 'held']);
  });
});

describe('what a person may decide', () => {
  it('depends on what is known of the message', () => {
    const kept = { contentsRemovedAtUtc: null };
    expect(decisionsFor({ ...kept, state: 'undecided', reason: null })).toContain('already-posted');
    expect(decisionsFor({ ...kept, state: 'failed', reason: null })).toEqual(['try-again', 'dismiss']);
    expect(decisionsFor({ ...kept, state: 'posted', reason: null })).toEqual(['post-again']);
    expect(decisionsFor({ ...kept, state: 'held', reason: 'quiet-hours' })).toEqual(['dismiss']);
    expect(decisionsFor({ ...kept, state: 'held', reason: 'channel-stopped' })).toEqual(['try-again', 'dismiss']);
    expect(decisionsFor({ ...kept, state: 'sending', reason: null })).toEqual([]);
  });

  it('is nothing once its words are not kept any more', () => {
    const contentsRemovedAtUtc = '2026-11-21T12:00:00.000Z';
    expect(decisionsFor({ state: 'posted', reason: null, contentsRemovedAtUtc })).toEqual([]);
  });

  it('of many at once is what each of them allows', () => {
    expect(decisionsWithin(undefined)).toEqual(['already-posted', 'try-again', 'dismiss']);
    expect(decisionsWithin(['undecided', 'failed'])).toEqual(['try-again', 'dismiss']);
    // One is posted again at a time, each for a reason.
    expect(decisionsWithin(['posted', 'covered'])).toEqual([]);
    expect(decisionsWithin(['posted', 'sending'])).toEqual([]);
  });
});

describe('an answer about messages', () => {
  const dutch = { ...plainLocale, language: 'nl' as const };

  it('leaves what was posted as it was, and translates what went wrong with it', () => {
    const [item] = messagesAtFirst();
    if (item === undefined) throw new Error('the fixtures have messages');
    const given = { ...item, label: 'Suppliers', text: 'Suppliers' };
    expect(answerIn(dutch, { total: 1, items: [given] }).items[0]).toMatchObject({
      label: 'Suppliers',
      text: 'Suppliers',
    });
    const detail = answerIn(dutch, detailOf(item));
    expect(detail.body).toEqual(detailOf(item).body);
  });

  it('names facts and nouns of views in the language of the reader', () => {
    const view = { label: 'Suppliers', noun: 'invoice', nounPlural: 'invoices' };
    expect(answerIn(dutch, view)).toEqual({ label: 'Leveranciers', noun: 'factuur', nounPlural: 'facturen' });
  });
});

describe('a rule', () => {
  const [invoices, runs] = slackIntegration.messaging?.views ?? [];
  if (invoices === undefined || runs === undefined) throw new Error('the fixtures have two views');
  const words = { text: (id: string, values?: object) => JSON.stringify([id, values]), locale: plainLocale };

  it('loses what names facts when it looks at something else', () => {
    const rule = {
      ...blankRule(invoices),
      conditions: [{ kind: 'is' as const, fact: 'on_hold', value: true }],
    };
    const moved = withView(rule, runs);
    expect(moved).toMatchObject({ view: 'payment_runs', layout: 'payment-run', conditions: [] });
  });

  it('becomes a digest with the layout of what is overdue', () => {
    expect(withLayout(blankRule(invoices), 'overdue-digest').timing.kind).toBe('digest');
    expect(withLayout(blankRule(invoices), 'invoice').timing.kind).toBe('at-once');
  });

  it('says what it lacks, each at its field', () => {
    const rule = {
      ...blankRule(invoices),
      conditions: [{ kind: 'amount-at-least' as const, fact: 'amount', thresholds: [{ currency: 'E', amount: '' }] }],
    };
    const problems = problemsOf(rule, (id) => id);
    expect(problemAt(problems, 'name')).toBe('connect.missing');
    expect(problemAt(problems, 'channel')).toBe('rule.needs.channel');
    expect(problemAt(problems, 'conditions.0.thresholds.0.currency')).toBe('rule.needs.currency');
    expect(problemAt(problems, 'conditions.0')).toBe('rule.needs.currency');
    expect(problemAt(problems, 'conditions.1')).toBeUndefined();
  });

  it('is told in words, its amounts as the reader writes them', () => {
    const template = slackIntegration.messaging?.templates[0];
    expect(conditionsText(template ?? { conditions: [] }, invoices, words)).toContain('EUR 50,000.00 / USD 60,000.00');
    expect(timingText({ kind: 'digest', times: ['08:30'], weekdays: [5, 1] }, words)).toContain('Mon, Fri');
    expect(timingText({ kind: 'digest', times: ['08:30'], weekdays: [1, 2, 3] }, words)).toContain('Mon–Wed');
    expect(timingText({ kind: 'digest', times: ['08:30'], weekdays: [1, 2, 3, 4, 5, 6, 7] }, words)).toContain(
      'rule.digestDaily',
    );
  });
});
