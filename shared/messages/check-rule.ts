import { isTimeZone } from './calendar.ts';
import { factSpec } from './fact-values.ts';
import type { FactSpec, ViewDescriptor } from './facts.ts';
import type { Channel } from './message.ts';
import type { LayoutId, MessageRule, RuleCondition } from './rule.ts';

/** What is wrong with a rule; `field` is its path in the rule (`conditions.0.fact`, `timing.times`). */
export interface RuleProblem {
  readonly field: string;
  readonly text: string;
}

const fitting: Readonly<Record<RuleCondition['kind'], readonly FactSpec['type'][]>> = {
  'amount-at-least': ['money'],
  'is-one-of': ['text', 'texts', 'integer'],
  'is-none-of': ['text', 'texts', 'integer'],
  is: ['boolean'],
  'days-past': ['date'],
  'days-ahead': ['date'],
  changed: ['text', 'texts', 'integer', 'boolean', 'money', 'date'],
};

const asked: Readonly<Record<RuleCondition['kind'], string>> = {
  'amount-at-least': 'an amount',
  'is-one-of': 'a text',
  'is-none-of': 'a text',
  is: 'a yes or no',
  'days-past': 'a date',
  'days-ahead': 'a date',
  changed: 'a fact',
};

const hasNoValuesToName: readonly FactSpec['type'][] = ['money', 'date'];

function checkThresholds(condition: RuleCondition, spec: FactSpec, path: string): RuleProblem[] {
  if (condition.kind !== 'amount-at-least') return [];
  const currencies = condition.thresholds.map((one) => one.currency);
  const twice = currencies.find((currency, index) => currencies.indexOf(currency) !== index);
  return [
    ...(spec.currencyFact === undefined
      ? [{ field: `${path}.fact`, text: `“${spec.label}” has no currency, so it cannot be compared with an amount.` }]
      : []),
    ...(currencies.length === 0
      ? [{ field: `${path}.thresholds`, text: 'Give an amount for at least one currency.' }]
      : []),
    ...(twice === undefined
      ? []
      : [{ field: `${path}.thresholds`, text: `${twice} is there twice: keep one amount for each currency.` }]),
  ];
}

function checkValues(condition: RuleCondition, spec: FactSpec, path: string): RuleProblem[] {
  if (condition.kind === 'changed' && condition.to.length > 0 && hasNoValuesToName.includes(spec.type)) {
    return [{ field: `${path}.to`, text: `Of “${spec.label}” only whether it changed can be asked, not to what.` }];
  }
  if ((condition.kind === 'is-one-of' || condition.kind === 'is-none-of') && condition.values.length === 0) {
    return [{ field: `${path}.values`, text: 'Give at least one value.' }];
  }
  return [];
}

function checkCondition(condition: RuleCondition, view: ViewDescriptor, path: string): RuleProblem[] {
  const spec = factSpec(view, condition.fact);
  if (spec === undefined) {
    return [{ field: `${path}.fact`, text: `“${view.label}” has no fact called “${condition.fact}”.` }];
  }
  if (!fitting[condition.kind].includes(spec.type)) {
    return [
      { field: `${path}.fact`, text: `This condition needs ${asked[condition.kind]}; “${spec.label}” is not one.` },
    ];
  }
  return [...checkThresholds(condition, spec, path), ...checkValues(condition, spec, path)];
}

function checkView(rule: MessageRule, view: ViewDescriptor | undefined): RuleProblem[] {
  if (view === undefined) return [{ field: 'view', text: `This flow has nothing called “${rule.view}” to look at.` }];
  const layout = view.layouts.includes(rule.layout)
    ? []
    : [{ field: 'layout', text: `This layout does not fit “${view.label}”.` }];
  return [
    ...layout,
    ...rule.conditions.flatMap((condition, index) => checkCondition(condition, view, `conditions.${String(index)}`)),
  ];
}

function checkTiming({ timing, layout, conditions }: MessageRule): RuleProblem[] {
  const problems: RuleProblem[] = [];
  if (timing.kind === 'digest' && timing.times.length === 0) {
    problems.push({ field: 'timing.times', text: 'A digest needs at least one time of the day.' });
  }
  if (timing.kind === 'digest' && timing.weekdays.length === 0) {
    problems.push({ field: 'timing.weekdays', text: 'A digest needs at least one weekday.' });
  }
  if (layout !== 'overdue-digest') return problems;
  if (timing.kind !== 'digest') {
    problems.push({ field: 'timing', text: 'An overdue list is a digest: choose the times at which it is posted.' });
  }
  const changed = conditions.findIndex(({ kind }) => kind === 'changed');
  if (changed !== -1) {
    const field = `conditions.${String(changed)}`;
    problems.push({ field, text: 'An overdue list shows what is so at its time; it cannot ask what changed.' });
  }
  return problems;
}

/** Layouts whose messages can carry the buttons. */
const approvable: readonly LayoutId[] = ['invoice'];

function checkApprovals({ approvals, layout, timing }: MessageRule): RuleProblem[] {
  const problem = (text: string): RuleProblem[] => [{ field: 'approvals', text }];
  if (approvals === null || approvals === undefined) return [];
  if (!approvable.includes(layout)) return problem('Only messages about one invoice can ask for approval.');
  if (timing.kind !== 'at-once') return problem('A digest cannot ask for approval: post at once, or ask nobody.');
  const ids = approvals.approvers.map(({ id }) => id);
  if (ids.length === 0) return problem('Name at least one person who may approve.');
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  return twice === undefined ? [] : problem(`${twice} is there twice: keep each person once.`);
}

function checkChannel({ channel }: MessageRule, known: Channel | null | undefined): RuleProblem[] {
  const problem = (text: string): RuleProblem[] => [{ field: 'channel', text }];
  if (channel.id.trim() === '') return problem('Choose a channel.');
  if (known === null) return problem(`The channel “${channel.name}” is not there, or the app cannot see it.`);
  if (known === undefined) return [];
  if (known.isArchived) return problem(`The channel “${known.name}” is archived: choose another.`);
  if (known.isShared && !channel.sharedConfirmed) {
    return problem(`Another company can read “${known.name}”: confirm that it may, or choose another channel.`);
  }
  return [];
}

/**
 * What is wrong with a rule, in the order of its editor; empty if nothing is. `view` is the one that the rule names, undefined if the
 * flow has none of that name. `channel` is the rule's channel as it is now, null if it is not there; left out, it is not looked at.
 */
export function checkRule(
  rule: MessageRule,
  view: ViewDescriptor | undefined,
  channel?: Channel | null,
): RuleProblem[] {
  const problems = rule.name.trim() === '' ? [{ field: 'name', text: 'Give the rule a name.' }] : [];
  problems.push(
    ...checkView(rule, view),
    ...checkChannel(rule, channel),
    ...checkTiming(rule),
    ...checkApprovals(rule),
  );
  if (!isTimeZone(rule.timeZone)) {
    problems.push({ field: 'timeZone', text: `“${rule.timeZone}” is not a known time zone.` });
  }
  if (rule.quietHours !== null && rule.quietHours.from === rule.quietHours.to) {
    problems.push({ field: 'quietHours', text: 'Quiet hours must end at another time than they begin.' });
  }
  return problems;
}
