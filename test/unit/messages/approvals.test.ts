import { describe, expect, it } from 'vitest';
import { checkRule } from '../../../shared/messages/check-rule.ts';
import { asksForDecision, readdressed, withDecision } from '../../../shared/messages/decided.ts';
import type { DecisionTaken } from '../../../shared/messages/decision.ts';
import type { MessageBody } from '../../../shared/messages/message.ts';
import { plainOnly, renderAlert, renderUpdate } from '../../../shared/messages/render.ts';
import { layoutIds, messageRuleSchema, type MessageRule } from '../../../shared/messages/rule.ts';
import { phraseIn } from '../../../shared/phrases/phrases.ts';
import { context, hostileNames, invoice, invoices, ruleOf, subjectWith } from '../../support/message-subjects.ts';

const approvals = { approvers: [{ id: 'U0PRACT02', name: 'A. Jansen' }] };
const rule = ruleOf({ approvals });
const approved: DecisionTaken = { decision: 'approve', userName: 'A. Jansen', decidedAtUtc: '2026-11-21T13:03:00Z' };
const decided = { decision: approved, timeZone: 'Europe/Amsterdam', sourceName: 'Workday', language: 'en' } as const;

function alert(more: Partial<MessageRule> = {}): MessageBody {
  return renderAlert({ rule: { ...rule, ...more }, view: invoices, subject: invoice, context });
}

interface Shown {
  readonly action_id: string;
  readonly value?: string;
}

function buttons({ blocks }: MessageBody): readonly Shown[] {
  return blocks.flatMap((block) => (block['type'] === 'actions' ? (block['elements'] as unknown as Shown[]) : []));
}

function problems(more: Partial<MessageRule>) {
  return checkRule(ruleOf({ approvals, ...more }), invoices).filter(({ field }) => field === 'approvals');
}

describe('a rule that asks for approval', () => {
  it('is a rule, as is one that asks nobody and one that says nothing of it', () => {
    expect(messageRuleSchema.parse(rule).approvals).toEqual(approvals);
    expect(messageRuleSchema.parse(ruleOf({ approvals: null })).approvals).toBeNull();
    expect(messageRuleSchema.parse(ruleOf())).not.toHaveProperty('approvals');
    expect(() => messageRuleSchema.parse(ruleOf({ approvals: { approvers: [] } }))).toThrow();
    const byName = { approvers: [{ id: 'jansen', name: 'Jansen' }] };
    expect(() => messageRuleSchema.parse(ruleOf({ approvals: byName }))).toThrow();
  });

  it('asks in messages about one invoice that are posted at once, and each person once', () => {
    const digest = { kind: 'digest' as const, times: ['08:30'], weekdays: [1] };
    const [anna] = approvals.approvers;
    const wrong = [
      problems({ layout: 'overdue-digest', timing: digest }),
      problems({ timing: digest }),
      problems({ approvals: { approvers: [] } }),
      problems({ approvals: { approvers: [...approvals.approvers, ...(anna === undefined ? [] : [anna])] } }),
    ];
    expect(problems({})).toEqual([]);
    expect(problems({ approvals: null, timing: digest })).toEqual([]);
    expect(wrong.map((found) => found.length)).toEqual([1, 1, 1, 1]);
    for (const { text } of wrong.flat()) expect(phraseIn('nl', text)).not.toBe(text);
  });
});

describe('the message of a rule that asks', () => {
  it('has two buttons beside the link, which carry the delivery id and nothing else', () => {
    expect(buttons(alert()).map((one) => [one.action_id, one.value])).toEqual([
      ['mlc_approve', context.deliveryId],
      ['mlc_query', context.deliveryId],
      ['open_source', undefined],
    ]);
    expect(JSON.stringify(alert().blocks)).toContain('nothing is written to Workday');
  });

  it('has the same words without them', () => {
    expect(alert().text).toBe(alert({ approvals: null }).text);
    expect(asksForDecision(alert({ approvals: null }))).toBe(false);
    expect(asksForDecision(plainOnly(alert()))).toBe(false);
  });

  it('asks for no decision in any other layout', () => {
    for (const layout of layoutIds.filter((one) => one !== 'invoice')) {
      expect(asksForDecision(alert({ layout })), layout).toBe(false);
    }
  });

  it('asks anew once the invoice changed, and tells what was decided before', () => {
    const changes = [{ label: 'Amount', before: 'EUR 84,200.00', after: 'EUR 90,000.00' }];
    const deliveryId = 'the-update';
    const given = { rule, view: invoices, subject: invoice, context: { ...context, deliveryId } };
    const body = renderUpdate({ ...given, changes, earlier: [approved] });
    expect(buttons(body)[0]).toMatchObject({ action_id: 'mlc_approve', value: deliveryId });
    expect(body.text).toContain('Approved by A. Jansen at 2026-11-21 14:03 Europe/Amsterdam, before this change');
    expect(body.text).toContain('nothing was written to Workday');
    expect(renderUpdate({ ...given, changes }).text).not.toContain('written');
  });

  it('can be put under another delivery id', () => {
    expect(buttons(readdressed(alert(), 'other')).map(({ value }) => value)).toEqual(['other', 'other', undefined]);
    const without = alert({ approvals: null });
    expect(readdressed(without, 'other')).toBe(without);
  });
});

describe('a message that is decided on', () => {
  it('says who decided what and when, and that nothing was written, in place of the buttons', () => {
    const body = withDecision(alert(), decided);
    expect(buttons(body).map((one) => one.action_id)).toEqual(['open_source']);
    expect(body.text.split('\n').slice(0, 3)).toEqual([
      alert().text.split('\n')[0],
      'Approved by A. Jansen at 2026-11-21 14:03 Europe/Amsterdam',
      'Recorded in ml-connector; nothing was written to Workday',
    ]);
    const words = JSON.stringify(body.blocks);
    expect(words).toContain('Approved by A. Jansen at 2026-11-21 14:03 Europe/Amsterdam');
    expect(words).toContain('nothing was written to Workday');
    expect(words).not.toContain('nothing is written to Workday');
    const queried = withDecision(alert(), { ...decided, decision: { ...approved, decision: 'query' } });
    expect(queried.text).toContain('Queried by A. Jansen');
  });

  it('drops the row of buttons where there was no link', () => {
    const noLink = renderAlert({ rule, view: invoices, subject: { ...invoice, link: null }, context });
    expect(buttons(noLink)).toHaveLength(2);
    expect(withDecision(noLink, decided).blocks.some((block) => block['type'] === 'actions')).toBe(false);
  });

  it.each(hostileNames.map((name) => [JSON.stringify(name).slice(0, 40), name]))(
    'keeps every limit, and its words, with %s',
    (_shown, name) => {
      const subject = subjectWith(name.repeat(40));
      const given = { ...context, sourceName: name };
      const before = renderAlert({ rule, view: invoices, subject, context: given });
      const body = withDecision(before, { ...decided, decision: { ...approved, userName: name }, sourceName: name });
      expect(body.text.length).toBeLessThanOrEqual(4000);
      expect(body.blocks.length).toBeLessThanOrEqual(45);
      expect(JSON.stringify(body.blocks).length).toBeLessThanOrEqual(11_000);
      expect(body.text.split('\n')[2]).toContain('nothing was written to');
      expect(asksForDecision(body)).toBe(false);
      expect(body.text).not.toMatch(/<[!@#h]/);
    },
  );
});
