import type { HealthRule } from '../../../shared/messages/rule.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import type { EngineDeps } from '../deps.ts';
import { readingPromiseOf, type NoPromise, type ReadingPromise } from '../promise.ts';

const minuteMs = 60_000;

/** What a flow promises of reading its source, where its health rule wants that told. */
export interface Promised extends ReadingPromise {
  readonly rule: HealthRule;
}

/** Why nothing is told: no rule, or nothing is promised. */
export interface NotPromised {
  readonly kind: 'off' | NoPromise['kind'];
}

/** What the flow promises at this moment, if its health rule wants that told when it is broken. */
export function promiseOf(deps: Pick<EngineDeps, 'integrations' | 'clock'>, flow: Flow): Promised | NotPromised {
  const rule = flow.messaging?.health ?? null;
  if (rule === null) return { kind: 'off' };
  const promise = readingPromiseOf(deps, flow);
  return promise.kind === 'on' ? { ...promise, rule } : promise;
}

/** Whole minutes from one moment to another, at least 0. */
export function minutesBetween(fromUtc: string, toUtc: string): number {
  return Math.max(0, Math.floor((Date.parse(toUtc) - Date.parse(fromUtc)) / minuteMs));
}

/** The time zone that the flow's messages show moments in: that of its rules. */
export function timeZoneOf(flow: Flow): string {
  const rules = flow.messaging?.rules ?? [];
  return (rules.find(({ enabled }) => enabled) ?? rules[0])?.timeZone ?? 'UTC';
}
