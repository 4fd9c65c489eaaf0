import type { OutputOf } from '../../../shared/contract/contract.ts';
import { useAsk } from '../../lib/queries.ts';
import { stateGroups } from './looks.ts';

type Flow = OutputOf<'flows.overview'>[number]['flow'];

/** Whether a flow posts messages, rather than keeping rows at its destination. */
export function postsMessages(flow: Pick<Flow, 'messaging'>): boolean {
  return flow.messaging !== undefined;
}

/** Whether some rule of the flow asks people to approve. */
export function asksForDecisions({ messaging }: Pick<Flow, 'messaging'>): boolean {
  return messaging?.rules.some(({ approvals }) => (approvals ?? null) !== null) ?? false;
}

/** Flows that post messages. */
export function useMessagingFlows(): readonly Flow[] {
  const overview = useAsk('flows.overview', {}).data ?? [];
  return overview.map((row) => row.flow).filter(postsMessages);
}

/** How many messages need a person, of one flow or of all. */
export function useUndecided(flowId: string | undefined, enabled: boolean): number {
  const states = [...stateGroups.needs];
  const filter = flowId === undefined ? { states } : { flowId, states };
  return useAsk('messages.list', { filter, sort: [], offset: 0, limit: 1 }, { enabled }).data?.total ?? 0;
}
