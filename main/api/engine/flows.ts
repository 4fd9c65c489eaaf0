import type { Flow, FlowDraft } from '../../../shared/model/flow.ts';
import type { Run, RunStream } from '../../../shared/model/run.ts';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { MessageRule } from '../../../shared/messages/rule.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { checkRule } from '../../../shared/messages/check-rule.ts';
import { validateMapping } from '../../../shared/mapping/validate.ts';
import { absentUntil, frozenAt } from '../../../shared/schedule/promised.ts';
import type { Integration } from '../../ports/integration.ts';
import { findIntegration } from '../../engine/deps.ts';
import { scheduleAnew } from '../../engine/schedule.ts';
import type { EngineServices } from '../../engine/services.ts';
import { nowUtc } from '../../ports/time.ts';
import { badRequest, found, type HandlersOf } from './handler.ts';

type Names =
  | 'flows.overview'
  | 'flows.get'
  | 'flows.save'
  | 'flows.remove'
  | 'flows.pause'
  | 'flows.resume'
  | 'integrations.list'
  | 'systems.list';

const hourMs = 3_600_000;

type Overview = OutputOf<'flows.overview'>[number];

/** Flows, and what they can be made of. */
export function flowHandlers(services: EngineServices): HandlersOf<Names> {
  const { store } = services.deps;
  return {
    'systems.list': () => Promise.resolve([...services.systems]),
    'integrations.list': () =>
      Promise.resolve(services.deps.integrations.map((one) => describeIntegration(services, one))),
    'flows.overview': () => Promise.resolve(store.flows.list().map((flow) => overviewOf(services, flow))),
    'flows.get': ({ id }) => Promise.resolve(found(store.flows.get(id), 'flow', id)),
    'flows.save': (draft) => Promise.resolve(saveFlow(services, draft)),
    'flows.remove': ({ id }) => {
      removeFlow(services, id);
      return Promise.resolve({});
    },
    'flows.pause': ({ id, reason }) => Promise.resolve(setPaused(services, id, reason)),
    'flows.resume': ({ id }) => Promise.resolve(setPaused(services, id, null)),
  };
}

/** Stores a flow; a stream without a mapping gets its default. Throws APP_BAD_REQUEST and ENGINE_MAPPING_INVALID. */
export function saveFlow(services: EngineServices, draft: FlowDraft): Flow {
  const { store, publish } = services.deps;
  const flow = draftedFlow(services, draft);
  const atUtc = flow.updatedAtUtc;
  store.transaction(() => {
    store.flows.save(flow);
    scheduleAnew(services.deps, flow);
    store.audit.append(atUtc, 'flow.saved', flow.id, {
      schedule: flow.schedule,
      ...(flow.calendar === undefined ? {} : { calendar: flow.calendar }),
      ...(flow.messaging === undefined ? {} : { rules: flow.messaging.rules.map(describeRule) }),
      streams: flow.streams.map((stream) => ({
        id: stream.id,
        enabled: stream.enabled,
        mapping: stream.mapping.version,
      })),
    });
  });
  services.networkWaits.end(flow.id);
  publish({ topic: 'changed', subject: 'flows' });
  return flow;
}

/** The flow as saving the draft would make it; nothing is stored. Throws APP_BAD_REQUEST and ENGINE_MAPPING_INVALID. */
export function draftedFlow(services: EngineServices, draft: FlowDraft): Flow {
  const { store, clock, random } = services.deps;
  const integration = found(
    findIntegration(services.deps.integrations, draft.integration),
    'integration',
    draft.integration,
  );
  assertConnections(services, draft, integration);
  assertMessaging(draft, integration);
  const known = draft.id === undefined ? null : found(store.flows.get(draft.id), 'flow', draft.id);
  const calendar = draft.calendar === undefined ? known?.calendar : (draft.calendar ?? undefined);
  const messaging = draft.messaging ?? known?.messaging ?? noRulesYet(integration);
  const atUtc = nowUtc(clock);
  return {
    id: known?.id ?? random.uuid(),
    name: draft.name,
    integration: draft.integration,
    sourceConnectionId: draft.sourceConnectionId,
    destinationConnectionId: draft.destinationConnectionId,
    streams: draft.streams.map((stream) => completeStream(services, integration, known, stream)),
    schedule: draft.schedule,
    ...(calendar === undefined ? {} : { calendar }),
    ...(messaging === undefined ? {} : { messaging }),
    paused: known?.paused ?? null,
    createdAtUtc: known?.createdAtUtc ?? atUtc,
    updatedAtUtc: atUtc,
  };
}

/** A flow that posts messages is known by having rules, be they none. */
function noRulesYet(integration: Integration): Flow['messaging'] {
  return integration.messaging === undefined ? undefined : { rules: [], health: null };
}

/** What of a rule belongs into the trail: what it is, and where it tells it. */
function describeRule({ id, name, enabled, view, channel }: MessageRule) {
  return { id, name, enabled, view, channel: channel.id };
}

function assertConnections(services: EngineServices, draft: FlowDraft, integration: Integration): void {
  const { store } = services.deps;
  const source = found(store.connections.get(draft.sourceConnectionId), 'connection', draft.sourceConnectionId);
  const destination = found(
    store.connections.get(draft.destinationConnectionId),
    'connection',
    draft.destinationConnectionId,
  );
  if (source.system !== integration.source || destination.system !== integration.destination) {
    throw badRequest('the two connections do not belong to this integration');
  }
  if (source.practice !== destination.practice) {
    throw badRequest('a practice system can only be connected with a practice system');
  }
  const known = new Set(integration.streams.map((stream) => stream.id));
  const unknown = draft.streams.find((stream) => !known.has(stream.id));
  if (unknown !== undefined) throw badRequest(`there is no stream “${unknown.id}”`);
  if (!draft.streams.some((stream) => stream.enabled)) throw badRequest('no stream is chosen');
}

/** A rule that could never tell anything, or not where the operator thinks, is not stored. */
function assertMessaging({ messaging }: FlowDraft, integration: Integration): void {
  if (messaging === undefined) return;
  if (integration.messaging === undefined) throw badRequest('this flow posts no messages, so it has no rules');
  const { views } = integration.messaging;
  const seen = new Set<string>();
  for (const rule of messaging.rules) {
    if (seen.has(rule.id)) throw badRequest(`two rules have the same id “${rule.id}”`);
    seen.add(rule.id);
    const view = views.find((one) => one.id === rule.view);
    const problem = checkRule(rule, view)[0];
    if (problem !== undefined) throw badRequest(`rule “${rule.name}”: ${problem.text}`);
  }
}

function completeStream(
  services: EngineServices,
  integration: Integration,
  known: Flow | null,
  draft: FlowDraft['streams'][number],
): Flow['streams'][number] {
  const definition = found(
    integration.streams.find((stream) => stream.id === draft.id),
    'stream',
    draft.id,
  );
  const before = known?.streams.find((stream) => stream.id === draft.id);
  const mapping = draft.mapping ?? before?.mapping ?? definition.defaultMapping;
  const problem = validateMapping(mapping, services.fieldsOf(integration.id, draft.id), definition.totals)[0];
  if (problem !== undefined) {
    throw new AppError('ENGINE_MAPPING_INVALID', 'config', {
      details: { stream: definition.label, reason: `${problem.column ?? problem.table}: ${problem.problem}` },
    });
  }
  return { id: draft.id, enabled: draft.enabled, mapping, exclusions: draft.exclusions ?? before?.exclusions ?? [] };
}

function removeFlow(services: EngineServices, id: string): void {
  const { store, clock, publish } = services.deps;
  const flow = found(store.flows.get(id), 'flow', id);
  if (services.runner.runningOf(id) !== null) {
    throw new AppError('ENGINE_RUN_IN_PROGRESS', 'config', { details: { flow: flow.name } });
  }
  store.transaction(() => {
    const messages = store.messageLists.standOf(id);
    store.flows.remove(id);
    // The rows go with the flow: what was never posted, and what may be, is known from here on alone.
    store.audit.append(nowUtc(clock), 'flow.removed', id, messages.total === 0 ? {} : { messages });
  });
  services.networkWaits.end(id);
  publish({ topic: 'changed', subject: 'flows' });
}

function setPaused(services: EngineServices, id: string, reason: string | null): Flow {
  const { store, clock, publish } = services.deps;
  const atUtc = nowUtc(clock);
  const paused = reason === null ? null : { reason, error: null, atUtc };
  const flow = { ...found(store.flows.get(id), 'flow', id), paused, updatedAtUtc: atUtc };
  store.transaction(() => {
    store.flows.save(flow);
    store.audit.append(atUtc, reason === null ? 'flow.resumed' : 'flow.paused', id, { reason });
  });
  services.networkWaits.end(id);
  publish({ topic: 'changed', subject: 'flows' });
  return flow;
}

function overviewOf(services: EngineServices, flow: Flow): Overview {
  const { store } = services.deps;
  const running = services.runner.runningOf(flow.id);
  const lastRun = running ?? store.runs.latest(flow.id);
  const openRejections = store.rejected.openCount(flow.id);
  const streams = flow.streams
    .filter((stream) => stream.enabled)
    .map(({ id }) => {
      const { nextRunAtUtc, paused } = store.streams.get(flow.id, id);
      return { id, nextRunAtUtc: flow.schedule.kind === 'manual' ? null : nextRunAtUtc, paused };
    });
  const next = streams.flatMap((stream) => stream.nextRunAtUtc ?? []).sort()[0];
  return {
    flow,
    state: stateOf(flow, deciding(services, flow.id, lastRun), openRejections),
    lastSuccessAtUtc: store.runs.lastSuccessAtUtc(flow.id),
    nextRunAtUtc: flow.paused !== null ? null : (next ?? null),
    streams,
    waitsForNetwork: services.networkWaits.of(flow.id),
    frozen: frozenNow(flow, services.deps.clock.now()),
    absentUntilUtc: absentNow(flow, services.deps.clock.now()),
    lastRun,
    openRejections,
    openHeld: store.held.openCount(flow.id),
    waitingBatches: store.batches.openCount(flow.id),
    hours: store.runs.perHour(flow.id, dayAgoUtc(services.deps.clock.now())),
  };
}

function frozenNow({ calendar }: Flow, nowMs: number): Overview['frozen'] {
  const frozen = frozenAt(calendar, nowMs);
  return frozen === null ? null : { name: frozen.name, untilUtc: new Date(frozen.toMs).toISOString() };
}

function absentNow({ calendar }: Flow, nowMs: number): string | null {
  const until = absentUntil(calendar, nowMs);
  return until === null ? null : new Date(until).toISOString();
}

/** The beginning of the hour 24 hours before: the strip of a day shows whole hours. */
function dayAgoUtc(nowMs: number): string {
  return new Date((Math.floor(nowMs / hourMs) - 24) * hourMs).toISOString();
}

/**
 * The run that says how a flow is. A replay that did what it was to do says nothing of the reading before it, unless all that was
 * wrong there was what waited.
 */
function deciding({ deps: { store } }: EngineServices, flowId: string, lastRun: Run | null): Run | null {
  if (lastRun?.trigger !== 'replay' || !lastRun.state.startsWith('succeeded')) return lastRun;
  const reading = store.runs.latestReading(flowId);
  if (reading === null) return lastRun;
  const hasArrived = reading.state === 'incomplete' && store.batches.openCount(flowId) === 0;
  return hasArrived && reading.streams.every(wasRead) ? lastRun : reading;
}

/** All that the source announced was read; what went wrong afterwards was of the delivery. */
function wasRead({ error, phases }: RunStream): boolean {
  return error === null || (phases ?? []).some(({ phase }) => phase === 'delivering');
}

function stateOf(flow: Flow, lastRun: Overview['lastRun'], openRejections: number): Overview['state'] {
  if (lastRun?.state === 'running') return 'running';
  if (flow.paused !== null) return 'paused';
  if (lastRun === null) return 'never-run';
  if (lastRun.state === 'failed') return 'failed';
  if (lastRun.state === 'incomplete' || lastRun.state === 'cancelled') return 'incomplete';
  return openRejections > 0 ? 'rejections' : 'healthy';
}

function describeIntegration(
  services: EngineServices,
  integration: Integration,
): OutputOf<'integrations.list'>[number] {
  return {
    id: integration.id,
    source: integration.source,
    destination: integration.destination,
    streams: integration.streams.map((stream) => ({
      id: stream.id,
      label: stream.label,
      scheduleClass: stream.scheduleClass,
      defaultMapping: stream.defaultMapping,
      fields: services.fieldsOf(integration.id, stream.id).map((field) => ({ ...field })),
      totals: stream.totals,
    })),
    ...(integration.messaging === undefined ? {} : { messaging: describeMessaging(integration.messaging) }),
  };
}

/** What of a view and of a template leaves the engine: their data, not their functions. */
function describeMessaging({ views, templates }: NonNullable<Integration['messaging']>) {
  return {
    views: views.map(({ id, label, noun, nounPlural, facts, layouts }) => ({
      id,
      label,
      noun,
      nounPlural,
      facts: [...facts],
      layouts: [...layouts],
    })),
    templates: [...templates],
  };
}
