import type { AppError } from '../../../shared/errors/app-error.ts';
import { toErrorDto } from '../../../shared/errors/error-dto.ts';
import type { StoredMessage } from '../../store/message-row.ts';
import type { PostOfficeDeps } from './office-deps.ts';
import type { Moves, OfficeContext } from './office-context.ts';

/** Nothing goes to the channel any more until a person has changed it or says try again. Call it inside a transaction. */
export function stopChannel({ deps }: OfficeContext, moves: Moves, message: StoredMessage, error: AppError): void {
  const { store } = deps;
  const { flowId, channel } = message;
  const dto = toErrorDto(error);
  store.channelStops.put(flowId, { channelId: channel.id, sinceUtc: moves.atUtc, error: dto });
  store.audit.append(moves.atUtc, 'message.channel-stopped', flowId, { channel: channel.id, code: error.code });
  for (const one of store.messages.waiting({ flowId, channelId: channel.id })) {
    if (one.state === 'queued') moves.hold(one.id, 'channel-stopped', { error: dto });
  }
}

/** A channel may be posted to again. False if it was not stopped. Call it inside a transaction. */
export function resumeChannel(
  { deps }: { deps: Pick<PostOfficeDeps, 'store'> },
  moves: Moves,
  lane: { flowId: string; channelId: string },
): boolean {
  if (!deps.store.channelStops.lift(lane.flowId, lane.channelId)) return false;
  deps.store.audit.append(moves.atUtc, 'message.channel-resumed', lane.flowId, { channel: lane.channelId });
  return true;
}

/**
 * A connection that is refused is never tried again by itself: the flow is paused as its runs would be, and what waits is held until
 * it is resumed. Call it inside a transaction.
 */
export function pauseFlow(
  { deps, messengers }: OfficeContext,
  moves: Moves,
  message: StoredMessage,
  error: AppError,
): void {
  const { store } = deps;
  const dto = toErrorDto(error);
  messengers.forget(message.connectionId);
  for (const lane of store.messages.lanes()) {
    if (lane.flowId !== message.flowId) continue;
    for (const one of store.messages.waiting(lane)) {
      if (one.state === 'queued') moves.hold(one.id, 'connection-stopped', { error: dto });
    }
  }
  const flow = store.flows.get(message.flowId);
  if (flow === null || flow.paused !== null) return;
  store.flows.save({
    ...flow,
    paused: { reason: dto.text, error: dto, atUtc: moves.atUtc },
    updatedAtUtc: moves.atUtc,
  });
  store.audit.append(moves.atUtc, 'flow.paused', flow.id, { code: error.code });
  deps.publish({ topic: 'changed', subject: 'flows' });
}
