import { compareDecimals, parseDecimal } from '../money/decimal.ts';
import { addDays, isDay } from './calendar.ts';
import { currencyOf, factSpec, sameFact, textFact, textValues } from './fact-values.ts';
import type { Facts, FactSpec, Subject, ViewDescriptor } from './facts.ts';
import type { MessageRule, RuleCondition } from './rule.ts';

/** What a rule judges: the subject as it is now, its facts in the version before (null: it is new) and the rule's calendar day. */
export interface Judged {
  readonly subject: Pick<Subject, 'facts'>;
  readonly before: Facts | null;
  readonly today: string;
}

type Condition<K extends RuleCondition['kind']> = Extract<RuleCondition, { kind: K }>;

function isAtLeast({ thresholds }: Condition<'amount-at-least'>, spec: FactSpec, facts: Facts): boolean {
  const currency = currencyOf(spec, facts)?.trim();
  const threshold = thresholds.find((one) => one.currency === currency);
  const amount = parseDecimal(textFact(facts, spec.name)?.trim() ?? '');
  const least = parseDecimal(threshold?.amount ?? '');
  return amount !== undefined && least !== undefined && compareDecimals(amount, least) >= 0;
}

/** The fact as one text; a day only if it is in the calendar. */
function dayFact(facts: Facts, name: string): string | null {
  const day = textFact(facts, name)?.trim() ?? '';
  return isDay(day) ? day : null;
}

function isAmong(facts: Facts, name: string, values: readonly string[]): boolean {
  const wanted = new Set(values.map((value) => value.trim()));
  return textValues(facts[name]).some((value) => wanted.has(value.trim()));
}

function hasChanged({ to }: Condition<'changed'>, spec: FactSpec, { subject, before }: Judged): boolean {
  if (before === null || !Object.hasOwn(before, spec.name)) return false;
  if (sameFact(spec, before, subject.facts)) return false;
  return to.length === 0 || isAmong(subject.facts, spec.name, to);
}

function holds(condition: RuleCondition, view: ViewDescriptor, judged: Judged): boolean {
  const spec = factSpec(view, condition.fact);
  if (spec === undefined) return false;
  const { facts } = judged.subject;
  switch (condition.kind) {
    case 'amount-at-least':
      return isAtLeast(condition, spec, facts);
    case 'is-one-of':
      return isAmong(facts, condition.fact, condition.values);
    case 'is-none-of':
      return !isAmong(facts, condition.fact, condition.values);
    case 'is':
      return facts[condition.fact] === condition.value;
    case 'days-past': {
      const day = dayFact(facts, condition.fact);
      return day !== null && day <= addDays(judged.today, -condition.days);
    }
    case 'days-ahead': {
      const day = dayFact(facts, condition.fact);
      return day !== null && day >= judged.today && day <= addDays(judged.today, condition.days);
    }
    case 'changed':
      return hasChanged(condition, spec, judged);
  }
}

/**
 * True if every condition of the rule holds for the subject; a rule without conditions matches every subject. Whether the rule is
 * enabled or is of this view is not asked. Amounts are compared exactly and in their own currency, with their sign. Texts are
 * compared as written, blanks at their ends apart. What is not known matches nothing, with one exception: it is none of any
 * values (`is-none-of`). A fact that the view does not have matches nothing at all. `changed` needs a version before that has the
 * fact: one that had no value and now has one has changed.
 */
export function judgeSubject(rule: Pick<MessageRule, 'conditions'>, view: ViewDescriptor, input: Judged): boolean {
  return rule.conditions.every((condition) => holds(condition, view, input));
}
