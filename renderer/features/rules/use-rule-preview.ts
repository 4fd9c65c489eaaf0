import { useEffect, useMemo, useState } from 'react';
import type { RulePreview } from '../../../shared/messages/message.ts';
import { messageRuleSchema, type MessageRule } from '../../../shared/messages/rule.ts';
import { useAsk } from '../../lib/queries.ts';
import type { RulesContext } from './context.ts';

const settleMs = 400;
/** Before the first run each preview reads a sample of the source. */
const settleWithoutFlowMs = 1500;
const mostExamples = 3;

export interface RulePreviewState {
  /** The newest answer there is; it may be of the rule as it was a moment ago. */
  readonly shown: RulePreview | null;
  /** True while the answer to the rule as it is now is still to come. */
  readonly isBehind: boolean;
  /** False while the rule lacks something that a preview needs. */
  readonly isPossible: boolean;
  readonly error: Error | null;
  readonly again: () => void;
}

/** What the rule would tell, asked for once it has not changed for a moment. */
export function useRulePreview(context: RulesContext, rule: MessageRule): RulePreviewState {
  const complete = useMemo(() => previewable(rule), [rule]);
  const settled = useSettled(complete, context.flowId === undefined ? settleWithoutFlowMs : settleMs);
  const asked = settled ?? complete;
  const preview = useAsk(
    'messages.preview-rule',
    {
      integration: context.integration.id,
      sourceConnectionId: context.sourceConnectionId,
      ...(context.flowId === undefined ? {} : { flowId: context.flowId }),
      rule: asked ?? rule,
      language: context.language,
      limit: mostExamples,
    },
    { enabled: asked !== null && complete !== null },
  );
  const [shown, setShown] = useState<RulePreview | null>(null);
  if (preview.data !== undefined && preview.data !== shown) setShown(preview.data);
  return {
    shown,
    isBehind: complete !== null && (preview.isFetching || settled !== complete),
    isPossible: complete !== null,
    error: preview.error,
    again: () => void preview.refetch(),
  };
}

/** The rule as a preview can judge it: a name and a channel do not decide what matches. Null while values are missing. */
function previewable(rule: MessageRule): MessageRule | null {
  const checked = messageRuleSchema.safeParse({
    ...rule,
    name: rule.name.trim() === '' ? '-' : rule.name.trim(),
    channel: rule.channel.id === '' ? { ...rule.channel, id: '-' } : rule.channel,
  });
  return checked.success ? checked.data : null;
}

/** The value once it has stayed the same for so long; at first, the first one. */
function useSettled<Value>(value: Value, afterMs: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(setSettled, afterMs, value);
    return () => {
      clearTimeout(timer);
    };
  }, [value, afterMs]);
  return settled;
}
