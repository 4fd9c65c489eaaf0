import type { Flow } from '../../../shared/model/flow.ts';
import type { Integration } from '../../ports/integration.ts';
import type { Store } from '../../store/store.ts';
import type { PostOffice } from './queue.ts';
import { runRulePass, type RulePassDeps } from './rule-pass.ts';

export interface TellRequest {
  readonly flow: Flow;
  readonly integration: Integration;
  readonly runId: string;
  /** Only chosen records were read. */
  readonly isPartial: boolean;
  readonly signal: AbortSignal;
}

export interface TellDeps extends RulePassDeps {
  readonly postOffice: Pick<PostOffice, 'drain'> | null;
}

/**
 * What follows when the streams of a run have ended: rules look at what was taken up, and the messages that can go have gone when it
 * resolves. Streams that failed do not keep the others from being looked at. Does nothing for a flow that posts no messages.
 * Throws the signal's reason, and what the store and the post office throw.
 */
export async function tellOfRun(deps: TellDeps, request: TellRequest): Promise<void> {
  const { flow, integration, runId, isPartial, signal } = request;
  if (integration.messaging === undefined) return;
  const streams = deps.store.runs.get(runId)?.streams ?? [];
  const isWhole = (one: (typeof streams)[number]) => !isPartial && one.error === null && one.endedAtUtc !== null;
  await runRulePass(deps, {
    flow,
    integration,
    runId,
    streamsReadWhole: streams.filter(isWhole).map(({ stream }) => stream),
    streamsReadInPart: streams.filter((one) => !isWhole(one)).map(({ stream }) => stream),
    signal,
  });
  await deps.postOffice?.drain(flow.id, signal);
}

/**
 * Where the messages that a run called for stand: `waiting` go on by themselves as soon as they can (a lost answer, a system that asks
 * to wait), `in-hand` need a person (refused, or nobody can say whether they were posted). What is held for its time is settled.
 */
export type MessagesOfRun = 'settled' | 'waiting' | 'in-hand';

/** Where the messages of a run stand now. */
export function messagesOfRun(store: Pick<Store, 'messageLists'>, flowId: string, runId: string): MessagesOfRun {
  const page = { sort: [], offset: 0, limit: 500 };
  const held = store.messageLists.page({ flowId, runId, states: ['held'] }, page).items;
  const states = new Set(
    store.messageLists.counts(flowId, runId).flatMap((one) => one.states.map(({ state }) => state)),
  );
  const isStopped = held.some(({ reason }) => reason === 'channel-stopped' || reason === 'connection-stopped');
  if (states.has('queued') || states.has('sending') || states.has('unknown')) return 'waiting';
  return isStopped || states.has('failed') || states.has('undecided') ? 'in-hand' : 'settled';
}
