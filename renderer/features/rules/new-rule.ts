import { layoutIds, type LayoutId, type MessageRule, type RuleCondition } from '../../../shared/messages/rule.ts';
import type { Language } from '../../../shared/model/settings.ts';
import { phraseIn } from '../../../shared/phrases/phrases.ts';
import type { Fact, Template, View } from './context.ts';

type ConditionKind = RuleCondition['kind'];

/** Conditions that fit a fact by its type, the usual one first. */
export const kindsOf: Readonly<Record<Fact['type'], readonly ConditionKind[]>> = {
  money: ['amount-at-least', 'changed'],
  text: ['is-one-of', 'is-none-of', 'changed'],
  texts: ['is-one-of', 'is-none-of', 'changed'],
  date: ['days-past', 'days-ahead', 'changed'],
  boolean: ['is', 'changed'],
  integer: ['is-one-of', 'is-none-of', 'changed'],
};

/** The zone of this computer, which new rules follow. */
export function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

const noChannel: MessageRule['channel'] = { id: '', name: '', sharedConfirmed: false };

/** A rule as a template proposes it, on, named in the reader’s language, with no channel yet. */
export function ruleFromTemplate(template: Template, language: Language): MessageRule {
  const name = phraseIn(language, template.name);
  return { ...template, name, id: crypto.randomUUID(), channel: noChannel, timeZone: ownTimeZone(), enabled: true };
}

/** A rule that tells everything of a view at once, with no channel yet. */
export function blankRule(view: View): MessageRule {
  return {
    id: crypto.randomUUID(),
    name: '',
    view: view.id,
    enabled: true,
    conditions: [],
    channel: noChannel,
    layout: layoutsOf(view)[0] ?? 'invoice',
    timing: { kind: 'at-once' },
    timeZone: ownTimeZone(),
    quietHours: null,
    dailyCap: null,
    followChanges: true,
  };
}

/** A copy under another id; nothing was told by it yet. */
export function copyOf(rule: MessageRule, name: string): MessageRule {
  return { ...rule, id: crypto.randomUUID(), name };
}

/** Layouts that fit a view, the usual one first. */
export function layoutsOf(view: View): readonly LayoutId[] {
  return view.layouts.flatMap((name) => layoutIds.find((one) => one === name) ?? []);
}

/** The rule looking at another view: what names facts goes, and the layout becomes one that fits. */
export function withView(rule: MessageRule, view: View): MessageRule {
  const layouts = layoutsOf(view);
  const layout = layouts.includes(rule.layout) ? rule.layout : (layouts[0] ?? rule.layout);
  const names = new Set(view.facts.map((fact) => fact.name));
  return withLayout(
    { ...rule, view: view.id, conditions: rule.conditions.filter((one) => names.has(one.fact)) },
    layout,
  );
}

const usualDigest: MessageRule['timing'] = { kind: 'digest', times: ['08:30'], weekdays: [1, 2, 3, 4, 5] };

/** The rule in another layout; a list of what is overdue is told by the calendar. */
export function withLayout(rule: MessageRule, layout: LayoutId): MessageRule {
  const needsDigest = layout === 'overdue-digest' && rule.timing.kind === 'at-once';
  return { ...rule, layout, timing: needsDigest ? usualDigest : rule.timing };
}

export function withTiming(rule: MessageRule, kind: MessageRule['timing']['kind']): MessageRule {
  return { ...rule, timing: kind === 'digest' ? usualDigest : { kind } };
}

/** A condition of this kind with nothing entered yet; values of another kind go along where they mean the same. */
export function newCondition(kind: ConditionKind, fact: string, before?: RuleCondition): RuleCondition {
  const values = before !== undefined && 'values' in before ? before.values : [];
  switch (kind) {
    case 'amount-at-least':
      return { kind, fact, thresholds: [{ currency: '', amount: '' }] };
    case 'is-one-of':
    case 'is-none-of':
      return { kind, fact, values };
    case 'is':
      return { kind, fact, value: true };
    case 'days-past':
    case 'days-ahead':
      return { kind, fact, days: before !== undefined && 'days' in before ? before.days : 0 };
    case 'changed':
      return { kind, fact, to: values };
  }
}
