import type { Flow } from '../../../shared/model/flow.ts';
import { nowUtc } from '../../ports/time.ts';
import type { EngineDeps } from '../deps.ts';
import type { FlowCondition } from './condition.ts';

type Deps = Pick<EngineDeps, 'store' | 'clock'>;

/** What of a flow stands still, or waits, until a person does something. */
export function conditionsOfFlow(deps: Deps, flow: Flow): FlowCondition[] {
  return [
    ...pausedFlow(flow),
    ...pausedStreams(deps, flow),
    ...rejected(deps, flow),
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

function rejected({ store, clock }: Deps, flow: Flow): FlowCondition[] {
  const count = store.rejected.openCount(flow.id);
  if (count === 0) return [];
  const newsUtc = store.rejected.newestOpen(flow.id) ?? nowUtc(clock);
  return [{ kind: 'rejected', cause: '', sinceUtc: newsUtc, details: { count }, newsUtc }];
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
