import { describe, expect, it } from 'vitest';
import { checkRule } from '../../../shared/messages/check-rule.ts';
import type { Channel } from '../../../shared/messages/message.ts';
import type { MessageRule, RuleCondition } from '../../../shared/messages/rule.ts';
import { phraseIn } from '../../../shared/phrases/phrases.ts';
import { invoices, ruleOf } from '../../support/message-subjects.ts';

const channel: Channel = {
  id: 'C0PRACT01',
  name: 'ap',
  isPrivate: false,
  isArchived: false,
  isMember: true,
  isReadOnly: false,
  isShared: false,
  members: 3,
};

function fields(more: Partial<MessageRule>, known?: Channel | null): string[] {
  return checkRule(ruleOf(more), invoices, known).map(({ field }) => field);
}

const digest = { kind: 'digest' as const, times: ['08:30'], weekdays: [1, 2, 3, 4, 5] };

describe('checkRule', () => {
  it('finds nothing wrong with a sound rule', () => {
    const conditions: RuleCondition[] = [
      { kind: 'amount-at-least', fact: 'amount', thresholds: [{ currency: 'EUR', amount: '1' }] },
      { kind: 'is-one-of', fact: 'gl_accounts', values: ['2100'] },
      { kind: 'is-none-of', fact: 'line_count', values: ['0'] },
      { kind: 'is', fact: 'on_hold', value: true },
      { kind: 'days-past', fact: 'due_date', days: 1 },
      { kind: 'changed', fact: 'amount', to: [] },
      { kind: 'changed', fact: 'status', to: ['Approved'] },
    ];
    expect(checkRule(ruleOf({ conditions, quietHours: { from: '22:00', to: '06:00' } }), invoices, channel)).toEqual(
      [],
    );
    expect(fields({ layout: 'overdue-digest', timing: digest })).toEqual([]);
  });

  it('names the fact that the view does not have, and where', () => {
    const conditions: RuleCondition[] = [
      { kind: 'is', fact: 'on_hold', value: true },
      { kind: 'is-one-of', fact: 'iban', values: ['x'] },
    ];
    expect(checkRule(ruleOf({ conditions }), invoices)).toEqual([
      { field: 'conditions.1.fact', text: '“Supplier invoices” has no fact called “iban”.' },
    ]);
  });

  it.each<[RuleCondition, string]>([
    [{ kind: 'days-past', fact: 'amount', days: 1 }, 'conditions.0.fact'],
    [{ kind: 'is', fact: 'status', value: true }, 'conditions.0.fact'],
    [{ kind: 'is-one-of', fact: 'due_date', values: ['x'] }, 'conditions.0.fact'],
    [{ kind: 'is-one-of', fact: 'status', values: [] }, 'conditions.0.values'],
    [{ kind: 'changed', fact: 'amount', to: ['10'] }, 'conditions.0.to'],
    [{ kind: 'amount-at-least', fact: 'status', thresholds: [{ currency: 'EUR', amount: '1' }] }, 'conditions.0.fact'],
    [{ kind: 'amount-at-least', fact: 'tax', thresholds: [{ currency: 'EUR', amount: '1' }] }, 'conditions.0.fact'],
    [{ kind: 'amount-at-least', fact: 'amount', thresholds: [] }, 'conditions.0.thresholds'],
    [
      {
        kind: 'amount-at-least',
        fact: 'amount',
        thresholds: [
          { currency: 'EUR', amount: '1' },
          { currency: 'EUR', amount: '2' },
        ],
      },
      'conditions.0.thresholds',
    ],
  ])('refuses a condition that does not fit its fact: %j', (condition, field) => {
    expect(fields({ conditions: [condition] })).toEqual([field]);
  });

  it('says so where the flow has no such view, and still checks the rest', () => {
    const problems = checkRule(ruleOf({ view: 'ghosts', timeZone: 'Mars/Olympus' }), undefined);
    expect(problems.map(({ field }) => field)).toEqual(['view', 'timeZone']);
  });

  it('refuses a layout that does not fit, an empty name and quiet hours without an end', () => {
    expect(fields({ layout: 'journal' })).toEqual(['layout']);
    expect(fields({ name: '  ' })).toEqual(['name']);
    expect(fields({ quietHours: { from: '08:00', to: '08:00' } })).toEqual(['quietHours']);
  });

  it.each(['', 'Mars/Olympus', '+02:00', 'Europe/Amsterdam; x'])('does not know the time zone “%s”', (timeZone) => {
    expect(fields({ timeZone })).toEqual(['timeZone']);
  });

  it('wants times and weekdays of a digest', () => {
    expect(fields({ timing: { ...digest, times: [] } })).toEqual(['timing.times']);
    expect(fields({ timing: { ...digest, weekdays: [] } })).toEqual(['timing.weekdays']);
  });

  it('wants an overdue list to be a digest that asks for no change', () => {
    expect(fields({ layout: 'overdue-digest' })).toEqual(['timing']);
    const conditions: RuleCondition[] = [{ kind: 'changed', fact: 'status', to: [] }];
    expect(fields({ layout: 'overdue-digest', timing: digest, conditions })).toEqual(['conditions.0']);
  });

  it('looks at the channel as far as it is known', () => {
    expect(fields({ channel: { id: '', name: '', sharedConfirmed: false } })).toEqual(['channel']);
    expect(fields({}, null)).toEqual(['channel']);
    expect(fields({}, { ...channel, isArchived: true })).toEqual(['channel']);
    expect(fields({}, { ...channel, isShared: true })).toEqual(['channel']);
    const confirmed = { id: channel.id, name: 'ap', sharedConfirmed: true };
    expect(fields({ channel: confirmed }, { ...channel, isShared: true })).toEqual([]);
  });
});

describe('what is wrong with a rule', () => {
  const wrong: readonly (readonly [Partial<MessageRule>, (Channel | null)?])[] = [
    [{ name: '' }],
    [{ layout: 'journal' }],
    [{ layout: 'overdue-digest', conditions: [{ kind: 'changed', fact: 'status', to: [] }] }],
    [{ timing: { ...digest, times: [], weekdays: [] } }],
    [{ timeZone: 'Mars/Olympus' }],
    [{ quietHours: { from: '08:00', to: '08:00' } }],
    [{ channel: { id: '', name: '', sharedConfirmed: false } }],
    [{}, null],
    [{}, { ...channel, isArchived: true }],
    [{}, { ...channel, isShared: true }],
    [{ conditions: [{ kind: 'is', fact: 'iban', value: true }] }],
    [{ conditions: [{ kind: 'is', fact: 'status', value: true }] }],
    [{ conditions: [{ kind: 'days-ahead', fact: 'status', days: 1 }] }],
    [{ conditions: [{ kind: 'is-one-of', fact: 'amount', values: ['x'] }] }],
    [{ conditions: [{ kind: 'is-one-of', fact: 'status', values: [] }] }],
    [{ conditions: [{ kind: 'changed', fact: 'amount', to: ['1'] }] }],
    [{ conditions: [{ kind: 'amount-at-least', fact: 'tax', thresholds: [] }] }],
    [{ conditions: [{ kind: 'amount-at-least', fact: 'status', thresholds: [] }] }],
    [
      {
        conditions: [
          {
            kind: 'amount-at-least',
            fact: 'amount',
            thresholds: [
              { currency: 'EUR', amount: '1' },
              { currency: 'EUR', amount: '2' },
            ],
          },
        ],
      },
    ],
  ];

  it('is said in Dutch too', () => {
    const said = new Set(
      wrong.flatMap(([more, known]) => checkRule(ruleOf(more), invoices, known).map(({ text }) => text)),
    );
    for (const { text } of checkRule(ruleOf(), undefined)) said.add(text);
    expect(said.size).toBe(wrong.length + 4);
    for (const english of said) {
      const dutch = phraseIn('nl', english);
      expect(dutch).not.toBe(english);
      expect(dutch).not.toMatch(/\b(an?|the|has|needs|not|there|another|choose|digest needs)\b/i);
    }
  });
});
