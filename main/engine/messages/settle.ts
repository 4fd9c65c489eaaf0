import { AppError, isAppError, isRetryable } from '../../../shared/errors/app-error.ts';
import { toErrorDto } from '../../../shared/errors/error-dto.ts';
import type { MessageState } from '../../../shared/messages/message.ts';
import type { FoundOutcome, MessageReceipt, SendOutcome } from '../../ports/messenger.ts';
import type { StoredMessage } from '../../store/message-row.ts';
import { backOffMs, Moves, verifyDelayMs, type OfficeContext } from './office-context.ts';
import { replaceGone } from './replace.ts';
import { pauseFlow, stopChannel } from './stops.ts';

type Refused = Extract<SendOutcome, { kind: 'refused' }>;

/** Fewer words would not bring it there. */
export const connectionRemoved = 'MESSAGE_CONNECTION_REMOVED';

/** From which states a try ends: `queued` where the request never left. */
const underWay = ['sending', 'queued'] as const satisfies readonly MessageState[];

/**
 * True for what says nothing of the message, its channel or its connection: a system that is busy, a network that another place or
 * another day lets through, a vault that is not open yet. A proxy's sign-in is an account, which is not tried again by itself.
 */
function passesByItself(error: AppError): boolean {
  const isOfTheWay = error.code.startsWith('HTTP_') && error.kind !== 'auth';
  return isRetryable(error) || isOfTheWay || error.code === 'VAULT_LOCKED';
}

/** An error of any kind as one of ours. */
export function asAppError(error: unknown): AppError {
  return isAppError(error) ? error : new AppError('APP_INTERNAL', 'internal', { cause: error });
}

/**
 * Writes down what became of a try, and everything that follows from it, in one transaction. `message` is as it was before the try;
 * `begun` tells whether it was stored that it is being sent.
 */
export function settleSend(context: OfficeContext, message: StoredMessage, outcome: SendOutcome, begun: boolean): void {
  const { store } = context.deps;
  store.transaction(() => {
    const moves = new Moves(context.deps);
    if (store.messages.fateOf(message.id) === null) {
      tellOfRemoved(context, moves, message, outcome);
      return;
    }
    switch (outcome.kind) {
      case 'sent':
        posted(context, moves, message, outcome.receipt);
        return;
      case 'unknown':
        doubt(context, moves, message, outcome.error);
        return;
      case 'gone':
        replaceGone(context, moves, message, outcome.error);
        return;
      case 'refused':
        refused(context, moves, message, { outcome, begun });
    }
  });
}

/** Writes down what the destination's history says of a message that may have been posted. */
export function settleFound(context: OfficeContext, message: StoredMessage, outcome: FoundOutcome): void {
  const { deps } = context;
  deps.store.transaction(() => {
    const moves = new Moves(deps);
    if (outcome.kind === 'found') posted(context, moves, message, outcome.receipt);
    else if (outcome.kind === 'absent') sendAgain(context, moves, message);
    else cannotTell(context, moves, message, outcome.error);
  });
}

/** The flow was removed while the message was on its way: only the trail can say what became of it. */
function tellOfRemoved({ deps }: OfficeContext, moves: Moves, message: StoredMessage, outcome: SendOutcome): void {
  const of = { flow: message.flowId, rule: message.ruleId, kind: message.kind, flowRemoved: true };
  if (outcome.kind === 'sent') {
    const { channel, ts } = outcome.receipt;
    deps.store.audit.append(moves.atUtc, 'message.posted', message.id, { ...of, channel, ts });
    return;
  }
  const details = { ...of, channel: message.channel.id, code: outcome.error.code };
  const event = outcome.kind === 'unknown' ? 'message.undecided' : 'message.failed';
  deps.store.audit.append(moves.atUtc, event, message.id, details);
}

function posted(context: OfficeContext, moves: Moves, message: StoredMessage, receipt: MessageReceipt): void {
  const change = {
    state: 'posted',
    reason: null,
    receipt,
    postedAtUtc: moves.atUtc,
    notBeforeUtc: null,
    error: null,
  } as const;
  if (!moves.move(message.id, [...underWay, 'unknown'], change, ['posted', receipt.ts])) return;
  context.deps.store.audit.append(moves.atUtc, 'message.posted', message.id, {
    flow: message.flowId,
    rule: message.ruleId,
    kind: message.kind,
    channel: receipt.channel,
    ts: receipt.ts,
  });
}

function doubt(context: OfficeContext, moves: Moves, message: StoredMessage, error: AppError): void {
  const notBeforeUtc = later(context, verifyDelayMs(context.deps));
  const change = { state: 'unknown', reason: null, notBeforeUtc, error: toErrorDto(error) } as const;
  moves.move(message.id, underWay, change, ['outcome-unknown', error.code]);
}

/** Certainly not posted: it goes again, later each time. */
function sendAgain(context: OfficeContext, moves: Moves, message: StoredMessage): void {
  const notBeforeUtc = message.attempts > 1 ? later(context, backOffMs(context.deps, message.attempts - 1)) : null;
  const change = { state: 'queued', reason: null, notBeforeUtc, sendingSinceUtc: null } as const;
  moves.move(message.id, ['unknown'], change, ['absent']);
}

function cannotTell(context: OfficeContext, moves: Moves, message: StoredMessage, error: AppError): void {
  const { deps } = context;
  if (error.kind === 'cancelled') return;
  if (passesByItself(error) || error.kind === 'auth') {
    if (error.kind === 'auth') pauseFlow(context, moves, message, error);
    const change = { state: 'unknown', notBeforeUtc: later(context, lookAgainMs(context, message, error)) } as const;
    moves.move(message.id, ['unknown'], { ...change, error: toErrorDto(error) }, ['refused', error.code]);
    return;
  }
  const change = { state: 'undecided', reason: null, notBeforeUtc: null, error: toErrorDto(error) } as const;
  if (!moves.move(message.id, ['unknown'], change, ['undecided', error.code])) return;
  const details = { flow: message.flowId, rule: message.ruleId, channel: message.channel.id, code: error.code };
  deps.store.audit.append(moves.atUtc, 'message.undecided', message.id, details);
}

/** The longer it cannot be asked, the less often it is. */
function lookAgainMs({ deps }: OfficeContext, message: StoredMessage, error: AppError): number {
  const sinceMs = deps.clock.now() - Date.parse(message.sendingSinceUtc ?? message.createdAtUtc);
  const attempt = Math.max(1, Math.ceil(Math.log2(Math.max(1, sinceMs / 5_000))));
  return backOffMs(deps, attempt, error.retryAfterMs);
}

interface Refusal {
  readonly outcome: Refused;
  readonly begun: boolean;
}

function refused(context: OfficeContext, moves: Moves, message: StoredMessage, { outcome, begun }: Refusal): void {
  const { error, scope } = outcome;
  const stay = { state: 'queued', sendingSinceUtc: message.sendingSinceUtc } as const;
  const back = { ...stay, error: toErrorDto(error) };
  if (error.kind === 'cancelled') {
    // Nobody's fault: it goes when it may again.
    const change = { ...stay, attempts: message.attempts, notBeforeUtc: later(context, 1_000) };
    moves.move(message.id, underWay, change, ['refused', error.code]);
  } else if (passesByItself(error)) {
    // Being told to wait is no attempt.
    const counts = begun && error.kind !== 'rate-limited';
    const attempts = message.attempts + (counts ? 1 : 0);
    const notBeforeUtc = later(context, backOffMs(context.deps, Math.max(1, attempts), error.retryAfterMs));
    moves.move(message.id, underWay, { ...back, attempts, notBeforeUtc }, ['refused', error.code]);
  } else if (scope === 'message') layoutRefused(context, moves, message, error);
  else {
    moves.move(message.id, underWay, back, ['refused', error.code]);
    if (scope === 'channel') stopChannel(context, moves, message, error);
    else pauseFlow(context, moves, message, error);
  }
}

/** One try without blocks; then it is a person's. */
function layoutRefused(context: OfficeContext, moves: Moves, message: StoredMessage, error: AppError): void {
  const facts = { sendingSinceUtc: null, notBeforeUtc: null, error: toErrorDto(error) };
  if (!message.plain && message.body.blocks.length > 0 && error.code !== connectionRemoved) {
    moves.move(message.id, underWay, { ...facts, state: 'queued', plain: true }, ['plain-text', error.code]);
    return;
  }
  if (!moves.move(message.id, underWay, { ...facts, state: 'failed', reason: null }, ['failed', error.code])) return;
  const details = { flow: message.flowId, rule: message.ruleId, channel: message.channel.id, code: error.code };
  context.deps.store.audit.append(moves.atUtc, 'message.failed', message.id, details);
}

function later({ deps }: OfficeContext, ms: number): string {
  return new Date(deps.clock.now() + ms).toISOString();
}
