import type { WaitingMessage } from '../../store/message-row.ts';

/** What a channel does next. */
export type Turn =
  | { readonly kind: 'send'; readonly id: string }
  /** It may be posted: ask before anything goes after it. */
  | { readonly kind: 'verify'; readonly id: string }
  /** The first in the row waits for another try, and the others behind it. */
  | { readonly kind: 'wait'; readonly untilMs: number }
  | { readonly kind: 'idle' };

/**
 * The turn of the first message that is neither held nor settled: messages go in the order in which they were taken in, and none
 * overtakes one that is to be tried again or may be posted.
 */
export function pickTurn(waiting: readonly WaitingMessage[], nowMs: number): Turn {
  const first = waiting.find((one) => one.state !== 'held');
  if (first === undefined) return { kind: 'idle' };
  const untilMs = first.notBeforeUtc === null ? nowMs : Date.parse(first.notBeforeUtc);
  if (untilMs > nowMs) return { kind: 'wait', untilMs };
  return { kind: first.state === 'queued' ? 'send' : 'verify', id: first.id };
}

/** True if a held message's time has come; one without a time waits for something else. */
export function isDue({ notBeforeUtc }: WaitingMessage, nowMs: number): boolean {
  return notBeforeUtc === null || Date.parse(notBeforeUtc) <= nowMs;
}

/** True for a message that stands in the channel by itself and that a rule, not a person, called for. */
export function countsForRule({ kind, byHand }: WaitingMessage): boolean {
  return !byHand && (kind === 'alert' || kind === 'digest' || kind === 'back-fill');
}

/** True for what may be told as part of a digest instead. */
export function canBeCovered({ kind, byHand }: WaitingMessage): boolean {
  return kind === 'alert' && !byHand;
}
