import type { Subject } from '../../../shared/messages/facts.ts';
import { checkRule } from '../../../shared/messages/check-rule.ts';
import { messageLanguage } from '../../../shared/messages/rule.ts';
import type { InputOf, OutputOf } from '../../../shared/contract/contract.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import { findIntegration } from '../../engine/deps.ts';
import type { RuleOfView } from '../../engine/messages/call-for.ts';
import { linkedView } from '../../engine/messages/linked-view.ts';
import { previewRule } from '../../engine/messages/preview-rule.ts';
import { hasPassed, isByCalendar, streamsOf } from '../../engine/messages/rule-progress.ts';
import { readSampleBook } from '../../engine/messages/sample-book.ts';
import type { EngineServices } from '../../engine/services.ts';
import type { Integration } from '../../ports/integration.ts';
import type { BookReader, MessageView } from '../../ports/views.ts';
import { badRequest, found, type HandlersOf } from './handler.ts';

type Input = InputOf<'messages.preview-rule'>;
type Output = OutputOf<'messages.preview-rule'>;

/** Problems of a rule without which nothing can be judged or shown. */
const needed = new Set(['view', 'layout', 'timeZone']);

/** What a rule would tell, while it is being made. Posts nothing. */
export function rulePreviewHandlers(services: EngineServices): HandlersOf<'messages.preview-rule'> {
  return { 'messages.preview-rule': (input, { signal }) => preview(services, input, signal) };
}

async function preview(services: EngineServices, input: Input, signal: AbortSignal): Promise<Output> {
  const { deps } = services;
  const { rule, limit } = input;
  const integration = found(findIntegration(deps.integrations, input.integration), 'integration', input.integration);
  if (integration.messaging === undefined) throw badRequest('this integration posts no messages');
  const flow = input.flowId === undefined ? null : found(deps.store.flows.get(input.flowId), 'flow', input.flowId);
  const connection = found(
    deps.store.connections.get(input.sourceConnectionId),
    'connection',
    input.sourceConnectionId,
  );
  if (connection.system !== integration.source) throw badRequest('the connection does not belong to this integration');
  const known = integration.messaging.views.find((one) => one.id === rule.view);
  const problems = checkRule(rule, known);
  if (known === undefined || problems.some(({ field }) => needed.has(field))) {
    return { known: 0, matching: 0, untold: null, last30Days: 0, examples: [], fromSample: false, problems };
  }
  const view = linkedView(known, connection);
  const fromBook = flow !== null && isTakenUp(services, flow, view);
  const book = fromBook
    ? deps.store.book.reader(flow.id)
    : await sample(services, { connectionId: connection.id, integration, flow, view }, signal);
  const shown = await previewRule({
    rule,
    view,
    book,
    flowId: flow?.id ?? '',
    sourceName: connection.name,
    language: input.language ?? messageLanguage(flow ?? {}),
    nowMs: deps.clock.now(),
    limit,
    isUntold: fromBook ? untoldBy(services, flow, { rule, view }) : null,
    signal,
  });
  return { ...shown, fromSample: !fromBook, problems };
}

/** True if what the view is made of was read whole at least once, as far as the flow reads it. */
function isTakenUp({ deps }: EngineServices, flow: Flow, view: MessageView): boolean {
  const whole = deps.store.book.readWhole(flow.id);
  const streams = flow.streams.filter((one) => one.enabled && view.streams.includes(one.id));
  return streams.length > 0 && streams.every(({ id }) => whole.has(id));
}

/** What the rule's first pass would cover; null if it has none before it. */
function untoldBy({ deps }: EngineServices, flow: Flow, of: RuleOfView): ((subject: Subject) => boolean) | null {
  const { ruleStates, messages } = deps.store;
  const { rule, view } = of;
  const isKept = hasPassed(ruleStates.get(flow.id, rule.id), of, streamsOf(view, flow));
  if (isKept || !rule.enabled || isByCalendar(rule)) return null;
  return ({ key }) => {
    const state = messages.latestAlert(flow.id, rule.id, key)?.state ?? null;
    return state === null || state === 'suppressed';
  };
}

async function sample(
  { deps }: EngineServices,
  of: { connectionId: string; integration: Integration; flow: Flow | null; view: MessageView },
  signal: AbortSignal,
): Promise<BookReader> {
  const source = deps.openSource(found(deps.store.connections.get(of.connectionId), 'connection', of.connectionId));
  try {
    return await readSampleBook({ ...of, source, streams: of.view.streams, signal });
  } finally {
    await source.close();
  }
}
