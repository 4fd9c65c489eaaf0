import { checkRule } from '../../../shared/messages/check-rule.ts';
import { messageRuleSchema, type MessageRule } from '../../../shared/messages/rule.ts';
import type { Language } from '../../../shared/model/settings.ts';
import { phraseIn } from '../../../shared/phrases/phrases.ts';
import type { TextId, Translate } from '../../i18n/text.ts';
import type { View } from './context.ts';

export interface Problem {
  /** The part of the rule it is about: `conditions.0.values`. */
  readonly field: string;
  readonly text: string;
}

const needed: readonly (readonly [field: RegExp, text: TextId])[] = [
  [/^name$/, 'connect.missing'],
  [/^channel/, 'rule.needs.channel'],
  [/^conditions\.\d+\.values$/, 'rule.needs.values'],
  [/^conditions\.\d+\.thresholds\.\d+\.currency$/, 'rule.needs.currency'],
  [/^conditions\.\d+\.thresholds\.\d+\.amount$/, 'rule.needs.amount'],
  [/^conditions\.\d+\.days$/, 'rule.needs.days'],
  [/^timing\.times/, 'rule.needs.time'],
  [/^timing\.weekdays$/, 'rule.needs.weekday'],
  [/^quietHours/, 'rule.needs.time'],
  [/^dailyCap$/, 'rule.needs.cap'],
  [/^approvals/, 'rule.needs.approvers'],
];

/** What keeps a rule from being saved, each at its field. */
export function problemsOf(rule: MessageRule, text: Translate): readonly Problem[] {
  const checked = messageRuleSchema.safeParse({ ...rule, name: rule.name.trim() });
  if (checked.success) return [];
  return checked.error.issues.map((issue) => {
    const field = issue.path.join('.');
    const words = needed.find(([pattern]) => pattern.test(field))?.[1] ?? 'rule.needs.other';
    return { field, text: text(words) };
  });
}

/** What is wrong with a rule that has all its values: a fact its view does not have, a layout that does not fit. */
export function mistakesOf(rule: MessageRule, view: View | undefined, language: Language): readonly Problem[] {
  return checkRule(rule, view).map(({ field, text }) => ({ field, text: phraseIn(language, text) }));
}

/** The first problem of a field or of a part of it; undefined if there is none. */
export function problemAt(problems: readonly Problem[], field: string): string | undefined {
  return problems.find((one) => one.field === field || one.field.startsWith(`${field}.`))?.text;
}

/** The same as the app names fields: `conditions[0].values` is `conditions.0.values`. */
export function namedAlike(problems: readonly Problem[]): readonly Problem[] {
  return problems.map((one) => ({ ...one, field: one.field.replaceAll(/\[(\d+)\]/g, '.$1') }));
}
