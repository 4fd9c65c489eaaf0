import type { LayoutId, MessageRule, RuleCondition, RuleTiming } from '../../../shared/messages/rule.ts';
import type { TextId, Translate } from '../../i18n/text.ts';
import { formatAmount } from '../../lib/format.ts';
import type { Locale } from '../../lib/locale.ts';
import { weekdayName } from '../../lib/weekdays.ts';
import type { View } from './context.ts';

export const layoutWords: Readonly<Record<LayoutId, TextId>> = {
  invoice: 'rule.layout.invoice',
  'payment-run': 'rule.layout.paymentRun',
  payment: 'rule.layout.payment',
  journal: 'rule.layout.journal',
  'gl-discrepancy': 'rule.layout.glDiscrepancy',
  'overdue-digest': 'rule.layout.overdueDigest',
};

export const conditionWords: Readonly<Record<RuleCondition['kind'], TextId>> = {
  'amount-at-least': 'rule.kind.amountAtLeast',
  'is-one-of': 'rule.kind.isOneOf',
  'is-none-of': 'rule.kind.isNoneOf',
  is: 'rule.kind.is',
  'days-past': 'rule.kind.daysPast',
  'days-ahead': 'rule.kind.daysAhead',
  changed: 'rule.kind.changed',
};

interface Words {
  readonly text: Translate;
  readonly locale: Locale;
}

/** When a rule speaks: “At once”, “Digest at 08:30 on Mon, Tue”. */
export function timingText(timing: RuleTiming, { text, locale }: Words): string {
  if (timing.kind === 'at-once') return text('rule.atOnce');
  const times = timing.times.join(', ');
  if (timing.weekdays.length === 7) return text('rule.digestDaily', { times });
  const days = [...timing.weekdays].sort((a, b) => a - b);
  return text('rule.digestAt', { times, days: daysText(days, locale) });
}

function daysText(days: readonly number[], locale: Locale): string {
  const [first = 1, last = 1] = [days[0], days.at(-1)];
  if (days.length > 2 && last - first === days.length - 1)
    return `${weekdayName(first, locale)}–${weekdayName(last, locale)}`;
  return days.map((day) => weekdayName(day, locale)).join(', ');
}

/** All conditions of a rule in one line; that it has none is said too. */
export function conditionsText(rule: Pick<MessageRule, 'conditions'>, view: View | undefined, words: Words): string {
  if (rule.conditions.length === 0) return words.text('rule.everything', { nouns: view?.nounPlural ?? '' });
  return rule.conditions.map((one) => conditionText(one, view, words)).join(' · ');
}

function conditionText(condition: RuleCondition, view: View | undefined, { text, locale }: Words): string {
  const fact = view?.facts.find((one) => one.name === condition.fact)?.label ?? condition.fact;
  switch (condition.kind) {
    case 'amount-at-least': {
      const amounts = condition.thresholds.map(
        ({ currency, amount }) => `${currency} ${formatAmount(amount, currency, locale)}`,
      );
      return text('rule.says.amountAtLeast', { fact, amounts: amounts.join(' / ') });
    }
    case 'is-one-of':
      return text('rule.says.isOneOf', { fact, values: condition.values.join(', ') });
    case 'is-none-of':
      return text('rule.says.isNoneOf', { fact, values: condition.values.join(', ') });
    case 'is':
      return text('rule.says.is', { fact, value: text(condition.value ? 'common.yes' : 'common.no') });
    case 'days-past':
      return text('rule.says.daysPast', { fact, days: condition.days });
    case 'days-ahead':
      return text('rule.says.daysAhead', { fact, days: condition.days });
    case 'changed':
      return condition.to.length === 0
        ? text('rule.says.changed', { fact })
        : text('rule.says.changedTo', { fact, values: condition.to.join(', ') });
  }
}

/** A channel as people write it. */
export function channelText({ name, id }: { readonly name: string; readonly id: string }): string {
  return name === '' ? id : `#${name}`;
}

/** What a person types in a channel to let the app in. */
export const invitation = '/invite @ml-connector';
