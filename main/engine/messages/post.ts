import { AppError, isAppError } from '../../../shared/errors/app-error.ts';
import type { SendOutcome } from '../../ports/messenger.ts';
import { nowUtc } from '../../ports/time.ts';
import type { StoredMessage } from '../../store/message-row.ts';
import { isOpenFor } from './may-go.ts';
import { senderOf } from './neighbours.ts';
import type { OfficeContext } from './office-context.ts';
import { outgoing } from './outgoing.ts';
import { asAppError, connectionRemoved, settleSend } from './settle.ts';

interface Departure {
  /** It is stored that the message is being sent. */
  begun: boolean;
  /** What the store itself threw: that is no word on the message. */
  fault: { readonly error: unknown } | null;
}

/** Makes one try to post the message, and stores what became of it. */
export async function post(context: OfficeContext, id: string): Promise<void> {
  const message = context.deps.store.messages.get(id);
  if (message?.state !== 'queued') return;
  const departure: Departure = { begun: false, fault: null };
  const met = (await context.audience.refuse(context, message)) ?? (await context.neighbours.meet(context, message));
  const outcome = met ?? (await send(context, message, departure));
  if (departure.fault !== null) throw departure.fault.error;
  // Somebody took it back while it waited for its turn: nothing left, and nothing of it changes.
  if (!departure.begun && context.deps.store.messages.fateOf(id)?.state !== 'queued') return;
  // To ask for readers and for others in vain is a try too: the next one comes later each time.
  settleSend(context, message, outcome, departure.begun || met !== null);
  context.tell();
}

async function send(context: OfficeContext, message: StoredMessage, departure: Departure): Promise<SendOutcome> {
  if (context.deps.store.connections.get(message.connectionId) === null) {
    return { kind: 'refused', scope: 'message', error: new AppError(connectionRemoved, 'config') };
  }
  const ready = outgoing(context.deps, message);
  if (ready.action !== 'post' && ready.parentTs === null) {
    return { kind: 'gone', error: new AppError('MESSAGE_PLACE_UNKNOWN', 'record') };
  }
  try {
    const sender = senderOf(context.deps, message);
    return await context.messengers.of(message.connectionId).send(
      { ...ready, sender },
      {
        // Rejects where `begin` throws.
        sending: () =>
          new Promise((resolve) => {
            begin(context, message, departure);
            resolve();
          }),
        signal: context.signal,
      },
    );
  } catch (error) {
    const known = asAppError(context.signal.aborted ? new AppError('APP_CANCELLED', 'cancelled') : error);
    // Whatever a messenger throws after the message may have left leaves that open.
    if (departure.begun) return { kind: 'unknown', error: known };
    return { kind: 'refused', scope: known.kind === 'internal' ? 'message' : 'connection', error: known };
  }
}

/** Stores durably that the message is being sent; throws if it may not be any more, and then nothing is sent. */
function begin(context: OfficeContext, message: StoredMessage, departure: Departure): void {
  const { store } = context.deps;
  try {
    store.transaction(() => {
      noteSending(context, message);
    });
  } catch (error) {
    if (!isAppError(error)) departure.fault = { error };
    throw error;
  }
  departure.begun = true;
  context.tell();
}

function noteSending({ deps }: OfficeContext, message: StoredMessage): void {
  const { store, clock } = deps;
  const atUtc = nowUtc(clock);
  const change = {
    state: 'sending',
    reason: null,
    attempts: message.attempts + 1,
    sendingSinceUtc: message.sendingSinceUtc ?? atUtc,
    notBeforeUtc: null,
  } as const;
  const isOpen =
    isOpenFor(store.flows.get(message.flowId), message.ruleId) &&
    store.channelStops.get(message.flowId, message.channel.id) === null;
  if (isOpen && store.messages.move(message.id, ['queued'], change, { atUtc, event: 'sending' })) return;
  throw new AppError('MESSAGE_TAKEN_BACK', 'cancelled');
}
