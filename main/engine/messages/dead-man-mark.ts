import { healthRuleId } from '../../../shared/messages/health.ts';
import { deliveryId } from './delivery-id.ts';

const told = 'dead-man';

/**
 * What the text of a flow's scheduled message ends with: the flow's own delivery id, and the last reading in seconds. Slack posts no
 * scheduled message that carries metadata (reference slack.md §13), so the text is all that it can be known by.
 */
export function markOf(flowId: string, lastSuccessUtc: string): string {
  return `${ownMark(flowId)}-${Math.floor(Date.parse(lastSuccessUtc) / 1000).toString(36)}`;
}

/** The last reading (UTC ISO) that the text of one of this flow's messages was left after; null if it is not one of them. */
export function readMark(flowId: string, text: string): string | null {
  const mark = ownMark(flowId);
  const at = text.lastIndexOf(`${mark}-`);
  const found = at === -1 ? null : /^[0-9a-z]{1,8}/.exec(text.slice(at + mark.length + 1));
  return found === null ? null : new Date(Number.parseInt(found[0], 36) * 1000).toISOString();
}

function ownMark(flowId: string): string {
  return deliveryId({ flowId, ruleId: healthRuleId, view: healthRuleId, subjectKey: null, kind: 'incident', told });
}
