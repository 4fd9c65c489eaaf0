import { localDay } from '../../../shared/messages/calendar.ts';
import { firstLine, renderTest } from '../../../shared/messages/render.ts';
import { findPeople } from '../../../shared/messages/people.ts';
import type { MessageItem } from '../../../shared/messages/message.ts';
import type { Language } from '../../../shared/model/settings.ts';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { assertOwn } from '../../engine/messages/audience.ts';
import { decideMessages } from '../../engine/messages/decide.ts';
import { Moves } from '../../engine/messages/office-context.ts';
import { tryAgainEffect, tryAllAgain } from '../../engine/messages/try-all.ts';
import { resumeChannel } from '../../engine/messages/stops.ts';
import type { EngineServices } from '../../engine/services.ts';
import type { MessageReceipt, Messenger, OutgoingMessage } from '../../ports/messenger.ts';
import { nowUtc } from '../../ports/time.ts';
import type { StoredMessage } from '../../store/message-row.ts';
import { found, type HandlersOf } from './handler.ts';
import { linksOf, type Links } from './links.ts';
import { namesOf, type Names } from './names.ts';

type Methods =
  | 'messages.list'
  | 'messages.get'
  | 'messages.counts'
  | 'messages.decide'
  | 'messages.reasons'
  | 'messages.try-all-effect'
  | 'messages.try-all'
  | 'messages.health'
  | 'messages.channels'
  | 'messages.people'
  | 'messages.join'
  | 'messages.test';

/** How long a test message that may have been posted is given to show. */
const testDelayMs = 5_000;

/** Messages, what a person decides of them, and the channels they go to. */
export function messageHandlers(services: EngineServices): HandlersOf<Methods> {
  const { deps, postOffice } = services;
  const { messages, messageLists, messageProblems } = deps.store;
  const changedByHand = (changed: number): { changed: number } => {
    deps.publish({ topic: 'changed', subject: 'messages' });
    postOffice.ring();
    return { changed };
  };
  return {
    'messages.list': ({ filter, ...page }) => {
      const { total, items } = messageLists.page(filter, page);
      const [names, links] = [namesOf(services), linksOf(services)];
      return Promise.resolve({ total, items: items.map((one) => itemOf(one, names, links)) });
    },
    'messages.get': ({ id }) => {
      const message = found(messages.get(id), 'message', id);
      const history = messageLists.history(id);
      const item = itemOf(message, namesOf(services), linksOf(services));
      return Promise.resolve({ item, body: message.body, history });
    },
    'messages.counts': ({ flowId, runId }) => Promise.resolve(messageLists.counts(flowId, runId)),
    'messages.decide': ({ ids, decision, reason }) =>
      Promise.resolve(changedByHand(decideMessages({ deps }, ids, decision, reason))),
    'messages.reasons': (filter) => Promise.resolve(messageProblems.reasons(filter)),
    'messages.try-all-effect': ({ filter }) => Promise.resolve(tryAgainEffect(deps, filter)),
    'messages.try-all': ({ filter, mark }) => Promise.resolve(changedByHand(tryAllAgain(deps, filter, mark))),
    'messages.health': ({ flowId }) => Promise.resolve(found(services.health.stateOf(flowId), 'flow', flowId)),
    'messages.channels': async ({ connectionId }, { signal }) => [
      ...(await postOffice.messengers.of(connectionId).channels(signal)),
    ],
    'messages.people': async ({ connectionId, again, ...wanted }, { signal }) =>
      findPeople(await postOffice.messengers.of(connectionId).people({ again, signal }), wanted),
    'messages.join': async ({ connectionId, channelId }, { signal }) => {
      const messenger = postOffice.messengers.of(connectionId);
      await messenger.join(channelId, signal);
      resumeEverywhere(services, connectionId, channelId);
      return found(await messenger.channel(channelId, signal), 'channel', channelId);
    },
    'messages.test': ({ language = 'en', sharedConfirmed = false, ...at }, { signal }) =>
      postTest(services, { ...at, language, sharedConfirmed, signal }),
  };
}

function itemOf(message: StoredMessage, names: Names, links: Links): MessageItem {
  return {
    id: message.id,
    flowId: message.flowId,
    flowName: names.flow(message.flowId),
    ruleId: message.ruleId,
    ruleName: message.ruleName,
    runId: message.runId,
    view: message.view,
    subjectKey: message.subjectKey,
    label: message.label,
    kind: message.kind,
    state: message.state,
    reason: message.reason,
    channelId: message.channel.id,
    channelName: message.channel.name,
    text: firstLine(message.body),
    amounts: [...message.amounts],
    createdAtUtc: message.createdAtUtc,
    notBeforeUtc: message.notBeforeUtc,
    attempts: message.attempts,
    postedAtUtc: message.postedAtUtc,
    permalink: message.receipt?.permalink ?? null,
    link: links.subject(message),
    coveredBy: message.coveredBy,
    contentsRemovedAtUtc: message.contentsRemovedAtUtc,
    error: message.error,
  };
}

/** Joining is what a person does about a channel that could not be posted to. */
function resumeEverywhere({ deps, postOffice }: EngineServices, connectionId: string, channelId: string): void {
  deps.store.transaction(() => {
    const moves = new Moves(deps);
    for (const flow of deps.store.flows.usingConnection(connectionId)) {
      resumeChannel({ deps }, moves, { flowId: flow.id, channelId });
    }
  });
  postOffice.ring();
}

interface TestRequest {
  readonly connectionId: string;
  readonly channelId: string;
  readonly language: Language;
  readonly sharedConfirmed: boolean;
  readonly signal: AbortSignal;
}

/** Posts one message that says it is a test. Throws what stood in its way. */
async function postTest(services: EngineServices, request: TestRequest): Promise<OutputOf<'messages.test'>> {
  const { deps, postOffice } = services;
  const { connectionId, channelId, language } = request;
  const messenger = postOffice.messengers.of(connectionId);
  if (!request.sharedConfirmed) await assertOwn(messenger, channelId, request.signal);
  const deliveryId = deps.random.uuid();
  const context = {
    language,
    today: localDay(deps.clock.now(), 'UTC'),
    timeZone: 'UTC',
    deliveryId,
    batchId: null,
    sourceName: 'ml-connector',
    resent: false,
  };
  const body = renderTest({ teamHint: null, context });
  const receipt = await sendTest(
    services,
    messenger,
    {
      deliveryId,
      route: 'test',
      attempt: 1,
      channel: channelId,
      body,
      action: 'post',
      parentTs: null,
    },
    request.signal,
  );
  deps.store.transaction(() => {
    const details = { channel: receipt.channel, ts: receipt.ts };
    deps.store.audit.append(nowUtc(deps.clock), 'message.tested', connectionId, details);
  });
  return { text: body.text, permalink: receipt.permalink };
}

async function sendTest(
  { deps }: EngineServices,
  messenger: Messenger,
  message: OutgoingMessage,
  signal: AbortSignal,
): Promise<MessageReceipt> {
  const sinceUtc = nowUtc(deps.clock);
  const outcome = await messenger.send(message, { sending: () => Promise.resolve(), signal });
  if (outcome.kind === 'sent') return outcome.receipt;
  if (outcome.kind !== 'unknown') throw outcome.error;
  await deps.clock.sleep(testDelayMs, signal);
  const { deliveryId, channel } = message;
  const answer = await messenger.find({ deliveryId, channel, parentTs: null, action: 'post', sinceUtc }, signal);
  if (answer.kind === 'found') return answer.receipt;
  throw answer.kind === 'cannot-tell' ? answer.error : outcome.error;
}
