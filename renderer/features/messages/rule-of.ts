import { healthRuleId } from '../../../shared/messages/health.ts';
import type { MessageItem } from '../../../shared/messages/message.ts';
import type { Translate } from '../../i18n/text.ts';
import { pathOf } from '../../lib/router.tsx';

/** What called for a message, as people know it: its rule, or the health of the flow. */
export function ruleNameOf({ ruleId, ruleName }: Pick<MessageItem, 'ruleId' | 'ruleName'>, text: Translate): string {
  return ruleId === healthRuleId ? text('health.rule') : ruleName;
}

/** Where that is changed. */
export function rulePathOf({ flowId, ruleId }: Pick<MessageItem, 'flowId' | 'ruleId'>): string {
  return pathOf('flows', flowId, 'rules', ...(ruleId === healthRuleId ? [] : [ruleId]));
}
