import type { AlertLimits, AlertRules } from '../../../shared/alerts/rules.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import { closesFrom } from '../../../shared/schedule/stretches.ts';

/** The limits that hold now, with those that nobody has a reason to set. */
export interface ReadingLimits extends AlertLimits {
  /** Where neither the run nor what is usual has as many records, a share of them says nothing. */
  readonly volumeLeast: number;
  /** So many earlier runs make what is usual, their median; while there are fewer, nothing is judged. */
  readonly volumeRuns: number;
  /** How far back readings of a stream are looked for. */
  readonly lookBackDays: number;
}

const fixed = { volumeLeast: 20, volumeRuns: 5, lookBackDays: 45 } as const;

/** The limits for a flow at this moment: those of a close on the days of one. */
export function limitsFor(rules: AlertRules, flow: Pick<Flow, 'calendar'>, nowMs: number): ReadingLimits {
  return { ...(isClose(rules, flow, nowMs) ? rules.closeLimits : rules.limits), ...fixed };
}

/** Whether the limits of a close hold for the flow: a person switched them on for now, or its calendar has a close. */
export function isClose(
  { closeByCalendar, closeUntilUtc }: AlertRules,
  { calendar }: Pick<Flow, 'calendar'>,
  nowMs: number,
): boolean {
  if (closeUntilUtc !== null && nowMs < Date.parse(closeUntilUtc)) return true;
  if (!closeByCalendar || calendar === undefined) return false;
  return closesFrom(calendar, nowMs).some(({ fromMs, toMs }) => fromMs <= nowMs && nowMs < toMs);
}
