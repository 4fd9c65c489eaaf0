import { healthRuleId } from '../../../shared/messages/health.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import type { WaitingMessage } from '../../store/message-row.ts';

/**
 * Those of a flow's messages to a channel that may be looked at now. A flow that a person paused posts nothing. One that the engine
 * paused still says that it is behind, for that is when it has to be said; but not where the sign-in to the messages' own system was
 * refused: a refused sign-in is never tried again by itself.
 */
export function mayGo(flow: Pick<Flow, 'paused'>, waiting: readonly WaitingMessage[]): readonly WaitingMessage[] {
  if (flow.paused === null) return waiting;
  const isRefused = waiting.some(({ reason }) => reason === 'connection-stopped');
  if (isRefused || !speaksWhilePaused(flow)) return [];
  return waiting.filter(({ ruleId }) => ruleId === healthRuleId);
}

/** True if the flow may post a message of this rule. */
export function isOpenFor(flow: Pick<Flow, 'paused'> | null, ruleId: string): boolean {
  if (flow === null) return false;
  return flow.paused === null || (ruleId === healthRuleId && speaksWhilePaused(flow));
}

/** Only a pause by the engine has an error. Where another installation is at work, that one says how the flow is. */
function speaksWhilePaused({ paused }: Pick<Flow, 'paused'>): boolean {
  return paused !== null && paused.error !== null && !paused.error.code.startsWith('INSTALLATION_');
}
