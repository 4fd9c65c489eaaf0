import { createHash } from 'node:crypto';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { MessageFilter, TryAgainChannel, TryAgainEffect } from '../../../shared/messages/message.ts';
import type { TryableMessage } from '../../store/message-problems.ts';
import { decideMessages } from './decide.ts';
import type { PostOfficeDeps } from './office-deps.ts';

type Deps = Pick<PostOfficeDeps, 'store' | 'clock'>;

/** What trying all messages within a filter again would do. Nothing is changed by asking. */
export function tryAgainEffect({ store }: Deps, filter: MessageFilter): TryAgainEffect {
  const within = store.messageProblems.within(filter);
  const chosen = within.filter(mayTryAgain);
  const flows = new Set(chosen.map((one) => one.flowId));
  return {
    mark: markOf(chosen),
    sent: chosen.filter((one) => one.state !== 'undecided').length,
    lookedFor: chosen.filter((one) => one.state === 'undecided').length,
    left: within.length - chosen.length,
    channels: channelsOf({ store }, chosen),
    pausedFlows: [...flows].flatMap((id) => {
      const flow = store.flows.get(id);
      return flow === null || flow.paused === null ? [] : [flow.name];
    }),
  };
}

/**
 * Tries all messages within a filter again, as it was stated: what certainly is not posted is sent, what may be is looked for first.
 * Answers how many. Ring the post office afterwards. Throws MESSAGE_EFFECT_CHANGED if it would not do any more what `mark` stands for.
 */
export function tryAllAgain(deps: Deps, filter: MessageFilter, mark: string): number {
  const chosen = deps.store.messageProblems.within(filter).filter(mayTryAgain);
  if (markOf(chosen) !== mark) throw new AppError('MESSAGE_EFFECT_CHANGED', 'config');
  if (chosen.length === 0) return 0;
  return decideMessages(
    { deps },
    chosen.map((one) => one.id),
    'try-again',
  );
}

function mayTryAgain({ state, reason }: TryableMessage): boolean {
  return state === 'failed' || state === 'undecided' || (state === 'held' && reason === 'channel-stopped');
}

/** Stands for exactly these messages in exactly these states. */
function markOf(chosen: readonly TryableMessage[]): string {
  const hash = createHash('sha256');
  for (const { id, state } of chosen) hash.update(`${id} ${state}\n`);
  return hash.digest('hex').slice(0, 32);
}

/** Where they go, and what else waits for a channel that is opened by it. */
function channelsOf({ store }: Pick<Deps, 'store'>, chosen: readonly TryableMessage[]): TryAgainChannel[] {
  const ids = new Set(chosen.map((one) => one.id));
  const byLane = new Map<string, TryableMessage[]>();
  for (const one of chosen) {
    const lane = `${one.flowId} ${one.channelId}`;
    byLane.set(lane, [...(byLane.get(lane) ?? []), one]);
  }
  return [...byLane.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const { flowId, channelId, channelName: name } = first;
    const isStopped = store.channelStops.get(flowId, channelId) !== null;
    const others = isStopped
      ? store.messages
          .waiting({ flowId, channelId })
          .filter((one) => one.reason === 'channel-stopped' && !ids.has(one.id)).length
      : 0;
    return [{ name, messages: own.length, others }];
  });
}
