import type { MessageRule } from '../../../shared/messages/rule.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import type { MessageView } from '../../ports/views.ts';
import type { RuleState } from '../../store/rule-states.ts';
import type { RuleOfView } from './call-for.ts';

/** Streams of the view that the flow reads. */
export function streamsOf(view: Pick<MessageView, 'streams'>, flow: Pick<Flow, 'streams'>): string[] {
  const enabled = new Set(flow.streams.filter((one) => one.enabled).map((one) => one.id));
  return view.streams.filter((stream) => enabled.has(stream));
}

/** A list of all that matches at its times: the post office's, which looks at everything each time. */
export function isByCalendar({ layout }: Pick<MessageRule, 'layout'>): boolean {
  return layout === 'overdue-digest';
}

/** True if the rule, as it is now, has looked at everything there is of these streams: it goes by changes from then on. */
export function hasPassed(known: RuleState | null, of: RuleOfView, streams: readonly string[]): known is RuleState {
  if (known === null || known.firstPassAtUtc === null) return false;
  return looksAtSame(known, of, streams) && sameConditions(known, of.rule);
}

/**
 * True if the rule goes on with what it told while its first pass is before it or was just made: it made one before, and only its
 * conditions were changed since.
 */
export function goesOn(known: RuleState, of: RuleOfView, streams: readonly string[]): boolean {
  return looksAtSame(known, of, streams) && (known.firstPassAtUtc !== null || known.isAnew);
}

function looksAtSame(known: RuleState, { view }: RuleOfView, streams: readonly string[]): boolean {
  return known.view === view.id && streams.every((stream) => known.streams.includes(stream));
}

function sameConditions(known: RuleState, rule: MessageRule): boolean {
  return known.conditions === null || JSON.stringify(known.conditions) === JSON.stringify(rule.conditions);
}
