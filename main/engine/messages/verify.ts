import { AppError } from '../../../shared/errors/app-error.ts';
import type { FoundOutcome } from '../../ports/messenger.ts';
import type { StoredMessage } from '../../store/message-row.ts';
import type { OfficeContext } from './office-context.ts';
import { actionOf, parentTsOf } from './outgoing.ts';
import { asAppError, settleFound } from './settle.ts';

/** Asks the destination whether the message was posted, and goes by the answer. */
export async function verify(context: OfficeContext, id: string): Promise<void> {
  const message = context.deps.store.messages.get(id);
  if (message?.state !== 'unknown') return;
  const outcome = await find(context, message);
  settleFound(context, message, outcome);
  context.tell();
}

async function find(context: OfficeContext, message: StoredMessage): Promise<FoundOutcome> {
  try {
    const messenger = context.messengers.of(message.connectionId);
    return await messenger.find(
      {
        deliveryId: message.id,
        channel: message.channel.id,
        parentTs: parentTsOf(context.deps, message),
        action: actionOf(message),
        sinceUtc: message.sendingSinceUtc ?? message.createdAtUtc,
      },
      context.signal,
    );
  } catch (error) {
    // Asked to stop: nothing was learned.
    const known = context.signal.aborted ? new AppError('APP_CANCELLED', 'cancelled') : asAppError(error);
    return { kind: 'cannot-tell', error: known };
  }
}
