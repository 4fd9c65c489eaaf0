import type { Flow } from '../../../shared/model/flow.ts';
import { nowUtc } from '../../ports/time.ts';
import type { EngineDeps } from '../deps.ts';
import type { FlowCondition } from './condition.ts';

type Deps = Pick<EngineDeps, 'store' | 'clock'>;

const dayMs = 86_400_000;

/**
 * What of a flow stands still, or waits, until a person does something. `told`: streams of which it is told already that a large share was
 * rejected, and which are no second alert. `heldDays`: records that are held for longer are told.
 */
export function conditionsOfFlow(
  deps: Deps,
  flow: Flow,
  { told, heldDays }: { readonly told: ReadonlySet<string>; readonly heldDays: number },
): FlowCondition[] {
  return [
    ...pausedFlow(flow),
    ...pausedStreams(deps, flow),
    ...rejected(deps, flow, told),
    ...goneAsks(deps, flow),
    ...heldLong(deps, flow, heldDays),
    ...stoppedChannels(deps, flow),
    ...undecided(deps, flow),
  ];
}

/** A flow that a person paused is as that person wants it. */
function pausedFlow({ paused }: Flow): FlowCondition[] {
  if (paused === null || paused.error === null) return [];
  return [{ kind: 'flow-paused', cause: '', sinceUtc: paused.atUtc, details: { error: paused.error } }];
}

function pausedStreams({ store, clock }: Deps, flow: Flow): FlowCondition[] {
  return flow.streams.flatMap(({ id, enabled }): FlowCondition[] => {
    const error = enabled ? store.streams.get(flow.id, id).paused : null;
    if (error === null) return [];
    return [{ kind: 'stream-paused', cause: id, sinceUtc: nowUtc(clock), details: { streams: [id], error } }];
  });
}

function rejected({ store, clock }: Deps, flow: Flow, told: ReadonlySet<string>): FlowCondition[] {
  const elsewhere = [...told].reduce((sum, stream) => sum + store.rejected.openCount(flow.id, stream), 0);
  const count = store.rejected.openCount(flow.id) - elsewhere;
  if (count === 0) return [];
  const newsUtc = store.rejected.newestOpen(flow.id, { except: [...told] }) ?? nowUtc(clock);
  return [{ kind: 'rejected', cause: '', sinceUtc: newsUtc, details: { count }, newsUtc }];
}

/** So many records are gone at the source that none was marked as deleted: a person has to say whether it is so. */
function goneAsks({ store }: Deps, flow: Flow): FlowCondition[] {
  return flow.streams.flatMap(({ id, enabled }): FlowCondition[] => {
    const asked = enabled ? store.streams.get(flow.id, id).askedGone : null;
    if (asked === null || asked.confirmed !== null) return [];
    const details = { runId: asked.runId, streams: [id], count: asked.gone, read: asked.known };
    return [{ kind: 'gone-asks', cause: id, sinceUtc: asked.sinceUtc, details }];
  });
}

/** What a person released goes with the next run, and is waited for no longer. */
function heldLong({ store, clock }: Deps, flow: Flow, days: number): FlowCondition[] {
  const longMs = days * dayMs;
  const held = store.held.heldSince(flow.id, new Date(clock.now() - longMs).toISOString());
  if (held === null) return [];
  const late = (sinceUtc: string): string => new Date(Date.parse(sinceUtc) + longMs).toISOString();
  const { count, oldestUtc, newestUtc } = held;
  return [
    { kind: 'held-long', cause: '', sinceUtc: late(oldestUtc), details: { count, days }, newsUtc: late(newestUtc) },
  ];
}

function stoppedChannels({ store }: Deps, flow: Flow): FlowCondition[] {
  if (flow.messaging === undefined) return [];
  const { rules, health } = flow.messaging;
  const channels = [...rules.map(({ channel }) => channel), ...(health === null ? [] : [health.channel])];
  return store.channelStops.of(flow.id).map(({ channelId, sinceUtc, error }) => {
    const channelName = channels.find(({ id }) => id === channelId)?.name ?? channelId;
    return { kind: 'channel-stopped', cause: channelId, sinceUtc, details: { channelId, channelName, error } };
  });
}

/** Messages of which nobody can say whether they were posted, or that were refused. */
function undecided({ store, clock }: Deps, flow: Flow): FlowCondition[] {
  if (flow.messaging === undefined) return [];
  const page = { sort: [], offset: 0, limit: 1 };
  const { total, items } = store.messageLists.page({ flowId: flow.id, states: ['undecided', 'failed'] }, page);
  if (total === 0) return [];
  const newsUtc = items[0]?.createdAtUtc ?? nowUtc(clock);
  return [{ kind: 'messages-undecided', cause: '', sinceUtc: newsUtc, details: { count: total }, newsUtc }];
}
